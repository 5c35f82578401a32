package org.flexopf.exchange.finder;

/**
 * What the operator would have to pay without flexibility.
 *
 * @param voll value of lost load, currency per MWh, above zero
 * @param reinforcementPerYear the yearly cost of reinforcing the network instead, currency, above zero; infinite where
 *     that is no choice
 * @param occasionsPerYear how often in a year a period like the one looked at occurs, above zero
 * @param hours how long a period lasts, above zero
 */
public record PriceTerms(double voll, double reinforcementPerYear, double occasionsPerYear, double hours) {

    /** @throws IllegalArgumentException if a number is not above zero, or is infinite where it cannot be */
    public PriceTerms {
        require(voll > 0.0 && voll < Double.POSITIVE_INFINITY, "voll", voll);
        require(reinforcementPerYear > 0.0, "reinforcementPerYear", reinforcementPerYear);
        require(
                occasionsPerYear > 0.0 && occasionsPerYear < Double.POSITIVE_INFINITY,
                "occasionsPerYear",
                occasionsPerYear);
        require(hours > 0.0 && hours < Double.POSITIVE_INFINITY, "hours", hours);
    }

    private static void require(boolean holds, String name, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; give a number above zero");
        }
    }

    /**
     * The most that a MWh is worth where it helps best, currency per MWh:
     *
     * <pre>
     *   min( voll x MWh curtailed without flexibility / MWh requested,
     *        reinforcement per year / MWh requested per year )
     * </pre>
     *
     * @param curtailedMw what would be cut or spilt instead, MW
     * @param requestedMw what is requested, MW, above zero
     */
    double best(double curtailedMw, double requestedMw) {
        return Math.min(
                voll * curtailedMw / requestedMw, reinforcementPerYear / (requestedMw * hours * occasionsPerYear));
    }
}
