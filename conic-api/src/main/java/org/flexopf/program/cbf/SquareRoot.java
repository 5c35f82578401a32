package org.flexopf.program.cbf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.program.SparseMatrix;

/**
 * A sparse root of a positive semidefinite matrix, {@code P = L L'}, by its columns: the rows of {@code L'}. Cholesky's
 * method, column by column, separately for each set of variables that P links; the next pivot is always the one of
 * which most is left, relative to its diagonal entry, as that alone is stable where P has no full rank (Higham 2002,
 * Accuracy and Stability of Numerical Algorithms, section 10.3). The order is not chosen for sparsity: what matters
 * here is small sets, such as the cost of one generator each.
 */
final class SquareRoot {

    /** A pivot of which no more than this share of its diagonal entry is left is rounding: the rank is exhausted. */
    private static final double VANISHING = 1e-12;

    /**
     * What may be left of a unit diagonal or beside it once the rank is exhausted; more, or less than minus it, is an
     * indefinite matrix.
     */
    private static final double ROUNDING = 1e-6;

    /** Variables that P links, directly or through others, by the rows of L' that involve them. */
    record Component(List<Integer> rows) {}

    private final SparseMatrix upper;
    private final SparseMatrix lower;
    private final int size;
    private final double[] diagonal;
    private final double[] left;
    private final boolean[] done;
    private final double[] work;
    private final List<int[]> columns = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    /** Of each variable, the rows of L' that involve it. */
    private final List<List<Integer>> involved = new ArrayList<>();

    private final List<Component> components = new ArrayList<>();

    private SquareRoot(SparseMatrix upper) {
        this.upper = upper;
        this.lower = upper.transpose();
        this.size = upper.columns();
        this.diagonal = new double[size];
        this.done = new boolean[size];
        this.work = new double[size];
        for (int j = 0; j < size; j++) {
            diagonal[j] = upper.get(j, j);
            involved.add(new ArrayList<>());
        }
        this.left = diagonal.clone();
    }

    /**
     * The root of a matrix given by its upper triangle.
     *
     * @throws IllegalArgumentException if the matrix is not positive semidefinite
     */
    static SquareRoot of(SparseMatrix upper) {
        SquareRoot root = new SquareRoot(upper);
        boolean[] reached = new boolean[root.size];
        for (int j = 0; j < root.size; j++) {
            if (!reached[j]) {
                int first = root.columns.size();
                root.factorise(root.linkedTo(j, reached));
                if (root.columns.size() > first) {
                    List<Integer> rows = new ArrayList<>();
                    for (int row = first; row < root.columns.size(); row++) {
                        rows.add(row);
                    }
                    root.components.add(new Component(rows));
                }
            }
        }
        return root;
    }

    private int[] linkedTo(int start, boolean[] reached) {
        List<Integer> found = new ArrayList<>(List.of(start));
        reached[start] = true;
        for (int next = 0; next < found.size(); next++) {
            for (SparseMatrix half : List.of(upper, lower)) {
                for (int e = half.columnStart(found.get(next)); e < half.columnStart(found.get(next) + 1); e++) {
                    if (half.value(e) != 0.0 && !reached[half.rowIndex(e)]) {
                        reached[half.rowIndex(e)] = true;
                        found.add(half.rowIndex(e));
                    }
                }
            }
        }
        return found.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private void factorise(int[] variables) {
        for (int pivot = largest(variables); pivot >= 0; pivot = largest(variables)) {
            double root = Math.sqrt(left[pivot]);
            int[] pattern = remainder(pivot, variables);
            double[] column = new double[pattern.length];
            for (int k = 0; k < pattern.length; k++) {
                int i = pattern[k];
                column[k] = i == pivot ? root : work[i] / root;
                left[i] -= column[k] * column[k];
                involved.get(i).add(columns.size());
            }
            done[pivot] = true;
            columns.add(pattern);
            values.add(column);
        }
        for (int j : variables) {
            if (!done[j]) {
                requireNothingLeft(j, variables);
            }
        }
    }

    /** The variable of whose diagonal entry the largest share is left, or -1 once all that is left is rounding. */
    private int largest(int[] variables) {
        int best = -1;
        double share = VANISHING;
        for (int j : variables) {
            if (!done[j] && diagonal[j] > 0.0 && left[j] / diagonal[j] > share) {
                share = left[j] / diagonal[j];
                best = j;
            }
        }
        return best;
    }

    /**
     * Puts what is left of a column of P, {@code P_j - L L_j'}, on the places that are not done into the work vector
     * and returns those places.
     */
    private int[] remainder(int j, int[] variables) {
        for (int i : variables) {
            work[i] = 0.0;
        }
        for (int e = upper.columnStart(j); e < upper.columnStart(j + 1); e++) {
            work[upper.rowIndex(e)] = upper.value(e);
        }
        for (int e = lower.columnStart(j); e < lower.columnStart(j + 1); e++) {
            work[lower.rowIndex(e)] = lower.value(e);
        }
        for (int row : involved.get(j)) {
            int[] pattern = columns.get(row);
            double[] column = values.get(row);
            double factor = column[Arrays.binarySearch(pattern, j)];
            for (int k = 0; k < pattern.length; k++) {
                work[pattern[k]] -= factor * column[k];
            }
        }
        return Arrays.stream(variables)
                .filter(i -> !done[i] && (i == j || work[i] != 0.0))
                .toArray();
    }

    private void requireNothingLeft(int j, int[] variables) {
        for (int i : remainder(j, variables)) {
            if (!(Math.abs(work[i]) <= ROUNDING * Math.sqrt(diagonal[i] * diagonal[j]))) {
                throw new IllegalArgumentException("P is not positive semidefinite, which shows at P[" + Math.min(i, j)
                        + ", " + Math.max(i, j) + "]; the objective is not convex and cannot be written as cones");
            }
        }
    }

    /** The sets of linked variables that have at least one row, in the order of their first variable. */
    List<Component> components() {
        return List.copyOf(components);
    }

    /** The variables in a row of L', in increasing order. */
    int[] columns(int row) {
        return columns.get(row).clone();
    }

    /** The coefficients in a row of L'. */
    double[] values(int row) {
        return values.get(row).clone();
    }
}
