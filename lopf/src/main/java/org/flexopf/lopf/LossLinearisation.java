package org.flexopf.lopf;

import org.flexopf.model.LinearExpression;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.branchflow.BranchFlow;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The tangent of the squared current {@code l = (P^2 + Q^2)/w'} of every branch at a base point: {@code l = (2 P_0 P +
 * 2 Q_0 Q - l_0 w')/w_0'}. The function is convex, so the tangent lies below it, and touches it at the base point.
 * Immutable.
 */
public final class LossLinearisation {

    private final double[] p;
    private final double[] q;
    private final double[] w;

    private LossLinearisation(double[] p, double[] q, double[] w) {
        this.p = p;
        this.q = q;
        this.w = w;
    }

    /**
     * The linearisation at an operating point with voltages and end flows, such as an AC power flow.
     *
     * @throws IllegalArgumentException if a voltage of a branch in service is not a positive number
     */
    public static LossLinearisation at(Network network, OperatingPoint point) {
        PerUnit perUnit = network.perUnit();
        int branches = network.branches().size();
        double[] p = new double[branches];
        double[] q = new double[branches];
        double[] w = new double[branches];
        for (int b = 0; b < branches; b++) {
            if (!network.topology().isActive(b)) {
                continue;
            }
            Branch branch = network.branches().get(b);
            double sending = point.vm(network.topology().from(b)) / branch.ratio();
            if (!(sending > 0.0)) {
                throw new IllegalArgumentException(branch.label() + ": the voltage at its from end is " + sending
                        + " p.u. at the base point; losses can be linearised around positive voltages only");
            }
            w[b] = sending * sending;
            p[b] = perUnit.power(point.pFrom(b));
            q[b] = perUnit.power(point.qFrom(b)) + 0.5 * branch.b() * w[b];
        }
        return new LossLinearisation(p, q, w);
    }

    /** The tangent in the variables of a branch index. */
    LinearExpression squaredCurrent(int branch, BranchFlow flow) {
        return LinearExpression.of(2.0 * p[branch] / w[branch], flow.p())
                .plus(2.0 * q[branch] / w[branch], flow.q())
                .plus(
                        -(p[branch] * p[branch] + q[branch] * q[branch]) / (w[branch] * w[branch]),
                        flow.sendingVoltage());
    }

    /** The value of the tangent of a branch index at a solution. */
    double squaredCurrent(int branch, BranchFlowPoint at) {
        return (2.0 * p[branch] * at.p(branch)
                        + 2.0 * q[branch] * at.q(branch)
                        - (p[branch] * p[branch] + q[branch] * q[branch]) / w[branch] * at.sendingVoltage(branch))
                / w[branch];
    }

    @Override
    public String toString() {
        return "losses linearised at the flows of " + p.length + " branches";
    }
}
