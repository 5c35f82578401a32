package org.flexopf.opf.branchflow;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.Variable;
import org.flexopf.network.Branch;

/**
 * The pi-model of one branch i->j in the variables of the branch-flow model: P + jQ and l = |I|^2 in the series
 * impedance at its sending side, behind the transformer, where the squared voltage is w_i' = w_i / tau^2. Every
 * relation but the one between l and the others is linear in them.
 *
 * @param branch the data
 * @param p P
 * @param q Q
 * @param l l, a variable, or what a linear model puts in its place
 * @param sendingVoltage {@code w_i'}, which follows from w_i where the ratio is fixed
 * @param wFrom w_i
 * @param wTo w_j
 */
public record BranchFlow(
        Branch branch,
        Variable p,
        Variable q,
        LinearExpression l,
        LinearExpression sendingVoltage,
        Variable wFrom,
        Variable wTo)
        implements EndFlows {

    /** The flow of a branch at its present ratio, {@code w_i' = w_i / tau^2}. */
    public BranchFlow(Branch branch, Variable p, Variable q, LinearExpression l, Variable wFrom, Variable wTo) {
        this(branch, p, q, l, LinearExpression.of(1.0 / (branch.ratio() * branch.ratio()), wFrom), wFrom, wTo);
    }

    /** {@code w_i'}, as an expression of the caller's own to build on. */
    @Override
    public LinearExpression sendingVoltage() {
        return LinearExpression.zero().plus(sendingVoltage);
    }

    /** {@code P_ij = P}. */
    @Override
    public LinearExpression pFrom() {
        return LinearExpression.of(p);
    }

    /** {@code Q_ij = Q - (b/2) w_i'}. */
    @Override
    public LinearExpression qFrom() {
        return LinearExpression.of(q).plus(-0.5 * branch.b(), sendingVoltage());
    }

    /** {@code P_ji = -(P - r l)}. */
    @Override
    public LinearExpression pTo() {
        return LinearExpression.of(-1.0, p).plus(branch.r(), l);
    }

    /** {@code Q_ji = -(Q - x l) - (b/2) w_j}. */
    @Override
    public LinearExpression qTo() {
        return LinearExpression.of(-1.0, q).plus(branch.x(), l).minus(0.5 * branch.b(), wTo);
    }

    /** {@code w_i' - 2 (r P + x Q) + (r^2 + x^2) l - w_j}, which is zero. */
    public LinearExpression voltageDrop() {
        double r = branch.r();
        double x = branch.x();
        return sendingVoltage()
                .minus(2.0 * r, p)
                .minus(2.0 * x, q)
                .plus(r * r + x * x, l)
                .minus(wTo);
    }

    /**
     * The real part of {@code V_i V_j* = tau e^{j theta} V_i' V_j*}, where {@code V_i' V_j* = w_i' - (r P + x Q) + j (x
     * P - r Q)}.
     */
    public LinearExpression realProduct() {
        double angle = Math.toRadians(branch.shift());
        return product(branch.ratio() * Math.cos(angle), -branch.ratio() * Math.sin(angle));
    }

    /** The imaginary part of {@code V_i V_j*}. */
    public LinearExpression imaginaryProduct() {
        double angle = Math.toRadians(branch.shift());
        return product(branch.ratio() * Math.sin(angle), branch.ratio() * Math.cos(angle));
    }

    private LinearExpression product(double real, double imaginary) {
        double r = branch.r();
        double x = branch.x();
        return LinearExpression.zero()
                .plus(real, sendingVoltage())
                .plus(imaginary * x - real * r, p)
                .plus(-imaginary * r - real * x, q);
    }
}
