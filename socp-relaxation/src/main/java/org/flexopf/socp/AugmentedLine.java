package org.flexopf.socp;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.Variable;
import org.flexopf.network.Branch;
import org.flexopf.network.Topology;
import org.flexopf.opf.branchflow.EndFlows;
import org.flexopf.opf.formulation.BlockModel;

/**
 * One line of {@link AugmentedSocp} as seen from the root: its upstream end "up" and its downstream end "low" (where
 * its bus l is), whichever way the branch is written. Voltages in the line's rows are those of the series impedance,
 * {@code v / tau^2} at the transformer's end; terminal voltages are the buses' own.
 *
 * @param branch index of the branch
 * @param r series resistance
 * @param x series reactance
 * @param b half of the charging
 * @param pUp P^t of the plain load flow
 * @param qUp Q^t of the plain load flow
 * @param vUp v at the upstream end
 * @param vLow v at the downstream end
 * @param vBarUp vbar at the upstream end
 * @param vBarLow vbar at the downstream end
 * @param terminalVUp v of the upstream bus
 * @param terminalVLow v of the downstream bus
 * @param pHatDown Phat^b
 * @param qHatDown Qhat^b
 * @param pBarDown Pbar^b
 * @param qBarDown Qbar^b
 * @param fBar fbar
 */
record AugmentedLine(
        int branch,
        double r,
        double x,
        double b,
        LinearExpression pUp,
        LinearExpression qUp,
        LinearExpression vUp,
        LinearExpression vLow,
        LinearExpression vBarUp,
        LinearExpression vBarLow,
        Variable terminalVUp,
        Variable terminalVLow,
        Variable pHatDown,
        Variable qHatDown,
        Variable pBarDown,
        Variable qBarDown,
        Variable fBar) {

    /** The line that leads into a bus, at the present ratio, which the plain load flow is held at. */
    static AugmentedLine into(BlockModel model, int bus, AugmentedBounds bounds) {
        Topology topology = model.topology();
        int index = topology.parentBranch(bus);
        int up = topology.parentBus(bus);
        Branch branch = model.network().branches().get(index);
        boolean tapUpstream = topology.from(index) == up;
        double tapped = 1.0 / (branch.ratio() * branch.ratio());
        double aUp = tapUpstream ? tapped : 1.0;
        double aLow = tapUpstream ? 1.0 : tapped;
        EndFlows flow = model.endFlows(index);
        return new AugmentedLine(
                index,
                branch.r(),
                branch.x(),
                0.5 * branch.b(),
                tapUpstream ? flow.pFrom() : flow.pTo(),
                tapUpstream ? flow.qFrom() : flow.qTo(),
                LinearExpression.of(aUp, bounds.v().of(up)),
                LinearExpression.of(aLow, bounds.v().of(bus)),
                LinearExpression.of(aUp, bounds.vBar().of(up)),
                LinearExpression.of(aLow, bounds.vBar().of(bus)),
                bounds.v().of(up),
                bounds.v().of(bus),
                bounds.pHat().of(index),
                bounds.qHat().of(index),
                bounds.pBar().of(index),
                bounds.qBar().of(index),
                bounds.fBar().of(index));
    }

    /** {@code Phat^t = Phat^b}. */
    LinearExpression pHatUp() {
        return LinearExpression.of(pHatDown);
    }

    /** {@code Qhat^t = Qhat^b - (vbar_up + vbar_l) b}. */
    LinearExpression qHatUp() {
        return LinearExpression.of(qHatDown).plus(-b, vBarUp).plus(-b, vBarLow);
    }

    /** {@code Pbar^t = Pbar^b + r fbar}. */
    LinearExpression pBarUp() {
        return LinearExpression.of(pBarDown).plus(r, fBar);
    }

    /** {@code Qbar^t = Qbar^b + x fbar - (v_up + v_l) b}. */
    LinearExpression qBarUp() {
        return LinearExpression.of(qBarDown).plus(x, fBar).plus(-b, vUp).plus(-b, vLow);
    }

    /** {@code Qhat^t + vbar_up b}. */
    LinearExpression seriesQHatUp() {
        return qHatUp().plus(b, vBarUp);
    }

    /** {@code Qbar^t + v_up b}. */
    LinearExpression seriesQBarUp() {
        return qBarUp().plus(b, vUp);
    }

    /** {@code Qhat^b - vbar_l b}. */
    LinearExpression seriesQHatDown() {
        return LinearExpression.of(qHatDown).plus(-b, vBarLow);
    }

    /** {@code Qbar^b - v_l b}. */
    LinearExpression seriesQBarDown() {
        return LinearExpression.of(qBarDown).plus(-b, vLow);
    }
}
