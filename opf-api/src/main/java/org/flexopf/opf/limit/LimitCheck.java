package org.flexopf.opf.limit;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Which limits of its network a state breaks: the one judge of "it meets every limit". It looks at voltages, ratings
 * and currents at both ends, angle differences, interfaces, generators with their capability, and DC lines; not at
 * devices of further kinds, whose limits they alone know, and not at the settings of controls, which the network holds.
 *
 * <p>It judges a state as it is given, and does not ask whether the power in it balances.
 */
public final class LimitCheck {

    private final FeasibilityTolerance tolerance;
    private final List<BrokenLimit> exceeded = new ArrayList<>();
    private final List<Limit> unknown = new ArrayList<>();

    private LimitCheck(Network network) {
        tolerance = FeasibilityTolerance.of(network);
    }

    /** Judges a state by all limits of its network, which are hard. */
    public static LimitCheck of(Network network, OperatingPoint point) {
        return of(network, SoftLimits.none(), point);
    }

    /**
     * Judges a state by the limits of its network that are hard. What a soft limit leaves, such as an output of zero of
     * a generator whose output may be spilt, is one of them.
     *
     * @throws IllegalArgumentException if the point belongs to another network
     */
    public static LimitCheck of(Network network, SoftLimits soft, OperatingPoint point) {
        point.requireOf(network);
        LimitCheck check = new LimitCheck(network);
        Profile profile = Profile.of(network);
        for (NetworkLimit limit : NetworkLimit.values()) {
            int count = limit.side() == NetworkLimit.Side.SETTING
                    ? 0
                    : network.elements(limit.element()).size();
            for (int i = 0; i < count; i++) {
                double bound = limit.isActive(network, i)
                        ? hardBound(limit, network, soft, profile, i)
                        : Double.POSITIVE_INFINITY;
                if (!Double.isInfinite(bound)) {
                    check.judge(limit, network, point, i, bound);
                }
            }
        }
        return check;
    }

    private static double hardBound(NetworkLimit limit, Network network, SoftLimits soft, Profile profile, int index) {
        double bound = limit.bound(network, index);
        return switch (limit) {
            case VOLTAGE_MIN -> soft.isSoft(SoftLimit.LOWER_VOLTAGE, profile, index) ? Double.NEGATIVE_INFINITY : bound;
            case VOLTAGE_MAX -> soft.isSoft(SoftLimit.UPPER_VOLTAGE, profile, index) ? Double.POSITIVE_INFINITY : bound;
            case RATING_FROM, RATING_TO ->
                soft.isSoft(SoftLimit.RATING, profile, index) ? Double.POSITIVE_INFINITY : bound;
            case CURRENT_FROM, CURRENT_TO ->
                soft.isSoft(SoftLimit.CURRENT, profile, index) ? Double.POSITIVE_INFINITY : bound;
            case GENERATOR_P_MIN -> soft.isSoft(SoftLimit.GENERATION, profile, index) ? Math.min(0.0, bound) : bound;
            case INTERFACE_MIN ->
                soft.isSoft(SoftLimit.LOWER_INTERFACE, profile, index) ? Double.NEGATIVE_INFINITY : bound;
            case INTERFACE_MAX ->
                soft.isSoft(SoftLimit.UPPER_INTERFACE, profile, index) ? Double.POSITIVE_INFINITY : bound;
            case ANGLE_MIN,
                    ANGLE_MAX,
                    GENERATOR_P_MAX,
                    GENERATOR_Q_MIN,
                    GENERATOR_Q_MAX,
                    GENERATOR_CAPABILITY,
                    GENERATOR_Q_LINE_MIN,
                    GENERATOR_Q_LINE_MAX,
                    HVDC_P_MIN,
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
                    SHUNT_Q_MAX -> bound;
        };
    }

    private void judge(NetworkLimit limit, Network network, OperatingPoint point, int index, double bound) {
        double value = limit.value(network, point, index);
        boolean breaks = limit.side() == NetworkLimit.Side.LEAST ? value < bound : value > bound;
        if (breaks) {
            exceeded.add(new BrokenLimit(limit.with(network, index, bound), value));
        } else if (Double.isNaN(value)) {
            unknown.add(limit.with(network, index, bound));
        }
    }

    /** Whether the state is known to keep every limit, to within rounding. */
    public boolean isMet() {
        return unknown.isEmpty() && exceeded.stream().noneMatch(tolerance::isExceededBy);
    }

    /** The limits that are broken by more than {@linkplain FeasibilityTolerance rounding}, by kind and element. */
    public List<BrokenLimit> broken() {
        return exceeded.stream().filter(tolerance::isExceededBy).toList();
    }

    /** The limits that are broken by however little, by kind and element. */
    public List<BrokenLimit> exceeded() {
        return List.copyOf(exceeded);
    }

    /** The limits of which the state does not tell whether it keeps them. */
    public List<Limit> unknown() {
        return List.copyOf(unknown);
    }

    /** What passes for rounding in this network. */
    public FeasibilityTolerance tolerance() {
        return tolerance;
    }

    @Override
    public String toString() {
        return broken().isEmpty() ? "every limit is met" : broken().size() + " limits broken: " + broken();
    }
}
