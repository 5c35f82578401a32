package org.flexopf.coordination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was bought in one clearing or several of the same purpose.
 *
 * @param activations what was bought, MW
 * @param prices the price of energy at the bus of each resource in that clearing, currency per MWh
 */
public record Purchase(Activations activations, Map<String, Double> prices) {

    /** Nothing. */
    public static final Purchase NOTHING = new Purchase(Activations.none(), Map.of());

    /** Both are required; prices are copied. */
    public Purchase {
        Objects.requireNonNull(activations, "activations");
        prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
    }

    /** Both together. */
    public Purchase and(Purchase other) {
        Map<String, Double> all = new LinkedHashMap<>(prices);
        all.putAll(other.prices);
        return new Purchase(activations.plus(other.activations), all);
    }
}
