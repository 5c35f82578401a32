package org.flexopf.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.BranchAndBoundSolver;
import org.flexopf.solver.ortools.OrToolsSolver;
import org.flexopf.testkit.UnitCommitment;

/**
 * The search over integers, with the native one beside it: makes the table of docs/branch-and-bound.md. Each program is
 * solved once, by a process that is warm; a search ends after a minute. Wall time is that of a machine that others may
 * use as well; processor time is that of all threads of the process, the compiler's and the collector's among them.
 */
public final class IntegerSearch {

    private static final SolverOptions OPTIONS = SolverOptions.defaults().withTimeLimit(Duration.ofSeconds(60));
    private static final double ROUGH = 1e-4;

    private IntegerSearch() {}

    /**
     * Replaces the table in a document by that of this run; without arguments the table is only printed.
     *
     * @param arguments the document and the commit that is measured
     * @throws IOException if the document cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        warmUp();
        MeasuredTable table = new MeasuredTable();
        table.add("| program | gap asked | nodes are | variables | integers | status | nodes | nodes/s |"
                + " iterations/node | processor s | wall s | gap left |"
                + " native: status | processor s | wall s |");
        table.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        SolverOptions fine = OPTIONS;
        for (long seed = 1; seed <= 3; seed++) {
            for (boolean quadratic : new boolean[] {false, true}) {
                ConicProgram program = IntegerPrograms.commitment(seed, quadratic);
                String name = "9 units, 24 h, 27 buses, " + kind(quadratic) + ", seed " + seed;
                rows(table, name, program, fine, quadratic);
            }
        }
        for (long seed = 1; seed <= 2; seed++) {
            for (int periods : new int[] {1, 24}) {
                ConicProgram program = IntegerPrograms.feederBids(seed, periods);
                String name = "30 bids, feeder of 33 buses, " + periods + " h, seed " + seed;
                rows(table, name, program, OPTIONS.withIntegerGap(ROUGH), true);
            }
        }
        for (long seed = 1; seed <= 3; seed++) {
            rows(table, "100 blocks, 24 h, one bus, seed " + seed, IntegerPrograms.blocks(seed), fine, false);
        }
        for (long seed = 1; seed <= 3; seed++) {
            for (boolean quadratic : new boolean[] {false, true}) {
                ConicProgram program = UnitCommitment.of(9, 24, seed, quadratic);
                rows(table, "9 units, 24 h, one bus, " + kind(quadratic) + ", seed " + seed, program, fine, quadratic);
            }
        }
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    private static String kind(boolean quadratic) {
        return quadratic ? "quadratic" : "linear";
    }

    private static void warmUp() {
        for (int run = 0; run < 3; run++) {
            measure(new BranchAndBoundSolver(), UnitCommitment.of(4, 12, run, false), OPTIONS);
            measure(
                    new BranchAndBoundSolver().withOuterApproximation(run % 2 == 0),
                    UnitCommitment.of(3, 8, run, true),
                    OPTIONS);
            measure(new OrToolsSolver(), UnitCommitment.of(3, 8, run, false), OPTIONS);
        }
    }

    /** One row by linear nodes, and where the program is not linear itself another one by nodes of its own kind. */
    private static void rows(
            MeasuredTable table, String name, ConicProgram program, SolverOptions options, boolean twoWays) {
        row(table, name, "linear", new BranchAndBoundSolver().withOuterApproximation(true), program, options);
        if (twoWays) {
            row(table, name, "its own", new BranchAndBoundSolver().withOuterApproximation(false), program, options);
        }
    }

    private static void row(
            MeasuredTable table,
            String name,
            String nodes,
            ConvexSolver solver,
            ConicProgram program,
            SolverOptions options) {
        Measured own = measure(solver, program, options);
        int integers = 0;
        for (int j = 0; j < program.variableCount(); j++) {
            integers += program.isInteger(j) ? 1 : 0;
        }
        CheckedAnswer answer = own.answer();
        long count = answer.nodes();
        table.add(String.format(
                Locale.ROOT,
                "| %s | %.0e | %s | %,d | %,d | %s | %,d | %,.0f | %.1f | %.1f | %.1f | %s | %s |",
                name,
                options.search().gap(),
                nodes,
                program.variableCount(),
                integers,
                answer.status(),
                count,
                count / own.wall(),
                (double) answer.iterations() / Math.max(1L, count),
                own.processor(),
                own.wall(),
                gap(answer),
                nativeColumns(program, options)));
    }

    private static String nativeColumns(ConicProgram program, SolverOptions options) {
        ConvexSolver solver = new OrToolsSolver();
        if (solver.capabilities().whyNot(program).isPresent()) {
            return "not taken | | ";
        }
        Measured measured = measure(solver, program, options);
        return String.format(
                Locale.ROOT, "%s | %.1f | %.1f", measured.answer().status(), measured.processor(), measured.wall());
    }

    private static String gap(CheckedAnswer answer) {
        OptionalDouble gap = answer.claimedGap();
        return gap.isEmpty()
                ? "no point"
                : String.format(Locale.ROOT, "%.1e", Math.max(0.0, gap.getAsDouble()) / Math.abs(answer.objective()));
    }

    /** An answer with the seconds that it took. */
    private record Measured(CheckedAnswer answer, double processor, double wall) {}

    private static Measured measure(ConvexSolver solver, ConicProgram program, SolverOptions options) {
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = process.getProcessCpuTime();
        long wall = System.nanoTime();
        CheckedAnswer answer = CheckedSolver.of(solver).solve(program, options);
        return new Measured(
                answer, 1e-9 * (process.getProcessCpuTime() - processor), 1e-9 * (System.nanoTime() - wall));
    }
}
