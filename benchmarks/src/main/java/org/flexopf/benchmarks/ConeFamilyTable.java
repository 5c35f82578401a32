package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverOptions;

/**
 * Makes the table of docs/cone-families.md: programs of {@link ConeFamilies} by the interior-point solver at 1e-8, with
 * what the optimality conditions are missed by, computed from the answers.
 */
public final class ConeFamilyTable {

    private ConeFamilyTable() {}

    /** The programs by their names. */
    static Map<String, Supplier<ConicProgram>> programs() {
        Map<String, Supplier<ConicProgram>> programs = new LinkedHashMap<>();
        for (int size : new int[] {100, 1_000, 10_000}) {
            programs.put(
                    "sum of norms, " + size + " points in 3 dimensions", () -> ConeFamilies.sumOfNorms(size, 3, 1));
        }
        for (int size : new int[] {30, 60, 90}) {
            programs.put("limit analysis, " + size + " x " + size, () -> ConeFamilies.limitAnalysis(size, 1));
        }
        for (int size : new int[] {100, 500, 2_000}) {
            programs.put("robust rows, " + 2 * size + " of " + size, () -> ConeFamilies.robustRows(2 * size, size, 1));
        }
        for (int size : new int[] {30, 100, 300}) {
            programs.put("portfolio, " + size + " assets", () -> ConeFamilies.portfolio(size, 5, 1));
        }
        for (int size : new int[] {10, 20, 40}) {
            programs.put("antennas, " + size + " elements", () -> ConeFamilies.antennas(size, 20 * size));
        }
        for (int size : new int[] {1_000, 10_000, 50_000}) {
            programs.put("chained singular, " + size, () -> ConeFamilies.chainedSingular(size));
        }
        for (int size : new int[] {10, 20, 40}) {
            programs.put("facilities, " + size, () -> ConeFamilies.facilities(size, 2 * size, 1));
        }
        for (int size : new int[] {10, 20, 40}) {
            programs.put("truss, " + size + " x " + size, () -> ConeFamilies.truss(size));
        }
        return programs;
    }

    /**
     * Replaces the table in a document by that of this run; without arguments the table is only printed.
     *
     * @param arguments the document and the commit that is measured
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        table.add("| program | variables | rows | cones | status | iterations | ms | objective | primal residual | "
                + "dual residual | gap |");
        table.add("|---|---|---|---|---|---|---|---|---|---|---|");
        programs().forEach((name, make) -> table.add(row(name, make.get())));
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    private static String row(String name, ConicProgram program) {
        CheckedSolver solver = CheckedSolver.suitableFor(program);
        solver.solve(program, SolverOptions.defaults());
        long begin = System.nanoTime();
        CheckedAnswer answer = solver.solve(program, SolverOptions.defaults());
        double milliseconds = 1e-6 * (System.nanoTime() - begin);
        KktReport report = KktReport.of(program, answer.x(), answer.y(), answer.z());
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %s | %d | %.1f | %.8g | %.0e | %.0e | %.0e |",
                name,
                program.variableCount(),
                program.equalityCount() + program.coneRowCount(),
                program.cones().size(),
                answer.status(),
                answer.iterations(),
                milliseconds,
                answer.objective(),
                report.primalResidual(),
                report.dualResidual(),
                report.gap());
    }
}
