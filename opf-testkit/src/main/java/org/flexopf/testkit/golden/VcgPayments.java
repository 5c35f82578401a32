package org.flexopf.testkit.golden;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the generators outside the reference buses are paid by Vickrey, Clarke and Groves: the optimal cost without the
 * bidder less what the others cost with it. A bidder leaves with active and reactive power and the cost of both.
 *
 * @param optimalCost the optimal cost with all bidders, currency per hour
 * @param bidders one per generator outside the reference buses
 */
public record VcgPayments(double optimalCost, List<Bidder> bidders) {

    /** The list is copied. */
    public VcgPayments {
        bidders = List.copyOf(bidders);
    }

    /**
     * A bidder.
     *
     * @param generator number of its generator
     * @param bus number of its bus
     * @param p active power that is taken, MW
     * @param ownCost what the generator costs by its own curves, currency per hour
     * @param costWithout the optimal cost without it, currency per hour; empty if nothing feasible is left
     * @param payment what it is paid, currency per hour; empty if nothing feasible is left without it
     */
    public record Bidder(
            int generator, int bus, double p, double ownCost, OptionalDouble costWithout, OptionalDouble payment) {

        /** Whether the network cannot do without it. */
        public boolean isPivotal() {
            return costWithout.isEmpty();
        }
    }
}
