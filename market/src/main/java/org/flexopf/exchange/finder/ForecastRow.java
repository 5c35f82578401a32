package org.flexopf.exchange.finder;

/**
 * What a forecast says of one bus in one period and scenario.
 *
 * @param scenario the number of the scenario
 * @param probability how probable the scenario is, above 0 and up to 1
 * @param period the number of the period
 * @param bus the number of the bus
 * @param demandMw active demand, MW
 * @param demandMvar reactive demand, Mvar
 * @param generationMw active generation, MW
 * @param generationMvar reactive generation, Mvar
 */
public record ForecastRow(
        int scenario,
        double probability,
        int period,
        int bus,
        double demandMw,
        double demandMvar,
        double generationMw,
        double generationMvar) {

    /** How messages call it. */
    String label() {
        return "scenario " + scenario + ", period " + period + ", bus " + bus;
    }
}
