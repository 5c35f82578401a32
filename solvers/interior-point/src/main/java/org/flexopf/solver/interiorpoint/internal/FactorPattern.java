package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The pattern of the factor L of a symmetric matrix that is eliminated in a given order: the pattern of a column is that of the matrix joined with those of its
 * children in the elimination tree (George and Liu 1981), and its first row is its parent.
 *
 * @param start where each column starts
 * @param row   rows below the diagonal, increasing
 */
record FactorPattern(int[] start, int[] row) {

    /**
     * Computes the pattern.
     *
     * @param graphStart where the neighbours of each node start
     * @param neighbour  neighbours, symmetric
     * @param order      the nodes in the order of elimination
     * @param position   the inverse of the order
     */
    static FactorPattern of(int[] graphStart, int[] neighbour, int[] order, int[] position) {
        int n = order.length;
        int[] firstChild = new int[n];
        int[] sibling = new int[n];
        int[] mark = new int[n];
        Arrays.fill(firstChild, -1);
        Arrays.fill(mark, -1);
        int[] start = new int[n + 1];
        int[] row = new int[Math.max(16, neighbour.length)];
        int count = 0;
        for (int j = 0; j < n; j++) {
            mark[j] = j;
            if (row.length - count < n - j) {
                row = Arrays.copyOf(row, Math.addExact(row.length, Math.max(row.length >> 1, n)));
            }
            int begin = count;
            int node = order[j];
            for (int t = graphStart[node]; t < graphStart[node + 1]; t++) {
                int i = position[neighbour[t]];
                if (i > j && mark[i] != j) {
                    mark[i] = j;
                    row[count++] = i;
                }
            }
            for (int child = firstChild[j]; child >= 0; child = sibling[child]) {
                for (int t = start[child] + 1; t < start[child + 1]; t++) {
                    int i = row[t];
                    if (mark[i] != j) {
                        mark[i] = j;
                        row[count++] = i;
                    }
                }
            }
            start[j + 1] = count;
            if (count > begin) {
                sort(row, begin, count);
                int parent = row[begin];
                sibling[j] = firstChild[parent];
                firstChild[parent] = j;
            }
        }
        return new FactorPattern(start, Arrays.copyOf(row, count));
    }

    /** The number of entries of a column. */
    int length(int column) {
        return start[column + 1] - start[column];
    }

    /** The parent of a column in the elimination tree: its first row; -1 for a root. */
    int parent(int column) {
        return length(column) == 0 ? -1 : row[start[column]];
    }

    /**
     * The same factor with its columns in another sequence in which children still come before their parents.
     *
     * @param sequence which column comes at each place
     * @param place    the inverse of the sequence
     */
    FactorPattern inSequence(int[] sequence, int[] place) {
        int[] starts = new int[start.length];
        int[] rows = new int[row.length];
        int count = 0;
        for (int k = 0; k < sequence.length; k++) {
            int begin = count;
            for (int t = start[sequence[k]]; t < start[sequence[k] + 1]; t++) {
                rows[count++] = place[row[t]];
            }
            sort(rows, begin, count);
            starts[k + 1] = count;
        }
        return new FactorPattern(starts, rows);
    }

    /** Insertion sort for the short columns of a feeder, the library's for others. */
    private static void sort(int[] row, int begin, int end) {
        if (end - begin > 24) {
            Arrays.sort(row, begin, end);
            return;
        }
        for (int k = begin + 1; k < end; k++) {
            int key = row[k];
            int t = k;
            while (t > begin && row[t - 1] > key) {
                row[t] = row[t - 1];
                t--;
            }
            row[t] = key;
        }
    }
}
