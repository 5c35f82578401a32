package org.flexopf.opf.formulation;

import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.DiskShape;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.network.Branch;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.branchflow.BranchFlow;
import org.flexopf.opf.branchflow.EndFlows;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.limit.SlackVariables;
import org.flexopf.opf.limit.SoftLimit;

/** What limits a branch, written so that it means the same in every formulation: ratings, currents and angles. */
public final class BranchLimits {

    private final Network network;
    private final PerUnit perUnit;
    private final ProgramBuilder program;
    private final SlackVariables slacks;
    private DiskShape shape = DiskShape.CONE;

    BranchLimits(Network network, ProgramBuilder program, SlackVariables slacks) {
        this.network = network;
        this.perUnit = network.perUnit();
        this.program = program;
        this.slacks = slacks;
    }

    /** How ratings and current limits are written from here on; cones unless this is called. */
    public void writtenAs(DiskShape newShape) {
        shape = newShape;
    }

    /** Rating and current limit at both ends of a branch in a branch-flow model. */
    public void power(int branch, BranchFlow flow) {
        if (flow.branch().hasRating()) {
            rating(OpfConstraints.RATING_FROM, branch, flow.pFrom(), flow.qFrom());
            rating(OpfConstraints.RATING_TO, branch, flow.pTo(), flow.qTo());
        }
        if (flow.branch().hasCurrentLimit()) {
            int from = network.topology().from(branch);
            int to = network.topology().to(branch);
            current(OpfConstraints.CURRENT_LIMIT_FROM, branch, from, flow.pFrom(), flow.qFrom(), flow.wFrom());
            current(OpfConstraints.CURRENT_LIMIT_TO, branch, to, flow.pTo(), flow.qTo(), flow.wTo());
        }
    }

    /** {@code |S| <= rating} at one end. */
    private void rating(ConstraintFamily row, int index, LinearExpression p, LinearExpression q) {
        double limit = perUnit.power(network.branches().get(index).rating());
        program.disk(row, index, shape, slacks.of(SoftLimit.RATING, index).plus(limit), p, q);
    }

    /** {@code |S|^2 <= I_max^2 w} at one end. */
    private void current(
            ConstraintFamily row, int index, int bus, LinearExpression p, LinearExpression q, Variable squaredVoltage) {
        double limit = perUnit.power(network.branches().get(index).currentLimit());
        LinearExpression squaredLimit = slacks.of(SoftLimit.CURRENT, index).plus(limit * limit);
        if (shape.isCone()) {
            program.rotatedCone(row, index, squaredLimit, LinearExpression.of(squaredVoltage), p, q);
        } else {
            polygonCurrent(row, index, limit, squaredLimit, LinearExpression.of(squaredVoltage), bus, p, q);
        }
    }

    /**
     * {@code |S| <= sqrt(u w)} with {@code u = I_max^2} plus slack, both under the root replaced by a straight line: by
     * the chord of {@code sqrt(w)} over the voltage limits for a polygon inside, by its tangent in their middle for one
     * around, and {@code sqrt(u)} by its tangent at I_max. The row is scaled so that its dual is that of u, as in the
     * cone, at the middle voltage.
     */
    private void polygonCurrent(
            ConstraintFamily row,
            int index,
            double limit,
            LinearExpression squaredLimit,
            LinearExpression w,
            int bus,
            LinearExpression p,
            LinearExpression q) {
        double lower = network.buses().get(bus).vMin();
        double upper = network.buses().get(bus).vMax();
        double middle = 0.5 * (lower + upper);
        LinearExpression voltage = shape.inside()
                ? LinearExpression.of(lower * upper / (lower + upper)).plus(1.0 / (lower + upper), w)
                : LinearExpression.of(0.5 * middle).plus(0.5 / middle, w);
        double scale = 2.0 * limit / middle;
        LinearExpression bound = LinearExpression.zero()
                .plus(limit * scale, voltage)
                .plus(squaredLimit)
                .plus(-limit * limit);
        program.disk(
                row,
                index,
                shape,
                bound,
                LinearExpression.zero().plus(scale, p),
                LinearExpression.zero().plus(scale, q));
    }

    /**
     * {@code -limit <= p <= limit} for the active flow of a branch in a model without reactive power, with a limit in
     * MW that may be infinite. {@link OpfConstraints#RATING_FROM} limits the flow from the from end,
     * {@link OpfConstraints#RATING_TO} the flow from the to end.
     */
    public void active(int branch, double limit, LinearExpression p) {
        double perUnitLimit = perUnit.power(limit);
        if (limit < Double.POSITIVE_INFINITY && slacks.isSoft(SoftLimit.RATING, branch)) {
            program.atLeast(
                    OpfConstraints.RATING_TO,
                    branch,
                    slacks.of(SoftLimit.RATING, branch).plus(p),
                    -perUnitLimit);
            program.atMost(
                    OpfConstraints.RATING_FROM,
                    branch,
                    LinearExpression.zero().plus(p).minus(slacks.of(SoftLimit.RATING, branch)),
                    perUnitLimit);
        } else {
            program.between(
                    OpfConstraints.RATING_TO, OpfConstraints.RATING_FROM, branch, p, -perUnitLimit, perUnitLimit);
        }
    }

    /**
     * {@code lower <= sum of weight (pFrom - pTo) / 2 <= upper} over the branches in service of an interface (by
     * index). Without any of them the sum is zero, and has to be allowed.
     */
    void sum(int index, FlowInterface limits, IntFunction<EndFlows> flows) {
        LinearExpression sum = LinearExpression.zero();
        limits.weights().forEach((id, weight) -> {
            int branch = network.branchIndex(id);
            if (network.topology().isActive(branch)) {
                EndFlows flow = flows.apply(branch);
                sum.plus(0.5 * weight, flow.pFrom()).plus(-0.5 * weight, flow.pTo());
            }
        });
        LinearExpression flow = sum.simplified();
        double lower = perUnit.power(limits.lower());
        double upper = perUnit.power(limits.upper());
        if (slacks.isSoft(SoftLimit.LOWER_INTERFACE, index) || slacks.isSoft(SoftLimit.UPPER_INTERFACE, index)) {
            if (lower > Double.NEGATIVE_INFINITY) {
                LinearExpression least =
                        slacks.of(SoftLimit.LOWER_INTERFACE, index).plus(flow);
                program.atLeast(OpfConstraints.INTERFACE_MIN, index, least, lower);
            }
            if (upper < Double.POSITIVE_INFINITY) {
                LinearExpression largest =
                        LinearExpression.zero().plus(flow).minus(slacks.of(SoftLimit.UPPER_INTERFACE, index));
                program.atMost(OpfConstraints.INTERFACE_MAX, index, largest, upper);
            }
        } else {
            program.between(OpfConstraints.INTERFACE_MIN, OpfConstraints.INTERFACE_MAX, index, flow, lower, upper);
        }
    }

    /** {@code angleMin <= difference <= angleMax} for the angle difference from minus to of a branch, in radians. */
    public void angle(int index, LinearExpression difference) {
        Branch branch = network.branches().get(index);
        double lower = branch.angleMin() <= -360.0 ? Double.NEGATIVE_INFINITY : Math.toRadians(branch.angleMin());
        double upper = branch.angleMax() >= 360.0 ? Double.POSITIVE_INFINITY : Math.toRadians(branch.angleMax());
        program.between(OpfConstraints.ANGLE_MIN, OpfConstraints.ANGLE_MAX, index, difference, lower, upper);
    }

    @Override
    public String toString() {
        return "branch limits of " + network.name();
    }
}
