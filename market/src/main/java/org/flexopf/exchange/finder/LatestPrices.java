package org.flexopf.exchange.finder;

import java.util.List;
import org.flexopf.exchange.Direction;

/**
 * Up to which price a MWh is worth paying at each bus, in a period of a scenario: what a MWh is worth where it helps
 * best, times what share of the best relief of some violation a MWh at the bus brings.
 *
 * @param zones what a MW does against each violation
 * @param best what a MWh is worth where it helps best, currency per MWh
 * @param curtailedMw what would be cut or spilt without flexibility, MW
 */
public record LatestPrices(List<Zone> zones, double best, double curtailedMw) {

    /** Copies the zones. */
    public LatestPrices {
        zones = List.copyOf(zones);
    }

    /** The latest price of a direction at a bus, currency per MWh; 0 where it does not help. */
    public double at(Direction direction, int bus) {
        double share = 0.0;
        for (Zone zone : zones) {
            if (zone.best() > 0.0) {
                share = Math.max(share, zone.relief(direction, bus) / zone.best());
            }
        }
        return best * share;
    }
}
