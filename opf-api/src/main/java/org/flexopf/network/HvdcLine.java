package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A direct-current line between two buses: it draws active power P at its from end and delivers {@code P -
 * (lossConstant + lossFactor P)} at its to end, and each of its converters supplies reactive power within limits of its
 * own. This is the linear model of MATPOWER's {@code dcline}; power from its to end to its from end is a negative P,
 * and the loss keeps its slope there. It is made of small parts, so that no number can stand in another's place:
 *
 * <pre>
 *   HvdcLine.of(1, 4, 9, pMin, pMax).withLoss(constant, factor).withSchedule(p, qFrom, qTo)
 * </pre>
 *
 * @param id number of the DC line, positive and unique
 * @param name a name for people, possibly empty
 * @param fromBus bus at the from end
 * @param toBus bus at the to end
 * @param limits what it can carry and supply
 * @param losses what is lost on the way
 * @param cost currency per hour as a function of P in MW
 * @param schedule what a power flow lets it do
 * @param inService whether it is switched in
 */
public record HvdcLine(
        int id,
        String name,
        int fromBus,
        int toBus,
        Limits limits,
        Losses losses,
        CostCurve cost,
        Schedule schedule,
        boolean inService)
        implements ConnectedElement {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("hvdc-line", "DC line");

    /**
     * What a DC line can carry and supply.
     *
     * @param p P, MW; its least value is negative where power may flow back
     * @param qFrom reactive power supplied to the from bus, Mvar; either end may be infinite
     * @param qTo reactive power supplied to the to bus, Mvar; either end may be infinite
     */
    public record Limits(Range p, Range qFrom, Range qTo) {

        /** All ranges are required. */
        public Limits {
            Objects.requireNonNull(p, "p");
            Objects.requireNonNull(qFrom, "qFrom");
            Objects.requireNonNull(qTo, "qTo");
        }
    }

    /**
     * What is lost on the way.
     *
     * @param constant loss without any power, MW
     * @param factor further loss per power, MW per MW, below 1
     */
    public record Losses(double constant, double factor) {

        /** Nothing is lost. */
        public static final Losses NONE = new Losses(0.0, 0.0);
    }

    /**
     * What a power flow lets a DC line do.
     *
     * @param p P, MW
     * @param qFrom reactive power supplied to the from bus, Mvar
     * @param qTo reactive power supplied to the to bus, Mvar
     */
    public record Schedule(double p, double qFrom, double qTo) {

        /** Nothing at all. */
        public static final Schedule IDLE = new Schedule(0.0, 0.0, 0.0);
    }

    /** All parts but the cost are required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public HvdcLine {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(losses, "losses");
        Objects.requireNonNull(schedule, "schedule");
    }

    /** A DC line in service without losses, cost and reactive power, scheduled at zero; limits of P in MW. */
    public static HvdcLine of(int id, int fromBus, int toBus, double pMin, double pMax) {
        return new HvdcLine(
                id,
                "",
                fromBus,
                toBus,
                new Limits(new Range(pMin, pMax), Range.ZERO, Range.ZERO),
                Losses.NONE,
                CostCurve.free(),
                Schedule.IDLE,
                true);
    }

    /** This DC line under another name. */
    public HvdcLine withName(String newName) {
        return new HvdcLine(id, newName, fromBus, toBus, limits, losses, cost, schedule, inService);
    }

    /** This DC line with another loss: a constant in MW and a factor in MW per MW. */
    public HvdcLine withLoss(double constant, double factor) {
        return new HvdcLine(id, name, fromBus, toBus, limits, new Losses(constant, factor), cost, schedule, inService);
    }

    /** This DC line with other limits of the reactive power that its converters supply, Mvar. */
    public HvdcLine withReactiveLimits(double lowerFrom, double upperFrom, double lowerTo, double upperTo) {
        Limits changed = new Limits(limits.p(), new Range(lowerFrom, upperFrom), new Range(lowerTo, upperTo));
        return new HvdcLine(id, name, fromBus, toBus, changed, losses, cost, schedule, inService);
    }

    /** This DC line with another cost of P. */
    public HvdcLine withCost(CostCurve newCost) {
        return new HvdcLine(id, name, fromBus, toBus, limits, losses, newCost, schedule, inService);
    }

    /** This DC line scheduled at another P (MW) and reactive supply (Mvar) at its ends. */
    public HvdcLine withSchedule(double mw, double mvarFrom, double mvarTo) {
        Schedule changed = new Schedule(mw, mvarFrom, mvarTo);
        return new HvdcLine(id, name, fromBus, toBus, limits, losses, cost, changed, inService);
    }

    /** This DC line switched in or out. */
    @Override
    public HvdcLine withInService(boolean service) {
        return new HvdcLine(id, name, fromBus, toBus, limits, losses, cost, schedule, service);
    }

    /** Least P, MW; negative where power may flow back. */
    public double pMin() {
        return limits.p().min();
    }

    /** Largest P, MW. */
    public double pMax() {
        return limits.p().max();
    }

    /** Least reactive power supplied to the from bus, Mvar; may be -infinity. */
    public double qMinFrom() {
        return limits.qFrom().min();
    }

    /** Largest reactive power supplied to the from bus, Mvar; may be +infinity. */
    public double qMaxFrom() {
        return limits.qFrom().max();
    }

    /** Least reactive power supplied to the to bus, Mvar; may be -infinity. */
    public double qMinTo() {
        return limits.qTo().min();
    }

    /** Largest reactive power supplied to the to bus, Mvar; may be +infinity. */
    public double qMaxTo() {
        return limits.qTo().max();
    }

    /** Loss without any power, MW. */
    public double lossConstant() {
        return losses.constant();
    }

    /** Further loss per power, MW per MW, below 1. */
    public double lossFactor() {
        return losses.factor();
    }

    /** Scheduled P, MW, used by a power flow. */
    public double p() {
        return schedule.p();
    }

    /** Scheduled reactive power supplied to the from bus, Mvar, used by a power flow. */
    public double qFrom() {
        return schedule.qFrom();
    }

    /** Scheduled reactive power supplied to the to bus, Mvar, used by a power flow. */
    public double qTo() {
        return schedule.qTo();
    }

    /** The loss at a power P, MW. */
    public double loss(double mw) {
        return lossConstant() + lossFactor() * mw;
    }

    /** The power delivered at the to end when P is drawn at the from end, MW. */
    public double delivered(double mw) {
        return mw - loss(mw);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public int terminals() {
        return 2;
    }

    @Override
    public int terminal(int number) {
        return number == 0 ? fromBus : toBus;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "DC line " + id + " (" + fromBus + "-" + toBus + ")";
    }
}
