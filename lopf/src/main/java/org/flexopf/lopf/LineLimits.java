package org.flexopf.lopf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StateVector;

/**
 * The limits of branches at both ends, by tangents of their circle at angles phi:
 *
 * <pre>
 *   cos phi (P + sum dP/dx (x - x')) + sin phi (Q + sum dQ/dx (x - x')) &lt;= rating + s
 *                                                     ... &lt;= current limit (V + sum dV/dx (x - x') + s)
 * </pre>
 *
 * <p>Tangents that no step within reach can cross are left out.
 */
final class LineLimits {

    /** The tangents, in the order of {@link #tangents}. */
    static final ConstraintFamily TANGENT =
            new ConstraintFamily("line-limit", "limit of a branch", ElementKind.OWN, Unit.MVA);

    /**
     * Where the circle has its tangents, in radians from the present direction of the power: closely around it, so that
     * they are the circle where the rounds end, and all the way round for large changes.
     */
    private static final double[] TURNS = turns(
            0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 45.0, 60.0, 75.0, 90.0, 110.0, 130.0, 155.0,
            180.0);

    private final ProgramBuilder program;
    private final Network network;
    private final PerUnit perUnit;
    private final Linearisation linear;
    private final Controls controls;
    private final OperatingPoint base;
    private final double penalty;
    private final List<Tangent> tangents = new ArrayList<>();

    /**
     * What a row limits: the power at an end of a branch in a direction, less a limit that grows with the voltage
     * there.
     *
     * @param cos of the direction
     * @param sin of the direction
     * @param perVoltage what the limit grows by per p.u. of voltage, p.u.: the current limit; 0 for a rating
     */
    record Tangent(int branch, BranchEnd end, double cos, double sin, double perVoltage) {

        /** Adds a multiple of the derivatives by the state. */
        void addGradient(Network network, Sensitivities sensitivities, double factor, StateVector gradient) {
            sensitivities.addFlowGradient(branch, end.active(), factor * cos, gradient);
            sensitivities.addFlowGradient(branch, end.reactive(), factor * sin, gradient);
            gradient.vm()[end.bus(network.topology(), branch)] -= factor * perVoltage;
        }
    }

    private LineLimits(
            ProgramBuilder program,
            Network network,
            Linearisation linear,
            Controls controls,
            OperatingPoint base,
            double penalty) {
        this.program = program;
        this.network = network;
        this.perUnit = network.perUnit();
        this.linear = linear;
        this.controls = controls;
        this.base = base;
        this.penalty = penalty;
    }

    /**
     * Adds the limits of all branches.
     *
     * @param penalty currency per hour and MVA beyond a limit
     */
    static LineLimits add(
            ProgramBuilder program,
            Network network,
            Linearisation linear,
            Controls controls,
            OperatingPoint base,
            double penalty) {
        LineLimits limits = new LineLimits(program, network, linear, controls, base, penalty);
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (network.topology().isActive(b) && (branch.hasRating() || branch.hasCurrentLimit())) {
                limits.end(b, branch, BranchEnd.FROM);
                limits.end(b, branch, BranchEnd.TO);
            }
        }
        return limits;
    }

    private static double[] turns(double... degrees) {
        return DoubleStream.concat(
                        DoubleStream.of(0.0), DoubleStream.of(degrees).flatMap(turn -> DoubleStream.of(-turn, turn)))
                .map(Math::toRadians)
                .toArray();
    }

    /** The rows of {@link #TANGENT}. */
    List<Tangent> tangents() {
        return tangents;
    }

    private void end(int b, Branch branch, BranchEnd end) {
        double[] active = linear.ofFlow(b, end.active());
        double[] reactive = linear.ofFlow(b, end.reactive());
        double[] voltage = linear.ofVoltage(end.bus(network.topology(), b));
        double v = base.vm(end.bus(network.topology(), b));
        if (branch.hasRating()) {
            circle(b, end, active, reactive, voltage, perUnit.power(branch.rating()), 0.0, 1.0);
        }
        if (branch.hasCurrentLimit()) {
            double current = perUnit.power(branch.currentLimit());
            circle(b, end, active, reactive, voltage, current * v, current, v);
        }
    }

    /** {@code |S| <= limit + perVoltage dV + scale s}. */
    private void circle(
            int b,
            BranchEnd end,
            double[] active,
            double[] reactive,
            double[] voltage,
            double limit,
            double perVoltage,
            double scale) {
        double p = perUnit.power(end.p(base, b));
        double q = perUnit.power(end.q(base, b));
        double direction = Math.atan2(q, p);
        Variable slack = null;
        for (double turn : TURNS) {
            double cos = Math.cos(direction + turn);
            double sin = Math.sin(direction + turn);
            double value = p * cos + q * sin;
            double[] factors = new double[linear.changes()];
            for (int k = 0; k < factors.length; k++) {
                factors[k] = active[k] * cos + reactive[k] * sin - perVoltage * voltage[k];
            }
            if (controls.canExceed(limit, value, factors)) {
                slack = slack == null ? StepProgram.slack(program, perUnit.physicalPower(penalty)) : slack;
                program.atMost(
                        TANGENT,
                        tangents.size(),
                        controls.changed(value, factors).minus(scale, slack),
                        limit);
                tangents.add(new Tangent(b, end, cos, sin, perVoltage));
            }
        }
    }
}
