package org.flexopf.opf.problem;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.opf.device.Span;

/**
 * What lies around the blocks of a window of a longer horizon.
 *
 * @param before what was decided before the first block; empty if it begins the horizon
 * @param later the periods after the last block; none if it ends the horizon
 */
public record Surroundings(Optional<DecidedPeriods> before, List<Span.Later> later) {

    /** The blocks are all there is. */
    public static final Surroundings NONE = new Surroundings(Optional.empty(), List.of());

    /** Both are required, and may be empty; the list is not copied, since windows share one. */
    public Surroundings {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(later, "later");
    }

    /** Whether there is nothing around the blocks. */
    public boolean isNone() {
        return before.isEmpty() && later.isEmpty();
    }
}
