package org.flexopf.coordination.dlfm;

import java.util.List;
import java.util.Objects;

/**
 * A unit that sells energy, reserve and balancing. Lists have one figure per period.
 *
 * @param id what it is called
 * @param area the name of its area
 * @param bus the number of its bus
 * @param least least output, MW
 * @param largest largest output, MW
 * @param cost what a MWh costs, currency; what it is paid upwards and gives back downwards in balancing
 * @param reservePrice what a MW of reserve held for an hour is paid, in either direction, currency
 * @param ramp the largest change of output from a period to the next, and of reserve called, MW; infinite for no limit
 */
public record MarketUnit(
        String id,
        String area,
        int bus,
        List<Double> least,
        List<Double> largest,
        double cost,
        double reservePrice,
        double ramp) {

    /** All parts are required; the lists are copied. */
    public MarketUnit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(area, "area");
        least = List.copyOf(least);
        largest = List.copyOf(largest);
    }

    String label() {
        return "unit '" + id + "'";
    }
}
