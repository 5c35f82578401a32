package org.flexopf.coordination.aggregation;

import java.util.List;
import java.util.Objects;

/**
 * A market in which flexibility may be sold: day-ahead, intraday, ancillary services.
 *
 * @param name what it is called
 * @param prices what it may pay per MWh, each as likely as the others, currency per MWh
 */
public record MarketLayer(String name, List<Double> prices) {

    /**
     * The list is copied.
     *
     * @throws IllegalArgumentException if it has no price, or one that is not finite
     */
    public MarketLayer {
        Objects.requireNonNull(name, "name");
        prices = List.copyOf(prices);
        if (prices.isEmpty() || !prices.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("market '" + name + "' has the prices " + prices
                    + "; give one finite price or more, each as likely as the others");
        }
    }
}
