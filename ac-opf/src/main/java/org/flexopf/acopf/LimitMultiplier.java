package org.flexopf.acopf;

import java.util.Objects;
import org.flexopf.opf.limit.Limit;

/**
 * What a limit is worth at an optimum.
 *
 * @param limit the limit
 * @param value what one unit more room saves, currency per hour and unit of the limit; not negative
 */
public record LimitMultiplier(Limit limit, double value) {

    /** The limit is required. */
    public LimitMultiplier {
        Objects.requireNonNull(limit, "limit");
    }

    @Override
    public String toString() {
        return limit + ": " + value + " per " + limit.kind().unit().symbol();
    }
}
