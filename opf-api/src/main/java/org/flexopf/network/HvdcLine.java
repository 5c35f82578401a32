package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A direct-current line between two buses: it draws active power P at its from end and delivers {@code P -
 * (lossConstant + lossFactor P)} at its to end, and each of its converters supplies reactive power within limits of its
 * own. This is the linear model of MATPOWER's {@code dcline}; power from its to end to its from end is a negative P,
 * and the loss keeps its slope there.
 *
 * @param id number of the DC line, positive and unique
 * @param name a name for people, possibly empty
 * @param fromBus bus at the from end
 * @param toBus bus at the to end
 * @param pMin least P, MW; negative where power may flow back
 * @param pMax largest P, MW
 * @param qMinFrom least reactive power supplied to the from bus, Mvar; may be -infinity
 * @param qMaxFrom largest reactive power supplied to the from bus, Mvar; may be +infinity
 * @param qMinTo least reactive power supplied to the to bus, Mvar; may be -infinity
 * @param qMaxTo largest reactive power supplied to the to bus, Mvar; may be +infinity
 * @param lossConstant loss without any power, MW
 * @param lossFactor further loss per power, MW per MW, below 1
 * @param cost currency per hour as a function of P in MW
 * @param p scheduled P, MW, used by a power flow
 * @param qFrom scheduled reactive power supplied to the from bus, Mvar, used by a power flow
 * @param qTo scheduled reactive power supplied to the to bus, Mvar, used by a power flow
 * @param inService whether it is switched in
 */
public record HvdcLine(
        int id,
        String name,
        int fromBus,
        int toBus,
        double pMin,
        double pMax,
        double qMinFrom,
        double qMaxFrom,
        double qMinTo,
        double qMaxTo,
        double lossConstant,
        double lossFactor,
        CostCurve cost,
        double p,
        double qFrom,
        double qTo,
        boolean inService)
        implements ConnectedElement {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("hvdc-line", "DC line");

    /** A name is required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public HvdcLine {
        Objects.requireNonNull(name, "name");
    }

    /** A DC line in service without losses, cost and reactive power, scheduled at zero. */
    public static HvdcLine of(int id, int fromBus, int toBus, double pMin, double pMax) {
        return new HvdcLine(
                id,
                "",
                fromBus,
                toBus,
                pMin,
                pMax,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                CostCurve.free(),
                0.0,
                0.0,
                0.0,
                true);
    }

    /** This DC line with another loss: a constant in MW and a factor in MW per MW. */
    public HvdcLine withLoss(double constant, double factor) {
        return new HvdcLine(
                id, name, fromBus, toBus, pMin, pMax, qMinFrom, qMaxFrom, qMinTo, qMaxTo, constant, factor, cost, p,
                qFrom, qTo, inService);
    }

    /** This DC line with other limits of the reactive power that its converters supply, Mvar. */
    public HvdcLine withReactiveLimits(double lowerFrom, double upperFrom, double lowerTo, double upperTo) {
        return new HvdcLine(
                id,
                name,
                fromBus,
                toBus,
                pMin,
                pMax,
                lowerFrom,
                upperFrom,
                lowerTo,
                upperTo,
                lossConstant,
                lossFactor,
                cost,
                p,
                qFrom,
                qTo,
                inService);
    }

    /** This DC line with another cost of P. */
    public HvdcLine withCost(CostCurve newCost) {
        return new HvdcLine(
                id,
                name,
                fromBus,
                toBus,
                pMin,
                pMax,
                qMinFrom,
                qMaxFrom,
                qMinTo,
                qMaxTo,
                lossConstant,
                lossFactor,
                newCost,
                p,
                qFrom,
                qTo,
                inService);
    }

    /** This DC line scheduled at another P (MW) and reactive supply (Mvar) at its ends. */
    public HvdcLine withSchedule(double mw, double mvarFrom, double mvarTo) {
        return new HvdcLine(
                id,
                name,
                fromBus,
                toBus,
                pMin,
                pMax,
                qMinFrom,
                qMaxFrom,
                qMinTo,
                qMaxTo,
                lossConstant,
                lossFactor,
                cost,
                mw,
                mvarFrom,
                mvarTo,
                inService);
    }

    /** This DC line switched in or out. */
    @Override
    public HvdcLine withInService(boolean service) {
        return new HvdcLine(
                id,
                name,
                fromBus,
                toBus,
                pMin,
                pMax,
                qMinFrom,
                qMaxFrom,
                qMinTo,
                qMaxTo,
                lossConstant,
                lossFactor,
                cost,
                p,
                qFrom,
                qTo,
                service);
    }

    /** The loss at a power P, MW. */
    public double loss(double mw) {
        return lossConstant + lossFactor * mw;
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
