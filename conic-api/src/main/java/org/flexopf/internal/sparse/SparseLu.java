package org.flexopf.internal.sparse;

import java.util.Arrays;
import org.flexopf.program.SparseMatrix;

/**
 * LU factors of a square matrix, column by column with partial pivoting (Gilbert and Peierls, "Sparse partial pivoting
 * in time proportional to arithmetic operations", SIAM J. Sci. Stat. Comput. 9(5), 1988). Among the rows that are large
 * enough, the first is the pivot, so that a matrix whose rows and columns stand in a good order keeps to it: one that
 * follows a network from its leaves to its roots, or that of {@link #inMinimumDegreeOrder}.
 *
 * <p>L is stored by columns without its unit diagonal, in original row numbers; U by columns in places of pivots.
 * Immutable after construction and safe to share between threads.
 */
public final class SparseLu {

    /** A row may be the pivot if its entry is at least this share of the largest one. */
    private static final double LARGE_ENOUGH = 0.1;
    /** A pivot below this share of the largest entry of the matrix column is taken for zero. */
    private static final double SINGULAR = 1e-13;

    private final int size;
    /** The matrix that is factored has row and column {@code order[k]} of the given one as its k-th. */
    private final int[] order;

    private final int[] pivotRow;
    private final int[] placeOfRow;
    private final double[] diagonal;
    private int[] lowerStart;
    private int[] lowerRow;
    private double[] lower;
    private int[] upperStart;
    private int[] upperPlace;
    private double[] upper;

    private SparseLu(int[] order) {
        this.order = order;
        this.size = order.length;
        this.pivotRow = new int[size];
        this.placeOfRow = new int[size];
        this.diagonal = new double[size];
        Arrays.fill(placeOfRow, -1);
        lowerStart = new int[size + 1];
        upperStart = new int[size + 1];
        lowerRow = new int[4 * size + 16];
        lower = new double[4 * size + 16];
        upperPlace = new int[4 * size + 16];
        upper = new double[4 * size + 16];
    }

    /**
     * The factors of a matrix, its columns in the order in which they stand.
     *
     * @throws ArithmeticException if the matrix is not square, or singular to working precision
     */
    public static SparseLu of(SparseMatrix matrix) {
        requireSquare(matrix);
        int[] order = new int[matrix.columns()];
        Arrays.setAll(order, k -> k);
        return factors(matrix, order);
    }

    /**
     * The factors of a matrix with a symmetric pattern, rows and columns in a minimum-degree order: for networks, whose
     * diagonal is large.
     *
     * @throws ArithmeticException if the matrix is not square, or singular to working precision
     */
    public static SparseLu inMinimumDegreeOrder(SparseMatrix matrix) {
        requireSquare(matrix);
        int[] order = minimumDegreeOrder(matrix);
        int[] placeOf = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            placeOf[order[k]] = k;
        }
        SparseMatrix.Builder ordered = new SparseMatrix.Builder(order.length, order.length);
        for (int j = 0; j < order.length; j++) {
            for (int e = matrix.columnStart(j); e < matrix.columnStart(j + 1); e++) {
                ordered.add(placeOf[matrix.rowIndex(e)], placeOf[j], matrix.value(e));
            }
        }
        return factors(ordered.build(), order);
    }

    private static void requireSquare(SparseMatrix matrix) {
        if (matrix.rows() != matrix.columns()) {
            throw new ArithmeticException(
                    "a matrix of " + matrix.rows() + " rows and " + matrix.columns() + " columns has no LU factors");
        }
    }

    private static SparseLu factors(SparseMatrix ordered, int[] order) {
        SparseLu lu = new SparseLu(order);
        lu.factor(ordered);
        return lu;
    }

    private static int[] minimumDegreeOrder(SparseMatrix matrix) {
        int[] start = new int[matrix.columns() + 1];
        int[] neighbour = new int[matrix.entryCount()];
        int count = 0;
        for (int j = 0; j < matrix.columns(); j++) {
            for (int e = matrix.columnStart(j); e < matrix.columnStart(j + 1); e++) {
                if (matrix.rowIndex(e) != j) {
                    neighbour[count++] = matrix.rowIndex(e);
                }
            }
            start[j + 1] = count;
        }
        return MinimumDegreeOrdering.order(start, Arrays.copyOf(neighbour, count));
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    private void factor(SparseMatrix matrix) {
        double[] work = new double[size];
        int[] mark = new int[size];
        int[] reached = new int[size];
        int[] stack = new int[size];
        int[] next = new int[size];
        Arrays.fill(mark, -1);
        for (int column = 0; column < size; column++) {
            int top = reach(matrix, column, mark, reached, stack, next);
            double largestGiven = 0.0;
            for (int e = matrix.columnStart(column); e < matrix.columnStart(column + 1); e++) {
                work[matrix.rowIndex(e)] = matrix.value(e);
                largestGiven = Math.max(largestGiven, Math.abs(matrix.value(e)));
            }
            eliminate(reached, top, work);
            int pivot = pivot(reached, top, work);
            if (pivot < 0 || !(Math.abs(work[pivot]) > SINGULAR * largestGiven)) {
                throw new ArithmeticException("the matrix is singular at column " + order[column]);
            }
            store(column, pivot, reached, top, work);
        }
    }

    /**
     * The rows that may become non-zero in a column of the factors, in an order in which each comes before those that
     * depend on it: {@code reached[top..]}.
     */
    private int reach(SparseMatrix matrix, int column, int[] mark, int[] reached, int[] stack, int[] next) {
        int top = size;
        for (int e = matrix.columnStart(column); e < matrix.columnStart(column + 1); e++) {
            if (mark[matrix.rowIndex(e)] == column) {
                continue;
            }
            int depth = 0;
            stack[0] = matrix.rowIndex(e);
            while (depth >= 0) {
                int row = stack[depth];
                int place = placeOfRow[row];
                if (mark[row] != column) {
                    mark[row] = column;
                    next[depth] = place < 0 ? 0 : lowerStart[place];
                }
                int end = place < 0 ? 0 : lowerStart[place + 1];
                boolean done = true;
                while (next[depth] < end) {
                    int below = lowerRow[next[depth]++];
                    if (mark[below] != column) {
                        stack[++depth] = below;
                        done = false;
                        break;
                    }
                }
                if (done) {
                    reached[--top] = row;
                    depth--;
                }
            }
        }
        return top;
    }

    private void eliminate(int[] reached, int top, double[] work) {
        for (int k = top; k < size; k++) {
            int place = placeOfRow[reached[k]];
            if (place >= 0) {
                double value = work[reached[k]];
                for (int e = lowerStart[place]; e < lowerStart[place + 1]; e++) {
                    work[lowerRow[e]] -= lower[e] * value;
                }
            }
        }
    }

    private int pivot(int[] reached, int top, double[] work) {
        double largest = 0.0;
        for (int k = top; k < size; k++) {
            if (placeOfRow[reached[k]] < 0) {
                largest = Math.max(largest, Math.abs(work[reached[k]]));
            }
        }
        int best = -1;
        for (int k = top; k < size; k++) {
            int row = reached[k];
            if (placeOfRow[row] < 0
                    && largest > 0.0
                    && Math.abs(work[row]) >= LARGE_ENOUGH * largest
                    && (best < 0 || row < best)) {
                best = row;
            }
        }
        return best;
    }

    private void store(int column, int pivot, int[] reached, int top, double[] work) {
        int lowerAt = lowerStart[column];
        int upperAt = upperStart[column];
        if (lowerAt + size - top > lower.length) {
            int larger = Math.max(2 * lower.length, lowerAt + size - top);
            lower = Arrays.copyOf(lower, larger);
            lowerRow = Arrays.copyOf(lowerRow, larger);
        }
        if (upperAt + size - top > upper.length) {
            int larger = Math.max(2 * upper.length, upperAt + size - top);
            upper = Arrays.copyOf(upper, larger);
            upperPlace = Arrays.copyOf(upperPlace, larger);
        }
        double divisor = work[pivot];
        for (int k = top; k < size; k++) {
            int row = reached[k];
            if (placeOfRow[row] >= 0) {
                upperPlace[upperAt] = placeOfRow[row];
                upper[upperAt++] = work[row];
            } else if (row != pivot && work[row] != 0.0) {
                lowerRow[lowerAt] = row;
                lower[lowerAt++] = work[row] / divisor;
            }
            work[row] = 0.0;
        }
        diagonal[column] = divisor;
        pivotRow[column] = pivot;
        placeOfRow[pivot] = column;
        lowerStart[column + 1] = lowerAt;
        upperStart[column + 1] = upperAt;
    }

    /** x with {@code A x = b}. */
    public double[] solve(double[] b) {
        double[] work = inOrder(b);
        double[] x = new double[size];
        for (int k = 0; k < size; k++) {
            x[k] = work[pivotRow[k]];
            if (x[k] != 0.0) {
                for (int e = lowerStart[k]; e < lowerStart[k + 1]; e++) {
                    work[lowerRow[e]] -= lower[e] * x[k];
                }
            }
        }
        for (int k = size - 1; k >= 0; k--) {
            x[k] /= diagonal[k];
            for (int e = upperStart[k]; e < upperStart[k + 1]; e++) {
                x[upperPlace[e]] -= upper[e] * x[k];
            }
        }
        return inOriginalOrder(x);
    }

    /** x with {@code A' x = b}. */
    public double[] solveTransposed(double[] b) {
        double[] work = inOrder(b);
        double[] y = new double[size];
        for (int k = 0; k < size; k++) {
            double sum = work[k];
            for (int e = upperStart[k]; e < upperStart[k + 1]; e++) {
                sum -= upper[e] * y[upperPlace[e]];
            }
            y[k] = sum / diagonal[k];
        }
        double[] x = new double[size];
        for (int k = size - 1; k >= 0; k--) {
            double sum = y[k];
            for (int e = lowerStart[k]; e < lowerStart[k + 1]; e++) {
                sum -= lower[e] * x[lowerRow[e]];
            }
            x[pivotRow[k]] = sum;
        }
        return inOriginalOrder(x);
    }

    private double[] inOrder(double[] given) {
        double[] ordered = new double[size];
        for (int k = 0; k < size; k++) {
            ordered[k] = given[order[k]];
        }
        return ordered;
    }

    private double[] inOriginalOrder(double[] ordered) {
        double[] original = new double[size];
        for (int k = 0; k < size; k++) {
            original[order[k]] = ordered[k];
        }
        return original;
    }
}
