package org.flexopf.internal.sparse;

import java.util.Arrays;

/**
 * An approximate minimum degree ordering on a quotient graph (Amestoy, Davis and Duff, SIAM J. Matrix Anal. Appl. 17,
 * 1996): near linear in the number of entries, with element absorption, mass elimination and supervariables. Nodes of
 * small degree have been eliminated before, by {@link LowDegreeElimination}.
 *
 * <p>A node is a variable until it is eliminated and an element afterwards. An element stands for the clique that its
 * elimination left behind. Every variable keeps a list of its elements first and its variables after them; every
 * element keeps the list of its variables. Lists lie in one workspace, in which new elements are appended and which is
 * compacted when it is full.
 */
final class MinimumDegreeOrdering {

    private static final int NONE = -1;

    private final int n;
    /** All lists, one after the other. */
    private int[] work;

    private int free;
    /** Where the list of a node starts, while it has one. */
    private final int[] list;

    private final int[] length;
    private final int[] elements;
    /**
     * How many nodes a supervariable stands for; negative while it belongs to the element being formed; 0 once absorbed
     * or mass-eliminated.
     */
    private final int[] weight;
    /** An upper bound of the external degree of a variable. */
    private final int[] degree;
    /**
     * A mark per node: for elements, the size of their part outside the new element, offset by {@link #stamp}; 0 for
     * dead elements.
     */
    private final int[] mark;

    private int stamp = 2;
    /** What a dead node was absorbed into. */
    private final int[] parent;
    /** At which step an element was formed. */
    private final int[] step;

    private final int[] head;
    private final int[] next;
    private final int[] previous;
    private final int[] bucket;
    private int lowestDegree;
    private int eliminated;
    private int steps;

    private MinimumDegreeOrdering(int[] start, int[] neighbour) {
        n = start.length - 1;
        int entries = start[n];
        work = Arrays.copyOf(neighbour, entries + entries / 5 + 2 * n + 16);
        free = entries;
        list = Arrays.copyOf(start, n);
        length = new int[n];
        elements = new int[n];
        weight = new int[n];
        degree = new int[n];
        mark = new int[n];
        parent = new int[n];
        step = new int[n];
        head = new int[n + 1];
        next = new int[n];
        previous = new int[n];
        bucket = new int[n];
        Arrays.fill(head, NONE);
        Arrays.fill(bucket, NONE);
        Arrays.fill(parent, NONE);
        Arrays.fill(step, NONE);
        Arrays.fill(weight, 1);
        Arrays.fill(mark, 1);
        for (int i = n - 1; i >= 0; i--) {
            length[i] = start[i + 1] - start[i];
            degree[i] = length[i];
            insert(i);
        }
    }

    /**
     * Orders a graph.
     *
     * @param start where the neighbours of each node start, and the number of neighbours at the end
     * @param neighbour the neighbours of each node, symmetric, without duplicates and without the node itself
     * @return the nodes in the order of elimination
     */
    static int[] order(int[] start, int[] neighbour) {
        MinimumDegreeOrdering ordering = new MinimumDegreeOrdering(start, neighbour);
        while (ordering.eliminated < ordering.n) {
            ordering.eliminateNext();
        }
        return ordering.nodesByStep();
    }

    private void eliminateNext() {
        while (head[lowestDegree] == NONE) {
            lowestDegree++;
        }
        int pivot = head[lowestDegree];
        remove(pivot);
        int pivotWeight = weight[pivot];
        eliminated += pivotWeight;

        formElement(pivot);
        measureOverlaps(pivot);
        pivotWeight += updateDegrees(pivot);
        mergeIndistinguishable(pivot);
        finishElement(pivot);
        weight[pivot] = pivotWeight;
        step[pivot] = steps++;
    }

    /** Collects the variables around the pivot into a new list and absorbs its elements. */
    private void formElement(int pivot) {
        int needed = 0;
        for (int k = list[pivot], end = k + elements[pivot]; k < end; k++) {
            needed += length[work[k]];
        }
        needed += length[pivot] - elements[pivot];
        if (free + needed > work.length) {
            compact();
            if (free + needed > work.length) {
                work = Arrays.copyOf(work, free + needed + n);
            }
        }
        int first = free;
        weight[pivot] = -weight[pivot];
        int begin = list[pivot];
        int elementEnd = begin + elements[pivot];
        int end = begin + length[pivot];
        for (int k = begin; k < elementEnd; k++) {
            int element = work[k];
            for (int t = list[element], stop = t + length[element]; t < stop; t++) {
                take(work[t]);
            }
            parent[element] = pivot;
            mark[element] = 0;
            list[element] = NONE;
        }
        for (int k = elementEnd; k < end; k++) {
            take(work[k]);
        }
        list[pivot] = first;
        length[pivot] = free - first;
        elements[pivot] = 0;
    }

    /** Takes a variable into the new element unless it is dead or there already. */
    private void take(int variable) {
        if (weight[variable] > 0) {
            weight[variable] = -weight[variable];
            work[free++] = variable;
            remove(variable);
        }
    }

    /** For every element next to the new one, counts the weight of its variables outside the new one. */
    private void measureOverlaps(int pivot) {
        advanceStamp();
        for (int k = list[pivot], end = k + length[pivot]; k < end; k++) {
            int i = work[k];
            int w = -weight[i];
            for (int t = list[i], stop = t + elements[i]; t < stop; t++) {
                int element = work[t];
                if (mark[element] >= stamp) {
                    mark[element] -= w;
                } else if (mark[element] != 0) {
                    mark[element] = degree[element] + stamp - w;
                }
            }
        }
    }

    /**
     * Rebuilds the lists of the new element's variables with the element in front, bounds their degrees, absorbs
     * elements that lie inside the new one, and eliminates along with the pivot what touches nothing else. Returns the
     * weight of the latter.
     */
    private int updateDegrees(int pivot) {
        int mass = 0;
        for (int k = list[pivot], end = k + length[pivot]; k < end; k++) {
            int i = work[k];
            int begin = list[i];
            int put = begin;
            int hash = 0;
            int d = 0;
            for (int t = begin, stop = begin + elements[i]; t < stop; t++) {
                int element = work[t];
                if (mark[element] == 0) {
                    continue;
                }
                int outside = mark[element] - stamp;
                if (outside > 0) {
                    d += outside;
                    work[put++] = element;
                    hash += element;
                } else {
                    parent[element] = pivot;
                    mark[element] = 0;
                    list[element] = NONE;
                }
            }
            int kept = put - begin;
            for (int t = begin + elements[i], stop = begin + length[i]; t < stop; t++) {
                int j = work[t];
                int w = weight[j];
                if (w > 0) {
                    d += w;
                    work[put++] = j;
                    hash += j;
                }
            }
            if (d == 0 && kept == 0) {
                parent[i] = pivot;
                mass -= weight[i];
                eliminated -= weight[i];
                weight[i] = 0;
                list[i] = NONE;
                continue;
            }
            degree[i] = Math.min(degree[i], d);
            // Every list loses the pivot or one of its elements, so there is room for the new element in front.
            int firstVariable = begin + kept;
            if (firstVariable < put) {
                work[put] = work[firstVariable];
            }
            work[firstVariable] = work[begin];
            work[begin] = pivot;
            put++;
            elements[i] = kept + 1;
            length[i] = put - begin;
            int key = Integer.remainderUnsigned(hash, n);
            next[i] = bucket[key];
            bucket[key] = i;
            previous[i] = key;
        }
        return mass;
    }

    /** Merges variables whose lists are equal: they will be eliminated together. */
    private void mergeIndistinguishable(int pivot) {
        for (int k = list[pivot], end = k + length[pivot]; k < end; k++) {
            int member = work[k];
            if (weight[member] >= 0) {
                continue;
            }
            int key = previous[member];
            int i = bucket[key];
            bucket[key] = NONE;
            while (i != NONE && next[i] != NONE) {
                advanceStamp();
                for (int t = list[i] + 1, stop = list[i] + length[i]; t < stop; t++) {
                    mark[work[t]] = stamp;
                }
                int before = i;
                int j = next[i];
                while (j != NONE) {
                    if (sameList(i, j)) {
                        parent[j] = i;
                        weight[i] += weight[j];
                        weight[j] = 0;
                        list[j] = NONE;
                        j = next[j];
                        next[before] = j;
                    } else {
                        before = j;
                        j = next[j];
                    }
                }
                i = next[i];
            }
        }
    }

    private boolean sameList(int i, int j) {
        if (length[i] != length[j] || elements[i] != elements[j]) {
            return false;
        }
        for (int t = list[j] + 1, stop = list[j] + length[j]; t < stop; t++) {
            if (mark[work[t]] != stamp) {
                return false;
            }
        }
        return true;
    }

    /** Puts the surviving variables of the new element back into the degree lists. */
    private void finishElement(int pivot) {
        int put = list[pivot];
        int survivors = 0;
        for (int k = list[pivot], end = k + length[pivot]; k < end; k++) {
            int i = work[k];
            if (weight[i] >= 0) {
                continue;
            }
            weight[i] = -weight[i];
            survivors += weight[i];
        }
        for (int k = list[pivot], end = k + length[pivot]; k < end; k++) {
            int i = work[k];
            if (weight[i] <= 0) {
                continue;
            }
            degree[i] = Math.max(0, Math.min(degree[i] + survivors - weight[i], n - eliminated - weight[i]));
            insert(i);
            work[put++] = i;
        }
        free = put;
        length[pivot] = put - list[pivot];
        degree[pivot] = survivors;
        mark[pivot] = length[pivot] == 0 ? 0 : 1;
        if (length[pivot] == 0) {
            list[pivot] = NONE;
        }
    }

    private void insert(int i) {
        int d = degree[i];
        int first = head[d];
        next[i] = first;
        previous[i] = NONE;
        if (first != NONE) {
            previous[first] = i;
        }
        head[d] = i;
        lowestDegree = Math.min(lowestDegree, d);
    }

    private void remove(int i) {
        int before = previous[i];
        int after = next[i];
        if (after != NONE) {
            previous[after] = before;
        }
        if (before != NONE) {
            next[before] = after;
        } else {
            head[degree[i]] = after;
        }
    }

    /** A stamp above all marks; marks grow by at most n between two stamps. */
    private void advanceStamp() {
        if (stamp > Integer.MAX_VALUE - 2 * n - 4) {
            for (int i = 0; i < n; i++) {
                mark[i] = mark[i] == 0 ? 0 : 1;
            }
            stamp = 2;
        }
        stamp += n + 1;
    }

    /**
     * Moves all live lists to the front of the workspace. The first entry of each list carries its owner while they are
     * moved.
     */
    private void compact() {
        for (int i = 0; i < n; i++) {
            if (list[i] != NONE && length[i] > 0) {
                int first = list[i];
                list[i] = work[first];
                work[first] = -i - 2;
            }
        }
        int put = 0;
        int get = 0;
        while (get < free) {
            int code = work[get++];
            if (code > NONE) {
                continue;
            }
            int owner = -code - 2;
            work[put] = list[owner];
            list[owner] = put++;
            for (int k = 1; k < length[owner]; k++) {
                work[put++] = work[get++];
            }
        }
        free = put;
    }

    /** All nodes by the step at which they were eliminated, or what they were absorbed into was. */
    private int[] nodesByStep() {
        int[] stepOf = new int[n];
        int[] next = new int[steps + 1];
        for (int i = 0; i < n; i++) {
            int root = i;
            while (step[root] == NONE) {
                root = parent[root];
            }
            // Shorten the paths, so that long chains of absorbed variables stay linear.
            for (int j = i; j != root; ) {
                int up = parent[j];
                parent[j] = root;
                j = up;
            }
            stepOf[i] = step[root];
            next[stepOf[i] + 1]++;
        }
        for (int k = 0; k < steps; k++) {
            next[k + 1] += next[k];
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[next[stepOf[i]]++] = i;
        }
        return order;
    }
}
