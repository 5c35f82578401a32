package org.flexopf.acopf;

import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What the state before an outage has to keep so that a limit holds after it, per unit and radians:
 *
 * <pre>
 *   first a + second b + factor P_k &lt;= bound
 * </pre>
 *
 * <p>P_k is the flow on the branch that is out, at its from end; a and b are what the limit is {@link About about}. The
 * weights are the slopes of the limit's value in the state after the outage, so that larger is worse. What an outage
 * changes of flows, sums of flows and angles goes with P_k; all else that it changes stays as at the last state that was
 * looked at, or moves on as it did between the last two.
 *
 * @param key which limit after which outage
 * @param first what a counts
 * @param second what b counts
 * @param factor what the flow on the branch that is out counts
 * @param bound what may be no more
 * @param used the left side without P_k at the state that the cut was made from
 * @param change what the outage has changed of it, but for what goes with P_k
 */
record OutageCut(Key key, double first, double second, double factor, double bound, double used, double change) {

    /**
     * How much more than what is missing a cut asks for, as a share of the limit: steps then do not get ever smaller.
     */
    private static final double BEYOND = 1e-4;
    /** A flow below this says nothing about how it divides when it is gone, p.u. */
    private static final double SMALL = 1e-3;
    /** A cut of active flows stands for a limit of apparent power down to this power factor. */
    private static final double LEAST_POWER_FACTOR = 0.3;
    /** Of two states whose values differ by less, relative, nobody can tell how a change goes with them. */
    private static final double SAME = 1e-5;
    /** What a change may move by where the value before the outage moves by one. */
    private static final double LEAST_SLOPE = -0.5;

    private static final double LARGEST_SLOPE = 5.0;

    /** What two cuts that replace each other have in common. */
    record Key(int outage, NetworkLimit limit, int element) {}

    /** What of a state before an outage tells about a limit after it. */
    enum About {
        /** a is the active flow at the limited end of a branch. */
        FLOW,
        /** a is the sum of flows of an interface. */
        INTERFACE,
        /** a and b are the angles at the from end and at the to end of a branch. */
        ANGLE,
        /** a is the voltage magnitude of a bus. */
        VOLTAGE,
        /** a and b are the active and the reactive power of a generator. */
        SUPPLY,
        /** No outage changes it. */
        NOTHING;

        static About of(NetworkLimit limit) {
            return switch (limit) {
                case RATING_FROM, RATING_TO, CURRENT_FROM, CURRENT_TO -> FLOW;
                case INTERFACE_MIN, INTERFACE_MAX -> INTERFACE;
                case ANGLE_MIN, ANGLE_MAX -> ANGLE;
                case VOLTAGE_MIN, VOLTAGE_MAX -> VOLTAGE;
                case GENERATOR_P_MIN,
                        GENERATOR_P_MAX,
                        GENERATOR_Q_MIN,
                        GENERATOR_Q_MAX,
                        GENERATOR_Q_LINE_MIN,
                        GENERATOR_Q_LINE_MAX,
                        GENERATOR_CAPABILITY -> SUPPLY;
                // DC lines do after an outage what they did before it, and settings are held.
                case HVDC_P_MIN,
                        HVDC_P_MAX,
                        HVDC_Q_FROM_MIN,
                        HVDC_Q_FROM_MAX,
                        HVDC_Q_TO_MIN,
                        HVDC_Q_TO_MAX,
                        RATING,
                        CURRENT,
                        DEMAND,
                        TAP_RATIO_MIN,
                        TAP_RATIO_MAX,
                        PHASE_SHIFT_MIN,
                        PHASE_SHIFT_MAX,
                        SHUNT_Q_MIN,
                        SHUNT_Q_MAX -> NOTHING;
            };
        }

        /** Whether what an outage changes goes with the flow on the branch that is out. */
        boolean goesWithFlow() {
            return this == FLOW || this == INTERFACE || this == ANGLE;
        }
    }

    About about() {
        return About.of(key.limit);
    }

    boolean isAtFrom() {
        return isAtFrom(key.limit);
    }

    private static boolean isAtFrom(NetworkLimit limit) {
        return limit == NetworkLimit.RATING_FROM || limit == NetworkLimit.CURRENT_FROM;
    }

    /** To which part of prices it belongs; none if it is about what generators decide. */
    Optional<PriceComponent> component() {
        return switch (about()) {
            case FLOW, INTERFACE, ANGLE -> Optional.of(PriceComponent.CONGESTION);
            case VOLTAGE -> Optional.of(PriceComponent.VOLTAGE);
            case SUPPLY, NOTHING -> Optional.empty();
        };
    }

    /**
     * The cut for a limit after an outage: it asks for what is missing there, and gives back what is left.
     *
     * @param before the state before the outage
     * @param after the state after it
     * @param last the cut of the round before, if there was one
     */
    static OutageCut of(
            Network network, OperatingPoint before, OperatingPoint after, Key key, Optional<OutageCut> last) {
        About about = About.of(key.limit);
        double[] then = quantities(network, key, after);
        double[] now = quantities(network, key, before);
        double[] weight = weights(network, key, then);
        double bound = AcProgram.inItsUnits(network, key.limit.unit(), key.limit.bound(network, key.element));
        double missing = missing(network, key, after, then, bound) + BEYOND * Math.abs(bound);
        double used = weight[0] * now[0] + weight[1] * now[1];
        double change = weight[0] * (then[0] - now[0]) + weight[1] * (then[1] - now[1]);
        if (about.goesWithFlow()) {
            double gone = network.perUnit().power(before.pFrom(network.branchIndex(key.outage)));
            double most = largestFactor(network, key);
            double factor = Math.abs(gone) < SMALL ? 0.0 : Math.max(-most, Math.min(most, change / gone));
            double left = used + factor * gone - missing;
            return new OutageCut(key, weight[0], weight[1], factor, left, used, change - factor * gone);
        }
        double slope = last.map(one -> slope(one, used, change)).orElse(0.0);
        // used' + change + slope (used' - used) is to be less than now by what is missing.
        return new OutageCut(key, weight[0], weight[1], 0.0, used - missing / (1.0 + slope), used, change);
    }

    /**
     * The cut for an outage after which there is no state: the branch (by index) carries less before it.
     *
     * @param sign of the flow at its from end
     * @param most what it may carry, p.u.
     */
    static OutageCut ofBranch(int outage, int branch, double sign, double most) {
        Key key = new Key(outage, NetworkLimit.RATING_FROM, branch);
        return new OutageCut(key, sign, 0.0, 0.0, most, most, 0.0);
    }

    /** How the change has moved with the value before the outage from the last cut to this. */
    private static double slope(OutageCut last, double used, double change) {
        double step = used - last.used;
        return Math.abs(step) <= SAME * Math.max(1.0, Math.abs(used))
                ? 0.0
                : Math.max(LEAST_SLOPE, Math.min(LARGEST_SLOPE, (change - last.change) / step));
    }

    /** What a limit is about in a state: a and b, p.u. or radians. */
    private static double[] quantities(Network network, Key key, OperatingPoint point) {
        int element = key.element;
        PerUnit perUnit = network.perUnit();
        Topology topology = network.topology();
        return switch (About.of(key.limit)) {
            case FLOW -> new double[] {
                perUnit.power(isAtFrom(key.limit) ? point.pFrom(element) : point.pTo(element)), 0.0
            };
            case INTERFACE -> new double[] {
                perUnit.power(point.flow(network, network.flowInterfaces().get(element))), 0.0
            };
            case ANGLE -> new double[] {
                Math.toRadians(point.va(topology.from(element))), Math.toRadians(point.va(topology.to(element)))
            };
            case VOLTAGE -> new double[] {point.vm(element), 0.0};
            case SUPPLY -> new double[] {perUnit.power(point.pg(element)), perUnit.power(point.qg(element))};
            case NOTHING -> throw new IllegalStateException("no outage changes the " + key.limit.label());
        };
    }

    /** The slopes of the limit's value by a and b in the state after the outage; larger is worse. */
    private static double[] weights(Network network, Key key, double[] then) {
        return switch (key.limit) {
            case RATING_FROM, RATING_TO, CURRENT_FROM, CURRENT_TO -> new double[] {then[0] >= 0.0 ? 1.0 : -1.0, 0.0};
            case INTERFACE_MAX, VOLTAGE_MAX, GENERATOR_P_MAX -> new double[] {1.0, 0.0};
            case INTERFACE_MIN, VOLTAGE_MIN, GENERATOR_P_MIN -> new double[] {-1.0, 0.0};
            case ANGLE_MAX -> new double[] {1.0, -1.0};
            case ANGLE_MIN -> new double[] {-1.0, 1.0};
            case GENERATOR_Q_MAX -> new double[] {0.0, 1.0};
            case GENERATOR_Q_MIN -> new double[] {0.0, -1.0};
            case GENERATOR_Q_LINE_MAX -> new double[] {-lines(network, key).upper().slope(), 1.0};
            case GENERATOR_Q_LINE_MIN -> new double[] {lines(network, key).lower().slope(), -1.0};
            case GENERATOR_CAPABILITY -> {
                double mva = Math.max(SMALL, Math.hypot(then[0], then[1]));
                yield new double[] {then[0] / mva, then[1] / mva};
            }
            case HVDC_P_MIN,
                    HVDC_P_MAX,
                    HVDC_Q_FROM_MIN,
                    HVDC_Q_FROM_MAX,
                    HVDC_Q_TO_MIN,
                    HVDC_Q_TO_MAX,
                    RATING,
                    CURRENT,
                    DEMAND,
                    TAP_RATIO_MIN,
                    TAP_RATIO_MAX,
                    PHASE_SHIFT_MIN,
                    PHASE_SHIFT_MAX,
                    SHUNT_Q_MIN,
                    SHUNT_Q_MAX ->
                throw new IllegalStateException("no outage changes the " + key.limit.label());
        };
    }

    private static ReactiveLines lines(Network network, Key key) {
        return network.generators().get(key.element).reactiveLines();
    }

    /** By how much the left side has to fall so that the limit holds after the outage; negative where room is left. */
    private static double missing(Network network, Key key, OperatingPoint after, double[] then, double bound) {
        if (About.of(key.limit) == About.FLOW) {
            return missingFlow(network, key, after, then[0], bound);
        }
        if (key.limit == NetworkLimit.GENERATOR_CAPABILITY) {
            return Math.hypot(then[0], then[1]) - bound;
        }
        double[] weight = weights(network, key, then);
        return weight[0] * then[0] + weight[1] * then[1] + (isLeast(key.limit) ? bound : -bound);
    }

    private static boolean isLeast(NetworkLimit limit) {
        return limit == NetworkLimit.INTERFACE_MIN
                || limit == NetworkLimit.VOLTAGE_MIN
                || limit == NetworkLimit.ANGLE_MIN
                || limit == NetworkLimit.GENERATOR_P_MIN
                || limit == NetworkLimit.GENERATOR_Q_MIN
                || limit == NetworkLimit.GENERATOR_Q_LINE_MIN;
    }

    private static double missingFlow(Network network, Key key, OperatingPoint after, double active, double bound) {
        boolean atFrom = isAtFrom(key.limit);
        Topology topology = network.topology();
        double reactive = network.perUnit().power(atFrom ? after.qFrom(key.element) : after.qTo(key.element));
        double apparent = Math.hypot(active, reactive);
        boolean isCurrent = key.limit == NetworkLimit.CURRENT_FROM || key.limit == NetworkLimit.CURRENT_TO;
        double voltage = isCurrent ? after.vm(atFrom ? topology.from(key.element) : topology.to(key.element)) : 1.0;
        double powerFactor = Math.max(LEAST_POWER_FACTOR, Math.abs(active) / Math.max(SMALL, apparent));
        return (apparent / voltage - bound) / powerFactor;
    }

    /** What of the flow on a branch may at most be found again: all of it, by weight, or as an angle. */
    private static double largestFactor(Network network, Key key) {
        return switch (About.of(key.limit)) {
            case FLOW -> 1.0;
            case INTERFACE ->
                network.flowInterfaces().get(key.element).weights().values().stream()
                        .mapToDouble(Math::abs)
                        .sum();
            case ANGLE ->
                2.0
                        * Math.hypot(
                                network.branches().get(key.element).r(),
                                network.branches().get(key.element).x());
            case VOLTAGE, SUPPLY, NOTHING -> 0.0;
        };
    }
}
