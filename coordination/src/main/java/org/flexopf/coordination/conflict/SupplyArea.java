package org.flexopf.coordination.conflict;

import java.util.List;

/**
 * The network of a DSO behind one transformer.
 *
 * @param id its number
 * @param transformer what the transformer can carry, MW, not negative; infinite for no limit
 * @param demand what flows through it without any activation, MW, one figure per time unit
 */
public record SupplyArea(int id, double transformer, List<Double> demand) {

    /** The list is copied. */
    public SupplyArea {
        demand = List.copyOf(demand);
    }

    /** How messages call it. */
    String label() {
        return "area " + id;
    }
}
