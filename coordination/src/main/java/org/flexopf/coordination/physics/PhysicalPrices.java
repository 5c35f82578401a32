package org.flexopf.coordination.physics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is paid for what the market has not ordered, and for being in touch.
 *
 * @param afrrUp automatic reserve (aFRR) where power is missing, currency per MWh
 * @param afrrDown the same where there is too much of it; what the operator pays, so below zero if it is paid
 * @param afrrCapacity what automatic reserve can give in either direction, MW; infinite for no limit. What is beyond it
 *     is an unwanted measure
 * @param unwanted a MWh of an unwanted measure, currency
 * @param message a message, currency
 * @param installation what a scheme needs of information technology, currency per hour, by the scheme's name; nothing
 *     for those that it does not name
 */
public record PhysicalPrices(
        double afrrUp,
        double afrrDown,
        double afrrCapacity,
        double unwanted,
        double message,
        Map<String, Double> installation) {

    /** The map is copied. */
    public PhysicalPrices {
        installation = Collections.unmodifiableMap(new LinkedHashMap<>(installation));
    }

    /** Automatic reserve at a price in either direction without a limit; nothing else is paid for. */
    public static PhysicalPrices of(double afrrUp, double afrrDown) {
        return new PhysicalPrices(afrrUp, afrrDown, Double.POSITIVE_INFINITY, 0.0, 0.0, Map.of());
    }

    /** These with a limit of automatic reserve, MW. */
    public PhysicalPrices withAfrrCapacity(double mw) {
        return new PhysicalPrices(afrrUp, afrrDown, mw, unwanted, message, installation);
    }

    /** These with a price of unwanted measures, currency per MWh. */
    public PhysicalPrices withUnwanted(double perMwh) {
        return new PhysicalPrices(afrrUp, afrrDown, afrrCapacity, perMwh, message, installation);
    }

    /** These with a price of a message, and what schemes need, currency per hour by name. */
    public PhysicalPrices withTechnology(double perMessage, Map<String, Double> perHour) {
        return new PhysicalPrices(afrrUp, afrrDown, afrrCapacity, unwanted, perMessage, perHour);
    }

    /** What automatic reserve costs an hour, currency, where so much is left over, MW (below zero: missing). */
    double afrrCost(double leftOver) {
        return leftOver < 0.0 ? -leftOver * afrrUp : leftOver * afrrDown;
    }
}
