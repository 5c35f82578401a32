package org.flexopf.acopf.nlp;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * The factorisation {@code K = L D L'} of a sparse symmetric indefinite matrix by blocks: its rows stand in small
 * groups, D has one dense block per group, and pivots are chosen freely within a group. An optimal power flow has four
 * rows per bus, two of its voltage and two of its balances, whose block is safe to invert where no single row is (Sun,
 * Ashley, Brewer, Hughes and Tinney, IEEE Trans. PAS-103, 1984). The order of groups leaves little to fill in. The
 * inertia of K is that of D.
 *
 * <p>All symbolic work is done at construction; {@link #factor} and {@link #solve} allocate nothing.
 */
final class BlockLdl {

    /** For every row of K, the place of its group in the order of elimination, and its place within. */
    private final int[] groupOf;

    private final int[] local;
    /** Per group in the order of elimination: its size, its first row there, its diagonal block, its rows below. */
    private final int[] size;

    private final int[] first;
    private final int[] diagonal;
    private final int[] panel;
    private final int[] start;
    private final int[] below;
    /** For every block below a diagonal, its first row within the panel. */
    private final int[] offset;
    /** Where the product of each pair of blocks of a panel goes. */
    private final int[] target;

    private final double[] value;
    private final double[] product;
    private final double[] ordered;
    private final SymmetricBlock block;
    private int negative;
    private int lost;

    /**
     * Prepares the factorisation of matrices of one pattern.
     *
     * @param group the group of each row
     * @param groups the number of groups
     * @param graph which groups have an entry in common
     */
    BlockLdl(int[] group, int groups, GroupGraph graph) {
        Elimination elimination = Elimination.of(graph.start(), graph.neighbour());
        int[] order = elimination.order();
        int[] position = new int[groups];
        for (int k = 0; k < groups; k++) {
            position[order[k]] = k;
        }
        groupOf = new int[group.length];
        local = new int[group.length];
        size = new int[groups];
        for (int i = 0; i < group.length; i++) {
            groupOf[i] = position[group[i]];
            local[i] = size[groupOf[i]]++;
        }
        start = elimination.start();
        below = elimination.row().clone();
        offset = new int[below.length];
        first = new int[groups];
        diagonal = new int[groups];
        panel = new int[groups];
        int rows = 0;
        int values = 0;
        int pairs = 0;
        int tallest = 0;
        int largest = 0;
        for (int j = 0; j < groups; j++) {
            first[j] = rows;
            rows += size[j];
            largest = Math.max(largest, size[j]);
            diagonal[j] = values;
            values = Math.addExact(values, size[j] * size[j]);
            panel[j] = values;
            Arrays.sort(below, start[j], start[j + 1]);
            int height = 0;
            for (int t = start[j]; t < start[j + 1]; t++) {
                offset[t] = height;
                height += size[below[t]];
            }
            values = Math.addExact(values, Math.multiplyExact(height, size[j]));
            tallest = Math.max(tallest, height * size[j]);
            int length = start[j + 1] - start[j];
            pairs = Math.addExact(pairs, length * (length + 1) / 2);
        }
        // One more place takes what is written to rows that are held.
        value = new double[values + 1];
        product = new double[Math.max(tallest, largest)];
        ordered = new double[group.length];
        block = new SymmetricBlock(largest);
        target = new int[pairs];
        int pair = 0;
        for (int j = 0; j < groups; j++) {
            for (int a = start[j]; a < start[j + 1]; a++) {
                int column = below[a];
                target[pair++] = diagonal[column];
                int place = start[column];
                for (int b = a + 1; b < start[j + 1]; b++) {
                    while (below[place] != below[b]) {
                        place++;
                    }
                    target[pair++] = panel[column] + offset[place] * size[column];
                }
            }
        }
    }

    /** The values of K, to be written before {@link #factor} at the places that {@link #place} tells. */
    double[] values() {
        return value;
    }

    /** A place that belongs to no entry. */
    int nowhere() {
        return value.length - 1;
    }

    /** Where the entry of two rows stands. */
    int place(int i, int j) {
        int a = groupOf[i];
        int b = groupOf[j];
        if (a == b) {
            return diagonal[a] + Math.max(local[i], local[j]) * size[a] + Math.min(local[i], local[j]);
        }
        int column = Math.min(a, b);
        int at = Arrays.binarySearch(below, start[column], start[column + 1], Math.max(a, b));
        if (at < 0) {
            throw new IllegalStateException("the factor has no place for (" + i + ", " + j + ")");
        }
        int inColumn = a < b ? local[i] : local[j];
        int inRow = a < b ? local[j] : local[i];
        return panel[column] + (offset[at] + inRow) * size[column] + inColumn;
    }

    /** The number of negative eigenvalues that the last factorisation has found. */
    int negative() {
        return negative;
    }

    /** Whether the last matrix was singular to within rounding. */
    boolean isSingular() {
        return lost > 0;
    }

    /** Factors the values written, and loses them. */
    void factor() {
        negative = 0;
        lost = 0;
        int pair = 0;
        for (int j = 0; j < size.length; j++) {
            int n = size[j];
            block.invert(value, diagonal[j], n);
            negative += block.negative();
            lost += block.lost();
            int begin = start[j];
            int end = start[j + 1];
            if (begin == end) {
                continue;
            }
            int height = offset[end - 1] + size[below[end - 1]];
            multiplyByInverse(j, height);
            for (int a = begin; a < end; a++) {
                int m = size[below[a]];
                int rowA = panel[j] + offset[a] * n;
                for (int b = a; b < end; b++, pair++) {
                    subtract(rowA, m, offset[b] * n, size[below[b]], n, target[pair]);
                }
            }
            System.arraycopy(product, 0, value, panel[j], height * n);
        }
    }

    private void multiplyByInverse(int j, int height) {
        int n = size[j];
        int d = diagonal[j];
        for (int r = 0; r < height; r++) {
            int row = panel[j] + r * n;
            for (int c = 0; c < n; c++) {
                double sum = 0.0;
                for (int k = 0; k < n; k++) {
                    sum += value[row + k] * value[d + c * n + k];
                }
                product[r * n + c] = sum;
            }
        }
    }

    /** Subtracts rows of the product times rows of the panel from a block of m columns. */
    private void subtract(int rowA, int m, int rowB, int height, int n, int at) {
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < m; c++) {
                double sum = 0.0;
                for (int k = 0; k < n; k++) {
                    sum += product[rowB + r * n + k] * value[rowA + c * n + k];
                }
                value[at + r * m + c] -= sum;
            }
        }
    }

    /** Solves {@code K x = x} in place. */
    void solve(double[] x) {
        double[] y = ordered;
        for (int i = 0; i < x.length; i++) {
            y[first[groupOf[i]] + local[i]] = x[i];
        }
        for (int j = 0; j < size.length; j++) {
            int n = size[j];
            for (int t = start[j]; t < start[j + 1]; t++) {
                int target0 = first[below[t]];
                int row = panel[j] + offset[t] * n;
                for (int r = 0; r < size[below[t]]; r++) {
                    for (int k = 0; k < n; k++) {
                        y[target0 + r] -= value[row + r * n + k] * y[first[j] + k];
                    }
                }
            }
        }
        for (int j = size.length - 1; j >= 0; j--) {
            int n = size[j];
            for (int c = 0; c < n; c++) {
                double sum = 0.0;
                for (int k = 0; k < n; k++) {
                    sum += value[diagonal[j] + c * n + k] * y[first[j] + k];
                }
                product[c] = sum;
            }
            for (int t = start[j]; t < start[j + 1]; t++) {
                int row = panel[j] + offset[t] * n;
                for (int r = 0; r < size[below[t]]; r++) {
                    double known = y[first[below[t]] + r];
                    for (int k = 0; k < n; k++) {
                        product[k] -= value[row + r * n + k] * known;
                    }
                }
            }
            System.arraycopy(product, 0, y, first[j], n);
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = y[first[groupOf[i]] + local[i]];
        }
    }
}
