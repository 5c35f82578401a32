package org.flexopf.opf.device;

/**
 * Where a block stands in time.
 *
 * @param hours how long it lasts, hours
 * @param begins whether no block comes before it whose devices {@linkplain Device#follow are followed}, so that devices
 *     with memory begin as the network says
 * @param ends whether no block follows its devices, so that devices with memory end as the network says
 * @param place how many blocks come before it, each following the devices of the one before: the number of its period,
 *     from 0
 */
public record Span(double hours, boolean begins, boolean ends, int place) {

    /** A block that stands alone. */
    public static Span alone(double hours) {
        return new Span(hours, true, true, 0);
    }
}
