package org.flexopf.pricing;

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
        double activePrice,
        double reactivePrice) {

    /** What it costs by the offer, currency per hour. */
    public double cost() {
        return activeCost + reactiveCost;
    }
}
