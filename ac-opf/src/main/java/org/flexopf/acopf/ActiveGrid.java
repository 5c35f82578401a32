package org.flexopf.acopf;

import java.util.Arrays;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;

/**
 * The buses and branches that take part, and their numbers in the program. The bus at place k has the variables k
 * (angle, radians) and {@code buses + k} (magnitude, p.u.), the rows k (active balance) and {@code buses + k}
 * (reactive), and the group k.
 */
final class ActiveGrid {

    final Network network;
    final PerUnit perUnit;
    /** The index of each bus that takes part, and the place of each bus; -1 for isolated ones. */
    final int[] bus;

    final int[] place;
    final int buses;
    /** The index of each branch that takes part, the places of its buses, and the place of each branch or -1. */
    final int[] branch;

    final int[] from;
    final int[] to;
    final int[] placeOfBranch;

    ActiveGrid(Network network) {
        this.network = network;
        perUnit = network.perUnit();
        place = new int[network.buses().size()];
        Arrays.fill(place, -1);
        IntBag activeBuses = new IntBag();
        for (int i = 0; i < place.length; i++) {
            if (network.isActive(network.buses().get(i))) {
                place[i] = activeBuses.size();
                activeBuses.add(i);
            }
        }
        bus = activeBuses.toArray();
        buses = bus.length;
        Topology topology = network.topology();
        placeOfBranch = new int[network.branches().size()];
        Arrays.fill(placeOfBranch, -1);
        IntBag activeBranches = new IntBag();
        for (int b = 0; b < placeOfBranch.length; b++) {
            if (topology.isActive(b)) {
                placeOfBranch[b] = activeBranches.size();
                activeBranches.add(b);
            }
        }
        branch = activeBranches.toArray();
        from = new int[branch.length];
        to = new int[branch.length];
        for (int k = 0; k < branch.length; k++) {
            from[k] = place[topology.from(branch[k])];
            to[k] = place[topology.to(branch[k])];
        }
    }

    /** The place of the bus with a number. */
    int placeOf(int busId) {
        return place[network.busIndex(busId)];
    }

    /** The variable of the voltage magnitude at a place. */
    int magnitude(int at) {
        return buses + at;
    }

    /** The row of the reactive balance at a place; that of the active one is the place itself. */
    int reactive(int at) {
        return buses + at;
    }

    /** Powers per bus of the network, MW or Mvar, as p.u. by place. */
    double[] ofBuses(double[] physical) {
        double[] values = new double[buses];
        for (int k = 0; k < buses; k++) {
            values[k] = perUnit.power(physical[bus[k]]);
        }
        return values;
    }
}
