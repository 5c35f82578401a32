package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.AcSearch;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;

/**
 * Makes the table of docs/ways-out.md: on feeders where the plain relaxation tends to be inexact, how often each way
 * out finds an AC-feasible point, how far that is from the best point that any of them found, and how long it takes.
 */
public final class WaysOut {

    private static final int FEEDERS = 60;
    private static final int[] SIZES = {10, 40, 150};
    private static final List<String> METHODS = List.of("socp", "socp-augmented", "current-penalty", "convex-concave");

    private WaysOut() {}

    /**
     * Replaces the table in a document by that of this run; without arguments the table is only printed.
     *
     * @param arguments the document and the commit that is measured
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        table.add("| buses | way out | tried on | AC-feasible | excess over the "
                + "best point found, median | largest | ms, median |");
        table.add("|---|---|---|---|---|---|---|");
        for (int buses : SIZES) {
            List<AcSearch.Outcome> outcomes = new ArrayList<>();
            for (int seed = 0; seed < FEEDERS; seed++) {
                FeasibleFeeder feeder = RandomFeeders.of(RandomFeeders.Character.HARD, buses, seed);
                outcomes.add(AcSearch.of(OpfProblem.of(feeder.network())).search());
            }
            METHODS.forEach(method -> table.add(row(buses, method, outcomes)));
            long found = outcomes.stream()
                    .filter(outcome -> outcome.best().isPresent())
                    .count();
            long closed = outcomes.stream()
                    .filter(outcome -> outcome.gap().orElse(1.0) <= 1e-6)
                    .count();
            double[] gaps = outcomes.stream()
                    .mapToDouble(outcome -> outcome.gap().orElse(Double.NaN))
                    .filter(gap -> gap > 1e-6)
                    .toArray();
            double[] seconds = outcomes.stream()
                    .mapToDouble(outcome -> outcome.attempts().stream()
                            .mapToDouble(AcSearch.Attempt::seconds)
                            .sum())
                    .toArray();
            table.add(String.format(
                    Locale.ROOT,
                    "| %d | **all of them in turn** | %d | %d; %d of them at the lower bound, "
                            + "the others above it by %.2f %% in the median | | | %.0f |",
                    buses,
                    FEEDERS,
                    found,
                    closed,
                    100.0 * median(gaps),
                    1e3 * median(seconds)));
        }
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    /** One method, by its best attempt on each feeder. */
    private static String row(int buses, String method, List<AcSearch.Outcome> outcomes) {
        int tried = 0;
        List<Double> excess = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (AcSearch.Outcome outcome : outcomes) {
            List<AcSearch.Attempt> attempts = outcome.attempts().stream()
                    .filter(attempt -> attempt.method().equals(method))
                    .toList();
            if (attempts.isEmpty()) {
                continue;
            }
            tried++;
            seconds.add(attempts.stream().mapToDouble(AcSearch.Attempt::seconds).sum());
            attempts.stream()
                    .filter(AcSearch.Attempt::isFeasible)
                    .mapToDouble(AcSearch.Attempt::value)
                    .min()
                    .ifPresent(value -> {
                        double best = outcome.best().orElseThrow().value();
                        excess.add(Math.max(0.0, value - best) / Math.max(1.0, Math.abs(best)));
                    });
        }
        double[] sorted =
                excess.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %d | %s | %d | %d | %s | %.0f |",
                buses,
                method,
                tried,
                sorted.length,
                sorted.length == 0
                        ? "- | -"
                        : String.format(
                                Locale.ROOT,
                                "%.3f %% | %.2f %%",
                                100.0 * median(sorted),
                                100.0 * sorted[sorted.length - 1]),
                1e3 * median(seconds.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
