package org.flexopf.solver.adapter;

import java.util.Arrays;
import java.util.Optional;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;

/**
 * A solver made of a third-party library. The library is asked once; then nothing it says is taken on trust:
 *
 * <ul>
 *   <li>an optimum keeps that name only if {@link KktReport} of the original program is within the tolerances, with the
 *       library's multipliers or, where it has none or poor ones, with those of {@link MultiplierRecovery};
 *   <li>"infeasible" and "unbounded" are answered only with a certificate that was checked, which the library has to
 *       help to find;
 *   <li>a library that throws is answered by {@link SolveStatus#NUMERICAL_FAILURE} with what it said.
 * </ul>
 *
 * <p>A subclass has to be stateless: everything of one solve lives in the call of {@link #attempt}.
 */
public abstract class LibrarySolver implements ConvexSolver {

    private static final int POLISHING_ROUNDS = 6;

    private final String name;
    private final SolverCapabilities capabilities;

    /** A solver of a name and with what it can do. */
    protected LibrarySolver(String name, SolverCapabilities capabilities) {
        this.name = name;
        this.capabilities = capabilities;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final SolverCapabilities capabilities() {
        return capabilities;
    }

    /**
     * Lets the library try. May throw whatever the library throws, and {@link SolveStoppedException} through the
     * limits.
     *
     * @param start a hint of the right length, or {@code null}
     * @param limits to be asked as often as the library allows
     */
    protected abstract Attempt attempt(
            ConicProgram program, SolverOptions options, WarmStart start, SolveLimits limits);

    @Override
    public final SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        requireFit(program, start);
        SolveLimits limits = new SolveLimits(options);
        try {
            limits.check();
            if (options.maxIterations() == 0) {
                return unsolved(program, SolveStatus.ITERATION_LIMIT, null, 0, limits, "the iteration limit is zero");
            }
            Optional<Multipliers> contradiction = InfeasibilityProof.emptyRow(program, options);
            if (contradiction.isPresent()) {
                return result(
                        program,
                        SolveStatus.PRIMAL_INFEASIBLE,
                        new double[program.variableCount()],
                        contradiction.get(),
                        0,
                        limits,
                        "a row without variables contradicts itself");
            }
            if (program.variableCount() == 0) {
                return checkedOptimum(program, options, Attempt.solved(new double[0], 0), limits);
            }
            Attempt attempt = attempt(program, options, start, limits);
            SolverResult answer = answer(program, options, attempt, limits);
            while (!isSettled(answer)
                    && attempt.alternative() != null
                    && attempt.iterations() < options.maxIterations()) {
                attempt = attempt.next();
                SolverResult next = answer(program, options, attempt, limits);
                boolean better = isSettled(next)
                        || (next.status() == SolveStatus.ALMOST_OPTIMAL
                                && answer.status() != SolveStatus.ALMOST_OPTIMAL);
                answer = better ? next : answer;
            }
            return answer;
        } catch (SolveStoppedException stopped) {
            return unsolved(program, stopped.status(), null, 0, limits, stopped.getMessage());
        } catch (RuntimeException fault) {
            if (Thread.currentThread().isInterrupted()) {
                return unsolved(program, SolveStatus.INTERRUPTED, null, 0, limits, "the thread was interrupted");
            }
            return unsolved(program, SolveStatus.NUMERICAL_FAILURE, null, 0, limits, name + " failed: " + fault);
        }
    }

    private SolverResult answer(ConicProgram program, SolverOptions options, Attempt words, SolveLimits limits) {
        Attempt attempt = words.sound();
        SolverResult answer = switch (attempt.claim()) {
            case SOLVED -> checkedOptimum(program, options, attempt, limits);
            case INFEASIBLE -> provedInfeasible(program, options, attempt, limits);
            case UNBOUNDED -> provedUnbounded(program, options, attempt, limits);
            case ITERATION_LIMIT -> lastPoint(program, options, attempt, limits, SolveStatus.ITERATION_LIMIT);
            case TIME_LIMIT -> lastPoint(program, options, attempt, limits, SolveStatus.TIME_LIMIT);
            case INTERRUPTED -> lastPoint(program, options, attempt, limits, SolveStatus.INTERRUPTED);
            case FAILED -> lastPoint(program, options, attempt, limits, SolveStatus.NUMERICAL_FAILURE);
        };
        return answer.toBuilder()
                .bound(attempt.search().bound())
                .nodes(attempt.search().nodes())
                .build();
    }

    private static boolean isSettled(SolverResult answer) {
        return answer.status().isOptimal()
                || answer.status().isInfeasible()
                || answer.status().isClaim();
    }

    private void requireFit(ConicProgram program, WarmStart start) {
        capabilities.whyNot(program).ifPresent(reason -> {
            throw new IllegalArgumentException("the solver '" + name + "' cannot take this program: " + reason);
        });
        if (start != null) {
            requireLength("x", start.x().length, program.variableCount());
            if (start.hasMultipliers()) {
                requireLength("y", start.y().length, program.equalityCount());
                requireLength("z", start.z().length, program.coneRowCount());
            }
        }
    }

    private static void requireLength(String part, int length, int expected) {
        // A solver without duals hands on empty multipliers; a start made of its result is welcome all the same.
        if (length != expected && (part.equals("x") || length != 0)) {
            throw new IllegalArgumentException(
                    "the start's " + part + " must have length " + expected + ", got " + length);
        }
    }

    private SolverResult checkedOptimum(
            ConicProgram program, SolverOptions options, Attempt attempt, SolveLimits limits) {
        boolean integer = program.hasIntegers();
        PrimalDualPoint point = integer
                ? new PrimalDualPoint(attempt.x(), Multipliers.none())
                : bestPoint(program, options, attempt, limits);
        KktReport report = point.report(program);
        SolveStatus status;
        String message;
        if (report.within(options, !integer)) {
            status = SolveStatus.OPTIMAL;
            message = integer ? "solved to integers; there are no duals; " + report : "solved; " + report;
        } else {
            double worst = integer ? report.worstOfPoint() : report.worst();
            status = worst <= KktReport.ALMOST ? SolveStatus.ALMOST_OPTIMAL : SolveStatus.NUMERICAL_FAILURE;
            message = name + " calls this point optimal, but the check says " + report;
        }
        return result(program, status, point.x(), point.multipliers(), attempt.iterations(), limits, message);
    }

    /** A library that stalls has often stalled at the optimum, so its last point is judged like any other. */
    private SolverResult lastPoint(
            ConicProgram program, SolverOptions options, Attempt attempt, SolveLimits limits, SolveStatus status) {
        if (attempt.x() == null || program.hasIntegers()) {
            return unsolved(program, status, attempt.x(), attempt.iterations(), limits, attempt.message());
        }
        PrimalDualPoint point = bestPoint(program, options, attempt, limits);
        KktReport report = point.report(program);
        boolean optimal = report.within(options, true);
        return result(
                program,
                optimal ? SolveStatus.OPTIMAL : status,
                point.x(),
                point.multipliers(),
                attempt.iterations(),
                limits,
                attempt.message() + "; its last point has " + report);
    }

    /**
     * The library's own answer, or that polished, if it passes the check. Otherwise multipliers are recovered at its
     * point, the pair is polished, and multipliers are recovered again at the polished point (those of the polish need
     * not be nonnegative where they are not unique), until a pair passes; if none does, the best of them.
     */
    private static PrimalDualPoint bestPoint(
            ConicProgram program, SolverOptions options, Attempt attempt, SolveLimits limits) {
        Contest contest = new Contest(program, options, attempt);
        double[] x = attempt.x();
        if (attempt.multipliers() != null && !contest.decided()) {
            PrimalDualPoint polished = ActiveSetPolish.polish(program, x, attempt.multipliers(), limits);
            contest.enter(polished.x(), Optional.of(polished.multipliers()));
        }
        for (int round = 0; round < POLISHING_ROUNDS && !contest.decided(); round++) {
            Optional<Multipliers> recovered = MultiplierRecovery.recover(program, x, limits);
            contest.enter(x, recovered);
            if (contest.decided() || recovered.isEmpty()) {
                break;
            }
            PrimalDualPoint polished = ActiveSetPolish.polish(program, x, recovered.get(), limits);
            x = polished.x();
            contest.enter(x, Optional.of(polished.multipliers()));
        }
        return contest.best;
    }

    /**
     * The best point of an attempt and, as long as none passes, of its alternatives; empty if no attempt has a point.
     */
    private static Optional<PrimalDualPoint> bestOfAll(
            ConicProgram program, SolverOptions options, Attempt first, SolveLimits limits) {
        PrimalDualPoint best = null;
        KktReport bestReport = null;
        for (Attempt attempt = first.sound();
                attempt != null && (bestReport == null || !bestReport.within(options, true));
                attempt = attempt.next()) {
            if (attempt.x() != null) {
                PrimalDualPoint point = bestPoint(program, options, attempt, limits);
                KktReport report = point.report(program);
                if (bestReport == null || report.worst() < bestReport.worst()) {
                    best = point;
                    bestReport = report;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The best point so far, by {@link KktReport#worst()}; decided once one is within the tolerances. */
    private static final class Contest {

        private final ConicProgram program;
        private final SolverOptions options;
        private PrimalDualPoint best;
        private KktReport bestReport;

        Contest(ConicProgram program, SolverOptions options, Attempt attempt) {
            this.program = program;
            this.options = options;
            best = new PrimalDualPoint(attempt.x(), Multipliers.none());
            enter(attempt.x(), Optional.ofNullable(attempt.multipliers()));
        }

        void enter(double[] x, Optional<Multipliers> multipliers) {
            multipliers.ifPresent(known -> {
                PrimalDualPoint candidate = new PrimalDualPoint(x, known);
                KktReport report = candidate.report(program);
                if (bestReport == null || report.worst() < bestReport.worst()) {
                    best = candidate;
                    bestReport = report;
                }
            });
        }

        boolean decided() {
            return bestReport != null && bestReport.within(options, true);
        }
    }

    private SolverResult provedInfeasible(
            ConicProgram program, SolverOptions options, Attempt attempt, SolveLimits limits) {
        if (attempt.multipliers() != null) {
            Optional<Multipliers> own = InfeasibilityProof.checked(program, attempt.multipliers(), options);
            if (own.isPresent()) {
                return infeasible(program, attempt.x(), own.get(), attempt.iterations(), limits);
            }
        }
        if (attempt.iterations() >= options.maxIterations()) {
            return unsolved(
                    program,
                    SolveStatus.ITERATION_LIMIT,
                    attempt.x(),
                    attempt.iterations(),
                    limits,
                    attempt.message() + "; no iterations are left to prove it");
        }
        ConicProgram phaseOne = InfeasibilityProof.phaseOne(program);
        Attempt violation = attempt(
                phaseOne, options.withMaxIterations(options.maxIterations() - attempt.iterations()), null, limits);
        int iterations = attempt.iterations() + violation.iterations();
        Optional<Multipliers> certificate = bestOfAll(phaseOne, options, violation, limits)
                .flatMap(point -> InfeasibilityProof.certificate(program, point.multipliers(), options));
        if (certificate.isPresent()) {
            return infeasible(program, attempt.x(), certificate.get(), iterations, limits);
        }
        if (program.hasIntegers() && violation.claim() == Attempt.Claim.SOLVED) {
            return unsolved(
                    program,
                    SolveStatus.CLAIMED_PRIMAL_INFEASIBLE,
                    attempt.x(),
                    iterations,
                    limits,
                    "no integer point satisfies the constraints, as the search of " + name
                            + " found; the continuous relaxation is feasible, so there is no certificate");
        }
        return unsolved(
                program,
                SolveStatus.NUMERICAL_FAILURE,
                attempt.x(),
                iterations,
                limits,
                name + " calls the program infeasible, but no certificate stood up to the check: " + attempt.message());
    }

    private static SolverResult infeasible(
            ConicProgram program, double[] x, Multipliers certificate, int iterations, SolveLimits limits) {
        return result(
                program,
                SolveStatus.PRIMAL_INFEASIBLE,
                pointOf(program, x),
                certificate,
                iterations,
                limits,
                "no point satisfies the constraints; the certificate was checked");
    }

    private SolverResult provedUnbounded(
            ConicProgram program, SolverOptions options, Attempt attempt, SolveLimits limits) {
        if (attempt.x() != null) {
            Optional<double[]> own = InfeasibilityProof.direction(program, attempt.x(), options);
            if (own.isPresent()) {
                return unbounded(program, own.get(), attempt.iterations(), limits);
            }
        }
        if (attempt.iterations() >= options.maxIterations()) {
            return unsolved(
                    program,
                    SolveStatus.ITERATION_LIMIT,
                    null,
                    attempt.iterations(),
                    limits,
                    attempt.message() + "; no iterations are left to prove it");
        }
        ConicProgram recession = InfeasibilityProof.recession(program);
        Attempt steepest = attempt(
                recession, options.withMaxIterations(options.maxIterations() - attempt.iterations()), null, limits);
        int iterations = attempt.iterations() + steepest.iterations();
        Optional<double[]> direction = bestOfAll(recession, options, steepest, limits)
                .flatMap(point -> InfeasibilityProof.direction(program, point.x(), options));
        if (direction.isPresent()) {
            return unbounded(program, direction.get(), iterations, limits);
        }
        return unsolved(
                program,
                SolveStatus.NUMERICAL_FAILURE,
                null,
                iterations,
                limits,
                name + " calls the program unbounded, but no direction stood up to the check: " + attempt.message());
    }

    private static SolverResult unbounded(
            ConicProgram program, double[] direction, int iterations, SolveLimits limits) {
        return result(
                program,
                SolveStatus.DUAL_INFEASIBLE,
                direction,
                Multipliers.none(),
                iterations,
                limits,
                "the objective falls without end; the direction was checked");
    }

    private static SolverResult unsolved(
            ConicProgram program, SolveStatus status, double[] x, int iterations, SolveLimits limits, String message) {
        return result(program, status, pointOf(program, x), Multipliers.none(), iterations, limits, message);
    }

    /** The point; where there is none zeros, or NaN where zeros might pass for what an integer search found. */
    private static double[] pointOf(ConicProgram program, double[] x) {
        if (x != null) {
            return x;
        }
        double[] none = new double[program.variableCount()];
        Arrays.fill(none, program.hasIntegers() ? Double.NaN : 0.0);
        return none;
    }

    private static SolverResult result(
            ConicProgram program,
            SolveStatus status,
            double[] x,
            Multipliers multipliers,
            int iterations,
            SolveLimits limits,
            String message) {
        double[] slack = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, slack);
        KktReport report =
                status.isInfeasible() ? KktReport.NONE : KktReport.of(program, x, multipliers.y(), multipliers.z());
        return SolverResult.builder(status, x, slack)
                .y(multipliers.y())
                .z(multipliers.z())
                .primalObjective(report.primalObjective())
                .dualObjective(report.dualObjective())
                .iterations(iterations)
                .solveSeconds(limits.elapsedSeconds())
                .message(message)
                .build();
    }

    @Override
    public String toString() {
        return name();
    }
}
