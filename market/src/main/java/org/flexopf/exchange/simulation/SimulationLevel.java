package org.flexopf.exchange.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What auctions are drawn for.
 *
 * @param buses how large the feeder is, from 4 buses on
 * @param providers how many share what is offered, from 1 on: liquidity. All together always offer as much
 * @param dgShare generation on the feeder against its demand, not negative; above 1 power flows back
 */
public record SimulationLevel(int buses, int providers, double dgShare) {

    /** @throws IllegalArgumentException with all that is out of range */
    public SimulationLevel {
        List<String> faults = new ArrayList<>();
        if (buses < 4) {
            faults.add("a feeder of " + buses + " buses: give 4 or more");
        }
        if (providers < 1) {
            faults.add(providers + " providers: give 1 or more");
        }
        if (!(dgShare >= 0.0 && dgShare <= 3.0)) {
            faults.add("a share of generation of " + dgShare + ": give 0 to 3");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }
}
