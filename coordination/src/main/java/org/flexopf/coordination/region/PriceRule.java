package org.flexopf.coordination.region;

/**
 * A price as shares of what an interval has: {@code ps Ps + pp Pp + fuel Fuel}.
 *
 * @param ps share of the selling price
 * @param pp share of the purchase price
 * @param fuel share of the fuel price
 */
public record PriceRule(double ps, double pp, double fuel) {

    /** Nothing. */
    public static final PriceRule FREE = new PriceRule(0.0, 0.0, 0.0);

    /** The price in an interval, currency per MWh. */
    double at(TypicalInterval interval) {
        return ps * interval.sellingPrice() + pp * interval.purchasePrice() + fuel * interval.fuelPrice();
    }
}
