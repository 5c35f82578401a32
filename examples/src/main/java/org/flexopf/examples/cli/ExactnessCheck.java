package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.SolverOptions;

/**
 * What {@code --require-exact} asks for, whatever the model: that the dispatch is a global AC optimum. Of a relaxation
 * its own report says so. Of any other model an AC power flow has to meet every limit at the dispatch, and the
 * objective in that state has to be what the relaxation of the same problem proves to be the least, to
 * {@value #CLOSED_GAP} of it.
 */
final class ExactnessCheck {

    /** Relative to the bound, and to one. */
    static final double CLOSED_GAP = 1e-6;

    private ExactnessCheck() {}

    /**
     * The exit code of an answer that is there: that of a solved problem, or {@link ExitCode#NOT_EXACT} with a line
     * that says why.
     */
    static int exitCode(Optional<String> whyNot, PrintWriter err) {
        whyNot.ifPresent(reason -> err.println("opf: --require-exact: the answer is not exact: " + reason));
        return whyNot.isPresent() ? ExitCode.NOT_EXACT : ExitCode.SOLVED;
    }

    /** Why a dispatch is not proved to be a global AC optimum, in one sentence; empty if it is. */
    static Optional<String> whyNot(OpfSolution solution, SolverOptions options) {
        if (solution.formulation().isRelaxation()) {
            ExactnessReport report = ExactnessReport.of(solution);
            return report.isExact() ? Optional.empty() : Optional.of(report.verdict());
        }
        RecoveredPoint point = RecoveredPoint.of(solution);
        if (!point.isFeasible()) {
            return Optional.of(point.verdict());
        }
        OpfProblem problem = solution.problem();
        double value = problem.objective().at(problem.network(), point.point()) + point.slackCost();
        return whyNotLeast(value, () -> bound(relaxation(options).solve(problem)));
    }

    /** The same of a plan: of all its periods, and of its cost over all of them. */
    static Optional<String> whyNot(HorizonSolution plan, HorizonProblem problem, SolverOptions options) {
        List<OpfSolution> periods = plan.periods();
        boolean relaxed =
                periods.stream().allMatch(period -> period.formulation().isRelaxation());
        double value = plan.objective();
        for (int t = 0; t < periods.size(); t++) {
            OpfSolution period = periods.get(t);
            String words;
            if (relaxed) {
                ExactnessReport report = ExactnessReport.of(period);
                words = report.isConfirmed() ? "" : report.verdict();
            } else {
                RecoveredPoint point = RecoveredPoint.of(period);
                words = point.isFeasible() ? "" : point.verdict();
                value += plan.horizon().periods().get(t).hours() * point.objectiveChange();
            }
            if (!words.isEmpty()) {
                return Optional.of("period " + t + ": " + words);
            }
        }
        if (relaxed) {
            return plan.lowerBound().isPresent()
                    ? Optional.empty()
                    : Optional.of("no multipliers prove a bound on the cost of the plan");
        }
        return whyNotLeast(value, () -> bound(relaxation(options).solve(problem).result()));
    }

    private static Opf relaxation(SolverOptions options) {
        return Opf.of(new BranchFlowSocp()).withOptions(options);
    }

    private static OptionalDouble bound(OpfResult result) {
        return result.run().map(OpfRun::lowerBound).orElse(OptionalDouble.empty());
    }

    private static Optional<String> whyNotLeast(double value, Supplier<OptionalDouble> relaxation) {
        OptionalDouble bound;
        try {
            bound = relaxation.get();
        } catch (IllegalArgumentException e) {
            return Optional.of("the relaxation proves no bound for it: " + e.getMessage());
        }
        if (bound.isEmpty()) {
            return Optional.of("the relaxation proves no bound for it");
        }
        double gap = value - bound.getAsDouble();
        return gap <= CLOSED_GAP * Math.max(1.0, Math.abs(bound.getAsDouble()))
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "an AC power flow meets every limit at %.6f, and the relaxation proves no more than %.6f",
                        value,
                        bound.getAsDouble()));
    }
}
