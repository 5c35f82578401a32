package org.flexopf.pricing.nodal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/** A minimum-degree order of the buses, which keeps factors sparse. */
final class BusOrder {

    private BusOrder() {}

    /** The place of each bus in the order, by bus index. */
    static int[] places(Network network) {
        Topology topology = network.topology();
        int buses = network.buses().size();
        int[] start = new int[buses + 1];
        int[] neighbour = new int[2 * network.branches().size()];
        int[] lastSeenFrom = new int[buses];
        for (int bus = 0; bus < buses; bus++) {
            start[bus + 1] = start[bus];
            for (int k = 0; k < topology.degree(bus); k++) {
                int branch = topology.incident(bus, k);
                int other = topology.from(branch) == bus ? topology.to(branch) : topology.from(branch);
                // Parallel branches make one neighbour.
                if (lastSeenFrom[other] != bus + 1) {
                    lastSeenFrom[other] = bus + 1;
                    neighbour[start[bus + 1]++] = other;
                }
            }
        }
        int[] order =
                Elimination.of(start, Arrays.copyOf(neighbour, start[buses])).order();
        int[] place = new int[buses];
        for (int k = 0; k < buses; k++) {
            place[order[k]] = k;
        }
        return place;
    }
}
