package org.flexopf.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The start that a formulation suggests: where variables are that were added with a place of their own, and what puts
 * the others, one after the other.
 */
record ProgramStart(double[] first, List<Consumer<StartPoint>> steps) {

    /** The start where the parameters of the program are these. */
    double[] at(double[] parameters) {
        StartPoint point = new StartPoint(first.clone(), parameters);
        steps.forEach(step -> step.accept(point));
        return point.x();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProgramStart start && Arrays.equals(first, start.first) && steps.equals(start.steps);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + steps.hashCode();
    }

    @Override
    public String toString() {
        return "start for " + first.length + " variables";
    }
}
