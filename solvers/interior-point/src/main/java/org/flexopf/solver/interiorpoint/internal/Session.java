package org.flexopf.solver.interiorpoint.internal;

import org.flexopf.program.ConvexProgram;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;

/** Solves programs one after the other, and keeps the symbolic work as long as their pattern stays the same. */
public final class Session implements SolverSession {

    /** Iterations the fast lane gets before the homogeneous one takes over. */
    private static final int FAST_LANE_ITERATIONS = 60;
    /** Iterations the homogeneous lane gets at each strength of regularisation. */
    private static final int HOMOGENEOUS_LANE_ITERATIONS = 100;
    /** With what the homogeneous lane starts; the stronger ones are for ill-posed programs on which it has lost its way. */
    private static final double[] REGULARISATIONS = {CondensedKktSystem.REGULARISATION, 1e-8, 1e-7, 1e-6, 1e-5};

    private ConvexProgram pattern;
    private Workspace workspace;

    @Override
    public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
        long begin = System.nanoTime();
        if (workspace == null || !program.samePattern(pattern)) {
            workspace = new Workspace(new ProgramStructure(program));
        }
        pattern = program;
        workspace.load(program);
        long ready = System.nanoTime();
        return workspace.solve(program, options, start, begin, ready);
    }

    /** The memory of one pattern. */
    private static final class Workspace {

        private final ProgramStructure structure;
        private final ScaledProgram scaled;
        private final CondensedKktSystem kkt;
        private final Iterate point;
        private final StartingPoint starter;
        private final IterationLoop loop;

        Workspace(ProgramStructure structure) {
            this.structure = structure;
            scaled = new ScaledProgram(structure);
            ConeProduct cones = new ConeProduct(structure.equalities, structure.linearEnd, structure.coneStart);
            kkt = new CondensedKktSystem(scaled, cones);
            point = new Iterate(structure.variables, structure.rows);
            Direction room = new Direction(structure);
            starter = new StartingPoint(scaled, cones, kkt, room);
            loop = new IterationLoop(scaled, cones, kkt, point, room);
        }

        void load(ConvexProgram program) {
            scaled.load(program);
            kkt.load();
        }

        SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start, long begin, long ready) {
            long limit = options.timeLimit().toSeconds() > 1_000_000_000L ? Long.MAX_VALUE / 2 : options.timeLimit().toNanos();
            long deadline = begin + limit;
            loop.reset();
            IterationLoop.Outcome outcome = IterationLoop.Outcome.STALLED;
            if (start != null && start.hasMultipliers() && allFinite(start.x()) && allFinite(start.y()) && allFinite(start.z())) {
                starter.setNeighbour(point, start);
                outcome = loop.run(false, options, FAST_LANE_ITERATIONS, deadline);
            } else if (start != null && allFinite(start.x()) && starter.set(point, start)) {
                outcome = loop.run(false, options, FAST_LANE_ITERATIONS, deadline);
            }
            if (outcome == IterationLoop.Outcome.STALLED && starter.set(point, null)) {
                outcome = loop.run(false, options, FAST_LANE_ITERATIONS, deadline);
            }
            for (double regularisation : REGULARISATIONS) {
                if (outcome == IterationLoop.Outcome.STALLED && starter.setStandard(point, regularisation)) {
                    outcome = loop.run(true, options, HOMOGENEOUS_LANE_ITERATIONS, deadline);
                }
            }
            return answer(program, options, outcome, (ready - begin) * 1e-9, (System.nanoTime() - ready) * 1e-9);
        }

        private static boolean allFinite(double[] vector) {
            for (double value : vector) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }

        private SolverResult answer(ConvexProgram program, SolverOptions options, IterationLoop.Outcome outcome, double setupSeconds, double solveSeconds) {
            if (outcome == IterationLoop.Outcome.PRIMAL_INFEASIBLE || outcome == IterationLoop.Outcome.DUAL_INFEASIBLE) {
                Certificate certificate = outcome == IterationLoop.Outcome.PRIMAL_INFEASIBLE
                        ? Certificate.ofPrimalInfeasibility(program, scaled.unscaledMultipliers(point.v, true), scaled.unscaledMultipliers(point.v, false))
                        : Certificate.ofDualInfeasibility(program, scaled.unscaledPrimal(point.x));
                if (certificate.violation() <= 2.0 * options.feasibilityTolerance()) {
                    return new SolverResult(certificate.status(), certificate.x(), certificate.s(), certificate.y(), certificate.z(), Double.NaN, Double.NaN,
                            loop.iterations(), setupSeconds, solveSeconds, certificate.message());
                }
            }
            Iterate best = loop.best();
            double scale = loop.bestWorst() < Double.POSITIVE_INFINITY ? 1.0 / best.tau : 0.0;
            double[] x = times(scale, scaled.unscaledPrimal(best.x));
            double[] y = times(scale, scaled.unscaledMultipliers(best.v, true));
            double[] z = times(scale, scaled.unscaledMultipliers(best.v, false));
            double[] s = program.coneRhs();
            program.coneMatrix().multiplyAdd(-1.0, x, s);
            KktReport report = KktReport.of(program, x, y, z);
            SolveStatus status;
            if (report.within(options, true)) {
                status = SolveStatus.OPTIMAL;
            } else {
                status = switch (outcome) {
                    case ITERATION_LIMIT -> SolveStatus.ITERATION_LIMIT;
                    case TIME_LIMIT -> SolveStatus.TIME_LIMIT;
                    case INTERRUPTED -> SolveStatus.INTERRUPTED;
                    default -> report.worst() <= 1e-5 ? SolveStatus.ALMOST_OPTIMAL : SolveStatus.NUMERICAL_FAILURE;
                };
            }
            double objective = program.objective(x);
            double[] px = new double[x.length];
            program.quadratic().symmetricMultiplyAdd(1.0, x, px);
            double dual = program.constant();
            for (int j = 0; j < x.length; j++) {
                dual -= 0.5 * px[j] * x[j];
            }
            for (int i = 0; i < y.length; i++) {
                dual -= program.equalityRhs(i) * y[i];
            }
            for (int i = 0; i < z.length; i++) {
                dual -= program.coneRhs(i) * z[i];
            }
            return new SolverResult(status, x, s, y, z, objective, dual, loop.iterations(), setupSeconds, solveSeconds, report.toString());
        }

        private static double[] times(double factor, double[] vector) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= factor;
            }
            return vector;
        }
    }
}
