package org.flexopf.internal.sparse;

import java.util.Arrays;

/**
 * Minimum degree elimination on the graph itself, as long as degrees are small: the neighbours of an eliminated node
 * become a clique, edge by edge (Rose 1972). Where degrees are small this is much less work than keeping a quotient
 * graph; a tree, and the linear systems of a radial network, are eliminated to the last node. Nodes beside a hub are
 * left alone, for every change would have to read the hub's long list.
 */
final class LowDegreeElimination {

    /** The largest degree that is eliminated here. */
    private static final int LARGEST_DEGREE = 6;
    /** The longest list that is read for an elimination. */
    private static final int LONGEST_LIST = 24;
    /** The lists of neighbours; that of an eliminated node stays as it was when it was eliminated. */
    private int[] work;

    private int free;
    private final int[] list;
    private final int[] length;
    private final int[] room;
    /** The nodes of each degree on a stack, with others among them whose degree has changed since. */
    private final int[][] stack = new int[LARGEST_DEGREE + 1][];

    private final int[] top = new int[LARGEST_DEGREE + 1];
    /** For the neighbours of the pivot, their place in its list, counted from a base above all earlier marks. */
    private final int[] mark;

    private int base;
    /** Which nodes have been eliminated, in that order. */
    private final int[] order;

    private final boolean[] eliminated;
    private int count;
    private int entries;

    LowDegreeElimination(int[] start, int[] neighbour) {
        int n = start.length - 1;
        work = Arrays.copyOf(neighbour, start[n] + start[n] / 2 + 16);
        free = start[n];
        list = Arrays.copyOf(start, n);
        length = new int[n];
        room = new int[n];
        mark = new int[n];
        order = new int[n];
        eliminated = new boolean[n];
        int[] ofDegree = new int[LARGEST_DEGREE + 1];
        for (int i = 0; i < n; i++) {
            length[i] = start[i + 1] - start[i];
            room[i] = length[i];
            if (length[i] <= LARGEST_DEGREE) {
                ofDegree[length[i]]++;
            }
        }
        for (int degree = 0; degree <= LARGEST_DEGREE; degree++) {
            stack[degree] = new int[ofDegree[degree] + n / 8 + 16];
        }
        for (int i = n - 1; i >= 0; i--) {
            push(i);
        }
        for (int degree = 0; degree <= LARGEST_DEGREE; ) {
            if (top[degree] == 0) {
                degree++;
                continue;
            }
            int node = stack[degree][--top[degree]];
            if (!eliminated[node] && length[node] == degree && markNeighbours(node) <= LONGEST_LIST) {
                eliminate(node);
                degree = Math.max(0, degree - 1);
            }
        }
    }

    /** How many nodes have been eliminated. */
    int count() {
        return count;
    }

    /** The nodes in the order in which they were eliminated, with room behind them for those that are left. */
    int[] order() {
        return order;
    }

    boolean isEliminated(int node) {
        return eliminated[node];
    }

    /** The number of neighbours that eliminated nodes had, all together. */
    int entries() {
        return entries;
    }

    /** The number of neighbours a node has among those that are left, or had when it was eliminated. */
    int degree(int node) {
        return length[node];
    }

    /** The k-th of these neighbours. */
    int neighbour(int node, int k) {
        return work[list[node] + k];
    }

    /**
     * Marks the neighbours of a node by their place in its list; returns the length of the longest list among theirs.
     */
    private int markNeighbours(int node) {
        base += LARGEST_DEGREE + 1;
        int longest = 0;
        for (int k = 0; k < length[node]; k++) {
            int neighbour = work[list[node] + k];
            mark[neighbour] = base + k;
            longest = Math.max(longest, length[neighbour]);
        }
        return longest;
    }

    private void eliminate(int pivot) {
        eliminated[pivot] = true;
        order[count++] = pivot;
        entries += length[pivot];
        int degree = length[pivot];
        for (int k = 0; k < degree; k++) {
            int node = work[list[pivot] + k];
            int before = length[node];
            int missing = removeFrom(node, pivot) ^ ((1 << degree) - 1 - (1 << k));
            append(node, pivot, missing);
            if (length[node] != before) {
                push(node);
            }
        }
    }

    /**
     * Takes the pivot out of a node's list; returns which of the pivot's neighbours are in the list, one bit for each.
     */
    private int removeFrom(int node, int pivot) {
        int present = 0;
        int place = 0;
        int last = list[node] + length[node] - 1;
        for (int k = list[node]; k <= last; k++) {
            int i = work[k];
            int offset = mark[i] - base;
            present |= offset >= 0 ? 1 << offset : 0;
            place = i == pivot ? k : place;
        }
        work[place] = work[last];
        length[node]--;
        return present;
    }

    /** Puts some of the pivot's neighbours into a node's list. */
    private void append(int node, int pivot, int chosen) {
        int needed = length[node] + Integer.bitCount(chosen);
        if (needed > room[node]) {
            move(node, 2 * needed);
        }
        int put = list[node] + length[node];
        for (int rest = chosen; rest != 0; rest &= rest - 1) {
            work[put++] = work[list[pivot] + Integer.numberOfTrailingZeros(rest)];
        }
        length[node] = needed;
    }

    /** Moves the list of a node to where there is room. */
    private void move(int node, int itsRoom) {
        if (work.length - free < itsRoom) {
            work = Arrays.copyOf(work, Math.addExact(work.length, Math.max(work.length / 2, itsRoom)));
        }
        System.arraycopy(work, list[node], work, free, length[node]);
        list[node] = free;
        room[node] = itsRoom;
        free += itsRoom;
    }

    /** Puts a node on the stack of its degree. */
    private void push(int node) {
        int degree = length[node];
        if (degree > LARGEST_DEGREE) {
            return;
        }
        if (top[degree] == stack[degree].length) {
            stack[degree] = Arrays.copyOf(stack[degree], 2 * top[degree]);
        }
        stack[degree][top[degree]++] = node;
    }
}
