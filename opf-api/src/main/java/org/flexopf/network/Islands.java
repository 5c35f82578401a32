package org.flexopf.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.network.NetworkBuilder.Located;

/**
 * The islands that the branches in service make of the buses of a network that is being built; none of them isolated.
 */
final class Islands {

    private final NetworkBuilder builder;
    private final IdIndex busIndex;
    private final DisjointSets sets;
    private final boolean[] hasReference;

    Islands(NetworkBuilder builder) {
        this.builder = builder;
        this.busIndex = builder.busIndex();
        int count = builder.buses().size();
        this.sets = new DisjointSets(count);
        for (Located<Branch> entry : builder.branches()) {
            Branch branch = entry.element();
            int from = busIndex.indexOf(branch.fromBus());
            int to = busIndex.indexOf(branch.toBus());
            if (branch.inService() && isIn(from) && isIn(to)) {
                sets.join(from, to);
            }
        }
        this.hasReference = new boolean[count];
        for (Located<Bus> entry : builder.buses()) {
            hasReference[ofId(entry.element().id())] |= entry.element().isReference();
        }
    }

    /** Whether there is a bus at a place, and it is not isolated. */
    private boolean isIn(int bus) {
        return bus >= 0 && !builder.buses().get(bus).element().isIsolated();
    }

    /** The island of a bus, by its place: the place of one of its buses. */
    int of(int bus) {
        return sets.leader(bus);
    }

    /** The island of a bus by its id; -1 where there is no such bus. */
    private int ofId(int id) {
        int bus = busIndex.indexOf(id);
        return bus < 0 ? -1 : of(bus);
    }

    /** The buses of every island without a reference, in the order of their first buses. */
    Map<Integer, List<Located<Bus>>> withoutReference() {
        Map<Integer, List<Located<Bus>>> orphans = new LinkedHashMap<>();
        for (Located<Bus> entry : builder.buses()) {
            int island = ofId(entry.element().id());
            if (!entry.element().isIsolated() && !hasReference[island]) {
                orphans.computeIfAbsent(island, key -> new ArrayList<>()).add(entry);
            }
        }
        return orphans;
    }

    /** Whether something in service other than branches stands in each island. */
    boolean[] occupied() {
        boolean[] occupied = new boolean[hasReference.length];
        builder.generators().forEach(entry -> occupy(occupied, entry.element()));
        builder.loads().forEach(entry -> occupy(occupied, entry.element()));
        builder.shunts().forEach(entry -> occupy(occupied, entry.element()));
        builder.hvdcLines().forEach(entry -> occupy(occupied, entry.element()));
        builder.devices().values().forEach(list -> list.forEach(entry -> occupy(occupied, entry.element())));
        return occupied;
    }

    private void occupy(boolean[] occupied, ConnectedElement element) {
        for (int t = 0; element.inService() && t < element.terminals(); t++) {
            int island = ofId(element.terminal(t));
            if (island >= 0) {
                occupied[island] = true;
            }
        }
    }
}
