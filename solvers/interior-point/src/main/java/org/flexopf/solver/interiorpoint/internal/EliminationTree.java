package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The elimination tree of a symmetric matrix and what follows from it (Liu, SIAM J. Matrix Anal. Appl. 11, 1990): a postorder of it, which changes no fill but lets
 * memory be visited in sequence, and the pattern of the factor L.
 */
final class EliminationTree {

    private static final int NONE = -1;

    private EliminationTree() {
    }

    /**
     * The parent of every node, -1 for roots, of a graph that is eliminated in a given order.
     *
     * @param start     where the neighbours of each node start
     * @param neighbour neighbours, symmetric
     * @param order     the nodes in the order of elimination
     * @param position  the inverse of the order
     * @return parents, in positions
     */
    static int[] parents(int[] start, int[] neighbour, int[] order, int[] position) {
        int n = order.length;
        int[] parent = new int[n];
        int[] ancestor = new int[n];
        Arrays.fill(parent, NONE);
        Arrays.fill(ancestor, NONE);
        for (int k = 0; k < n; k++) {
            for (int t = start[order[k]], end = start[order[k] + 1]; t < end; t++) {
                int i = position[neighbour[t]];
                while (i != NONE && i < k) {
                    int up = ancestor[i];
                    ancestor[i] = k;
                    if (up == NONE) {
                        parent[i] = k;
                    }
                    i = up;
                }
            }
        }
        return parent;
    }

    /** A postorder of a forest: every node after all of its descendants, children in increasing order. */
    static int[] postorder(int[] parent) {
        int n = parent.length;
        int[] firstChild = new int[n];
        int[] sibling = new int[n];
        Arrays.fill(firstChild, NONE);
        for (int i = n - 1; i >= 0; i--) {
            if (parent[i] != NONE) {
                sibling[i] = firstChild[parent[i]];
                firstChild[parent[i]] = i;
            }
        }
        int[] order = new int[n];
        int[] stack = new int[n];
        int count = 0;
        for (int root = 0; root < n; root++) {
            if (parent[root] != NONE) {
                continue;
            }
            int top = 0;
            stack[0] = root;
            while (top >= 0) {
                int node = stack[top];
                int child = firstChild[node];
                if (child == NONE) {
                    order[count++] = node;
                    top--;
                } else {
                    firstChild[node] = sibling[child];
                    stack[++top] = child;
                }
            }
        }
        return order;
    }

    /**
     * The rows of the factor L: which columns each row has entries in, increasing, without the diagonal.
     *
     * @param upper  the upper triangle of the matrix, columns in the order of elimination
     * @param parent the elimination tree
     * @return a matrix whose column k lists the pattern of row k of L; it carries no values
     */
    static SparseColumns factorRows(SparseColumns upper, int[] parent) {
        int n = parent.length;
        int[] mark = new int[n];
        Arrays.fill(mark, NONE);
        int[] rowStart = new int[n + 1];
        int[] columnCount = new int[n + 1];
        int[] reached = new int[Math.max(16, 2 * upper.entries())];
        int count = 0;
        for (int k = 0; k < n; k++) {
            mark[k] = k;
            for (int t = upper.start()[k]; t < upper.start()[k + 1]; t++) {
                for (int i = upper.row()[t]; mark[i] != k; i = parent[i]) {
                    mark[i] = k;
                    if (count == reached.length) {
                        reached = Arrays.copyOf(reached, Math.addExact(count, count >> 1));
                    }
                    reached[count++] = i;
                    columnCount[i + 1]++;
                }
            }
            rowStart[k + 1] = count;
        }
        // Two bucket passes, rows to columns and back, leave every row sorted.
        for (int j = 0; j < n; j++) {
            columnCount[j + 1] += columnCount[j];
        }
        int[] byColumn = new int[count];
        int[] nextInColumn = columnCount.clone();
        for (int k = 0; k < n; k++) {
            for (int t = rowStart[k]; t < rowStart[k + 1]; t++) {
                byColumn[nextInColumn[reached[t]]++] = k;
            }
        }
        int[] nextInRow = rowStart.clone();
        int[] columns = reached;
        for (int j = 0; j < n; j++) {
            for (int t = columnCount[j]; t < columnCount[j + 1]; t++) {
                columns[nextInRow[byColumn[t]]++] = j;
            }
        }
        return new SparseColumns(rowStart, Arrays.copyOf(columns, count), new double[0]);
    }
}
