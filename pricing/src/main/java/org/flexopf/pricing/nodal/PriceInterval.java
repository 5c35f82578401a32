package org.flexopf.pricing.nodal;

import java.util.Locale;
import java.util.Objects;

/**
 * All prices of a bus that support the optimum: every multiplier of its balance that some optimal dual solution has.
 * Its ends are the slopes of the optimal cost for a little less and for a little more demand. Where the cost is smooth
 * they coincide; at a kink (a generator that is exactly used up, a bus between two limits) they do not.
 *
 * <p>Where there is a choice, {@link NodalPrices} reports the price that the solver returned. The built-in
 * interior-point solver returns a point near the middle of all optimal multipliers, the same bits for the same input. A
 * choice that does not depend on the solver is the {@link #middle}.
 *
 * @param lower what a little less demand saves per unit, currency per MWh (or Mvarh); minus infinity if the demand
 *     cannot fall
 * @param upper what a little more demand costs per unit; infinity if the demand cannot rise
 * @param solver which solver found the ends: the one that the prices come from, or the first installed one that takes
 *     the linear programs if that one cannot
 */
public record PriceInterval(double lower, double upper, String solver) {

    /** @throws IllegalArgumentException if an end is NaN or the ends are the wrong way round */
    public PriceInterval {
        Objects.requireNonNull(solver, "solver");
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("a price interval from " + lower + " to " + upper);
        }
    }

    /** How much choice there is; 0 where the price is unique. */
    public double width() {
        return lower == upper ? 0.0 : upper - lower;
    }

    /** Whether there is only one price, up to what {@link PriceAgreement} takes for rounding. */
    public boolean isUnique() {
        return width() <= PriceAgreement.tolerance(Math.max(Math.abs(lower), Math.abs(upper)));
    }

    /** Whether a price lies within, up to rounding. */
    public boolean contains(double price) {
        double rounding = PriceAgreement.tolerance(price);
        return price >= lower - rounding && price <= upper + rounding;
    }

    /** The middle; the finite end if only one is finite, and 0 if none is. */
    public double middle() {
        if (Double.isInfinite(lower) || Double.isInfinite(upper)) {
            return Double.isInfinite(lower) ? Double.isInfinite(upper) ? 0.0 : upper : lower;
        }
        return 0.5 * (lower + upper);
    }

    @Override
    public String toString() {
        return isUnique()
                ? String.format(Locale.ROOT, "%.4f", middle())
                : String.format(Locale.ROOT, "%.4f to %.4f", lower, upper);
    }
}
