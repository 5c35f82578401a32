package org.flexopf.network;

import java.util.List;
import java.util.Map;
import org.flexopf.network.NetworkBuilder.Located;

/** Checks that every island has what holds its angle and balances it. */
final class IslandValidation {

    private final NetworkBuilder builder;
    private final Findings found;

    IslandValidation(NetworkBuilder builder, Findings found) {
        this.builder = builder;
        this.found = found;
    }

    /** Without a generator at a reference, nothing balances its island. */
    void suppliedReferences() {
        boolean[] supplied = new boolean[builder.buses().size()];
        for (Located<Generator> entry : builder.generators()) {
            int at = found.busIndex().indexOf(entry.element().bus());
            if (at >= 0 && entry.element().inService()) {
                supplied[at] = true;
            }
        }
        for (int i = 0; i < supplied.length; i++) {
            Bus bus = builder.buses().get(i).element();
            if (bus.isReference() && !supplied[i]) {
                found.harmlessNote(
                        bus::label,
                        "a reference without a generator in service: an optimal power "
                                + "flow has nothing there that balances its island");
            }
        }
    }

    /** Every island needs a reference: without one its voltage angles, and in a feeder its supply, are undefined. */
    void islands() {
        int count = builder.buses().size();
        Islands islands = new Islands(builder);
        Bus[] root = new Bus[count];
        for (Located<Bus> entry : builder.buses()) {
            Bus bus = entry.element();
            if (bus.isReference()) {
                int island = islands.of(found.busIndex().indexOf(bus.id()));
                if (root[island] != null) {
                    found.changingNote(
                            bus::label,
                            "a second reference beside bus " + root[island].id()
                                    + " in one island: both angles are held");
                } else {
                    root[island] = bus;
                }
            }
        }
        Map<Integer, List<Located<Bus>>> orphans = islands.withoutReference();
        if (!orphans.isEmpty()) {
            double[] demand = demand(islands);
            orphans.forEach((island, buses) -> orphan(buses, demand[island]));
        }
    }

    /** The active demand of every island, MW, at its leader. */
    private double[] demand(Islands islands) {
        double[] demand = new double[builder.buses().size()];
        for (Located<Load> entry : builder.loads()) {
            Load load = entry.element();
            int bus = found.busIndex().indexOf(load.bus());
            if (load.inService() && found.isIn(bus)) {
                demand[islands.of(bus)] += load.p();
            }
        }
        return demand;
    }

    private void orphan(List<Located<Bus>> island, double unserved) {
        Located<Bus> first = island.get(0);
        found.fault(
                () -> first.label(first.element().label()),
                island.size() == 1 ? "an island of its own" : "an island of " + island.size() + " buses",
                "no reference bus is connected to it"
                        + (unserved == 0.0 ? "" : ", and its load of " + unserved + " MW cannot be served"),
                "switch in the branch that feeds it, make one of its buses a reference, or declare its buses isolated");
    }
}
