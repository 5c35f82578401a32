package org.flexopf.report;

import java.util.HashSet;
import java.util.Set;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.limit.Limit;

/**
 * Where the limits of a conflict stand: at buses, those of their devices included, and on branches.
 *
 * @param buses indices of buses
 * @param branches indices of branches
 */
record MarkedElements(Set<Integer> buses, Set<Integer> branches) {

    static MarkedElements none() {
        return new MarkedElements(Set.of(), Set.of());
    }

    static MarkedElements of(Network network, Conflict conflict) {
        MarkedElements marked = new MarkedElements(new HashSet<>(), new HashSet<>());
        for (Limit limit : conflict.members()) {
            marked.mark(network, limit);
        }
        return marked;
    }

    private void mark(Network network, Limit limit) {
        ElementKind kind = limit.element().kind();
        if (kind.equals(ElementKind.OWN)) {
            return;
        }
        int index = network.index(limit.element());
        if (kind.equals(Bus.KIND)) {
            buses.add(index);
        } else if (kind.equals(Branch.KIND)) {
            branches.add(index);
        } else if (network.elements(kind).get(index) instanceof ConnectedElement device) {
            for (int k = 0; k < device.terminals(); k++) {
                buses.add(network.busIndex(device.terminal(k)));
            }
        }
    }

    boolean isEmpty() {
        return buses.isEmpty() && branches.isEmpty();
    }
}
