package org.flexopf.exchange;

import java.util.Set;

/**
 * A new order that was found in order. Buses are indices of the network, with the number beside; a zone is {@code null}
 * for all buses.
 */
record Submission(
        String id,
        String owner,
        int bus,
        int busNumber,
        Direction direction,
        long quantity,
        long price,
        int period,
        Restriction restriction,
        long minimum,
        long expiry,
        boolean conditional,
        Set<Integer> zone) {}
