package org.flexopf.report.result;

import java.util.Comparator;
import java.util.Objects;
import org.flexopf.opf.limit.Limit;

/**
 * What a limit is worth.
 *
 * @param limit the limit
 * @param price what one unit more of room would save, in the objective's unit per unit of the limit; not negative
 */
public record LimitPrice(Limit limit, double price) {

    /** The dearest first; equals in the order of kind and number. */
    static final Comparator<LimitPrice> DEAREST_FIRST = Comparator.comparingDouble(LimitPrice::price)
            .reversed()
            .thenComparing(one -> one.limit().kind().label())
            .thenComparing(one -> one.limit().element().id());

    /** The limit is required. */
    public LimitPrice {
        Objects.requireNonNull(limit, "limit");
    }
}
