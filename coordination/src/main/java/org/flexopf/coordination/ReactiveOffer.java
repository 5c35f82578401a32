package org.flexopf.coordination;

import java.util.Objects;
import org.flexopf.network.Range;

/**
 * What a resource offers in reactive power.
 *
 * @param range what its reactive injection may be, Mvar; a single value where it is not free, and then its schedule
 *     holds
 * @param price what the operator of its feeder pays for each Mvar off the schedule, either way, currency per Mvarh; not
 *     below zero
 */
public record ReactiveOffer(Range range, double price) {

    /** None that is free. */
    public static final ReactiveOffer NONE = new ReactiveOffer(Range.ZERO, 0.0);

    /** The range is required. */
    public ReactiveOffer {
        Objects.requireNonNull(range, "range");
    }
}
