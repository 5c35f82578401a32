package org.flexopf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/**
 * A network as people read a feeder: the longest way from the root is its trunk, what leaves the trunk are laterals,
 * and laterals have laterals of their own. Each bus that is connected is on one path. In a meshed network these are the
 * paths of a spanning tree.
 *
 * @param trunks one for each island
 */
record FeederPaths(List<Path> trunks) {

    /**
     * One path outwards.
     *
     * @param leaves the bus that it leaves its parent path at, -1 for a trunk
     * @param buses indices of its buses outwards, without the one it leaves
     * @param laterals what leaves it, by place on the path from the root outwards
     */
    record Path(int leaves, int[] buses, List<Lateral> laterals) {

        /** This path and all that leaves it, each path before its laterals. */
        List<Path> withLaterals() {
            List<Path> all = new ArrayList<>();
            collect(all);
            return all;
        }

        private void collect(List<Path> all) {
            all.add(this);
            laterals.forEach(lateral -> lateral.path().collect(all));
        }
    }

    /** A path that leaves another at a place of it, counted from 0. */
    record Lateral(int place, Path path) {}

    static FeederPaths of(Network network) {
        Topology topology = network.topology();
        int n = network.buses().size();
        int[] order = topology.fromRootsOutwards();
        List<List<Integer>> children = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            children.add(new ArrayList<>());
        }
        int[] length = new int[n];
        int[] size = new int[n];
        Arrays.fill(length, 1);
        Arrays.fill(size, 1);
        for (int k = order.length - 1; k >= 0; k--) {
            int parent = topology.parentBus(order[k]);
            if (parent >= 0) {
                length[parent] = Math.max(length[parent], 1 + length[order[k]]);
                size[parent] += size[order[k]];
            }
        }
        List<Path> trunks = new ArrayList<>();
        Comparator<Integer> longestFirst = Comparator.<Integer>comparingInt(i -> -length[i])
                .thenComparingInt(i -> -size[i])
                .thenComparingInt(i -> i);
        for (int bus : order) {
            if (topology.parentBus(bus) >= 0) {
                children.get(topology.parentBus(bus)).add(bus);
            }
        }
        children.forEach(list -> list.sort(longestFirst));
        for (int bus : order) {
            if (topology.parentBus(bus) < 0) {
                trunks.add(path(-1, bus, children));
            }
        }
        return new FeederPaths(List.copyOf(trunks));
    }

    private static Path path(int leaves, int first, List<List<Integer>> children) {
        List<Integer> buses = new ArrayList<>();
        List<Lateral> laterals = new ArrayList<>();
        int bus = first;
        while (true) {
            buses.add(bus);
            List<Integer> next = children.get(bus);
            if (next.isEmpty()) {
                break;
            }
            for (int child : next.subList(1, next.size())) {
                laterals.add(new Lateral(buses.size() - 1, path(bus, child, children)));
            }
            bus = next.get(0);
        }
        return new Path(leaves, buses.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(laterals));
    }
}
