package org.flexopf.opf.limit;

import org.flexopf.model.ElementKind;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A kind of limit that may be exceeded at a price. Each has a slack, a variable not below zero in the program, and an
 * amount, which is what the slack means physically. The two are the same, up to per unit, but for voltages and
 * currents: their limits are on squares, as the squares are what the convex models know.
 */
public enum SoftLimit {
    /** {@code w >= vMin^2 - slack}: the amount is how far the voltage magnitude is below its limit, p.u. */
    LOWER_VOLTAGE(
            NetworkLimit.VOLTAGE_MIN,
            new VariableFamily(
                    "slack-voltage-min", "squared voltage below its limit", Bus.KIND, Unit.PER_UNIT_SQUARED)),
    /** {@code w <= vMax^2 + slack}: the amount is how far the voltage magnitude is above its limit, p.u. */
    UPPER_VOLTAGE(
            NetworkLimit.VOLTAGE_MAX,
            new VariableFamily(
                    "slack-voltage-max", "squared voltage above its limit", Bus.KIND, Unit.PER_UNIT_SQUARED)),
    /**
     * {@code |S| <= rating + slack} at both ends, where a model without reactive power takes a current limit for a
     * rating: the amount is the power above the rating, MVA.
     */
    RATING(NetworkLimit.RATING, new VariableFamily("slack-rating", "power above the rating", Branch.KIND, Unit.MVA)),
    /**
     * {@code |S|^2 <= (I_max^2 + slack) w} at both ends: the amount is the current above its limit, MVA at 1 p.u.
     * voltage.
     */
    CURRENT(
            NetworkLimit.CURRENT,
            new VariableFamily("slack-current", "squared current above its limit", Branch.KIND, Unit.PER_UNIT_SQUARED)),
    /** {@code flow >= lower - slack}: the amount is how far the flow of an interface is below its limit, MW. */
    LOWER_INTERFACE(
            NetworkLimit.INTERFACE_MIN,
            new VariableFamily("slack-interface-min", "interface flow below its limit", FlowInterface.KIND, Unit.MW)),
    /** {@code flow <= upper + slack}: the amount is how far the flow of an interface is above its limit, MW. */
    UPPER_INTERFACE(
            NetworkLimit.INTERFACE_MAX,
            new VariableFamily("slack-interface-max", "interface flow above its limit", FlowInterface.KIND, Unit.MW)),
    /**
     * The size of a demand less slack is served, at the load's power factor: the amount is what is curtailed of it, or
     * spilt of a demand below zero, MW.
     */
    DEMAND(NetworkLimit.DEMAND, new VariableFamily("slack-demand", "curtailed demand", Load.KIND, Unit.MW)),
    /** {@code p >= pMin - slack}, down to zero output: the amount is what is spilt of a must-run generation, MW. */
    GENERATION(
            NetworkLimit.GENERATOR_P_MIN,
            new VariableFamily("slack-generation", "spilt generation", Generator.KIND, Unit.MW));

    private final NetworkLimit kind;
    private final VariableFamily slack;

    SoftLimit(NetworkLimit kind, VariableFamily slack) {
        this.kind = kind;
        this.slack = slack;
    }

    /** What the limit is about. */
    public NetworkLimit kind() {
        return kind;
    }

    /** How reports call the limit. */
    public String label() {
        return kind.label();
    }

    /** The kind of element that has the limit. */
    public ElementKind element() {
        return slack.kind();
    }

    /** The slack variables. */
    public VariableFamily slack() {
        return slack;
    }

    /** The unit of amounts; penalties are in currency per hour and per this unit. */
    public Unit unit() {
        return kind.unit();
    }

    /** What a slack in per unit means physically. */
    double amount(Network network, int element, double slackPerUnit) {
        double used = Math.max(0.0, slackPerUnit);
        return switch (this) {
            case LOWER_VOLTAGE -> {
                double limit = network.buses().get(element).vMin();
                yield limit - Math.sqrt(Math.max(0.0, limit * limit - used));
            }
            case UPPER_VOLTAGE -> {
                double limit = network.buses().get(element).vMax();
                yield Math.sqrt(limit * limit + used) - limit;
            }
            case CURRENT -> {
                double limit =
                        network.perUnit().power(network.branches().get(element).currentLimit());
                yield network.perUnit().physicalPower(Math.sqrt(limit * limit + used) - limit);
            }
            case RATING, LOWER_INTERFACE, UPPER_INTERFACE, DEMAND, GENERATION ->
                network.perUnit().physicalPower(used);
        };
    }

    /** The physical amount of a small slack per p.u. of it: the slope of the amount at zero. */
    double amountPerSlack(Network network, int element) {
        return switch (this) {
            case LOWER_VOLTAGE -> 0.5 / network.buses().get(element).vMin();
            case UPPER_VOLTAGE -> 0.5 / network.buses().get(element).vMax();
            case CURRENT -> {
                double limit =
                        network.perUnit().power(network.branches().get(element).currentLimit());
                yield network.perUnit().physicalPower(0.5) / limit;
            }
            case RATING, LOWER_INTERFACE, UPPER_INTERFACE, DEMAND, GENERATION ->
                network.perUnit().step(unit());
        };
    }

    /** The largest slack that makes sense, p.u.; zero where slack could ease nothing. */
    public double largestSlack(Profile profile, int element) {
        Network network = profile.network();
        return switch (this) {
            case LOWER_VOLTAGE -> {
                double limit = network.buses().get(element).vMin();
                yield limit * limit;
            }
            case UPPER_VOLTAGE, RATING, LOWER_INTERFACE, UPPER_INTERFACE -> Double.POSITIVE_INFINITY;
            case CURRENT -> network.branches().get(element).currentLimit() > 0.0 ? Double.POSITIVE_INFINITY : 0.0;
            case DEMAND -> Math.abs(network.perUnit().power(profile.activeDemand(element)));
            case GENERATION -> Math.max(0.0, network.perUnit().power(profile.pMin(element)));
        };
    }

    /**
     * The slack that a state of the network needs of this limit, p.u.; zero if the state meets it, and for demand, of
     * which a state does not tell what was asked for.
     */
    double slackAt(Network network, int element, OperatingPoint point) {
        double needed = switch (this) {
            case LOWER_VOLTAGE -> square(network.buses().get(element).vMin()) - square(point.vm(element));
            case UPPER_VOLTAGE ->
                square(point.vm(element)) - square(network.buses().get(element).vMax());
            case RATING ->
                network.perUnit()
                        .power(point.apparentPower(element)
                                - network.branches().get(element).rating());
            case CURRENT ->
                square(network.perUnit().power(point.current(network, element)))
                        - square(network.perUnit()
                                .power(network.branches().get(element).currentLimit()));
            case LOWER_INTERFACE -> {
                FlowInterface limits = network.flowInterfaces().get(element);
                yield network.perUnit().power(limits.lower() - point.flow(network, limits));
            }
            case UPPER_INTERFACE -> {
                FlowInterface limits = network.flowInterfaces().get(element);
                yield network.perUnit().power(point.flow(network, limits) - limits.upper());
            }
            case GENERATION ->
                network.perUnit().power(network.generators().get(element).pMin() - point.pg(element));
            case DEMAND -> 0.0;
        };
        return needed > 0.0 ? needed : 0.0;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Whether the element carries or holds anything, so that its limit means something. */
    boolean isActive(Network network, int element) {
        return network.isActive(network.elements(element()).get(element));
    }

    /**
     * Whether the element is held at a set point rather than kept within a range, so that only its own name makes the
     * limit soft.
     */
    boolean isSetPoint(Network network, int element) {
        return (this == LOWER_VOLTAGE || this == UPPER_VOLTAGE)
                && network.buses().get(element).vMin()
                        == network.buses().get(element).vMax();
    }

    /** The number that an element of this limit goes by. */
    int id(Network network, int element) {
        return network.elements(element()).get(element).id();
    }
}
