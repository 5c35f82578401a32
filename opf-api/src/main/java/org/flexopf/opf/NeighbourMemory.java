package org.flexopf.opf;

import org.flexopf.model.Model;
import org.flexopf.model.NeighbourStart;
import org.flexopf.network.Network;
import org.flexopf.solver.WarmStart;

/**
 * The neighbour that a prepared problem was started from last, and what of its solution goes where: names are looked up
 * once for all programs that differ in their numbers alone. Belongs to one thread.
 */
final class NeighbourMemory {

    private OpfSolution neighbour;
    private NeighbourStart start;

    /** The start of a program with the names that all programs of this memory have. */
    WarmStart start(Network network, Model model, OpfSolution from) {
        if (neighbour != from) {
            start = NeighbourStart.of(model, from.whole(), new NeighbourNames(network, from.network()));
            neighbour = from;
        }
        return start.of(model);
    }
}
