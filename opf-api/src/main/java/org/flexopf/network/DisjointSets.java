package org.flexopf.network;

/** Sets of the numbers from 0, which are joined one by one; each has a leader (Tarjan 1975). */
final class DisjointSets {

    private final int[] parent;

    /** So many sets of one number each. */
    DisjointSets(int count) {
        parent = new int[count];
        for (int i = 0; i < count; i++) {
            parent[i] = i;
        }
    }

    /** The leader of the set that a number is in. */
    int leader(int number) {
        int at = number;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    void join(int one, int other) {
        parent[leader(one)] = leader(other);
    }
}
