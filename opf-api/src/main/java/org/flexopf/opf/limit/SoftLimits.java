package org.flexopf.opf.limit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flexopf.network.Element;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Which limits may be exceeded, and what that costs: a penalty for each kind of limit, or for one element. What is not
 * mentioned stays hard, and an infinite penalty makes it hard again.
 *
 * <pre>
 *   SoftLimits.none()
 *       .with(SoftLimit.DEMAND, 3000.0)                // curtailment at a value of lost load of 3000 per MWh,
 *       .with(SoftLimit.DEMAND, 17, Double.POSITIVE_INFINITY)  // but not of load 17
 *       .with(SoftLimit.RATING, 500.0);                // overload at 500 per MVAh
 * </pre>
 *
 * <p>Penalties are in currency per hour and per unit of the amount ({@link SoftLimit#unit}), and are added to the
 * objective whatever it is. They are proportional to the slack, so they are exact: a limit whose price is below its
 * penalty is not exceeded at all, and a feasible problem whose prices are all below the penalties keeps its solution.
 * For voltages and currents the slack is one of squares and is charged at its slope in the limit: what is paid for a
 * voltage d below or above its limit v is {@code penalty * d * (1 -+ d / 2v)}, for a current likewise.
 *
 * <p>A relaxation with soft limits bounds the AC problem with the same soft limits, penalties included.
 *
 * <p>A bus that is held at a set point ({@code vMin = vMax}) is softened only where it is named itself. Curtailment
 * takes nothing from loads without active power, and spillage nothing from generators whose least power is not above
 * zero.
 */
public final class SoftLimits {

    private static final SoftLimits NONE = new SoftLimits(new EnumMap<>(SoftLimit.class));

    /**
     * Penalties of one kind of limit: the usual one (infinite if there is none), and those of single elements by
     * number.
     */
    private record Penalties(double usual, TreeMap<Integer, Double> byElement) {}

    private final Map<SoftLimit, Penalties> penalties;

    private SoftLimits(Map<SoftLimit, Penalties> penalties) {
        this.penalties = penalties;
    }

    /** All limits hard. */
    public static SoftLimits none() {
        return NONE;
    }

    /**
     * All limits soft, at penalties that rank them as an operator would, with prices of energy of 10 to 200 per MWh in
     * mind: a voltage 0.01 p.u. outside its limits costs 100 per hour, an overload 500 per MVAh (per MWh of an
     * interface), spillage 1000 and curtailment 10000 per MWh. Give your own penalties where money is at stake.
     */
    public static SoftLimits usual() {
        return none().with(SoftLimit.LOWER_VOLTAGE, 10_000.0)
                .with(SoftLimit.UPPER_VOLTAGE, 10_000.0)
                .with(SoftLimit.RATING, 500.0)
                .with(SoftLimit.CURRENT, 500.0)
                .with(SoftLimit.LOWER_INTERFACE, 500.0)
                .with(SoftLimit.UPPER_INTERFACE, 500.0)
                .with(SoftLimit.GENERATION, 1_000.0)
                .with(SoftLimit.DEMAND, 10_000.0);
    }

    /**
     * These soft limits with a penalty on a kind of limit, for every element that is not named itself.
     *
     * @param penalty currency per hour and per unit of the amount, above zero; infinite for a hard limit
     * @throws IllegalArgumentException if the penalty is not above zero
     */
    public SoftLimits with(SoftLimit limit, double penalty) {
        return changed(
                limit, new Penalties(requirePenalty(limit, penalty), of(limit).byElement()));
    }

    /**
     * These soft limits with a penalty on the limit of one element.
     *
     * @param id the number of the element
     * @param penalty currency per hour and per unit of the amount, above zero; infinite for a hard limit
     * @throws IllegalArgumentException if the penalty is not above zero
     */
    public SoftLimits with(SoftLimit limit, int id, double penalty) {
        TreeMap<Integer, Double> byElement = new TreeMap<>(of(limit).byElement());
        byElement.put(id, requirePenalty(limit, penalty));
        return changed(limit, new Penalties(of(limit).usual(), byElement));
    }

    /** These soft limits with a penalty on a kind of limit for every element, those that were named included. */
    public SoftLimits withAll(SoftLimit limit, double penalty) {
        return changed(limit, new Penalties(requirePenalty(limit, penalty), new TreeMap<>()));
    }

    private SoftLimits changed(SoftLimit limit, Penalties changed) {
        Map<SoftLimit, Penalties> copy = new EnumMap<>(SoftLimit.class);
        copy.putAll(penalties);
        copy.put(limit, changed);
        return new SoftLimits(copy);
    }

    private Penalties of(SoftLimit limit) {
        return penalties.getOrDefault(limit, new Penalties(Double.POSITIVE_INFINITY, new TreeMap<>()));
    }

    private static double requirePenalty(SoftLimit limit, double penalty) {
        Objects.requireNonNull(limit, "limit");
        if (!(penalty > 0.0)) {
            throw new IllegalArgumentException("a penalty of " + penalty + " on the " + limit.label()
                    + ": without a price above zero the limit would mean nothing; "
                    + "give a penalty above zero, infinite for a hard limit");
        }
        return penalty;
    }

    /** The penalty on a kind of limit of every element that is not named itself; infinite if it is hard. */
    public double usualPenalty(SoftLimit limit) {
        return of(limit).usual();
    }

    /** Whether a kind of limit is soft for any element. */
    public boolean has(SoftLimit limit) {
        Penalties all = of(limit);
        return all.usual() < Double.POSITIVE_INFINITY
                || all.byElement().values().stream().anyMatch(penalty -> penalty < Double.POSITIVE_INFINITY);
    }

    /** The penalty on the limit of an element (by index); infinite if it is hard. */
    public double penalty(SoftLimit limit, Network network, int element) {
        Penalties all = of(limit);
        Double own = all.byElement().isEmpty() ? null : all.byElement().get(limit.id(network, element));
        if (own != null) {
            return own;
        }
        return limit.isSetPoint(network, element) ? Double.POSITIVE_INFINITY : all.usual();
    }

    /** Whether the limit of an element (by index) may be exceeded at a price. */
    public boolean isSoft(SoftLimit limit, Profile profile, int element) {
        return has(limit)
                && penalty(limit, profile.network(), element) < Double.POSITIVE_INFINITY
                && limit.largestSlack(profile, element) > 0.0;
    }

    /** A limit that is exceeded by so much slack, p.u., with what the objective charges for it. */
    public Slack exceeded(SoftLimit limit, Network network, int element, double slackPerUnit) {
        return exceeded(limit, network, element, slackPerUnit, limit.kind().bound(network, element));
    }

    /** The same of a limit to which a model has given another bound than the network, in {@link SoftLimit#unit}. */
    public Slack exceeded(SoftLimit limit, Network network, int element, double slackPerUnit, double bound) {
        return Slack.of(limit, network, element, slackPerUnit, bound, penalty(limit, network, element));
    }

    /**
     * The soft limits that a state of a network exceeds, such as one that an AC power flow has found, each with its
     * amount and what the objective charges for it. Demand is not among them, since a state does not tell how much of
     * it was asked for.
     */
    public List<Slack> exceededAt(Network network, OperatingPoint point) {
        List<Slack> exceeded = new ArrayList<>();
        Profile profile = Profile.of(network);
        for (SoftLimit limit : SoftLimit.values()) {
            int count = has(limit) ? network.elements(limit.element()).size() : 0;
            for (int i = 0; i < count; i++) {
                boolean counts = limit.isActive(network, i) && isSoft(limit, profile, i);
                double slack = counts ? limit.slackAt(network, i, point) : 0.0;
                if (slack > 0.0) {
                    exceeded.add(exceeded(limit, network, i, slack));
                }
            }
        }
        return List.copyOf(exceeded);
    }

    /**
     * Requires that a network has all elements that are named here.
     *
     * @throws IllegalArgumentException if it does not
     */
    public void requireElementsOf(Network network) {
        penalties.forEach((limit, all) -> {
            if (!all.byElement().isEmpty()) {
                Set<Integer> ids = network.elements(limit.element()).stream()
                        .map(Element::id)
                        .collect(Collectors.toSet());
                Optional<Integer> unknown = all.byElement().keySet().stream()
                        .filter(id -> !ids.contains(id))
                        .findFirst();
                unknown.ifPresent(id -> {
                    throw new IllegalArgumentException("there is a penalty on the " + limit.label() + " of "
                            + new ElementRef(limit.element(), id) + ", which "
                            + network.name() + " does not have; name elements by their numbers, not by their places");
                });
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SoftLimits limits && penalties.equals(limits.penalties);
    }

    @Override
    public int hashCode() {
        return penalties.hashCode();
    }

    @Override
    public String toString() {
        return penalties.isEmpty() ? "all limits hard" : penalties.toString();
    }
}
