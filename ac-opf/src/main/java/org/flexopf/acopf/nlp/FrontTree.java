package org.flexopf.acopf.nlp;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * The tree of fronts that a sparse symmetric matrix is eliminated by, and where its entries stand. Unknowns stand in
 * small groups; groups that follow each other and fill in alike are one front. A front has unknowns of its own, which
 * are eliminated there, and rows below, which belong to fronts above it. Unknowns have ranks: their places in the order
 * of elimination, in which children come before their parents.
 */
final class FrontTree {

    /** Fronts of so many own unknowns are joined to what follows if no more than this share of both is zero. */
    private static final int[] OWN = {16, 40, Integer.MAX_VALUE};

    private static final double[] ZEROS = {0.5, 0.15, 0.03};

    /** The rank of each unknown. */
    final int[] rank;

    final int fronts;
    /** The first rank of each front, and the number of unknowns at the end. */
    final int[] own;
    /** Where the rows below each front start, and their ranks, ascending. */
    final int[] belowStart;

    final int[] below;
    /** How many fronts are right below each in the tree. */
    final int[] children;
    /** Whether nothing is above. */
    final boolean[] isRoot;
    /** Where the entries of each front start; their rows and columns by rank, the column being the lower one. */
    final int[] entryStart;

    final int[] entryRow;
    final int[] entryColumn;

    /**
     * Finds the tree.
     *
     * @param group the group of each unknown
     * @param graph which groups have an entry in common
     * @param entries the entries: {@code i n + j} for each, in any order, with duplicates
     */
    FrontTree(int[] group, GroupGraph graph, long[] entries) {
        Elimination elimination = Elimination.of(graph.start(), graph.neighbour());
        int groups = elimination.order().length;
        int[] place = new int[groups];
        for (int k = 0; k < groups; k++) {
            place[elimination.order()[k]] = k;
        }
        int[] first = new int[groups + 1];
        for (int g : group) {
            first[place[g] + 1]++;
        }
        for (int k = 0; k < groups; k++) {
            first[k + 1] += first[k];
        }
        rank = new int[group.length];
        int[] next = first.clone();
        for (int i = 0; i < group.length; i++) {
            rank[i] = next[place[group[i]]]++;
        }
        int[] firstGroup = joined(elimination, first);
        fronts = firstGroup.length - 1;
        own = new int[fronts + 1];
        int[] frontOf = new int[groups];
        for (int s = 0; s < fronts; s++) {
            own[s + 1] = first[firstGroup[s + 1]];
            Arrays.fill(frontOf, firstGroup[s], firstGroup[s + 1], s);
        }
        belowStart = new int[fronts + 1];
        children = new int[fronts];
        isRoot = new boolean[fronts];
        int[] collected = new int[256];
        int count = 0;
        for (int s = 0; s < fronts; s++) {
            // The last group of a front has the rows of all: what those before it have besides is of the front itself.
            int last = firstGroup[s + 1] - 1;
            int[] rows = Arrays.copyOfRange(
                    elimination.row(), elimination.start()[last], elimination.start()[last + 1]);
            Arrays.sort(rows);
            for (int row : rows) {
                for (int r = first[row]; r < first[row + 1]; r++) {
                    if (count == collected.length) {
                        collected = Arrays.copyOf(collected, 2 * count);
                    }
                    collected[count++] = r;
                }
            }
            belowStart[s + 1] = count;
            isRoot[s] = rows.length == 0;
            if (!isRoot[s]) {
                children[frontOf[rows[0]]]++;
            }
        }
        below = Arrays.copyOf(collected, count);
        long[] ranked = ranked(entries);
        entryRow = new int[ranked.length];
        entryColumn = new int[ranked.length];
        entryStart = new int[fronts + 1];
        int front = 0;
        for (int e = 0; e < ranked.length; e++) {
            entryColumn[e] = (int) (ranked[e] / rank.length);
            entryRow[e] = (int) (ranked[e] % rank.length);
            while (entryColumn[e] >= own[front + 1]) {
                entryStart[++front] = e;
            }
        }
        while (front < fronts) {
            entryStart[++front] = ranked.length;
        }
    }

    /** The first group of each front, and the number of groups at the end. */
    private static int[] joined(Elimination elimination, int[] first) {
        int groups = elimination.order().length;
        int[] height = new int[groups];
        for (int j = 0; j < groups; j++) {
            for (int t = elimination.start()[j]; t < elimination.start()[j + 1]; t++) {
                int row = elimination.row()[t];
                height[j] += first[row + 1] - first[row];
            }
        }
        int[] starts = new int[groups + 1];
        int fronts = 0;
        long zeros = 0;
        for (int j = 0; j < groups; j++) {
            if (j == 0) {
                continue;
            }
            int begin = first[starts[fronts]];
            int width = first[j] - begin;
            boolean follows = elimination.start()[j - 1] < elimination.start()[j]
                    && elimination.row()[elimination.start()[j - 1]] == j;
            int size = first[j + 1] - first[j];
            long more = zeros + (long) width * (size + height[j] - height[j - 1]);
            int together = width + size;
            long all = (long) together * (together + 1) / 2 + (long) together * height[j];
            int level = 0;
            while (width > OWN[level]) {
                level++;
            }
            if (follows && more <= ZEROS[level] * all) {
                zeros = more;
            } else {
                starts[++fronts] = j;
                zeros = 0;
            }
        }
        int count = groups == 0 ? 0 : fronts + 1;
        starts[count] = groups;
        return Arrays.copyOf(starts, count + 1);
    }

    private long[] ranked(long[] entries) {
        long[] sorted = new long[entries.length];
        for (int e = 0; e < sorted.length; e++) {
            sorted[e] = key((int) (entries[e] / rank.length), (int) (entries[e] % rank.length));
        }
        Arrays.sort(sorted);
        int kept = 0;
        for (int e = 0; e < sorted.length; e++) {
            if (e == 0 || sorted[e] != sorted[e - 1]) {
                sorted[kept++] = sorted[e];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    private long key(int i, int j) {
        return (long) Math.min(rank[i], rank[j]) * rank.length + Math.max(rank[i], rank[j]);
    }

    /** The place of the entry of two unknowns. */
    int place(int i, int j) {
        long wanted = key(i, j);
        int low = 0;
        int high = entryRow.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = (long) entryColumn[middle] * rank.length + entryRow[middle];
            if (found == wanted) {
                return middle;
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw new IllegalStateException("the matrix has no entry of unknowns " + i + " and " + j);
    }

    /** The front that eliminates a rank. */
    int frontOf(int ranked) {
        int front = Arrays.binarySearch(own, ranked);
        int found = front < 0 ? -front - 2 : front;
        // Fronts of no unknowns begin where the next one does.
        while (own[found + 1] <= ranked) {
            found++;
        }
        return found;
    }
}
