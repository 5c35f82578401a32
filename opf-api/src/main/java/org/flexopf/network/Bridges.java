package org.flexopf.network;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The branches whose outage alone splits an island (Tarjan, "A note on finding the bridges of a graph", 1974). Parallel
 * branches are none.
 */
final class Bridges {

    private Bridges() {}

    /**
     * The bridges among active branches, by branch index. A depth-first search without recursion, so that long feeders
     * do no harm.
     */
    static BitSet of(Topology topology, int buses) {
        BitSet bridges = new BitSet();
        int[] entered = new int[buses];
        int[] lowest = new int[buses];
        int[] nextEdge = new int[buses];
        int[] arrivedBy = new int[buses];
        int[] stack = new int[buses];
        Arrays.fill(arrivedBy, -1);
        int clock = 0;
        for (int root = 0; root < buses; root++) {
            if (entered[root] > 0 || topology.island(root) < 0) {
                continue;
            }
            int depth = 0;
            stack[depth++] = root;
            entered[root] = ++clock;
            lowest[root] = clock;
            while (depth > 0) {
                int bus = stack[depth - 1];
                if (nextEdge[bus] < topology.degree(bus)) {
                    int branch = topology.incident(bus, nextEdge[bus]++);
                    if (branch == arrivedBy[bus]) {
                        continue;
                    }
                    int other = topology.from(branch) == bus ? topology.to(branch) : topology.from(branch);
                    if (entered[other] > 0) {
                        lowest[bus] = Math.min(lowest[bus], entered[other]);
                    } else {
                        entered[other] = ++clock;
                        lowest[other] = clock;
                        arrivedBy[other] = branch;
                        stack[depth++] = other;
                    }
                } else {
                    depth--;
                    if (depth > 0) {
                        int parent = stack[depth - 1];
                        lowest[parent] = Math.min(lowest[parent], lowest[bus]);
                        if (lowest[bus] == entered[bus]) {
                            bridges.set(arrivedBy[bus]);
                        }
                    }
                }
            }
        }
        return bridges;
    }
}
