package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Shunt;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;

/** First and second derivatives of an AC optimal power flow that has everything, against central differences. */
class DerivativesTest {

    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 2e-6;

    private final AcProgram plain = new AcProgram(OpfProblem.of(everything()), List.of(), stiffBelow());
    private final AcProgram program = new AcProgram(all(), cuts(), stiffBelow());
    private final SplittableRandom random = new SplittableRandom(20261130);
    private final double[] x = point();

    /** Branches of less impedance have currents of their own, p.u. */
    double stiffBelow() {
        return 0.0;
    }

    /** A small network with one of each: taps, shifts, charging, limits of every kind, costs of every kind. */
    static Network everything() {
        ReactiveLines slopes =
                new ReactiveLines(new ReactiveLines.Line(0.3, -40.0), new ReactiveLines.Line(-0.4, 60.0));
        return Network.builder("everything", 100.0)
                .bus(Bus.reference(1, 1.02))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .bus(Bus.of(4))
                .branch(Branch.line(1, 1, 2, 0.01, 0.09)
                        .withCharging(0.05)
                        .withTap(0.97, 3.0)
                        .withRating(80.0))
                .branch(Branch.line(2, 2, 3, 0.02, 0.12)
                        .withCharging(0.02)
                        .withCurrentLimit(70.0)
                        .withTap(1.03, -2.0))
                .branch(Branch.line(3, 3, 1, 0.015, 0.1).withAngleLimits(-9.0, 12.0))
                .branch(Branch.line(4, 3, 4, 0.03, 0.2).withRating(60.0).withCurrentLimit(65.0))
                .branch(Branch.line(5, 2, 4, 0.02, 0.15))
                .shunt(Shunt.of(1, 3, 4.0, 12.0))
                .load(Load.of(1, 2, 60.0, 20.0))
                .load(Load.of(2, 4, 50.0, 10.0))
                .generator(Generator.of(1, 1, 0.0, 150.0, -80.0, 80.0, CostCurve.quadratic(0.02, 20.0, 5.0))
                        .withReactiveCost(CostCurve.quadratic(0.01, 0.5, 0.0)))
                .generator(Generator.of(
                                2,
                                3,
                                0.0,
                                90.0,
                                -60.0,
                                60.0,
                                CostCurve.piecewiseLinear(List.of(
                                        new CostCurve.Point(0.0, 0.0),
                                        new CostCurve.Point(40.0, 900.0),
                                        new CostCurve.Point(90.0, 2400.0))))
                        .withCapability(CapabilityCurve.semicircle(70.0))
                        .withReactiveLines(slopes))
                .generator(Generator.of(3, 4, 0.0, 20.0, -20.0, 20.0, CostCurve.linear(70.0))
                        .withReactiveLines(ReactiveLines.constantPowerFactor(0.2)))
                .hvdcLine(HvdcLine.of(1, 1, 4, -20.0, 30.0).withLoss(0.5, 0.02))
                .flowInterface(FlowInterface.of(1, -50.0, 45.0, 2, -3))
                .build();
    }

    /** The same with free settings, soft limits of every kind and all objectives in one. */
    static OpfProblem all() {
        Network network = AcOpfTest.free(everything()).toBuilder()
                .mapGenerators(generator -> generator.id() == 1 ? generator.withActiveLimits(15.0, 150.0) : generator)
                .build();
        return OpfProblem.of(network)
                .withSoftLimits(SoftLimits.usual())
                .withObjective(Objective.weighted(1.0, Objective.cost())
                        .plus(30.0, Objective.losses())
                        .plus(400.0, Objective.voltageDeviation(1.01))
                        .plus(15.0, Objective.congestion(0.3)));
    }

    /** A cut of each kind, after the outages of branches 5 and 3. */
    static List<OutageCut> cuts() {
        return List.of(
                cut(5, NetworkLimit.RATING_TO, 0, -1.0, 0.0, 0.4),
                cut(5, NetworkLimit.INTERFACE_MAX, 0, 1.0, 0.0, -0.7),
                cut(3, NetworkLimit.ANGLE_MIN, 3, -1.0, 1.0, 0.2),
                cut(3, NetworkLimit.VOLTAGE_MAX, 1, 1.0, 0.0, 0.0),
                cut(5, NetworkLimit.GENERATOR_CAPABILITY, 1, 0.8, 0.6, 0.0));
    }

    private static OutageCut cut(
            int outage, NetworkLimit limit, int element, double first, double second, double factor) {
        return new OutageCut(new OutageCut.Key(outage, limit, element), first, second, factor, 0.1, 0.0, 0.0);
    }

    private double[] point() {
        double[] start = program.flatStart();
        for (int i = 0; i < start.length; i++) {
            start[i] += 0.3 * (random.nextDouble() - 0.5);
        }
        return start;
    }

    private double[] multipliers(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> 0.2 + random.nextDouble());
        return values;
    }

    @Test
    void everyKindOfConstraintIsThere() {
        // Two balances per bus, a tie, an interface, two parts of Ohm's law per stiff branch; two ends of two ratings
        // and of two currents, two angles, a circle,
        // two sloped lines, two pieces of a cost.
        assertThat(plain.structure().equalities()).isEqualTo(2 * 4 + 1 + 1 + (stiffBelow() > 0.0 ? 2 * 5 : 0));
        assertThat(plain.structure().inequalities()).isEqualTo(4 + 4 + 2 + 1 + 2 + 2);
        // Besides, two soft voltages per bus, a ratio, a shift, two ends of an interface, a must-run unit, and two ends
        // of three branches that congestion counts; and five cuts.
        assertThat(program.structure().equalities()).isEqualTo(plain.structure().equalities());
        assertThat(program.structure().inequalities())
                .isEqualTo(plain.structure().inequalities() + 2 * 3 + 2 + 2 + 2 + 1 + 6 + 5);
    }

    @Test
    void gradientIsThatOfTheObjective() {
        double[] gradient = new double[x.length];
        program.gradient(x, gradient);
        for (int i = 0; i < x.length; i++) {
            // The objective is large, and its rounding shows in shorter steps.
            double step = 10.0 * STEP;
            double slope = (program.objective(moved(i, step)) - program.objective(moved(i, -step))) / (2.0 * step);
            assertThat(gradient[i]).as("variable %d", i).isCloseTo(slope, near(slope));
        }
        assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isGreaterThan(100.0);
    }

    @Test
    void jacobiansAreThoseOfTheConstraints() {
        double[] g = new double[program.structure().equalityPattern().count()];
        double[] h = new double[program.structure().inequalityPattern().count()];
        program.jacobians(x, g, h);
        double[][] equality = dense(
                program.structure().equalityPattern(), g, program.structure().equalities());
        double[][] inequality = dense(
                program.structure().inequalityPattern(), h, program.structure().inequalities());
        for (int i = 0; i < x.length; i++) {
            double[][] above = constraints(moved(i, STEP));
            double[][] below = constraints(moved(i, -STEP));
            for (int row = 0; row < program.structure().equalities(); row++) {
                double slope = (above[0][row] - below[0][row]) / (2.0 * STEP);
                assertThat(equality[row][i])
                        .as("equality %d, variable %d", row, i)
                        .isCloseTo(slope, near(slope));
            }
            for (int row = 0; row < program.structure().inequalities(); row++) {
                double slope = (above[1][row] - below[1][row]) / (2.0 * STEP);
                assertThat(inequality[row][i])
                        .as("inequality %d, variable %d", row, i)
                        .isCloseTo(slope, near(slope));
            }
        }
    }

    @Test
    void hessianIsThatOfTheLagrangian() {
        double[] y = multipliers(program.structure().equalities());
        double[] z = multipliers(program.structure().inequalities());
        double weight = 0.7;
        double[] entries = new double[program.structure().hessianPattern().count()];
        program.hessian(x, weight, y, z, entries);
        double[][] hessian = new double[x.length][x.length];
        Triplets pattern = program.structure().hessianPattern();
        for (int t = 0; t < entries.length; t++) {
            hessian[pattern.row(t)][pattern.column(t)] += entries[t];
            if (pattern.row(t) != pattern.column(t)) {
                hessian[pattern.column(t)][pattern.row(t)] += entries[t];
            }
        }
        for (int i = 0; i < x.length; i++) {
            double[] above = lagrangian(moved(i, STEP), weight, y, z);
            double[] below = lagrangian(moved(i, -STEP), weight, y, z);
            for (int j = 0; j < x.length; j++) {
                double slope = (above[j] - below[j]) / (2.0 * STEP);
                assertThat(hessian[i][j]).as("variables %d and %d", i, j).isCloseTo(slope, near(slope));
            }
        }
    }

    private double[] lagrangian(double[] at, double weight, double[] y, double[] z) {
        double[] sum = new double[at.length];
        program.gradient(at, sum);
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= weight;
        }
        double[] g = new double[program.structure().equalityPattern().count()];
        double[] h = new double[program.structure().inequalityPattern().count()];
        program.jacobians(at, g, h);
        for (int t = 0; t < g.length; t++) {
            sum[program.structure().equalityPattern().column(t)] +=
                    g[t] * y[program.structure().equalityPattern().row(t)];
        }
        for (int t = 0; t < h.length; t++) {
            sum[program.structure().inequalityPattern().column(t)] +=
                    h[t] * z[program.structure().inequalityPattern().row(t)];
        }
        return sum;
    }

    private double[][] constraints(double[] at) {
        double[][] values = {
            new double[program.structure().equalities()],
            new double[program.structure().inequalities()]
        };
        program.constraints(at, values[0], values[1]);
        return values;
    }

    private double[] moved(int variable, double step) {
        double[] at = x.clone();
        at[variable] += step;
        return at;
    }

    private double[][] dense(Triplets pattern, double[] values, int rows) {
        double[][] matrix = new double[rows][x.length];
        for (int t = 0; t < values.length; t++) {
            matrix[pattern.row(t)][pattern.column(t)] += values[t];
        }
        return matrix;
    }

    private static org.assertj.core.data.Offset<Double> near(double value) {
        return org.assertj.core.api.Assertions.within(TOLERANCE * Math.max(1.0, Math.abs(value)));
    }
}
