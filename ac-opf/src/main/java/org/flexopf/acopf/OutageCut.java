package org.flexopf.acopf;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What the state before an outage has to keep so that a limit holds after it, per unit and radians:
 *
 * <pre>
 *   sign (P_l + factor P_k) &lt;= bound    for the flow on branch l after the outage of k
 *   sign value &lt;= bound                 for voltages, angle differences and what generators supply
 * </pre>
 *
 * <p>The factor is the share of the flow on k that the outage moves to l, and all else that the outage changes stays as
 * it was at the last state that was looked at.
 *
 * @param outage number of the branch that is out
 * @param limit the limit that the state after the outage breaks
 * @param element the index of the element that has it
 * @param sign 1 where the value has to be smaller, -1 where it has to be larger
 * @param factor what the flow on the branch that is out counts; 0 for limits that are not about flows
 * @param bound what may be no more
 */
record OutageCut(int outage, NetworkLimit limit, int element, double sign, double factor, double bound) {

    /**
     * How much more than what is missing a cut asks for, as a share of the limit: steps then do not get ever smaller.
     */
    private static final double BEYOND = 1e-4;
    /** A flow below this says nothing about how it divides when it is gone, p.u. */
    private static final double SMALL = 1e-3;
    /** A cut of active flows stands for a limit of apparent power down to this power factor. */
    private static final double LEAST_POWER_FACTOR = 0.3;

    /** Limits that compare one number of a state, or one difference. */
    private static final Set<NetworkLimit> LARGEST = EnumSet.of(
            NetworkLimit.VOLTAGE_MAX,
            NetworkLimit.ANGLE_MAX,
            NetworkLimit.GENERATOR_P_MAX,
            NetworkLimit.GENERATOR_Q_MAX);

    private static final Set<NetworkLimit> LEAST = EnumSet.of(
            NetworkLimit.VOLTAGE_MIN,
            NetworkLimit.ANGLE_MIN,
            NetworkLimit.GENERATOR_P_MIN,
            NetworkLimit.GENERATOR_Q_MIN);

    /** What two cuts that replace each other have in common. */
    record Key(int outage, NetworkLimit limit, int element) {}

    /** Whether a limit is about flows on a branch. */
    static boolean isFlow(NetworkLimit limit) {
        return limit == NetworkLimit.RATING_FROM
                || limit == NetworkLimit.RATING_TO
                || limit == NetworkLimit.CURRENT_FROM
                || limit == NetworkLimit.CURRENT_TO;
    }

    boolean isFlow() {
        return isFlow(limit);
    }

    boolean isAtFrom() {
        return isAtFrom(limit);
    }

    private static boolean isAtFrom(NetworkLimit limit) {
        return limit == NetworkLimit.RATING_FROM || limit == NetworkLimit.CURRENT_FROM;
    }

    /** To which part of prices it belongs; none if it is about what generators decide. */
    Optional<PriceComponent> component() {
        if (limit == NetworkLimit.VOLTAGE_MIN || limit == NetworkLimit.VOLTAGE_MAX) {
            return Optional.of(PriceComponent.VOLTAGE);
        }
        boolean isOfBranch = isFlow() || limit == NetworkLimit.ANGLE_MIN || limit == NetworkLimit.ANGLE_MAX;
        return isOfBranch ? Optional.of(PriceComponent.CONGESTION) : Optional.empty();
    }

    /** Whether cuts can be made for a limit: what it is about is told by the state before. */
    static boolean isKnown(NetworkLimit limit) {
        return isFlow(limit) || LARGEST.contains(limit) || LEAST.contains(limit);
    }

    /**
     * The cut for a limit after an outage: it asks for what is missing there, and gives back what is left.
     *
     * @param before the state before the outage
     * @param after the state after it
     */
    static OutageCut of(Network network, OperatingPoint before, OperatingPoint after, Key key) {
        NetworkLimit limit = key.limit;
        int element = key.element;
        double bound = limit.bound(network, element) / network.perUnit().step(limit.unit());
        double beyond = BEYOND * Math.abs(bound);
        if (!isFlow(limit)) {
            double sign = LARGEST.contains(limit) ? 1.0 : -1.0;
            double missing = sign * (value(network, limit, element, after) - bound) + beyond;
            double used = sign * value(network, limit, element, before);
            return new OutageCut(key.outage, limit, element, sign, 0.0, used - missing);
        }
        boolean atFrom = isAtFrom(limit);
        double then = network.perUnit().power(atFrom ? after.pFrom(element) : after.pTo(element));
        double reactive = network.perUnit().power(atFrom ? after.qFrom(element) : after.qTo(element));
        double now = network.perUnit().power(atFrom ? before.pFrom(element) : before.pTo(element));
        double gone = network.perUnit().power(before.pFrom(network.branchIndex(key.outage)));
        double factor = Math.abs(gone) < SMALL ? 0.0 : Math.max(-1.0, Math.min(1.0, (then - now) / gone));
        Topology topology = network.topology();
        double apparent = Math.hypot(then, reactive);
        boolean isCurrent = limit == NetworkLimit.CURRENT_FROM || limit == NetworkLimit.CURRENT_TO;
        double voltage = isCurrent ? after.vm(atFrom ? topology.from(element) : topology.to(element)) : 1.0;
        double missing = apparent / voltage - bound + beyond;
        double powerFactor = Math.max(LEAST_POWER_FACTOR, Math.abs(then) / Math.max(SMALL, apparent));
        double sign = then >= 0.0 ? 1.0 : -1.0;
        double used = sign * (now + factor * gone);
        return new OutageCut(key.outage, limit, element, sign, factor, used - missing / powerFactor);
    }

    /** What a limit is about that is not one of flows, p.u. or radians. */
    private static double value(Network network, NetworkLimit limit, int element, OperatingPoint point) {
        if (limit == NetworkLimit.VOLTAGE_MIN || limit == NetworkLimit.VOLTAGE_MAX) {
            return point.vm(element);
        }
        if (limit == NetworkLimit.ANGLE_MIN || limit == NetworkLimit.ANGLE_MAX) {
            Topology topology = network.topology();
            return Math.toRadians(point.va(topology.from(element)) - point.va(topology.to(element)));
        }
        boolean active = limit == NetworkLimit.GENERATOR_P_MIN || limit == NetworkLimit.GENERATOR_P_MAX;
        return network.perUnit().power(active ? point.pg(element) : point.qg(element));
    }
}
