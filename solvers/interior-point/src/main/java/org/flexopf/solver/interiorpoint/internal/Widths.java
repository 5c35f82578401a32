package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * How wide every row and every cone of a program is, by the {@link VariableBounds}, and the slack in the middle of
 * each. The widths of one network's rows span six decades: a current limit of a leaf is 1e-6, that of the first line 1,
 * and the cones beside them are as flat. A start that knows them has all residuals in proportion, where one margin for
 * all leaves thousands of narrow rows to be shrunk by one step length.
 *
 * <p>In a rotated cone the two numbers have widths of their own; where only one of them is bounded, the other one is as
 * wide as the other entries make it, so that the cone is met. A row that holds an unbounded variable, such as what a
 * piece of a cost curve is at least, is as wide as its bounded terms can move it. Of a program without bounds nothing
 * is known, and where too little is known, nothing is taken for known.
 */
final class Widths {

    /** The middle of a width. */
    private static final double MIDDLE = 0.5;
    /** No width counts for more than so many times the geometric mean of all: bounds may be there for form's sake. */
    private static final double WIDEST = 10.0;
    /** What is narrower than this share of what the widest may be has no inside. */
    private static final double NARROWEST = 1e-9;
    /** Where more than this share of all rows and cones is of unknown width, the others' widths are no measure. */
    private static final double MOST_UNKNOWN = 0.1;
    /** The least ratio of the two numbers of a rotated cone. */
    private static final double FLATTEST = 1e-8;

    private final ProgramStructure structure;
    private final VariableBounds bounds;
    /** Per row: the slack in the middle, or the unit where nothing is known; zero on equalities. */
    final double[] middle;
    /** Per row of K: whether its width, or that of its cone, is known. */
    final boolean[] known;

    private double mean;

    Widths(ScaledProgram program) {
        structure = program.structure;
        bounds = new VariableBounds(program);
        middle = new double[structure.rows];
        known = new boolean[structure.rows];
    }

    /** Takes everything from the present numbers of the program. */
    void compute() {
        bounds.compute();
        Arrays.fill(middle, 0.0);
        for (int i = structure.equalities; i < structure.linearEnd; i++) {
            double largest = bounds.largestSlack(i);
            middle[i] = VariableBounds.isBound(largest) ? largest : bounds.movement(i);
        }
        for (int c = 0; c < structure.coneStart.length - 1; c++) {
            measureCone(c);
        }
        if (unboundedShare() > MOST_UNKNOWN) {
            forget();
            return;
        }
        mean = geometricMean();
        for (int i = structure.equalities; i < structure.linearEnd; i++) {
            known[i] = isWidth(middle[i]);
            middle[i] = known[i] ? half(middle[i]) : 1.0;
        }
        for (int c = 0; c < structure.coneStart.length - 1; c++) {
            placeCone(c);
        }
        if (unknownShare() > MOST_UNKNOWN) {
            forget();
        }
    }

    /** The share of the rows and cones that are as wide as anything before any is compared with the others. */
    private double unboundedShare() {
        int unbounded = 0;
        for (int i = structure.equalities; i < structure.linearEnd; i++) {
            unbounded += VariableBounds.isBound(middle[i]) ? 0 : 1;
        }
        for (int c = 0; c < structure.coneStart.length - 1; c++) {
            int head = structure.coneStart[c];
            boolean isBound = VariableBounds.isBound(middle[head])
                    && (bounds.partner(c) < 0 || VariableBounds.isBound(middle[head + 1]));
            unbounded += isBound ? 0 : 1;
        }
        return share(unbounded);
    }

    private double unknownShare() {
        int unknown = 0;
        for (int i = structure.equalities; i < structure.linearEnd; i++) {
            unknown += known[i] ? 0 : 1;
        }
        int cones = structure.coneStart.length - 1;
        for (int c = 0; c < cones; c++) {
            unknown += known[structure.coneStart[c]] ? 0 : 1;
        }
        return share(unknown);
    }

    private double share(int ofRowsAndCones) {
        int all = structure.linearEnd - structure.equalities + structure.coneStart.length - 1;
        return (double) ofRowsAndCones / Math.max(1, all);
    }

    private void forget() {
        mean = 0.0;
        Arrays.fill(known, false);
        Arrays.fill(middle, structure.equalities, structure.linearEnd, 1.0);
        Arrays.fill(middle, structure.linearEnd, middle.length, 0.0);
        for (int c = 0; c < structure.coneStart.length - 1; c++) {
            middle[structure.coneStart[c]] = 1.0;
        }
    }

    /** The geometric mean of all widths that are known; 0 if none is. */
    double mean() {
        return mean;
    }

    /** Writes the widths of a cone, before any is cut, to its first rows: of the two numbers, or of the head alone. */
    private void measureCone(int c) {
        int head = structure.coneStart[c];
        int end = structure.coneStart[c + 1];
        int k = bounds.partner(c);
        double square = 0.0;
        for (int i = head + 1; i < end; i++) {
            if (i != k) {
                double size = bounds.largestSize(i);
                square += size * size;
            }
        }
        if (k < 0) {
            double largest = bounds.largestSlack(head);
            middle[head] = VariableBounds.isBound(largest) ? largest : Math.sqrt(square);
            return;
        }
        double sum = bounds.largestSum(c);
        double difference = bounds.largestDifference(c);
        middle[head] = VariableBounds.isBound(sum) ? sum : square / difference;
        middle[head + 1] = VariableBounds.isBound(difference) ? difference : square / sum;
    }

    private double geometricMean() {
        double logarithms = 0.0;
        int count = 0;
        for (int i = structure.equalities; i < middle.length; i++) {
            if (middle[i] > 0.0 && VariableBounds.isBound(middle[i])) {
                logarithms += Math.log(middle[i]);
                count++;
            }
        }
        return count == 0 ? 0.0 : Math.exp(logarithms / count);
    }

    private boolean isWidth(double width) {
        return VariableBounds.isBound(width) && width > NARROWEST * WIDEST * mean;
    }

    private double half(double width) {
        return MIDDLE * Math.min(width, WIDEST * mean);
    }

    private void placeCone(int c) {
        int head = structure.coneStart[c];
        int end = structure.coneStart[c + 1];
        int k = bounds.partner(c);
        double first = middle[head];
        double second = k < 0 ? first : middle[head + 1];
        boolean isKnown = isWidth(first) && isWidth(second);
        Arrays.fill(known, head, end, isKnown);
        Arrays.fill(middle, head, end, 0.0);
        if (!isKnown) {
            middle[head] = 1.0;
            return;
        }
        first = half(first);
        if (k < 0) {
            middle[head] = first;
            return;
        }
        second = half(second);
        first = Math.max(first, FLATTEST * second);
        second = Math.max(second, FLATTEST * first);
        middle[head] = 0.5 * (first + second);
        middle[k] = 0.5 * (first - second);
    }
}
