package org.flexopf.internal.sparse;

import java.util.Arrays;

/**
 * An order in which a symmetric matrix is to be eliminated so that little fills in, and the pattern of the factor that
 * comes of it. Columns stand in a postorder of the elimination tree: this changes no fill, and lets a factorisation
 * visit memory nearly in sequence.
 *
 * @param order the nodes in the order of elimination
 * @param start where each column of the factor starts, and the number of entries at the end
 * @param row the rows of each column below the diagonal, by their places in the order; the first one is its parent in
 *     the tree, the others follow as they come
 */
public record Elimination(int[] order, int[] start, int[] row) {

    private static final int NONE = -1;
    /** A node with fewer neighbours is no hub, however small the graph. */
    private static final int SMALLEST_HUB = 16;

    /**
     * Eliminates a graph.
     *
     * @param start where the neighbours of each node start, and the number of neighbours at the end
     * @param neighbour the neighbours of each node, symmetric, without duplicates and without the node itself; what
     *     stands behind the last one is not read
     */
    public static Elimination of(int[] start, int[] neighbour) {
        int n = start.length - 1;
        LowDegreeElimination low = new LowDegreeElimination(start, neighbour);
        int[] step = new int[n];
        int[] node = low.order();
        for (int k = 0; k < low.count(); k++) {
            step[node[k]] = k;
        }
        Rest rest = Rest.of(low, n, step, node);
        // Columns by step, rows as the steps of their nodes; the parent is the first to follow.
        int[] rawStart = new int[n + 1];
        int[] rawRow = new int[low.entries() + rest.row.length];
        int[] parent = new int[n];
        int count = 0;
        for (int k = 0; k < low.count(); k++) {
            for (int t = 0; t < low.degree(node[k]); t++) {
                rawRow[count++] = step[low.neighbour(node[k], t)];
            }
            rawStart[k + 1] = count;
            parent[k] = leastFirst(rawRow, rawStart[k], count);
        }
        for (int k = low.count(); k < n; k++) {
            for (int t = rest.start[k - low.count()]; t < rest.start[k - low.count() + 1]; t++) {
                rawRow[count++] = low.count() + rest.row[t];
            }
            rawStart[k + 1] = count;
            parent[k] = leastFirst(rawRow, rawStart[k], count);
        }
        int[] place = postorder(parent);
        int[] stepAt = new int[n];
        for (int k = 0; k < n; k++) {
            stepAt[place[k]] = k;
        }
        int[] order = new int[n];
        int[] starts = new int[n + 1];
        int[] rows = new int[count];
        count = 0;
        for (int j = 0; j < n; j++) {
            int k = stepAt[j];
            order[j] = node[k];
            for (int t = rawStart[k]; t < rawStart[k + 1]; t++) {
                rows[count++] = place[rawRow[t]];
            }
            starts[j + 1] = count;
        }
        return new Elimination(order, starts, rows);
    }

    /** Puts the least number of a range first, and returns it; none if there are no numbers. */
    private static int leastFirst(int[] numbers, int begin, int end) {
        if (begin == end) {
            return NONE;
        }
        int least = begin;
        for (int k = begin + 1; k < end; k++) {
            least = numbers[k] < numbers[least] ? k : least;
        }
        int first = numbers[least];
        numbers[least] = numbers[begin];
        numbers[begin] = first;
        return first;
    }

    /** The number of entries of a column. */
    public int length(int column) {
        return start[column + 1] - start[column];
    }

    /** The parent of a column in the elimination tree; -1 for a root. */
    public int parent(int column) {
        return length(column) == 0 ? NONE : row[start[column]];
    }

    /** The place of every node of a forest in a postorder, children in the order of their numbers. */
    private static int[] postorder(int[] parent) {
        int n = parent.length;
        int[] firstChild = new int[n];
        int[] sibling = new int[n];
        Arrays.fill(firstChild, NONE);
        for (int k = n - 1; k >= 0; k--) {
            if (parent[k] != NONE) {
                sibling[k] = firstChild[parent[k]];
                firstChild[parent[k]] = k;
            }
        }
        int[] place = new int[n];
        int[] stack = new int[n];
        int placed = 0;
        for (int root = 0; root < n; root++) {
            if (parent[root] != NONE) {
                continue;
            }
            int top = 0;
            stack[0] = root;
            while (top >= 0) {
                int child = firstChild[stack[top]];
                if (child == NONE) {
                    place[stack[top--]] = placed++;
                } else {
                    firstChild[stack[top]] = sibling[child];
                    stack[++top] = child;
                }
            }
        }
        return place;
    }

    /**
     * The pattern of the columns of the nodes that elimination of low degrees leaves: rows by their places among these
     * columns.
     */
    private record Rest(int[] start, int[] row) {

        /** Orders the nodes that are left, and enters their steps. */
        static Rest of(LowDegreeElimination low, int n, int[] step, int[] node) {
            int[] left = new int[n - low.count()];
            if (left.length == 0) {
                return new Rest(new int[1], new int[0]);
            }
            int[] index = new int[n];
            int[] start = new int[left.length + 1];
            int found = 0;
            for (int i = 0; i < n; i++) {
                if (!low.isEliminated(i)) {
                    index[i] = found;
                    left[found++] = i;
                    start[found] = start[found - 1] + low.degree(i);
                }
            }
            int[] neighbour = new int[start[left.length]];
            for (int i = 0; i < left.length; i++) {
                for (int k = 0; k < low.degree(left[i]); k++) {
                    neighbour[start[i] + k] = index[low.neighbour(left[i], k)];
                }
            }
            int[] order = hubsLast(start, neighbour);
            int[] position = new int[left.length];
            for (int k = 0; k < left.length; k++) {
                position[order[k]] = k;
                node[low.count() + k] = left[order[k]];
                step[left[order[k]]] = low.count() + k;
            }
            return pattern(start, neighbour, order, position);
        }

        /**
         * The nodes by minimum degree, but for hubs: they come last in any case, and until then they would only have
         * their long lists read over and over (Amestoy, Davis and Duff, Algorithm 837, 2004).
         */
        private static int[] hubsLast(int[] start, int[] neighbour) {
            int n = start.length - 1;
            double longest = Math.max(SMALLEST_HUB, 10.0 * Math.sqrt(n));
            int[] index = new int[n];
            int[] others = new int[n];
            int count = 0;
            for (int i = 0; i < n; i++) {
                index[i] = start[i + 1] - start[i] > longest ? NONE : count;
                if (index[i] != NONE) {
                    others[count++] = i;
                }
            }
            if (count == n) {
                return MinimumDegreeOrdering.order(start, neighbour);
            }
            int[] othersStart = new int[count + 1];
            int[] othersNeighbour = new int[neighbour.length];
            int found = 0;
            for (int k = 0; k < count; k++) {
                for (int t = start[others[k]]; t < start[others[k] + 1]; t++) {
                    if (index[neighbour[t]] != NONE) {
                        othersNeighbour[found++] = index[neighbour[t]];
                    }
                }
                othersStart[k + 1] = found;
            }
            int[] order = MinimumDegreeOrdering.order(othersStart, Arrays.copyOf(othersNeighbour, found));
            int[] all = new int[n];
            for (int k = 0; k < count; k++) {
                all[k] = others[order[k]];
            }
            for (int i = 0; i < n; i++) {
                if (index[i] == NONE) {
                    all[count++] = i;
                }
            }
            return all;
        }

        /**
         * The pattern of a column is that of the matrix joined with those of its children in the tree (George and Liu
         * 1981).
         */
        private static Rest pattern(int[] graphStart, int[] neighbour, int[] order, int[] position) {
            int n = order.length;
            int[] firstChild = new int[n];
            int[] sibling = new int[n];
            int[] mark = new int[n];
            Arrays.fill(firstChild, NONE);
            Arrays.fill(mark, NONE);
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
                for (int child = firstChild[j]; child != NONE; child = sibling[child]) {
                    for (int t = start[child] + 1; t < start[child + 1]; t++) {
                        int i = row[t];
                        if (mark[i] != j) {
                            mark[i] = j;
                            row[count++] = i;
                        }
                    }
                }
                start[j + 1] = count;
                int parent = leastFirst(row, begin, count);
                if (parent != NONE) {
                    sibling[j] = firstChild[parent];
                    firstChild[parent] = j;
                }
            }
            return new Rest(start, Arrays.copyOf(row, count));
        }
    }
}
