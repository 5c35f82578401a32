package org.flexopf.solver.interiorpoint.internal;

import org.flexopf.internal.sparse.Elimination;

/**
 * The sequence in which the columns of a factor are worked off. Any sequence in which children of the elimination tree
 * come before their parents gives the same fill. In a postorder each column waits for the one just before it, and
 * columns of one, three and five entries alternate, so that the processor waits for results and guesses the lengths
 * wrong. Here the postorder is cut into stretches that fit the cache, and within a stretch the columns are sorted by
 * their height in the tree and then by their length: neighbours are independent of each other, and equally long ones
 * follow each other in runs.
 */
final class EliminationSchedule {

    /** Columns of a stretch: a few hundred kilobytes of a right side. */
    private static final int STRETCH = 32768;
    /** Lengths that are told apart. */
    private static final int KINDS = LdlFactorization.LONG + 1;

    private EliminationSchedule() {}

    /**
     * Schedules the columns of a factor.
     *
     * @param elimination the pattern of the factor in postorder
     * @return which column comes at each place
     */
    static int[] of(Elimination elimination) {
        int n = elimination.start().length - 1;
        int[] height = new int[n];
        int[] key = new int[n];
        int[] sequence = new int[n];
        for (int begin = 0; begin < n; begin += STRETCH) {
            int end = Math.min(n, begin + STRETCH);
            int largest = 0;
            for (int j = begin; j < end; j++) {
                int length = elimination.length(j);
                key[j] = KINDS * height[j] + Math.min(length, LdlFactorization.LONG);
                largest = Math.max(largest, key[j]);
                int parent = length == 0 ? end : elimination.parent(j);
                if (parent < end) {
                    height[parent] = Math.max(height[parent], height[j] + 1);
                }
            }
            int[] next = new int[largest + 2];
            for (int j = begin; j < end; j++) {
                next[key[j] + 1]++;
            }
            for (int k = 1; k < next.length; k++) {
                next[k] += next[k - 1];
            }
            for (int j = begin; j < end; j++) {
                sequence[begin + next[key[j]]++] = j;
            }
        }
        return sequence;
    }
}
