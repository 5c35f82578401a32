package org.flexopf.pricing.payment;

/**
 * What one generator of a participant is cleared for.
 *
 * @param generator the number of the generator
 * @param bus the number of its bus
 * @param p active power, MW, injection positive
 * @param q reactive power, Mvar; zero in a formulation without reactive power
 * @param activeCost what active power costs by the offer, currency per hour
 * @param reactiveCost what reactive power costs by the offer, currency per hour
 * @param marginalCost what the last MWh accepted costs by the offer, currency per MWh; at a kink the slope on the side
 *     of zero
 * @param unservedBid what whoever draws, or might, offers for one more MWh, currency per MWh; NaN for who draws all
 *     that is asked for, and for who supplies
 * @param activePrice the nodal price of active power, currency per MWh; NaN if the solver returns no duals
 * @param reactivePrice the nodal price of reactive power, currency per Mvarh; NaN if the solver returns no duals
 */
public record Delivery(
        int generator,
        int bus,
        double p,
        double q,
        double activeCost,
        double reactiveCost,
        double marginalCost,
        double unservedBid,
        double activePrice,
        double reactivePrice) {

    /** Powers up to this are a solver's rounding, MW and Mvar: who is cleared for less is cleared for nothing. */
    public static final double SMALLEST_POWER = 1e-6;

    /** Whether active power is supplied. */
    public boolean isSupply() {
        return p > SMALLEST_POWER;
    }

    /** What it costs by the offer, currency per hour. */
    public double cost() {
        return activeCost + reactiveCost;
    }

    /** What it is worth at nodal prices, currency per hour. @throws IllegalArgumentException if there are no prices */
    public double worth() {
        double worth = activePrice * p + reactivePrice * q;
        if (Double.isNaN(worth)) {
            throw new IllegalArgumentException("generator " + generator + " at bus " + bus
                    + " has no nodal price: the solver that cleared the market returns no "
                    + "duals; choose one that does, or another payment rule");
        }
        return worth;
    }
}
