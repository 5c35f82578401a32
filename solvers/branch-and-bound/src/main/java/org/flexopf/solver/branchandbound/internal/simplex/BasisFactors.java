package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;

/**
 * The factors {@code B = LU} of a basis, with an elementary matrix for every exchange since (the product form of the
 * inverse).
 *
 * <p>In the order of {@link EliminationOrder}, column by column, each with a sparse triangular solve (Gilbert and
 * Peierls, "Sparse partial pivoting in time proportional to arithmetic operations", SIAM Journal on Scientific and
 * Statistical Computing 9, 1988).
 */
final class BasisFactors {

    /** A pivot may be smaller than the largest entry of its column by this factor, if its row is sparser. */
    private static final double THRESHOLD = 0.1;
    /** Entries below this are no pivots. */
    private static final double SINGULAR = 1e-11;

    private static final double DROP = 1e-14;
    private static final int FIRST_EXCHANGES = 64;
    private static final int MOST_EXCHANGES = 100;
    /** Exchanges with so many times the entries of the factors cost more than new factors. */
    private static final int DENSE_EXCHANGES = 3;

    private final LinearRows program;
    private final int m;

    /** Pivots in the order of elimination: row and place in the basis. */
    private final int[] pivotRow;

    private final int[] pivotPlace;
    private final double[] diagonal;
    /** The order of elimination of each row; -1 while it has not been a pivot. */
    private final int[] orderOfRow;

    private final SparseColumns lower;
    private final SparseColumns upper;
    private final SparseColumns exchanges;
    private int[] exchangePlace = new int[FIRST_EXCHANGES];
    private double[] exchangePivot = new double[FIRST_EXCHANGES];
    private int exchangeCount;

    // Work space.
    private final double[] work;
    private final int[] stack;
    private final int[] position;
    private final int[] found;
    private final boolean[] seen;
    private final EliminationOrder order;

    BasisFactors(LinearRows program) {
        this.program = program;
        this.m = program.rows;
        pivotRow = new int[m];
        pivotPlace = new int[m];
        diagonal = new double[m];
        orderOfRow = new int[m];
        lower = new SparseColumns(m);
        upper = new SparseColumns(m);
        exchanges = new SparseColumns(FIRST_EXCHANGES);
        work = new double[m];
        stack = new int[m];
        position = new int[m];
        found = new int[m];
        seen = new boolean[m];
        order = new EliminationOrder(program);
    }

    int exchangeCount() {
        return exchangeCount;
    }

    /** Whether exchanges have become so many, or so dense, that new factors are cheaper. */
    boolean isDueForFactors() {
        return exchangeCount >= MOST_EXCHANGES
                || exchanges.size() > DENSE_EXCHANGES * (lower.size() + upper.size() + m);
    }

    /** Forgets the exchanges: the factors are those of the basis that was factored. */
    void forgetExchanges() {
        exchangeCount = 0;
        exchanges.clear();
    }

    /** Factors the basis with these variables in its places. Returns false if it is singular. */
    boolean factor(int[] basic) {
        forgetExchanges();
        lower.clear();
        upper.clear();
        Arrays.fill(orderOfRow, -1);
        order.of(basic);
        for (int k = 0; k < m; k++) {
            if (!eliminate(basic, k)) {
                return false;
            }
        }
        return true;
    }

    private int start(int variable) {
        return program.columnStart[variable];
    }

    /** One column: {@code x = L^-1 a}, of which rows that were pivots go into U and the others into L. */
    private boolean eliminate(int[] basic, int k) {
        int place = order.place(k);
        int j = basic[place];
        int n = program.columns;
        int top = m;
        if (j >= n) {
            top = reach(j - n, top);
            work[j - n] = 1.0;
        } else {
            for (int e = start(j); e < start(j + 1); e++) {
                top = reach(program.rowOfEntry[e], top);
            }
            for (int e = start(j); e < start(j + 1); e++) {
                work[program.rowOfEntry[e]] = program.value[e];
            }
        }
        for (int f = top; f < m; f++) {
            int row = found[f];
            int at = orderOfRow[row];
            double x = work[row];
            if (at >= 0 && x != 0.0) {
                for (int e = lower.start(at); e < lower.end(at); e++) {
                    work[lower.index(e)] -= lower.value(e) * x;
                }
            }
        }
        int pivot = choosePivot(place, top);
        if (pivot < 0) {
            for (int f = top; f < m; f++) {
                work[found[f]] = 0.0;
                seen[found[f]] = false;
            }
            return false;
        }
        double value = work[pivot];
        for (int f = top; f < m; f++) {
            int row = found[f];
            double x = work[row];
            if (orderOfRow[row] >= 0) {
                if (Math.abs(x) > DROP) {
                    upper.add(orderOfRow[row], x);
                }
            } else if (row != pivot && Math.abs(x) > DROP) {
                lower.add(row, x / value);
            }
            work[row] = 0.0;
            seen[row] = false;
        }
        lower.close(k);
        upper.close(k);
        diagonal[k] = value;
        pivotRow[k] = pivot;
        pivotPlace[k] = place;
        orderOfRow[pivot] = k;
        return true;
    }

    private int choosePivot(int place, int top) {
        double largest = 0.0;
        for (int f = top; f < m; f++) {
            if (orderOfRow[found[f]] < 0) {
                largest = Math.max(largest, Math.abs(work[found[f]]));
            }
        }
        if (largest < SINGULAR) {
            return -1;
        }
        int preset = order.presetRow(place);
        if (preset >= 0) {
            return Math.abs(work[preset]) >= SINGULAR ? preset : -1;
        }
        int best = -1;
        for (int f = top; f < m; f++) {
            int row = found[f];
            if (orderOfRow[row] < 0
                    && Math.abs(work[row]) >= THRESHOLD * largest
                    && (best < 0
                            || order.rowCount(row) < order.rowCount(best)
                            || (order.rowCount(row) == order.rowCount(best) && row < best))) {
                best = row;
            }
        }
        return best;
    }

    /** Rows that an entry in a row reaches through L, in topological order, put before what was found so far. */
    private int reach(int row, int top) {
        if (seen[row]) {
            return top;
        }
        int next = top;
        int depth = 0;
        stack[0] = row;
        seen[row] = true;
        position[0] = orderOfRow[row] < 0 ? 0 : lower.start(orderOfRow[row]);
        while (depth >= 0) {
            int at = orderOfRow[stack[depth]];
            boolean deeper = false;
            if (at >= 0) {
                int end = lower.end(at);
                int e = position[depth];
                while (e < end && !deeper) {
                    int other = lower.index(e++);
                    if (!seen[other]) {
                        seen[other] = true;
                        position[depth] = e;
                        depth++;
                        stack[depth] = other;
                        position[depth] = orderOfRow[other] < 0 ? 0 : lower.start(orderOfRow[other]);
                        deeper = true;
                    }
                }
            }
            if (!deeper) {
                found[--next] = stack[depth--];
            }
        }
        return next;
    }

    /** {@code B^-1 v}: v by rows becomes the result by places; {@code v} and {@code result} must differ. */
    void solve(double[] v, double[] result) {
        for (int k = 0; k < m; k++) {
            double x = v[pivotRow[k]];
            if (x != 0.0) {
                for (int e = lower.start(k); e < lower.end(k); e++) {
                    v[lower.index(e)] -= lower.value(e) * x;
                }
            }
        }
        for (int k = m - 1; k >= 0; k--) {
            double x = v[pivotRow[k]];
            if (x != 0.0) {
                x /= diagonal[k];
                for (int e = upper.start(k); e < upper.end(k); e++) {
                    v[pivotRow[upper.index(e)]] -= upper.value(e) * x;
                }
            }
            result[pivotPlace[k]] = x;
        }
        for (int c = 0; c < exchangeCount; c++) {
            int place = exchangePlace[c];
            double x = result[place];
            if (x != 0.0) {
                x /= exchangePivot[c];
                result[place] = x;
                for (int e = exchanges.start(c); e < exchanges.end(c); e++) {
                    result[exchanges.index(e)] -= exchanges.value(e) * x;
                }
            }
        }
    }

    /** {@code B^-T v}: v by places, which is overwritten, becomes the result by rows. */
    void solveTransposed(double[] v, double[] result) {
        for (int c = exchangeCount - 1; c >= 0; c--) {
            double x = v[exchangePlace[c]];
            for (int e = exchanges.start(c); e < exchanges.end(c); e++) {
                x -= exchanges.value(e) * v[exchanges.index(e)];
            }
            v[exchangePlace[c]] = x / exchangePivot[c];
        }
        for (int k = 0; k < m; k++) {
            double x = v[pivotPlace[k]];
            for (int e = upper.start(k); e < upper.end(k); e++) {
                x -= upper.value(e) * work[upper.index(e)];
            }
            work[k] = x / diagonal[k];
        }
        for (int k = m - 1; k >= 0; k--) {
            double x = work[k];
            for (int e = lower.start(k); e < lower.end(k); e++) {
                x -= lower.value(e) * result[lower.index(e)];
            }
            result[pivotRow[k]] = x;
        }
        Arrays.fill(work, 0.0);
    }

    /** Notes that the variable in a place is replaced; {@code column} is what enters, {@code B^-1 a} by places. */
    void exchange(int place, double[] column) {
        if (exchangeCount == exchangePlace.length) {
            exchangePlace = Arrays.copyOf(exchangePlace, 2 * exchangeCount);
            exchangePivot = Arrays.copyOf(exchangePivot, 2 * exchangeCount);
        }
        for (int i = 0; i < m; i++) {
            if (i != place && Math.abs(column[i]) > DROP) {
                exchanges.add(i, column[i]);
            }
        }
        exchanges.close(exchangeCount);
        exchangePlace[exchangeCount] = place;
        exchangePivot[exchangeCount++] = column[place];
    }
}
