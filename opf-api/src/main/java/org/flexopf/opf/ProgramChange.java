package org.flexopf.opf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.ElementRef;

/**
 * Other numbers for a prepared problem, in the same pattern: an hour later, an offer gone, a node of a search tree, a
 * candidate trade. A value, in physical units; each method returns a changed copy. Changes are of the first block
 * unless {@linkplain #in another} is named.
 *
 * @see PreparedOpf#solve(ProgramChange)
 */
public final class ProgramChange {

    /** One change of one number. */
    sealed interface Step {
        /** The block's label; {@code null} for the first block. */
        String block();
    }

    record Rhs(String block, ConstraintFamily family, ElementRef element, double by) implements Step {}

    record Room(String block, ConstraintFamily family, ElementRef element, double by) implements Step {}

    record Cost(String block, VariableFamily family, ElementRef element, double slope) implements Step {}

    record Fixed(String block, VariableFamily family, ElementRef element, double value) implements Step {}

    record Without(String block, ElementRef element) implements Step {}

    record Proximal(String block, VariableFamily family, ElementRef element, double centre, double weight)
            implements Step {}

    private static final ProgramChange NONE = new ProgramChange(null, List.of());

    private final String block;
    private final List<Step> steps;

    private ProgramChange(String block, List<Step> steps) {
        this.block = block;
        this.steps = steps;
    }

    /** No change at all. */
    public static ProgramChange none() {
        return NONE;
    }

    private ProgramChange with(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new ProgramChange(block, List.copyOf(more));
    }

    /** The same changes; those that follow are of another block. */
    public ProgramChange in(String label) {
        return new ProgramChange(label, steps);
    }

    /** Raises the right-hand side of a balance or law, in its unit: the demand of a bus by so many MW. */
    public ProgramChange rhs(ConstraintFamily family, ElementRef element, double by) {
        return with(new Rhs(block, family, element, by));
    }

    /** Gives a limit so much more room, in its unit; less if negative. */
    public ProgramChange room(ConstraintFamily family, ElementRef element, double by) {
        return with(new Room(block, family, element, by));
    }

    /** Adds a linear cost, currency per hour and per unit of the variable. */
    public ProgramChange cost(VariableFamily family, ElementRef element, double slope) {
        return with(new Cost(block, family, element, slope));
    }

    /** Holds a variable at a value, in its unit. */
    public ProgramChange fixed(VariableFamily family, ElementRef element, double value) {
        return with(new Fixed(block, family, element, value));
    }

    /** Leaves an element out: its variables take no part, and it costs nothing. */
    public ProgramChange without(ElementRef element) {
        return with(new Without(block, element));
    }

    /** Pulls a variable towards a value: {@code weight/2 (variable - centre)^2}, currency per hour and unit squared. */
    public ProgramChange proximal(VariableFamily family, ElementRef element, double centre, double weight) {
        return with(new Proximal(block, family, element, centre, weight));
    }

    /** The changes in their order. */
    List<Step> steps() {
        return steps;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProgramChange change && steps.equals(change.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    @Override
    public String toString() {
        return steps.isEmpty() ? "no change" : steps.toString();
    }
}
