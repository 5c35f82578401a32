package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The sequence in which the columns of a factor are worked off. Any sequence in which children of the elimination tree come before their parents gives the same fill. In a
 * postorder each column waits for the one just before it, and columns of one, three and five entries alternate, so that the processor waits for results and guesses the
 * lengths wrong. Here the postorder is cut into stretches that fit the fastest cache, and within a stretch the columns are sorted by their height in the tree and then by
 * their length: neighbours are independent of each other, and equally long ones follow each other in runs.
 */
final class EliminationSchedule {

    /** Columns of a stretch. */
    private static final int STRETCH = 2048;

    private EliminationSchedule() {
    }

    /**
     * Schedules the columns of a factor.
     *
     * @param factor the pattern of the factor in postorder
     * @return which column comes at each place
     */
    static int[] of(FactorPattern factor) {
        int n = factor.start().length - 1;
        int[] height = new int[n];
        int[] sequence = new int[n];
        int[] byLength = new int[Math.min(n, STRETCH)];
        int[] count = new int[Math.min(n, STRETCH) + 2];
        for (int begin = 0; begin < n; begin += STRETCH) {
            int end = Math.min(n, begin + STRETCH);
            for (int j = begin; j < end; j++) {
                int parent = factor.parent(j);
                if (parent >= 0 && parent < end) {
                    height[parent] = Math.max(height[parent], height[j] + 1);
                }
            }
            // Two stable passes of counting: by length, then by height.
            int lengths = end - begin;
            clear(count, lengths);
            for (int j = begin; j < end; j++) {
                count[Math.min(factor.length(j), lengths - 1) + 1]++;
            }
            accumulate(count, lengths);
            for (int j = begin; j < end; j++) {
                byLength[count[Math.min(factor.length(j), lengths - 1)]++] = j;
            }
            clear(count, lengths);
            for (int j = begin; j < end; j++) {
                count[height[j] + 1]++;
            }
            accumulate(count, lengths);
            for (int k = 0; k < lengths; k++) {
                int j = byLength[k];
                sequence[begin + count[height[j]]++] = j;
            }
        }
        return sequence;
    }

    private static void clear(int[] count, int keys) {
        Arrays.fill(count, 0, keys + 1, 0);
    }

    private static void accumulate(int[] count, int keys) {
        for (int k = 0; k < keys; k++) {
            count[k + 1] += count[k];
        }
    }
}
