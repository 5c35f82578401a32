package org.flexopf.pricing.nodal;

import java.util.Locale;

/**
 * A price beside what solving again says: the optimal cost with a little more and a little less demand at the bus.
 *
 * @param power active or reactive
 * @param bus number of the bus
 * @param price the price that is to be confirmed, currency per MWh (or Mvarh)
 * @param step by how much the demand was changed either way, MW (or Mvar)
 * @param slopeForMore the change of cost per unit of more demand, currency per MWh (or Mvarh); infinity if it cannot be
 *     served
 * @param slopeForLess the change of cost per unit of less demand; minus infinity if it cannot be served
 */
public record PriceConfirmation(
        Power power, int bus, double price, double step, double slopeForMore, double slopeForLess) {

    /**
     * Whether the price lies between the two slopes, as convexity demands, with a relative and an absolute tolerance.
     */
    public boolean isConfirmed(double relative, double absolute) {
        double tolerance = absolute + relative * Math.abs(price);
        return price >= slopeForLess - tolerance && price <= slopeForMore + tolerance;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s price at bus %d: %.6f; solved again with %s %s less and more: %.6f and %.6f",
                power.name().toLowerCase(Locale.ROOT),
                bus,
                price,
                step,
                power.unit(),
                slopeForLess,
                slopeForMore);
    }
}
