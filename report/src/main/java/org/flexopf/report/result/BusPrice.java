package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.opf.family.PriceComponents;

/**
 * The price of power at a bus, positive where more demand raises the cost.
 *
 * @param total currency per MWh (or Mvarh); NaN if there is none
 * @param parts what it is made of, in the same unit; NaN throughout if there is none
 */
public record BusPrice(double total, PriceComponents parts) {

    /** No price. */
    public static final BusPrice NONE = new BusPrice(Double.NaN, PriceComponents.none());

    /** The parts are required. */
    public BusPrice {
        Objects.requireNonNull(parts, "parts");
    }
}
