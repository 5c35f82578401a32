package org.flexopf.acopf.nlp;

import java.util.Arrays;

/** Which groups of unknowns have an entry of a matrix in common; each pair once and in both directions. */
final class GroupGraph {

    private final int groups;
    /** Pairs as numbers {@code a groups + b}. */
    private long[] pair = new long[256];

    private int count;
    private int[] start;
    private int[] neighbour;

    GroupGraph(int groups) {
        this.groups = groups;
    }

    /** Two groups have an entry in common, or one with itself. */
    void join(int a, int b) {
        if (a != b) {
            if (count + 2 > pair.length) {
                pair = Arrays.copyOf(pair, 2 * pair.length);
            }
            pair[count++] = (long) a * groups + b;
            pair[count++] = (long) b * groups + a;
        }
    }

    /** All pairs are told. */
    void close() {
        Arrays.sort(pair, 0, count);
        start = new int[groups + 1];
        neighbour = new int[count];
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (k == 0 || pair[k] != pair[k - 1]) {
                start[(int) (pair[k] / groups) + 1]++;
                neighbour[kept++] = (int) (pair[k] % groups);
            }
        }
        for (int k = 0; k < groups; k++) {
            start[k + 1] += start[k];
        }
        neighbour = Arrays.copyOf(neighbour, kept);
    }

    /** Where the neighbours of each group start. */
    int[] start() {
        return start;
    }

    /** The neighbours of each group. */
    int[] neighbour() {
        return neighbour;
    }
}
