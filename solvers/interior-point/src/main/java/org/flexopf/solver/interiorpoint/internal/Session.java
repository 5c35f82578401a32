package org.flexopf.solver.interiorpoint.internal;

import java.time.Duration;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.Certificate;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;

/** Solves programs one after the other, and keeps the symbolic work as long as their pattern stays the same. */
public final class Session implements SolverSession {

    /** The ways to an answer, in the order in which they are tried until one leads to it. */
    private enum Lane {
        /** Fast, from the hint. */
        HINTED(false, false, 60),
        /** Fast, from the hint's point alone, where its multipliers have led astray. */
        HINTED_PRIMAL(false, false, 60),
        /** Fast, from the method's own start. */
        FAST(false, false, 60),
        /** The homogeneous embedding, which recognises infeasible programs. */
        HOMOGENEOUS(true, false, 100),
        /**
         * The embedding with the cone rows explicit in the linear systems: slow, and right where the condensed form has
         * lost its digits. It begins at the best point so far, if that is near the end.
         */
        EXPLICIT_FROM_BEST(true, true, 30),
        /** The same from the standard start. */
        EXPLICIT(true, true, 150);

        private final boolean embedded;
        private final boolean isExplicit;
        private final int iterations;

        Lane(boolean embedded, boolean isExplicit, int iterations) {
            this.embedded = embedded;
            this.isExplicit = isExplicit;
            this.iterations = iterations;
        }
    }

    /** How good a point has to be for the explicit form to go on from there. */
    private static final double NEARLY_OPTIMAL = 1e-4;
    /** How far from a certificate of dual infeasibility a point may be for it to be worth while to look for one. */
    private static final double NEARLY_A_RAY = 1e-2;
    /**
     * Residuals are relative to the largest terms, a certificate's violation is not: a ray is sought as sharply as
     * rounding allows, and the best one met is taken.
     */
    private static final double RAY_SHARE = 1e-4;

    private static final int RAY_ITERATIONS = 60;

    private final int processors;
    private ConicProgram pattern;
    private Workspace workspace;
    /** Solves programs that have large cones, once those are cut; kept as the workspace is. */
    private Session withSmallerCones;

    /** A session on this machine. */
    public Session() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** A session as on a machine with so many processors. */
    Session(int processors) {
        this.processors = processors;
    }

    @Override
    public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        if (LargeCones.in(program)) {
            LargeCones cut = LargeCones.cut(program);
            withSmallerCones = withSmallerCones == null ? new Session(processors) : withSmallerCones;
            return cut.answer(withSmallerCones.solve(cut.program(), cut.options(options), cut.start(start)), options);
        }
        long begin = System.nanoTime();
        if (workspace == null || !program.samePattern(pattern)) {
            workspace = new Workspace(new ProgramStructure(program));
        }
        pattern = program;
        workspace.load(program);
        long ready = System.nanoTime();
        workspace.scaled.structure.crew.hire(options.threads(), processors);
        try {
            return workspace.solve(program, options, start, begin, ready);
        } finally {
            workspace.scaled.structure.crew.dismiss();
        }
    }

    /** The memory of one pattern. */
    private static final class Workspace {

        private final ScaledProgram scaled;
        private final ConeProduct cones;
        private final CondensedKktSystem condensed;
        /** Built when it is first needed; most programs never do. */
        private KktSystem explicit;
        /**
         * The memory of the iterations, allocated by the first solve: setting up is what pattern and numbers of a
         * program cost.
         */
        private StartingPoint starter;

        private IterationLoop loop;

        Workspace(ProgramStructure structure) {
            scaled = new ScaledProgram(structure);
            cones = new ConeProduct(structure);
            condensed = new CondensedKktSystem(scaled, cones);
        }

        void load(ConicProgram program) {
            scaled.load(program);
            condensed.load();
        }

        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start, long begin, long ready) {
            long limit = options.timeLimit().toSeconds() > 1_000_000_000L
                    ? Long.MAX_VALUE / 2
                    : options.timeLimit().toNanos();
            long deadline = begin + limit;
            WarmStart hint = finite(start);
            if (loop == null) {
                loop = new IterationLoop(scaled, cones, condensed.entriesPerColumn());
                starter = new StartingPoint(scaled, cones, condensed, loop.room());
            }
            loop.reset();
            for (Lane lane : Lane.values()) {
                if (!enter(lane, hint)) {
                    continue;
                }
                Termination.Outcome outcome = loop.run(
                        lane.isExplicit ? explicit : condensed,
                        lane.embedded,
                        starter.hasFactored(),
                        options,
                        lane.iterations,
                        deadline);
                if (outcome != Termination.Outcome.STALLED) {
                    SolverResult answer = answer(program, options, outcome, begin, ready);
                    // What the loop takes for an answer is one only if it holds in the program's own numbers.
                    if (outcome.isLimit()
                            || answer.status().isOptimal()
                            || answer.status().isInfeasible()) {
                        return answer;
                    }
                }
                if (lane == Lane.HOMOGENEOUS && scaled.hasQuadratic && loop.dualCertificate() <= NEARLY_A_RAY) {
                    Certificate certificate = ray(program, options, deadline);
                    if (certificate.violation() <= certificateTolerance(options)) {
                        return answer(certificate, begin, ready);
                    }
                }
            }
            return answer(program, options, Termination.Outcome.STALLED, begin, ready);
        }

        /** Sets the point where a lane starts. Returns false if there is no such point. */
        private boolean enter(Lane lane, WarmStart hint) {
            Iterate point = loop.newPoint();
            return switch (lane) {
                case HINTED -> hint != null && starter.set(point, hint);
                case HINTED_PRIMAL ->
                    hint != null && hint.hasMultipliers() && starter.set(point, WarmStart.primal(hint.x()));
                case FAST -> starter.set(point, null);
                case HOMOGENEOUS -> starter.setStandard(point, condensed);
                case EXPLICIT_FROM_BEST ->
                    loop.isNearlyOptimal(NEARLY_OPTIMAL) && starter.setBest(point, loop.best(), explicit());
                case EXPLICIT -> starter.setStandard(point, explicit());
            };
        }

        private KktSystem explicit() {
            if (explicit == null) {
                explicit = new ExplicitKktSystem(scaled, cones);
            }
            return explicit;
        }

        /** As much of a hint as is finite; null if that is not even its point. */
        private static WarmStart finite(WarmStart hint) {
            if (hint == null || !allFinite(hint.x())) {
                return null;
            }
            return hint.hasMultipliers() && !(allFinite(hint.y()) && allFinite(hint.z()))
                    ? WarmStart.primal(hint.x())
                    : hint;
        }

        private static boolean allFinite(double[] vector) {
            for (double value : vector) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }

        /** Looks for a ray of dual infeasibility among those of {@link RayProgram}. */
        private Certificate ray(ConicProgram program, SolverOptions options, long deadline) {
            SolverOptions left = options.withTolerance(
                            RAY_SHARE * Math.min(options.feasibilityTolerance(), options.gapTolerance()))
                    .withMaxIterations(
                            Math.min(RAY_ITERATIONS, Math.max(0, options.maxIterations() - loop.iterations())))
                    .withTimeLimit(Duration.ofNanos(Math.max(0L, deadline - System.nanoTime())));
            SolverResult answer = new Session().solve(RayProgram.of(program), left, null);
            loop.count(answer.iterations());
            return Certificate.ofDualInfeasibility(program, answer.x());
        }

        private static double certificateTolerance(SolverOptions options) {
            return 2.0 * options.feasibilityTolerance();
        }

        private SolverResult answer(Certificate certificate, long begin, long ready) {
            return SolverResult.builder(certificate.status(), certificate.x(), certificate.s())
                    .y(certificate.y())
                    .z(certificate.z())
                    .iterations(loop.iterations())
                    .setupSeconds((ready - begin) * 1e-9)
                    .solveSeconds(secondsSince(ready))
                    .message(certificate.message())
                    .build();
        }

        private SolverResult answer(
                ConicProgram program, SolverOptions options, Termination.Outcome outcome, long begin, long ready) {
            Iterate point = loop.point();
            if (outcome == Termination.Outcome.PRIMAL_INFEASIBLE || outcome == Termination.Outcome.DUAL_INFEASIBLE) {
                Certificate certificate = outcome == Termination.Outcome.PRIMAL_INFEASIBLE
                        ? Certificate.ofPrimalInfeasibility(
                                program,
                                scaled.unscaledMultipliers(point.v, true, 1.0),
                                scaled.unscaledMultipliers(point.v, false, 1.0))
                        : Certificate.ofDualInfeasibility(program, scaled.unscaledPrimal(point.x, 1.0));
                if (certificate.violation() <= certificateTolerance(options)) {
                    return answer(certificate, begin, ready);
                }
            }
            Iterate best =
                    loop.best() == null ? new Iterate(scaled.structure.variables, scaled.structure.rows) : loop.best();
            double[] x = scaled.unscaledPrimal(best.x, 1.0 / best.tau);
            double[] y = scaled.unscaledMultipliers(best.v, true, 1.0 / best.tau);
            double[] z = scaled.unscaledMultipliers(best.v, false, 1.0 / best.tau);
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
                    case CONVERGED, PRIMAL_INFEASIBLE, DUAL_INFEASIBLE, STALLED ->
                        report.worst() <= 1e-5 ? SolveStatus.ALMOST_OPTIMAL : SolveStatus.NUMERICAL_FAILURE;
                };
            }
            return SolverResult.builder(status, x, s)
                    .y(y)
                    .z(z)
                    .primalObjective(report.primalObjective())
                    .dualObjective(report.dualObjective())
                    .iterations(loop.iterations())
                    .setupSeconds((ready - begin) * 1e-9)
                    .solveSeconds(secondsSince(ready))
                    .message(report.toString())
                    .build();
        }

        private static double secondsSince(long instant) {
            return (System.nanoTime() - instant) * 1e-9;
        }
    }
}
