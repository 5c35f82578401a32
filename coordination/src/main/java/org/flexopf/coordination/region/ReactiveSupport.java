package org.flexopf.coordination.region;

import java.util.Optional;
import org.flexopf.network.Network;

/**
 * Finds reactive power that brings a feeder within its limits, at least cost. Whoever studies lights is handed one, and
 * believes none of its answers: what it finds is put into an AC power flow.
 */
@FunctionalInterface
public interface ReactiveSupport {

    /**
     * The reactive power of every generator (by index), Mvar; empty if none was found.
     *
     * @param network its generators have a schedule, active power held, limits of reactive power, and its cost
     */
    Optional<double[]> find(Network network);
}
