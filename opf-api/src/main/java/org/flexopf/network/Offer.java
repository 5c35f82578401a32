package org.flexopf.network;

import java.util.Objects;

/**
 * What a participant offers at one bus: a range of power, and what it costs. Injection is positive: a consumer that
 * could draw up to 2 MW offers -2 to 0 MW at its value; a load that is served already and could fall by 2 MW offers 0
 * to 2 MW; what could move either way has a cost with a {@linkplain CostCurve#kinked kink} at zero. An offer comes on
 * top of what the network has; it becomes one more generator there.
 *
 * @param participant whose offer it is
 * @param bus the number of the bus
 * @param limits what active power (MW) and reactive power (Mvar) may be
 * @param costs currency per hour as functions of active and of reactive power
 */
public record Offer(String participant, int bus, Generator.Limits limits, Generator.Costs costs) {

    /** The owner and the costs are required; what is wrong with the numbers, the network that takes the offer finds. */
    public Offer {
        Objects.requireNonNull(participant, "participant");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(costs.active(), "cost of active power");
        Objects.requireNonNull(costs.reactive(), "cost of reactive power");
    }

    /** An offer of active power alone, MW. */
    public static Offer active(String participant, int bus, double pMin, double pMax, CostCurve cost) {
        return new Offer(
                participant,
                bus,
                new Generator.Limits(
                        new Range(pMin, pMax), Range.ZERO, CapabilityCurve.unlimited(), ReactiveLines.none()),
                new Generator.Costs(cost, CostCurve.free()));
    }

    /** An offer of reactive power alone, Mvar. */
    public static Offer reactive(String participant, int bus, double qMin, double qMax, CostCurve cost) {
        return active(participant, bus, 0.0, 0.0, CostCurve.free()).withReactive(qMin, qMax, cost);
    }

    /** This offer with another reactive power, Mvar, at another cost. */
    public Offer withReactive(double qMin, double qMax, CostCurve cost) {
        return new Offer(
                participant,
                bus,
                new Generator.Limits(limits.p(), new Range(qMin, qMax), limits.capability(), limits.reactiveLines()),
                new Generator.Costs(costs.active(), cost));
    }

    /** This offer within a capability curve. */
    public Offer withCapability(CapabilityCurve curve) {
        return new Offer(
                participant, bus, new Generator.Limits(limits.p(), limits.q(), curve, limits.reactiveLines()), costs);
    }

    /** The offer as a generator of the network, scheduled at zero, that goes by the participant's name. */
    public Generator generator(int id) {
        Generator.Schedule atRest = new Generator.Schedule(0.0, 0.0, 1.0);
        return new Generator(id, participant, bus, limits, costs, atRest, Generator.Dynamics.none(), true);
    }
}
