package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A source of power, or with a negative range a dispatchable load. Injection into the network is positive.
 *
 * @param id number of the generator, positive and unique
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param pMin least active power, MW; may be -infinity
 * @param pMax largest active power, MW; may be +infinity
 * @param qMin least reactive power, Mvar; may be -infinity
 * @param qMax largest reactive power, Mvar; may be +infinity
 * @param cost currency per hour as a function of active power in MW
 * @param reactiveCost currency per hour as a function of reactive power in Mvar
 * @param p scheduled active power, MW, used by a power flow
 * @param q scheduled reactive power, Mvar, used by a power flow at PQ buses
 * @param voltageSetPoint voltage magnitude that it holds at a PV or reference bus, p.u.
 * @param inService whether it is switched in
 * @param capability what active and reactive power together may be, within the limits above
 */
public record Generator(
        int id,
        String name,
        int bus,
        double pMin,
        double pMax,
        double qMin,
        double qMax,
        CostCurve cost,
        CostCurve reactiveCost,
        double p,
        double q,
        double voltageSetPoint,
        boolean inService,
        CapabilityCurve capability)
        implements ConnectedElement {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("generator", "generator");

    /** A generator with limits of active and reactive power that do not depend on one another. */
    public Generator(
            int id,
            String name,
            int bus,
            double pMin,
            double pMax,
            double qMin,
            double qMax,
            CostCurve cost,
            CostCurve reactiveCost,
            double p,
            double q,
            double voltageSetPoint,
            boolean inService) {
        this(
                id,
                name,
                bus,
                pMin,
                pMax,
                qMin,
                qMax,
                cost,
                reactiveCost,
                p,
                q,
                voltageSetPoint,
                inService,
                CapabilityCurve.unlimited());
    }

    /** A name is required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public Generator {
        Objects.requireNonNull(name, "name");
    }

    /**
     * A generator in service with active and reactive limits and a cost; scheduled at zero, holding 1 p.u. where it
     * holds voltage.
     */
    public static Generator of(int id, int bus, double pMin, double pMax, double qMin, double qMax, CostCurve cost) {
        return new Generator(id, "", bus, pMin, pMax, qMin, qMax, cost, CostCurve.free(), 0.0, 0.0, 1.0, true);
    }

    /** This generator with other active limits, MW. */
    public Generator withActiveLimits(double lower, double upper) {
        return new Generator(
                id,
                name,
                bus,
                lower,
                upper,
                qMin,
                qMax,
                cost,
                reactiveCost,
                p,
                q,
                voltageSetPoint,
                inService,
                capability);
    }

    /** This generator with other reactive limits, Mvar. */
    public Generator withReactiveLimits(double lower, double upper) {
        return new Generator(
                id,
                name,
                bus,
                pMin,
                pMax,
                lower,
                upper,
                cost,
                reactiveCost,
                p,
                q,
                voltageSetPoint,
                inService,
                capability);
    }

    /** This generator with another cost of active power. */
    public Generator withCost(CostCurve newCost) {
        return new Generator(
                id,
                name,
                bus,
                pMin,
                pMax,
                qMin,
                qMax,
                newCost,
                reactiveCost,
                p,
                q,
                voltageSetPoint,
                inService,
                capability);
    }

    /** This generator with another cost of reactive power. */
    public Generator withReactiveCost(CostCurve newCost) {
        return new Generator(
                id, name, bus, pMin, pMax, qMin, qMax, cost, newCost, p, q, voltageSetPoint, inService, capability);
    }

    /** This generator scheduled at another active (MW) and reactive (Mvar) power. */
    public Generator withSchedule(double mw, double mvar) {
        return new Generator(
                id,
                name,
                bus,
                pMin,
                pMax,
                qMin,
                qMax,
                cost,
                reactiveCost,
                mw,
                mvar,
                voltageSetPoint,
                inService,
                capability);
    }

    /** This generator holding another voltage magnitude, p.u. */
    public Generator withVoltageSetPoint(double voltage) {
        return new Generator(
                id, name, bus, pMin, pMax, qMin, qMax, cost, reactiveCost, p, q, voltage, inService, capability);
    }

    /** This generator switched in or out. */
    @Override
    public Generator withInService(boolean service) {
        return new Generator(
                id, name, bus, pMin, pMax, qMin, qMax, cost, reactiveCost, p, q, voltageSetPoint, service, capability);
    }

    /** This generator with another capability curve. */
    public Generator withCapability(CapabilityCurve curve) {
        return new Generator(
                id, name, bus, pMin, pMax, qMin, qMax, cost, reactiveCost, p, q, voltageSetPoint, inService, curve);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public int terminals() {
        return 1;
    }

    @Override
    public int terminal(int number) {
        return bus;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "generator " + id + " at bus " + bus;
    }
}
