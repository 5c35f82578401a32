package org.flexopf.opf.device;

import java.util.List;
import java.util.Objects;
import org.flexopf.network.Profile;

/**
 * Where a block stands in time.
 *
 * @param hours how long it lasts, hours
 * @param begins whether no block comes before it whose devices {@linkplain Device#follow are followed}, so that devices
 *     with memory begin as the network says
 * @param ends whether no block follows its devices, so that devices with memory end as the network says
 * @param place how many blocks come before it, each following the devices of the one before: the number of its period,
 *     from 0
 * @param later what comes after the last block, where the blocks are a window of a longer horizon that is decided step
 *     by step: an end before it is one of the window and not of the horizon. Empty where the horizon ends with them
 */
public record Span(double hours, boolean begins, boolean ends, int place, List<Later> later) {

    /**
     * A period after the last block.
     *
     * @param profile demand, availability and prices as far as they are known
     * @param hours how long it lasts, hours
     */
    public record Later(Profile profile, double hours) {}

    /** The periods after the last block are required, and may be none. */
    public Span {
        Objects.requireNonNull(later, "later");
    }

    /** A block that stands alone. */
    public static Span alone(double hours) {
        return new Span(hours, true, true, 0, List.of());
    }
}
