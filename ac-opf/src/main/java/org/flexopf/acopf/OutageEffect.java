package org.flexopf.acopf;

import java.util.List;
import java.util.Optional;
import org.flexopf.acopf.OutageCut.About;
import org.flexopf.network.Branch;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Topology;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What an outage does to a limit, by the states before and after it, and the {@linkplain OutageCut cut} that follows.
 * Its weights are the slopes of the limit's value in the state after the outage, so that larger is worse. What an
 * outage changes of flows, sums of flows and angles goes with the flow on the branch that is out; all else that it
 * changes stays as at the last state that was looked at, or moves on as it did between the last two.
 */
final class OutageEffect {

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

    private final Network network;
    private final OutageCut.Key key;
    private final About about;
    private final OperatingPoint before;
    private final OperatingPoint after;
    /** What the limit is about, a and b, in both states, and its slopes by them; p.u. or radians. */
    private final double[] now;

    private final double[] then;
    private final double[] weight;

    /**
     * @param before the state before the outage
     * @param after the state after it
     */
    OutageEffect(Network network, OutageCut.Key key, OperatingPoint before, OperatingPoint after) {
        this.network = network;
        this.key = key;
        this.about = About.of(key.limit());
        this.before = before;
        this.after = after;
        now = quantities(before);
        then = quantities(after);
        weight = weights();
    }

    /**
     * The cut that asks for what is missing after the outage, and gives back what is left.
     *
     * @param last the cut of the round before, if there was one
     */
    OutageCut cut(Optional<OutageCut> last) {
        double bound = bound();
        double missing = missing(bound) + BEYOND * Math.abs(bound);
        double used = weight[0] * now[0] + weight[1] * now[1];
        double change = weight[0] * (then[0] - now[0]) + weight[1] * (then[1] - now[1]);
        if (about.goesWithFlow()) {
            double gone = network.perUnit().power(before.pFrom(network.branchIndex(key.outage())));
            double most = largestFactor();
            double factor = Math.abs(gone) < SMALL ? 0.0 : Math.max(-most, Math.min(most, change / gone));
            double left = used + factor * gone - missing;
            return new OutageCut(key, weight[0], weight[1], factor, left, used, change - factor * gone);
        }
        double slope = last.map(one -> slope(one, used, change)).orElse(0.0);
        // used' + change + slope (used' - used) is to be less than now by what is missing.
        return new OutageCut(key, weight[0], weight[1], 0.0, used - missing / (1.0 + slope), used, change);
    }

    /** How the change has moved with the value before the outage from the last cut to this. */
    private static double slope(OutageCut last, double used, double change) {
        double step = used - last.used();
        return Math.abs(step) <= SAME * Math.max(1.0, Math.abs(used))
                ? 0.0
                : Math.max(LEAST_SLOPE, Math.min(LARGEST_SLOPE, (change - last.change()) / step));
    }

    /** What a limit is about in a state: a and b, p.u. or radians. */
    private double[] quantities(OperatingPoint point) {
        int element = key.element();
        PerUnit perUnit = network.perUnit();
        Topology topology = network.topology();
        return switch (about) {
            case FLOW ->
                new double[] {
                    perUnit.power(OutageCut.isAtFrom(key.limit()) ? point.pFrom(element) : point.pTo(element)), 0.0
                };
            case INTERFACE ->
                new double[] {
                    perUnit.power(point.flow(network, network.flowInterfaces().get(element))), 0.0
                };
            case ANGLE ->
                new double[] {
                    Math.toRadians(point.va(topology.from(element))), Math.toRadians(point.va(topology.to(element)))
                };
            case VOLTAGE -> new double[] {point.vm(element), 0.0};
            case SUPPLY -> {
                double[] sum = new double[2];
                for (Generator one : OutageCut.generators(network, key)) {
                    sum[0] += perUnit.power(point.pg(network.index(one)));
                    sum[1] += perUnit.power(point.qg(network.index(one)));
                }
                yield sum;
            }
            case NOTHING ->
                throw new IllegalStateException(
                        "no outage changes the " + key.limit().label());
        };
    }

    /** The slopes of the limit's value by a and b in the state after the outage; larger is worse. */
    private double[] weights() {
        return switch (key.limit()) {
            case RATING_FROM, RATING_TO, CURRENT_FROM, CURRENT_TO -> new double[] {then[0] >= 0.0 ? 1.0 : -1.0, 0.0};
            case INTERFACE_MAX, VOLTAGE_MAX, GENERATOR_P_MAX -> new double[] {1.0, 0.0};
            case INTERFACE_MIN, VOLTAGE_MIN, GENERATOR_P_MIN -> new double[] {-1.0, 0.0};
            case ANGLE_MAX -> new double[] {1.0, -1.0};
            case ANGLE_MIN -> new double[] {-1.0, 1.0};
            case GENERATOR_Q_MAX -> new double[] {0.0, 1.0};
            case GENERATOR_Q_MIN -> new double[] {0.0, -1.0};
            case GENERATOR_Q_LINE_MAX -> new double[] {-lines().upper().slope(), 1.0};
            case GENERATOR_Q_LINE_MIN -> new double[] {lines().lower().slope(), -1.0};
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
                throw new IllegalStateException(
                        "no outage changes the " + key.limit().label());
        };
    }

    /** The bound in the units of the program; of generators that share, what all of them together can do. */
    private double bound() {
        List<Generator> together = about == About.SUPPLY ? OutageCut.generators(network, key) : List.of();
        if (together.size() < 2) {
            return AcProgram.inItsUnits(network, key.limit().unit(), key.limit().bound(network, key.element()));
        }
        double sum = 0.0;
        for (Generator one : together) {
            int g = network.index(one);
            double own = key.limit().bound(network, g);
            if (key.limit() == NetworkLimit.GENERATOR_Q_MAX) {
                own = Math.min(own, one.reactiveLines().upper().at(after.pg(g)));
            } else if (key.limit() == NetworkLimit.GENERATOR_Q_MIN) {
                own = Math.max(own, one.reactiveLines().lower().at(after.pg(g)));
            }
            sum += network.perUnit().power(own);
        }
        return sum;
    }

    private ReactiveLines lines() {
        return network.generators().get(key.element()).reactiveLines();
    }

    /** By how much the left side has to fall so that the limit holds after the outage; negative where room is left. */
    private double missing(double bound) {
        if (about == About.FLOW) {
            return missingFlow(bound);
        }
        if (key.limit() == NetworkLimit.GENERATOR_CAPABILITY) {
            return Math.hypot(then[0], then[1]) - bound;
        }
        return weight[0] * then[0] + weight[1] * then[1] + (isLeast(key.limit()) ? bound : -bound);
    }

    private static boolean isLeast(NetworkLimit limit) {
        return limit == NetworkLimit.INTERFACE_MIN
                || limit == NetworkLimit.VOLTAGE_MIN
                || limit == NetworkLimit.ANGLE_MIN
                || limit == NetworkLimit.GENERATOR_P_MIN
                || limit == NetworkLimit.GENERATOR_Q_MIN
                || limit == NetworkLimit.GENERATOR_Q_LINE_MIN;
    }

    private double missingFlow(double bound) {
        boolean atFrom = OutageCut.isAtFrom(key.limit());
        Topology topology = network.topology();
        double reactive = network.perUnit().power(atFrom ? after.qFrom(key.element()) : after.qTo(key.element()));
        double apparent = Math.hypot(then[0], reactive);
        boolean isCurrent = key.limit() == NetworkLimit.CURRENT_FROM || key.limit() == NetworkLimit.CURRENT_TO;
        double voltage = isCurrent ? after.vm(atFrom ? topology.from(key.element()) : topology.to(key.element())) : 1.0;
        double powerFactor = Math.max(LEAST_POWER_FACTOR, Math.abs(then[0]) / Math.max(SMALL, apparent));
        return (apparent / voltage - bound) / powerFactor;
    }

    /** What of the flow on a branch may at most be found again: all of it, by weight, or as an angle. */
    private double largestFactor() {
        return switch (about) {
            case FLOW -> 1.0;
            case INTERFACE ->
                network.flowInterfaces().get(key.element()).weights().values().stream()
                        .mapToDouble(Math::abs)
                        .sum();
            case ANGLE -> {
                Branch limited = network.branches().get(key.element());
                yield 2.0 * Math.hypot(limited.r(), limited.x());
            }
            case VOLTAGE, SUPPLY, NOTHING -> 0.0;
        };
    }
}
