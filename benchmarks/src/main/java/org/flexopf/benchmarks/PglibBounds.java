package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.CycleConditions;
import org.flexopf.testkit.PglibBaseline;

/**
 * Makes the table of docs/pglib-soc.md: every network of the pglib-opf benchmark that is among the reference cases, its
 * bound and the published one. Every network is solved three times, and the median time counts.
 */
public final class PglibBounds {

    private static final int RUNS = 3;

    private PglibBounds() {}

    /**
     * Replaces the table in a document by that of this run; without arguments the table is only printed.
     *
     * @param arguments the document and the commit that is measured
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        table.add("| case | AC cost $/h | bound $/h | gap % | published % | | iterations "
                + "| build s | solve s | largest cycle mismatch, degrees |");
        table.add("|---|---|---|---|---|---|---|---|---|---|");
        List<PglibBaseline> cases = PglibBaseline.all();
        int agree = 0;
        for (PglibBaseline baseline : cases) {
            Row row = Row.measure(baseline);
            agree += row.agrees() ? 1 : 0;
            table.add(row.format());
        }
        table.add("");
        table.add(String.format(Locale.ROOT, "%d of %d agree.", agree, cases.size()));
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    /** One network. */
    private record Row(PglibBaseline baseline, OpfResult result, double buildSeconds, double solveSeconds) {

        static Row measure(PglibBaseline baseline) {
            Network network = baseline.network();
            Opf opf = Opf.of(BranchFlowSocp.assumingAnglesWithin(60.0));
            OpfResult result = opf.solve(network);
            double[] build = new double[RUNS];
            double[] solve = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                OpfResult again = opf.solve(network);
                build[run] = again.solver().buildSeconds();
                solve[run] = again.solver().setupSeconds() + again.solver().solveSeconds();
            }
            Arrays.sort(build);
            Arrays.sort(solve);
            return new Row(baseline, result, build[RUNS / 2], solve[RUNS / 2]);
        }

        boolean agrees() {
            return result.map(solution -> baseline.agrees(bound(solution))).orElse(false);
        }

        private static double bound(OpfSolution solution) {
            return solution.lowerBound().orElseThrow();
        }

        String format() {
            String outcome = result.map(solution -> String.format(
                            Locale.ROOT,
                            "%.4f | %.4f | %.2f | %s",
                            bound(solution),
                            baseline.gap(bound(solution)),
                            baseline.printedGap(),
                            agrees() ? "=" : "differs"))
                    .orElseGet(
                            () -> String.format(Locale.ROOT, "%s | | %.2f | ", result.status(), baseline.printedGap()));
            String cycles = result.map(solution -> String.format(
                            Locale.ROOT, "%.2f", CycleConditions.of(solution).largestDegrees()))
                    .orElse("");
            return String.format(
                    Locale.ROOT,
                    "| %s | %.5g | %s | %d | %.3f | %.3f | %s |",
                    baseline.name().replace("pglib_opf_", ""),
                    baseline.acCost(),
                    outcome,
                    result.solver().iterations(),
                    buildSeconds,
                    solveSeconds,
                    cycles);
        }
    }
}
