package org.flexopf.solver.interiorpoint.internal;

import org.flexopf.internal.sparse.Elimination;

/**
 * The sequence in which columns of a factor are worked off one by one. Any sequence in which children of the
 * elimination tree come before their parents gives the same fill. In a postorder each column waits for the one just
 * before it, and columns of one, three and five entries alternate, so that the processor waits for results and guesses
 * the lengths wrong. Here the postorder is cut into stretches that fit the cache, and within a stretch the columns are
 * sorted by their height in the tree and then by their length: neighbours are independent of each other, and equally
 * long ones follow each other in runs.
 */
final class EliminationSchedule {

    /** Columns of a stretch: a few hundred kilobytes of a right side. */
    private static final int STRETCH = 32768;
    /** Lengths that are told apart: the loop over a column runs as long as the one before where they can be. */
    private static final int KINDS = 17;

    private final Elimination elimination;
    private final int[] height;
    private final int[] key;

    EliminationSchedule(Elimination elimination) {
        this.elimination = elimination;
        int n = elimination.order().length;
        height = new int[n];
        key = new int[n];
    }

    /**
     * Sorts columns that stand in postorder, stretch by stretch.
     *
     * @param columns the columns; sorted within the range
     */
    void sort(int[] columns, int begin, int end) {
        int[] sorted = new int[Math.min(STRETCH, end - begin)];
        for (int from = begin; from < end; from += STRETCH) {
            int to = Math.min(end, from + STRETCH);
            sortStretch(columns, from, to, sorted);
            System.arraycopy(sorted, 0, columns, from, to - from);
        }
    }

    private void sortStretch(int[] columns, int from, int to, int[] sorted) {
        int last = columns[to - 1];
        int largest = 0;
        for (int k = from; k < to; k++) {
            int j = columns[k];
            int length = elimination.length(j);
            key[j] = KINDS * height[j] + Math.min(length, KINDS - 1);
            largest = Math.max(largest, key[j]);
            int parent = elimination.parent(j);
            // What comes later than the stretch need not wait for it.
            if (parent >= 0 && parent <= last) {
                height[parent] = Math.max(height[parent], height[j] + 1);
            }
        }
        int[] next = new int[largest + 2];
        for (int k = from; k < to; k++) {
            next[key[columns[k]] + 1]++;
        }
        for (int k = 1; k < next.length; k++) {
            next[k] += next[k - 1];
        }
        for (int k = from; k < to; k++) {
            sorted[next[key[columns[k]]]++] = columns[k];
        }
    }
}
