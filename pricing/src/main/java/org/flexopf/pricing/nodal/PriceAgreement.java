package org.flexopf.pricing.nodal;

import java.util.Locale;

/**
 * Whether the prices by duality and the prices by sensitivities of the AC power flow are the same, at the same state.
 * Where they are, the prices are those of the AC network.
 *
 * <p>A difference passes for rounding up to {@value #RELATIVE} of the larger of the two prices of a bus, and up to
 * {@value #ABSOLUTE}: a solver's rounding of a reactive price is as large as that of the active one beside it.
 *
 * @param available whether there are prices by sensitivities to compare with
 * @param agrees whether the AC power flow finds the state that the formulation sees, and the same prices
 * @param otherState how the AC state of the dispatch differs from the state that the formulation sees, in a clause;
 *     empty if it does not
 * @param largestDifference the difference of prices where it is largest, measured by what passes for rounding there,
 *     currency per MWh (or Mvarh); NaN if not available
 * @param where whose price that is; or why the comparison is not available
 */
public record PriceAgreement(
        boolean available, boolean agrees, String otherState, double largestDifference, String where) {

    /** The relative difference that passes for rounding. */
    public static final double RELATIVE = 1e-5;
    /**
     * The absolute difference that passes for rounding, currency per MWh (or Mvarh); reactive prices are often near
     * zero.
     */
    public static final double ABSOLUTE = 1e-4;

    static PriceAgreement unavailable(String reason) {
        return new PriceAgreement(false, false, "", Double.NaN, reason);
    }

    /** The difference of two prices of about this size that passes for rounding, currency per MWh (or Mvarh). */
    public static double tolerance(double price) {
        return Math.max(ABSOLUTE, RELATIVE * Math.abs(price));
    }

    /** In a sentence. */
    @Override
    public String toString() {
        if (!available) {
            return "not compared with the AC power flow: " + where;
        }
        if (!otherState.isEmpty()) {
            return "the AC power flow makes another state of the dispatch: " + otherState;
        }
        return agrees
                ? String.format(
                        Locale.ROOT,
                        "the sensitivities of the AC power flow give the same prices (largest difference %.1e)",
                        largestDifference)
                : String.format(
                        Locale.ROOT,
                        "the sensitivities of the AC power flow give other prices: %s differs by %.4g",
                        where,
                        largestDifference);
    }
}
