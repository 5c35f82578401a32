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
    /** The sum of a row itself, of which its least value counts, and its negative. */
    private static final int ABOVE = 0;

    private static final int BELOW = 1;
    /** Larger cones are not looked at for rotation. */
    private static final int LARGEST_ROTATED = 8;

    private final ScaledProgram program;
    private final RowSum sum;
    /**
     * How far each variable reaches down, at twice its number, and up, behind it: minus its lower bound, and its upper
     * one. So what holds for the one end of a range holds for the other.
     */
    private final double[] reach;
    /** When each variable's range, and each row or cone by its first row, was last worked on; 0 for never. */
    private final int[] changed;

    private final int[] visited;
    private int now;
    /** Per second-order cone: the row which with the head makes a rotated cone; -1 if there is none. */
    private final int[] partner;
    /** The rows that may be that, cone by cone. */
    private final int[] candidate;

    private final int[] candidateStart;

    private boolean anyNews;

    VariableBounds(ScaledProgram program) {
        this.program = program;
        sum = new RowSum(program.matrix, program.structure.rows, program.structure.variables);
        // Zeros have a variable of their own, which does not reach anywhere.
        reach = new double[2 * program.structure.variables + 2];
        changed = new int[program.structure.variables + 1];
        visited = new int[program.structure.rows];
        int[] cone = program.structure.coneStart;
        partner = new int[cone.length - 1];
        candidateStart = new int[cone.length];
        IntList candidates = new IntList(partner.length);
        for (int c = 0; c < partner.length; c++) {
            addCandidates(cone[c], cone[c + 1], candidates);
            candidateStart[c + 1] = candidates.size();
        }
        candidate = candidates.toArray();
    }

    /** Takes everything from the present numbers of the program. */
    void compute() {
        ProgramStructure structure = program.structure;
        sum.load();
        int zeros = 2 * structure.variables;
        Arrays.fill(reach, 0, zeros, Double.POSITIVE_INFINITY);
        Arrays.fill(changed, 0);
        Arrays.fill(visited, 0);
        now = 0;
        for (int c = 0; c < partner.length; c++) {
            partner[c] = findPartner(c);
        }
        anyNews = true;
        for (int round = 0; round < ROUNDS && anyNews; round++) {
            anyNews = false;
            for (int i = structure.equalities; i < structure.linearEnd; i++) {
                // What bounds one variable alone says the same every time.
                if (round == 0 || i < structure.explicitEnd || i >= structure.singleEnd) {
                    if (tellsMore(i, i + 1)) {
                        sum.set(i);
                        restrict(ABOVE, program.rhs[i]);
                    }
                }
            }
            for (int c = 0; c < partner.length; c++) {
                if (tellsMore(structure.coneStart[c], structure.coneStart[c + 1])) {
                    restrictByCone(c);
                }
            }
            for (int i = 0; i < structure.equalities; i++) {
                if (tellsMore(i, i + 1)) {
                    sum.set(i);
                    restrict(ABOVE, program.rhs[i]);
                    restrict(BELOW, -program.rhs[i]);
                }
            }
        }
    }

    /**
     * Whether any range in a row or in those of a cone has changed since they were worked on last, or while they were;
     * from now on they count as worked on. Otherwise they would say what they said then.
     */
    private boolean tellsMore(int from, int to) {
        int last = visited[from];
        boolean isNew = last == 0;
        for (int i = from; i < to && !isNew; i++) {
            sum.set(i);
            for (int t = 0; t < sum.terms() && !isNew; t++) {
                isNew = changed[sum.end(t) >> 1] >= last;
            }
        }
        if (isNew) {
            visited[from] = ++now;
        }
        return isNew;
    }

    /** The rows of a cone that may make a rotated one with the head, by the pattern alone. */
    private void addCandidates(int head, int end, IntList candidates) {
        if (end - head <= LARGEST_ROTATED) {
            for (int k = head + 1; k < end; k++) {
                if (sum.canCancel(head, k)) {
                    candidates.add(k);
                }
            }
        }
    }

    /**
     * The row k of a cone for which {@code s_0 + s_k} and {@code s_0 - s_k} have the fewest terms, if that is few; -1
     * if there is none.
     */
    private int findPartner(int c) {
        int head = program.structure.coneStart[c];
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        for (int t = candidateStart[c]; t < candidateStart[c + 1]; t++) {
            int k = candidate[t];
            sum.set(head, true, k);
            int terms = sum.terms();
            sum.set(head, false, k);
            terms += sum.terms();
            if (terms < fewest && terms <= program.matrix.length(head) + program.matrix.length(k)) {
                fewest = terms;
                best = k;
            }
        }
        return best;
    }

    private void restrictByCone(int c) {
        int head = program.structure.coneStart[c];
        int end = program.structure.coneStart[c + 1];
        sum.set(head);
        restrict(ABOVE, program.rhs[head]);
        double largestHead = largestSlack(head);
        double largestRest = largestHead;
        int k = partner[c];
        if (k >= 0) {
            sum.set(head, true, k);
            restrict(ABOVE, program.rhs[head] + program.rhs[k]);
            sum.set(head, false, k);
            restrict(ABOVE, program.rhs[head] - program.rhs[k]);
            double product = largestSum(c) * largestDifference(c);
            largestRest = product > 0.0 ? Math.min(largestHead, Math.sqrt(product)) : largestHead;
        }
        for (int i = head + 1; i < end; i++) {
            double largest = i == k ? largestHead : largestRest;
            if (largest < UNBOUNDED) {
                sum.set(i);
                restrict(ABOVE, program.rhs[i] + largest);
                restrict(BELOW, largest - program.rhs[i]);
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
        return program.rhs[row] + total(ABOVE);
    }

    /** The largest {@code s_0 + s_k} of a rotated cone. */
    double largestSum(int cone) {
        int head = program.structure.coneStart[cone];
        sum.set(head, true, partner[cone]);
        return program.rhs[head] + program.rhs[partner[cone]] + total(ABOVE);
    }

    /** The largest {@code s_0 - s_k} of a rotated cone. */
    double largestDifference(int cone) {
        int head = program.structure.coneStart[cone];
        sum.set(head, false, partner[cone]);
        return program.rhs[head] - program.rhs[partner[cone]] + total(ABOVE);
    }

    /** The largest {@code |h - Gx|} of a row; infinite if nothing bounds it. */
    double largestSize(int row) {
        sum.set(row);
        return Math.max(Math.abs(program.rhs[row] + total(ABOVE)), Math.abs(program.rhs[row] - total(BELOW)));
    }

    /** How far the bounded terms of a row can move it; 0 if it has none. */
    double movement(int row) {
        sum.set(row);
        double movement = 0.0;
        for (int t = 0; t < sum.terms(); t++) {
            double range = reach[sum.end(t)] + reach[sum.end(t) ^ 1];
            if (range < UNBOUNDED) {
                movement += sum.size(t) * range;
            }
        }
        return movement;
    }

    /** Whether a number is a bound. */
    static boolean isBound(double largest) {
        return largest < UNBOUNDED;
    }

    /** Minus the least value of the present sum, or of its negative: what its terms reach that way. */
    private double total(int side) {
        double total = 0.0;
        for (int t = 0; t < sum.terms(); t++) {
            total += sum.size(t) * reach[sum.end(t) ^ side];
        }
        return total;
    }

    /**
     * Takes it that the present sum, or its negative, is at most a number: each term is that much less what the others
     * are at least.
     */
    private void restrict(int side, double most) {
        if (!(most < Double.POSITIVE_INFINITY)) {
            return;
        }
        if (sum.terms() == 1) {
            bound((sum.end(0) ^ side) ^ 1, most / sum.size(0));
            return;
        }
        double total = 0.0;
        int unbounded = 0;
        for (int t = 0; t < sum.terms(); t++) {
            double term = sum.size(t) * reach[sum.end(t) ^ side];
            if (term == Double.POSITIVE_INFINITY) {
                unbounded++;
            } else {
                total += term;
            }
        }
        for (int t = 0; t < sum.terms() && unbounded <= 1; t++) {
            double size = sum.size(t);
            int end = sum.end(t) ^ side;
            double term = size * reach[end];
            boolean isUnbounded = term == Double.POSITIVE_INFINITY;
            double left = most + (isUnbounded ? total : total - term);
            // Divisions are slow, and hardly any row tells something new.
            if ((unbounded == 0 || isUnbounded) && left < size * reach[end ^ 1]) {
                bound(end ^ 1, left / size);
            }
        }
    }

    /** A variable reaches as far as a number at most. Contradictions are left to the method. */
    private void bound(int end, double value) {
        if (value < reach[end]) {
            anyNews |= !(reach[end] - value <= NEWS * (reach[end] + reach[end ^ 1]));
            reach[end] = Math.max(value, -reach[end ^ 1]);
            changed[end >> 1] = now;
        }
    }
}
