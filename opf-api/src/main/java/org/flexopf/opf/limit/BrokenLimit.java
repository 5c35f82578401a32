package org.flexopf.opf.limit;

import java.util.Comparator;
import java.util.Objects;

/**
 * A limit that a state of the network breaks.
 *
 * @param limit the limit
 * @param value what the state has instead of the bound, in the unit of the limit: below it where the limit is the
 *     least, above it where it is the largest that may be
 */
public record BrokenLimit(Limit limit, double value) {

    /** The one that is broken the most first, by its share of the bound; equals in the order of kind and number. */
    public static final Comparator<BrokenLimit> WORST_FIRST = Comparator.comparingDouble(BrokenLimit::relative)
            .reversed()
            .thenComparing(broken -> broken.limit().kind().label())
            .thenComparing(broken -> broken.limit().element().id());

    /** The limit is required. */
    public BrokenLimit {
        Objects.requireNonNull(limit, "limit");
    }

    /** By how much the limit is broken, in its unit; not negative. */
    public double excess() {
        return Math.abs(value - limit.bound());
    }

    /** By how much, as a share of the bound: 0.02 is two per cent; infinite where the bound is zero. */
    public double relative() {
        return Math.abs(value / limit.bound() - 1.0);
    }

    /**
     * In words, such as {@code generator 4 at bus 3: active power -122 MW below its least 0 MW by 122 MW}; numbers to
     * six digits.
     */
    @Override
    public String toString() {
        String what = limit.kind().quantity().isEmpty()
                ? limit.kind().label()
                : limit.kind().quantity();
        return limit.label() + ": " + what + " " + limit.amount(value)
                + (value < limit.bound() ? " below its least " : " above its largest ")
                + limit.amount(limit.bound()) + " by " + limit.amount(excess());
    }
}
