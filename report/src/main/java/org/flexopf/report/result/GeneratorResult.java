package org.flexopf.report.result;

import java.util.Objects;

/**
 * A generator.
 *
 * @param id its number
 * @param name its name; may be empty
 * @param bus number of its bus
 * @param inService whether it is in service; its powers are 0 if not
 * @param p active generation with its limits, MW
 * @param q reactive generation with its limits, Mvar; NaN if the model knows none
 * @param marginalCost what one more MWh of its active power costs, currency per MWh; NaN out of service
 * @param price the price of active power at its bus, currency per MWh; NaN out of service and without prices
 */
public record GeneratorResult(
        int id,
        String name,
        int bus,
        boolean inService,
        LimitedValue p,
        LimitedValue q,
        double marginalCost,
        double price) {

    /** All parts are required. */
    public GeneratorResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(p, "p");
        Objects.requireNonNull(q, "q");
    }
}
