package org.flexopf.solver.branchandbound.internal;

import java.util.Arrays;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * What follows from bounds by the rows alone: each row, with all variables but one at the bounds that suit it best,
 * bounds the last one. On rows with binaries this is logic: one of a set that excludes each other forces the others to
 * zero, and an off unit forces its power to zero. Tails of second-order cones are bounded by what their head can reach.
 * (Savelsbergh, "Preprocessing and probing techniques for mixed integer programming problems", ORSA Journal on
 * Computing 6, 1994.)
 *
 * <p>One of these belongs to one thread.
 */
final class Propagation {

    /** How far rows may be missed before a box counts as empty, relative to their terms. */
    private static final double TOLERANCE = 1e-7;
    /** How near to an integer a bound has to be to count as that. */
    private static final double INTEGRALITY = 1e-6;
    /** The least improvement of a continuous bound, as a share of the width left, or of its size. */
    private static final double LEAST_IMPROVEMENT = 1e-2;
    /** Bounds beyond this say nothing. */
    private static final double LARGEST_BOUND = 1e8;
    /** How often each row may be looked at, on average. */
    private static final int VISITS = 10;

    private final boolean[] integer;
    /** Rows: equalities first, then those of G; each by its entries. */
    private final SparseMatrix rows;

    private final double[] smallest;
    private final double[] largest;
    private final int equalities;
    /** The cone of each row of G that is in a second-order one, by the row of its head; -1 for others. */
    private final int[] head;

    private final int[] coneEnd;
    /** The rows of each variable. */
    private final int[] rowStart;

    private final int[] rowsOfVariable;

    private final int[] queue;
    private final boolean[] queued;
    private int first;
    private int count;

    Propagation(ConicProgram program) {
        int n = program.variableCount();
        equalities = program.equalityCount();
        int m = equalities + program.coneRowCount();
        integer = program.integers();
        smallest = new double[m];
        largest = new double[m];
        head = new int[m];
        coneEnd = new int[m];
        Arrays.fill(head, -1);
        rows = stacked(program).transpose();
        for (int i = 0; i < equalities; i++) {
            smallest[i] = program.equalityRhs(i);
            largest[i] = program.equalityRhs(i);
        }
        int row = equalities;
        for (Cone cone : program.cones()) {
            int start = row;
            int end = row + cone.dimension();
            for (; row < end; row++) {
                smallest[row] = Double.NEGATIVE_INFINITY;
                largest[row] = program.coneRhs(row - equalities);
                if (cone instanceof Cone.SecondOrder) {
                    head[row] = start;
                    coneEnd[row] = end;
                }
            }
        }
        rowStart = new int[n + 1];
        rowsOfVariable = new int[rows.entryCount()];
        SparseMatrix columns = rows.transpose();
        for (int j = 0; j < n; j++) {
            rowStart[j + 1] = columns.columnStart(j + 1);
            for (int k = columns.columnStart(j); k < columns.columnStart(j + 1); k++) {
                rowsOfVariable[k] = columns.rowIndex(k);
            }
        }
        queue = new int[Math.max(1, m)];
        queued = new boolean[m];
    }

    private static SparseMatrix stacked(ConicProgram program) {
        SparseMatrix a = program.equalityMatrix();
        SparseMatrix g = program.coneMatrix();
        SparseMatrix.Builder builder =
                new SparseMatrix.Builder(a.rows() + g.rows(), program.variableCount(), a.entryCount() + g.entryCount());
        for (int j = 0; j < program.variableCount(); j++) {
            for (int k = a.columnStart(j); k < a.columnStart(j + 1); k++) {
                builder.add(a.rowIndex(k), j, a.value(k));
            }
            for (int k = g.columnStart(j); k < g.columnStart(j + 1); k++) {
                builder.add(a.rows() + g.rowIndex(k), j, g.value(k));
            }
        }
        return builder.build();
    }

    /** Tightens a box by all rows. Returns false if it is empty. */
    boolean tighten(Box box) {
        clear();
        for (int i = 0; i < head.length; i++) {
            enqueue(i);
        }
        return run(box);
    }

    /** Tightens a box after bounds of one variable have changed. Returns false if it is empty. */
    boolean tighten(Box box, int variable) {
        clear();
        if (box.lower()[variable] > box.upper()[variable]) {
            return false;
        }
        enqueueRowsOf(variable);
        return run(box);
    }

    private void clear() {
        Arrays.fill(queued, false);
        first = 0;
        count = 0;
    }

    private void enqueue(int row) {
        // A cone is looked at as a whole, in the place of its head.
        int place = head[row] >= 0 ? head[row] : row;
        if (!queued[place]) {
            queued[place] = true;
            queue[(first + count++) % queue.length] = place;
        }
    }

    private void enqueueRowsOf(int variable) {
        for (int k = rowStart[variable]; k < rowStart[variable + 1]; k++) {
            enqueue(rowsOfVariable[k]);
        }
    }

    private boolean run(Box box) {
        long visits = (long) VISITS * queue.length;
        while (count > 0 && visits-- > 0) {
            int row = queue[first];
            first = (first + 1) % queue.length;
            count--;
            queued[row] = false;
            boolean possible = head[row] < 0 ? row(box, row, smallest[row], largest[row]) : cone(box, row);
            if (!possible) {
                return false;
            }
        }
        return true;
    }

    /** {@code h_0 - G_0 x >= |h_i - G_i x|}: with the most that the left can be, rows on the right. */
    private boolean cone(Box box, int start) {
        double least = activity(box, start, false);
        if (least == Double.NEGATIVE_INFINITY) {
            return true;
        }
        double reach = largest[start] - least;
        if (reach < -TOLERANCE * (1.0 + Math.abs(largest[start]) + Math.abs(least))) {
            return false;
        }
        reach = Math.max(reach, 0.0);
        for (int i = start + 1; i < coneEnd[start]; i++) {
            if (!row(box, i, largest[i] - reach, largest[i] + reach)) {
                return false;
            }
        }
        // The head is at least the least that any tail leaves it.
        return row(box, start, Double.NEGATIVE_INFINITY, largest[start] - leastNorm(box, start));
    }

    private double leastNorm(Box box, int start) {
        double square = 0.0;
        for (int i = start + 1; i < coneEnd[start]; i++) {
            double least = largest[i] - activity(box, i, true);
            double most = largest[i] - activity(box, i, false);
            double near = least > 0.0 ? least : most < 0.0 ? most : 0.0;
            square += near * near;
        }
        return Math.sqrt(square);
    }

    private double activity(Box box, int row, boolean most) {
        double sum = 0.0;
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            double a = rows.value(k);
            if (a != 0.0) {
                int j = rows.rowIndex(k);
                sum += a * ((a > 0.0) == most ? box.upper()[j] : box.lower()[j]);
            }
        }
        return sum;
    }

    /** Tightens the variables of {@code low <= a'x <= high}. Returns false if the box cannot meet it. */
    private boolean row(Box box, int row, double low, double high) {
        double least = 0.0;
        double most = 0.0;
        int openBelow = 0;
        int openAbove = 0;
        double size = 1.0;
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            double a = rows.value(k);
            if (a == 0.0) {
                continue;
            }
            int j = rows.rowIndex(k);
            double small = a > 0.0 ? a * box.lower()[j] : a * box.upper()[j];
            double large = a > 0.0 ? a * box.upper()[j] : a * box.lower()[j];
            if (Double.isInfinite(small)) {
                openBelow++;
            } else {
                least += small;
                size = Math.max(size, Math.abs(small));
            }
            if (Double.isInfinite(large)) {
                openAbove++;
            } else {
                most += large;
                size = Math.max(size, Math.abs(large));
            }
        }
        size += Double.isFinite(high) ? Math.abs(high) : Math.abs(low);
        double room = TOLERANCE * size;
        if ((openBelow == 0 && least > high + room) || (openAbove == 0 && most < low - room)) {
            return false;
        }
        boolean fromAbove = high < Double.POSITIVE_INFINITY && openBelow <= 1 && (openAbove > 0 || most > high);
        boolean fromBelow = low > Double.NEGATIVE_INFINITY && openAbove <= 1 && (openBelow > 0 || least < low);
        if (!fromAbove && !fromBelow) {
            return true;
        }
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            double a = rows.value(k);
            if (a == 0.0) {
                continue;
            }
            int j = rows.rowIndex(k);
            double small = a > 0.0 ? a * box.lower()[j] : a * box.upper()[j];
            double large = a > 0.0 ? a * box.upper()[j] : a * box.lower()[j];
            boolean changed = false;
            if (fromAbove && (Double.isInfinite(small) || openBelow == 0)) {
                double limit = (high - (Double.isInfinite(small) ? least : least - small)) / a;
                changed = a > 0.0 ? lowerTo(box, j, limit, room / a) : raiseTo(box, j, limit, -room / a);
            }
            if (fromBelow && (Double.isInfinite(large) || openAbove == 0)) {
                double limit = (low - (Double.isInfinite(large) ? most : most - large)) / a;
                changed |= a > 0.0 ? raiseTo(box, j, limit, room / a) : lowerTo(box, j, limit, -room / a);
            }
            if (changed) {
                if (box.lower()[j] > box.upper()[j]) {
                    return false;
                }
                enqueueRowsOf(j);
                // The sums are those of the old bounds: weaker, and still right.
            }
        }
        return true;
    }

    private boolean lowerTo(Box box, int j, double limit, double error) {
        double old = box.upper()[j];
        if (integer[j]) {
            double bound = Math.floor(limit + INTEGRALITY + error);
            if (bound < old && Math.abs(bound) <= LARGEST_BOUND) {
                box.upper()[j] = bound;
                return true;
            }
            return false;
        }
        double bound = Math.max(limit, Math.min(box.lower()[j], old));
        if (isBetter(old - bound, bound, old, box.lower()[j])) {
            box.upper()[j] = bound;
            return true;
        }
        return false;
    }

    private boolean raiseTo(Box box, int j, double limit, double error) {
        double old = box.lower()[j];
        if (integer[j]) {
            double bound = Math.ceil(limit - INTEGRALITY - error);
            if (bound > old && Math.abs(bound) <= LARGEST_BOUND) {
                box.lower()[j] = bound;
                return true;
            }
            return false;
        }
        double bound = Math.min(limit, Math.max(box.upper()[j], old));
        if (isBetter(bound - old, bound, old, box.upper()[j])) {
            box.lower()[j] = bound;
            return true;
        }
        return false;
    }

    private static boolean isBetter(double gain, double bound, double old, double other) {
        if (Math.abs(bound) > LARGEST_BOUND) {
            return false;
        }
        return Double.isInfinite(old)
                ? Double.isFinite(bound)
                : gain > LEAST_IMPROVEMENT * (Double.isInfinite(other) ? Math.abs(old) + 1.0 : Math.abs(other - old))
                        && gain > 0.0;
    }
}
