package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.model.Model;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.PglibBaseline;

/**
 * Makes the table of docs/solvers.md: every installed solver on the same programs, with the same start and the same
 * tolerances. A run counts as it is timed around {@code solve}; the median of five runs is given, or the one run of a
 * program that takes longer than one second.
 */
public final class SolverComparison {

    private static final SolverOptions OPTIONS = SolverOptions.defaults().withTimeLimit(Duration.ofSeconds(10));
    private static final int RUNS = 5;
    private static final double LONG_SECONDS = 1.0;
    private static final int LARGEST_DC_CASE = 300;
    private static final long SEED = 1;

    private SolverComparison() {}

    /** A program with its name and the start that its formulation offers. */
    private record Task(String name, ConicProgram program, WarmStart start) {

        static Task of(String name, OpfFormulation formulation, Network network) {
            Model model = Opf.of(formulation).model(OpfProblem.of(network)).named();
            return new Task(name, model.program(), model.start().orElse(null));
        }
    }

    /**
     * Replaces the table in a document by that of this run; without arguments the table is only printed.
     *
     * @param arguments the document and the commit that is measured
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        table.add("| program | solver | status | time, ms | iterations | "
                + "primal residual | dual residual | gap | duals |");
        table.add("|---|---|---|---|---|---|---|---|---|");
        for (Task task : tasks()) {
            for (ConvexSolver solver : Solvers.installed()) {
                table.add(row(task, solver));
            }
        }
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    private static List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (int buses : new int[] {33, 100, 300}) {
            tasks.add(Task.of(
                    "SOCP, feeder of " + buses + " buses",
                    new BranchFlowSocp(),
                    Feeders.standard(buses, SEED).network(1.0)));
        }
        for (PglibBaseline baseline : PglibBaseline.all()) {
            Network network = baseline.network();
            if (!baseline.name().contains("__") && network.buses().size() <= LARGEST_DC_CASE) {
                tasks.add(Task.of("DC, " + baseline.name().replace("pglib_opf_", ""), new DcOpf(), network));
            }
        }
        return tasks;
    }

    private static String row(Task task, ConvexSolver solver) {
        String refusal = solver.capabilities().whyNot(task.program()).orElse(null);
        if (refusal != null) {
            return String.format(
                    Locale.ROOT, "| %s | %s | refused: %s | | | | | | |", task.name(), solver.name(), refusal);
        }
        double[] seconds = new double[RUNS];
        SolverResult result = timed(task, solver, seconds, 0);
        int runs = 1;
        if (seconds[0] < LONG_SECONDS) {
            for (; runs < RUNS; runs++) {
                result = timed(task, solver, seconds, runs);
            }
        }
        double[] sorted = Arrays.copyOf(seconds, runs);
        Arrays.sort(sorted);
        KktReport report = KktReport.of(task.program(), result.x(), result.y(), result.z());
        boolean duals = result.y().length == task.program().equalityCount()
                && result.z().length == task.program().coneRowCount();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.3g | %d | %s |",
                task.name(),
                solver.name(),
                result.status(),
                1e3 * sorted[runs / 2],
                result.iterations(),
                result.status().isInfeasible()
                        ? "certificate | | | "
                        : String.format(
                                Locale.ROOT,
                                "%.0e | %.0e | %.0e | %s",
                                report.primalResidual(),
                                report.dualResidual(),
                                report.gap(),
                                duals ? "yes" : "no"));
    }

    private static SolverResult timed(Task task, ConvexSolver solver, double[] seconds, int run) {
        long started = System.nanoTime();
        SolverResult result = solver.solve(task.program(), OPTIONS, task.start());
        seconds[run] = (System.nanoTime() - started) * 1e-9;
        return result;
    }
}
