package org.flexopf.exchange.finder;

import java.util.Objects;
import org.flexopf.exchange.Direction;

/**
 * Up to which price a MWh is worth paying at each bus, against the worst violation of a period in a scenario.
 *
 * @param zone what a MW does against the violation at each bus
 * @param best what a MWh is worth where it helps best, currency per MWh
 * @param curtailedMw what would be cut or spilt without flexibility, MW
 */
public record LatestPrices(Zone zone, double best, double curtailedMw) {

    /** The zone is required. */
    public LatestPrices {
        Objects.requireNonNull(zone, "zone");
    }

    /** The latest price of a direction at a bus, currency per MWh; 0 where it does not help. */
    public double at(Direction direction, int bus) {
        return zone.best() == 0.0 ? 0.0 : best * Math.max(0.0, zone.relief(direction, bus)) / zone.best();
    }
}
