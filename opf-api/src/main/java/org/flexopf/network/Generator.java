package org.flexopf.network;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.model.ElementKind;

/**
 * A source of power, or with a negative range a dispatchable load. Injection into the network is positive. It is made
 * of small parts, so that no number can stand in another's place:
 *
 * <pre>
 *   Generator.of(3, 7, pMin, pMax, qMin, qMax, cost).withSchedule(p, q).withVoltageSetPoint(1.02)
 * </pre>
 *
 * @param id number of the generator, positive and unique
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param limits what it can produce
 * @param costs what that costs
 * @param schedule what a power flow lets it produce
 * @param dynamics what ties what it does in one period to the next
 * @param inService whether it is switched in
 */
public record Generator(
        int id,
        String name,
        int bus,
        Limits limits,
        Costs costs,
        Schedule schedule,
        Dynamics dynamics,
        boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("generator", "generator");

    /**
     * What a generator can produce.
     *
     * @param p active power, MW; either end may be infinite
     * @param q reactive power, Mvar; either end may be infinite
     * @param capability what active and reactive power together may be, within these ranges
     * @param reactiveLines what reactive power may be at an active power, within all of these
     */
    public record Limits(Range p, Range q, CapabilityCurve capability, ReactiveLines reactiveLines) {

        /** The ranges and lines are required. */
        public Limits {
            Objects.requireNonNull(p, "p");
            Objects.requireNonNull(q, "q");
            Objects.requireNonNull(reactiveLines, "reactiveLines");
        }
    }

    /**
     * What power costs.
     *
     * @param active currency per hour as a function of active power in MW
     * @param reactive currency per hour as a function of reactive power in Mvar
     */
    public record Costs(CostCurve active, CostCurve reactive) {}

    /**
     * What a power flow lets a generator produce.
     *
     * @param p active power, MW
     * @param q reactive power, Mvar, used at PQ buses
     * @param voltageSetPoint voltage magnitude that it holds at a PV or reference bus, p.u.
     */
    public record Schedule(double p, double q, double voltageSetPoint) {}

    /**
     * What ties what a generator does in one period to the next.
     *
     * @param rampUp by how much its active power may rise in an hour, MW per hour; infinite for no limit
     * @param rampDown by how much its active power may fall in an hour, MW per hour; infinite for no limit
     * @param initial its active power before the first period, in a period as long as the first, MW; NaN if nothing is
     *     known of it, so that the first period is not tied to anything
     * @param commitment what switching it on and off takes; empty if it is always on
     */
    public record Dynamics(double rampUp, double rampDown, double initial, Optional<Commitment> commitment) {

        private static final Dynamics NONE =
                new Dynamics(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, Optional.empty());

        /** The commitment is required, and may be empty. */
        public Dynamics {
            Objects.requireNonNull(commitment, "commitment");
        }

        /** Nothing ties one period to the next. */
        public static Dynamics none() {
            return NONE;
        }

        /** Whether power may rise and fall as it likes. */
        public boolean isFree() {
            return rampUp == Double.POSITIVE_INFINITY && rampDown == Double.POSITIVE_INFINITY;
        }

        /** Whether the power before the first period is known. */
        public boolean hasInitial() {
            return !Double.isNaN(initial);
        }
    }

    /**
     * What switching a generator on and off takes.
     *
     * @param startCost currency per start
     * @param stopCost currency per stop
     * @param minUp how long it stays on once it has started, hours
     * @param minDown how long it stays off once it has stopped, hours
     * @param startRamp largest active power in the period in which it starts, MW; infinite for no limit
     * @param stopRamp largest active power in the period before it stops, MW; infinite for no limit
     * @param initiallyOn whether it is on before the first period
     * @param initialHours how long it has been so, hours
     */
    public record Commitment(
            double startCost,
            double stopCost,
            double minUp,
            double minDown,
            double startRamp,
            double stopRamp,
            boolean initiallyOn,
            double initialHours) {}

    /** All parts are required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public Generator {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(dynamics, "dynamics");
    }

    /**
     * A generator in service with active and reactive limits, MW and Mvar, that do not depend on one another, and a
     * cost; scheduled at zero, holding 1 p.u. where it holds voltage.
     */
    public static Generator of(int id, int bus, double pMin, double pMax, double qMin, double qMax, CostCurve cost) {
        return new Generator(
                id,
                "",
                bus,
                new Limits(
                        new Range(pMin, pMax),
                        new Range(qMin, qMax),
                        CapabilityCurve.unlimited(),
                        ReactiveLines.none()),
                new Costs(cost, CostCurve.free()),
                new Schedule(0.0, 0.0, 1.0),
                Dynamics.none(),
                true);
    }

    private Generator with(Limits newLimits) {
        return new Generator(id, name, bus, newLimits, costs, schedule, dynamics, inService);
    }

    private Generator with(Costs newCosts) {
        return new Generator(id, name, bus, limits, newCosts, schedule, dynamics, inService);
    }

    private Generator with(Schedule newSchedule) {
        return new Generator(id, name, bus, limits, costs, newSchedule, dynamics, inService);
    }

    /** This generator under another name. */
    public Generator withName(String newName) {
        return new Generator(id, newName, bus, limits, costs, schedule, dynamics, inService);
    }

    /** This generator with other active limits, MW. */
    public Generator withActiveLimits(double lower, double upper) {
        return with(new Limits(new Range(lower, upper), limits.q(), limits.capability(), limits.reactiveLines()));
    }

    /** This generator with other reactive limits, Mvar. */
    public Generator withReactiveLimits(double lower, double upper) {
        return with(new Limits(limits.p(), new Range(lower, upper), limits.capability(), limits.reactiveLines()));
    }

    /** This generator with another capability curve. */
    public Generator withCapability(CapabilityCurve curve) {
        return with(new Limits(limits.p(), limits.q(), curve, limits.reactiveLines()));
    }

    /** This generator with other lines between which its reactive power lies. */
    public Generator withReactiveLines(ReactiveLines lines) {
        return with(new Limits(limits.p(), limits.q(), limits.capability(), lines));
    }

    /** This generator with another cost of active power. */
    public Generator withCost(CostCurve newCost) {
        return with(new Costs(newCost, reactiveCost()));
    }

    /** This generator with another cost of reactive power. */
    public Generator withReactiveCost(CostCurve newCost) {
        return with(new Costs(cost(), newCost));
    }

    /** This generator scheduled at another active (MW) and reactive (Mvar) power. */
    public Generator withSchedule(double mw, double mvar) {
        return with(new Schedule(mw, mvar, voltageSetPoint()));
    }

    /** This generator with limits on how fast its active power rises and falls, MW per hour. */
    public Generator withRamps(double up, double down) {
        return with(new Dynamics(up, down, dynamics.initial(), dynamics.commitment()));
    }

    /** This generator with another active power before the first period, MW. */
    public Generator withInitialPower(double mw) {
        return with(new Dynamics(dynamics.rampUp(), dynamics.rampDown(), mw, dynamics.commitment()));
    }

    /** This generator switched on and off; its limits and its cost at no power hold while it is on. */
    public Generator withCommitment(Commitment commitment) {
        return with(new Dynamics(dynamics.rampUp(), dynamics.rampDown(), dynamics.initial(), Optional.of(commitment)));
    }

    private Generator with(Dynamics newDynamics) {
        return new Generator(id, name, bus, limits, costs, schedule, newDynamics, inService);
    }

    /** This generator holding another voltage magnitude, p.u. */
    public Generator withVoltageSetPoint(double voltage) {
        return with(new Schedule(p(), q(), voltage));
    }

    /** This generator switched in or out. */
    @Override
    public Generator withInService(boolean service) {
        return new Generator(id, name, bus, limits, costs, schedule, dynamics, service);
    }

    /** Least active power, MW; may be -infinity. */
    public double pMin() {
        return limits.p().min();
    }

    /** Largest active power, MW; may be +infinity. */
    public double pMax() {
        return limits.p().max();
    }

    /** Least reactive power, Mvar; may be -infinity. */
    public double qMin() {
        return limits.q().min();
    }

    /** Largest reactive power, Mvar; may be +infinity. */
    public double qMax() {
        return limits.q().max();
    }

    /** What active and reactive power together may be, within the limits of each. */
    public CapabilityCurve capability() {
        return limits.capability();
    }

    /** What reactive power may be at an active power, within the limits of each. */
    public ReactiveLines reactiveLines() {
        return limits.reactiveLines();
    }

    /** Currency per hour as a function of active power in MW. */
    public CostCurve cost() {
        return costs.active();
    }

    /** Currency per hour as a function of reactive power in Mvar. */
    public CostCurve reactiveCost() {
        return costs.reactive();
    }

    /** Scheduled active power, MW, used by a power flow. */
    public double p() {
        return schedule.p();
    }

    /** Scheduled reactive power, Mvar, used by a power flow at PQ buses. */
    public double q() {
        return schedule.q();
    }

    /** Voltage magnitude that it holds at a PV or reference bus, p.u. */
    public double voltageSetPoint() {
        return schedule.voltageSetPoint();
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "generator " + id + " at bus " + bus;
    }
}
