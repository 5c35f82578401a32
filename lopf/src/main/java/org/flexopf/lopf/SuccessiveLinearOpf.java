package org.flexopf.lopf;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An AC optimal power flow of a radial network by successive linear programs in a trust region: {@link LinDistFlow}
 * with losses linearised at an AC power flow of the last dispatch, solved near that dispatch; the new dispatch is put
 * into an AC power flow, and accepted if that is better there, not only in the model. It ends at a dispatch that the
 * model and the AC power flow agree on and near which the model sees nothing better: a local optimum, and the global
 * one where the feeder is one on which the relaxation is exact.
 *
 * <p>"Better" is the merit: cost of the AC state plus a penalty on its largest violations. The region grows after steps
 * that keep what the model promised and shrinks after those that do not (Fletcher, "Practical Methods of Optimization",
 * 1987, section 14.5).
 */
public final class SuccessiveLinearOpf implements SolverUser<SuccessiveLinearOpf> {

    private static final Logger LOG = LoggerFactory.getLogger(SuccessiveLinearOpf.class);

    private static final double FIRST_RADIUS = 0.5;
    private static final double LARGEST_RADIUS = 1e3;
    private static final double SMALLEST_RADIUS = 1e-9;
    /** A violation that a linear program leaves, p.u. or relative. */
    private static final double ROUNDING = FeasibilityTolerance.SHARE_OF_ITERATIONS * FeasibilityTolerance.LOADING;

    private final SolverChoice solver;
    private final double tolerance;
    private final int maxRounds;

    private SuccessiveLinearOpf(SolverChoice solver, double tolerance, int maxRounds) {
        this.solver = solver;
        this.tolerance = tolerance;
        this.maxRounds = maxRounds;
    }

    /** With the installed solver, to 1e-7 of the cost in at most 500 rounds. */
    public SuccessiveLinearOpf() {
        this(SolverChoice.installed(), 1e-7, 500);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public SuccessiveLinearOpf withSolver(SolverChoice choice) {
        return new SuccessiveLinearOpf(Objects.requireNonNull(choice, "choice"), tolerance, maxRounds);
    }

    /**
     * Ending where the model sees less than this to gain, relative to the cost. @throws IllegalArgumentException if it
     * is not in (0, 1)
     */
    public SuccessiveLinearOpf withTolerance(double newTolerance) {
        if (!(newTolerance > 0.0 && newTolerance < 1.0)) {
            throw new IllegalArgumentException("the tolerance must lie between 0 and 1, got " + newTolerance);
        }
        return new SuccessiveLinearOpf(solver, newTolerance, maxRounds);
    }

    /** With another largest number of linear programs. @throws IllegalArgumentException if it is less than 1 */
    public SuccessiveLinearOpf withMaxRounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("at least one round is needed, got " + rounds);
        }
        return new SuccessiveLinearOpf(solver, tolerance, rounds);
    }

    /** Finds the cheapest generation of a radial network. @throws IllegalArgumentException if the network is meshed */
    public SuccessiveLinearResult solve(Network network) {
        OpfProblem problem = OpfProblem.of(network);
        PowerFlow powerFlow = PowerFlow.prepare(network);
        double penalty = penalty(network);
        PreparedOpf prepared = Opf.of(new LinDistFlow()).withSolver(solver).prepare(problem);
        OpfResult lossless = prepared.solve();
        RecoveredPoint current = RecoveredPoint.of(
                powerFlow,
                lossless.solution().map(solution -> solution.point()).orElseGet(() -> middle(network, powerFlow)));
        if (!current.isConverged()) {
            current = RecoveredPoint.of(powerFlow, middle(network, powerFlow));
        }
        if (!current.isConverged()) {
            return new SuccessiveLinearResult(SolveSequence.unsettled(1, current.verdict()), current, Optional.empty());
        }
        double radius = FIRST_RADIUS;
        for (int round = 1; round <= maxRounds; round++) {
            LinDistFlow linear = new LinDistFlow()
                    .withLossesAt(LossLinearisation.at(network, current.point()))
                    .within(new TrustRegion(current.point(), radius));
            prepared = prepared.rebuilt(problem, linear);
            OpfResult step = prepared.solve();
            if (step.solution().isEmpty()) {
                boolean contradicts =
                        step.status().isInfeasible() || step.status().isClaim();
                if (radius >= LARGEST_RADIUS || !contradicts) {
                    return new SuccessiveLinearResult(
                            SolveSequence.unsettled(1 + round, "the linear program has no solution: " + step.message()),
                            current,
                            Optional.empty());
                }
                // The point breaks limits that cannot be met near it.
                radius = Math.min(LARGEST_RADIUS, 8.0 * radius);
                continue;
            }
            double merit = merit(current, penalty, network.perUnit());
            double promised = merit - step.orElseThrow().objective();
            double scale = tolerance * (1.0 + Math.abs(current.cost()));
            if (promised <= scale) {
                return new SuccessiveLinearResult(
                        SolveSequence.settled(1 + round, "the model sees nothing better near this dispatch"),
                        current,
                        step.solution());
            }
            RecoveredPoint trial =
                    RecoveredPoint.of(powerFlow, step.orElseThrow().point());
            double kept = trial.isConverged()
                    ? (merit - merit(trial, penalty, network.perUnit())) / promised
                    : Double.NEGATIVE_INFINITY;
            LOG.debug(
                    "{}: round {}, radius {}, merit {}, promised {}, kept {}",
                    network.name(),
                    round,
                    radius,
                    merit,
                    promised,
                    kept);
            if (kept > 0.1) {
                current = trial;
                radius = kept > 0.75 ? Math.min(LARGEST_RADIUS, 2.0 * radius) : radius;
            } else {
                radius *= 0.25;
            }
            if (radius < SMALLEST_RADIUS) {
                return new SuccessiveLinearResult(
                        SolveSequence.unsettled(1 + round, "no step keeps what the model promises"),
                        current,
                        step.solution());
            }
        }
        return new SuccessiveLinearResult(
                SolveSequence.unsettled(1 + maxRounds, "the limit of " + maxRounds + " rounds was reached"),
                current,
                Optional.empty());
    }

    /**
     * Cost plus penalties. Violations as small as the rounding of the linear programs are free: times their penalty,
     * they would hide small gains.
     */
    private static double merit(RecoveredPoint point, double penalty, PerUnit perUnit) {
        return point.cost()
                + penalty
                        * (Math.max(0.0, point.maxVoltageViolation() - ROUNDING)
                                + Math.max(0.0, point.maxLoadingViolation() - ROUNDING)
                                + Math.max(0.0, point.maxGenerationViolation() - perUnit.physicalPower(ROUNDING)));
    }

    /**
     * Currency per hour for a violation of 1 p.u. of voltage, of 100 % of a line, or of 1 MW: well above what any of
     * them can save.
     */
    private static double penalty(Network network) {
        double dearest = 1.0;
        double capacity = 1.0;
        for (Generator generator : network.generators()) {
            if (network.isActive(generator)) {
                double most = Math.min(generator.pMax(), network.perUnit().physicalPower(1e4));
                dearest = Math.max(dearest, Math.abs(generator.cost().marginalAt(most)));
                capacity += Math.abs(most);
            }
        }
        return 10.0 * dearest * capacity;
    }

    /** The middle of what every generator can do, or its end nearest to zero if that is infinite. */
    private static OperatingPoint middle(Network network, PowerFlow powerFlow) {
        OperatingPoint start =
                RecoveredPoint.of(powerFlow, PowerFlow.solve(network).point()).point();
        double[] pg = new double[network.generators().size()];
        double[] qg = new double[pg.length];
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            pg[g] = middle(generator.pMin(), generator.pMax());
            qg[g] = generator.reactiveLines().nearest(pg[g], middle(generator.qMin(), generator.qMax()));
        }
        return start.toBuilder().pg(pg).qg(qg).build();
    }

    private static double middle(double lower, double upper) {
        return Double.isInfinite(lower) || Double.isInfinite(upper)
                ? Math.min(Math.max(0.0, lower), upper)
                : 0.5 * (lower + upper);
    }

    @Override
    public String toString() {
        return "successive linear programs to " + tolerance + " in at most " + maxRounds + " rounds";
    }
}
