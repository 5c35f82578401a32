package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * What the rows of a program say about the range of each variable, taken one row at a time with the ranges of all other
 * variables in it, and over again while that tells something new (as presolvers do: Savelsbergh, Preprocessing and
 * probing techniques for mixed integer programming problems, 1994). Of a second-order cone, each entry of the tail is
 * at most as large as the head. Where head and one entry of the tail are sum and difference of two numbers, the cone is
 * a rotated one: the numbers are not negative, and the other entries are at most as large as the root of their product.
 */
final class VariableBounds {

    /** How often all rows are gone through at most: what comes later is known from far away, and loose. */
    private static final int ROUNDS = 4;
    /** The share of a range by which it has to shrink for another round to be worth while. */
    private static final double NEWS = 0.1;
    /** From here on a number is no bound. */
    private static final double UNBOUNDED = 1e15;
    /** Larger cones are not looked at for rotation. */
    private static final int LARGEST_ROTATED = 8;

    private final ScaledProgram program;
    private final RowSum sum;
    private final double[] lower;
    private final double[] upper;
    /** Per second-order cone: the row which with the head makes a rotated cone; -1 if there is none. */
    private final int[] partner;

    private boolean anyNews;

    VariableBounds(ScaledProgram program) {
        this.program = program;
        sum = new RowSum(program.matrix, program.structure.rows, program.structure.variables);
        lower = new double[program.structure.variables];
        upper = new double[program.structure.variables];
        partner = new int[program.structure.coneStart.length - 1];
    }

    /** Takes everything from the present numbers of the program. */
    void compute() {
        ProgramStructure structure = program.structure;
        sum.load();
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        for (int c = 0; c < partner.length; c++) {
            partner[c] = findPartner(structure.coneStart[c], structure.coneStart[c + 1]);
        }
        anyNews = true;
        for (int round = 0; round < ROUNDS && anyNews; round++) {
            anyNews = false;
            for (int i = structure.equalities; i < structure.linearEnd; i++) {
                // What bounds one variable alone says the same every time.
                if (round == 0 || i < structure.explicitEnd || i >= structure.singleEnd) {
                    sum.set(i);
                    restrict(Double.NEGATIVE_INFINITY, program.rhs[i]);
                }
            }
            for (int c = 0; c < partner.length; c++) {
                restrictByCone(c);
            }
            for (int i = 0; i < structure.equalities; i++) {
                sum.set(i);
                restrict(program.rhs[i], program.rhs[i]);
            }
        }
    }

    /** The row k of a cone for which {@code s_0 + s_k} and {@code s_0 - s_k} have the fewest terms, if that is few. */
    private int findPartner(int head, int end) {
        int best = -1;
        if (end - head <= LARGEST_ROTATED) {
            int fewest = Integer.MAX_VALUE;
            for (int k = head + 1; k < end; k++) {
                sum.set(head, true, k);
                int terms = sum.terms();
                sum.set(head, false, k);
                terms += sum.terms();
                if (terms < fewest && terms <= program.matrix.length(head) + program.matrix.length(k)) {
                    fewest = terms;
                    best = k;
                }
            }
        }
        return best;
    }

    private void restrictByCone(int c) {
        int head = program.structure.coneStart[c];
        int end = program.structure.coneStart[c + 1];
        sum.set(head);
        restrict(Double.NEGATIVE_INFINITY, program.rhs[head]);
        double largestHead = largestSlack(head);
        double largestRest = largestHead;
        int k = partner[c];
        if (k >= 0) {
            sum.set(head, true, k);
            restrict(Double.NEGATIVE_INFINITY, program.rhs[head] + program.rhs[k]);
            sum.set(head, false, k);
            restrict(Double.NEGATIVE_INFINITY, program.rhs[head] - program.rhs[k]);
            double product = largestSum(c) * largestDifference(c);
            largestRest = product > 0.0 ? Math.min(largestHead, Math.sqrt(product)) : largestHead;
        }
        for (int i = head + 1; i < end; i++) {
            double largest = i == k ? largestHead : largestRest;
            if (largest < UNBOUNDED) {
                sum.set(i);
                restrict(program.rhs[i] - largest, program.rhs[i] + largest);
            }
        }
    }

    /** The row that with the head of a cone makes it a rotated one; -1 if there is none. */
    int partner(int cone) {
        return partner[cone];
    }

    /** The largest {@code h - Gx} of a row; infinite if nothing bounds it. */
    double largestSlack(int row) {
        sum.set(row);
        return program.rhs[row] - least();
    }

    /** The largest {@code s_0 + s_k} of a rotated cone. */
    double largestSum(int cone) {
        int head = program.structure.coneStart[cone];
        sum.set(head, true, partner[cone]);
        return program.rhs[head] + program.rhs[partner[cone]] - least();
    }

    /** The largest {@code s_0 - s_k} of a rotated cone. */
    double largestDifference(int cone) {
        int head = program.structure.coneStart[cone];
        sum.set(head, false, partner[cone]);
        return program.rhs[head] - program.rhs[partner[cone]] - least();
    }

    /** The largest {@code |h - Gx|} of a row; infinite if nothing bounds it. */
    double largestSize(int row) {
        sum.set(row);
        return Math.max(Math.abs(program.rhs[row] - least()), Math.abs(program.rhs[row] - most()));
    }

    /** How far the bounded terms of a row can move it; 0 if it has none. */
    double movement(int row) {
        sum.set(row);
        double movement = 0.0;
        for (int t = 0; t < sum.terms(); t++) {
            double range = upper[sum.column(t)] - lower[sum.column(t)];
            if (range < UNBOUNDED) {
                movement += Math.abs(sum.coefficient(t)) * range;
            }
        }
        return movement;
    }

    /** Whether a number is a bound. */
    static boolean isBound(double largest) {
        return largest < UNBOUNDED;
    }

    private double lowest(int term) {
        double c = sum.coefficient(term);
        return c * (c > 0.0 ? lower : upper)[sum.column(term)];
    }

    private double highest(int term) {
        double c = sum.coefficient(term);
        return c * (c > 0.0 ? upper : lower)[sum.column(term)];
    }

    private double least() {
        double total = 0.0;
        for (int t = 0; t < sum.terms(); t++) {
            total += lowest(t);
        }
        return total;
    }

    private double most() {
        double total = 0.0;
        for (int t = 0; t < sum.terms(); t++) {
            total += highest(t);
        }
        return total;
    }

    /** Takes it that the present sum lies within bounds. */
    private void restrict(double from, double to) {
        if (to < Double.POSITIVE_INFINITY) {
            restrictAbove(to);
        }
        if (from > Double.NEGATIVE_INFINITY) {
            restrictBelow(from);
        }
    }

    /** Takes it that the present sum is at most a number: each term is that much less what the others are at least. */
    private void restrictAbove(double to) {
        double least = 0.0;
        int unbounded = 0;
        for (int t = 0; t < sum.terms(); t++) {
            double low = lowest(t);
            if (low == Double.NEGATIVE_INFINITY) {
                unbounded++;
            } else {
                least += low;
            }
        }
        for (int t = 0; t < sum.terms() && unbounded <= 1; t++) {
            double low = lowest(t);
            boolean isUnbounded = low == Double.NEGATIVE_INFINITY;
            if (unbounded == 0 || isUnbounded) {
                double c = sum.coefficient(t);
                bound(sum.column(t), (to - (isUnbounded ? least : least - low)) / c, c > 0.0);
            }
        }
    }

    /** The same for a number that the present sum is at least. */
    private void restrictBelow(double from) {
        double most = 0.0;
        int unbounded = 0;
        for (int t = 0; t < sum.terms(); t++) {
            double high = highest(t);
            if (high == Double.POSITIVE_INFINITY) {
                unbounded++;
            } else {
                most += high;
            }
        }
        for (int t = 0; t < sum.terms() && unbounded <= 1; t++) {
            double high = highest(t);
            boolean isUnbounded = high == Double.POSITIVE_INFINITY;
            if (unbounded == 0 || isUnbounded) {
                double c = sum.coefficient(t);
                bound(sum.column(t), (from - (isUnbounded ? most : most - high)) / c, c < 0.0);
            }
        }
    }

    /** A variable is at most, or at least, as large as a number. Contradictions are left to the method. */
    private void bound(int j, double value, boolean above) {
        if (above && value < upper[j]) {
            anyNews |= !(upper[j] - value <= NEWS * (upper[j] - lower[j]));
            upper[j] = Math.max(value, lower[j]);
        } else if (!above && value > lower[j]) {
            anyNews |= !(value - lower[j] <= NEWS * (upper[j] - lower[j]));
            lower[j] = Math.min(value, upper[j]);
        }
    }
}
