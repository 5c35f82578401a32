package org.flexopf.powerflow;

import java.util.Arrays;

/**
 * The order in which buses are eliminated: always one that has the fewest neighbours left, which keeps the factors sparse (Tinney and Walker, 1967,
 * scheme 2). On a tree nothing fills in.
 *
 * <p>The graph is eliminated explicitly. That is quadratic in the size of the largest front, which in power networks stays below a hundred buses
 * even where they have ten thousand.
 */
final class MinimumDegree {

    private final int[][] neighbours;
    private final int[] degree;
    /** Buses of equal degree form doubly linked lists; -1 ends a list. */
    private final int[] head;
    private final int[] next;
    private final int[] previous;

    private MinimumDegree(int[][] neighbours) {
        int n = neighbours.length;
        this.neighbours = neighbours;
        degree = new int[n];
        head = new int[n + 1];
        next = new int[n];
        previous = new int[n];
        Arrays.fill(head, -1);
        // Backwards, so that ties go to the lowest number.
        for (int v = n - 1; v >= 0; v--) {
            degree[v] = neighbours[v].length;
            link(v);
        }
    }

    /**
     * An elimination order of a graph without loops or double edges.
     *
     * @param neighbours the neighbours of each node; taken over and changed
     */
    static int[] order(int[][] neighbours) {
        return new MinimumDegree(neighbours).eliminate();
    }

    private int[] eliminate() {
        int n = neighbours.length;
        int[] order = new int[n];
        int[] mark = new int[n];
        Arrays.fill(mark, -1);
        int least = 0;
        for (int step = 0; step < n; step++) {
            while (head[least] < 0) {
                least++;
            }
            int v = head[least];
            order[step] = v;
            unlink(v);
            int[] front = neighbours[v];
            neighbours[v] = null;
            for (int k = 0; k < degree[v]; k++) {
                int u = front[k];
                unlink(u);
                join(u, v, front, degree[v], mark);
                link(u);
                least = Math.min(least, degree[u]);
            }
        }
        return order;
    }

    /** Makes u a neighbour of the whole front of v, and v none of its neighbours any more. */
    private void join(int u, int v, int[] front, int frontSize, int[] mark) {
        int[] own = neighbours[u];
        int kept = 0;
        for (int k = 0; k < degree[u]; k++) {
            if (own[k] != v) {
                own[kept++] = own[k];
                mark[own[k]] = u;
            }
        }
        for (int k = 0; k < frontSize; k++) {
            int w = front[k];
            if (w != u && mark[w] != u) {
                if (kept == own.length) {
                    own = Arrays.copyOf(own, kept + (kept >> 1) + 4);
                }
                own[kept++] = w;
            }
        }
        neighbours[u] = own;
        degree[u] = kept;
        // Marks of u are stale as soon as another bus is eliminated.
        for (int k = 0; k < kept; k++) {
            mark[own[k]] = -1;
        }
    }

    private void link(int v) {
        int first = head[degree[v]];
        next[v] = first;
        previous[v] = -1;
        if (first >= 0) {
            previous[first] = v;
        }
        head[degree[v]] = v;
    }

    private void unlink(int v) {
        if (previous[v] >= 0) {
            next[previous[v]] = next[v];
        } else {
            head[degree[v]] = next[v];
        }
        if (next[v] >= 0) {
            previous[next[v]] = previous[v];
        }
    }
}
