package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.scenario.Answer;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Question;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;

/** The answers of the examples of studies, found out again in another way. */
class StudyExamplesTest {

    private static String printed(Consumer<PrintStream> example) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            example.accept(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * The AC problem is no convex program, and is asked by a function: where the relaxation is exact it costs the same.
     */
    @Test
    void theAcOptimumIsAskedByAFunction() {
        Network feeder = Cases.load("ieee33-dg");
        Question ac = Question.of("ac", List.of(new Question.Column("cost", "currency/h")), drawing -> {
            AcSolution solved = AcOpf.of(OpfProblem.of(drawing.network())).solve();
            return solved.isOptimal()
                    ? Answer.of(solved.objective())
                    : new Answer(solved.status().name(), solved.verdict(), new double[0]);
        });
        List<Row> rows =
                Study.asking(ac, feeder, MonteCarlo.loads()).withCount(12).rows(1);
        for (int threads : new int[] {2, 8}) {
            assertThat(Study.asking(ac, feeder, MonteCarlo.loads())
                            .withCount(12)
                            .rows(threads))
                    .isEqualTo(rows);
        }
        List<Row> relaxed = Study.of(OpfProblem.of(feeder), Opf.of(new BranchFlowSocp()), MonteCarlo.loads())
                .withCount(12)
                .keeping(List.of("cost", "exact"))
                .rows(2);
        for (int k = 0; k < rows.size(); k++) {
            assertThat(relaxed.get(k).values()[1]).isEqualTo(1.0);
            double cost = relaxed.get(k).values()[0];
            assertThat(rows.get(k).values()[0]).isEqualTo(cost, within(1e-6 * cost));
        }
        assertThat(rows).extracting(row -> row.values()[0]).doesNotHaveDuplicates();
    }

    /** At the capacity the limit holds, a kilowatt above it no more; and less load leaves less room. */
    @Test
    void theFeederHostsSoMuchAndNoMore() {
        Study study = HostingCapacity.study(24);
        List<Row> rows = study.rows(2);
        Question both = Question.of(
                "at the capacity and above",
                List.of(Question.Column.of("at"), Question.Column.of("above"), Question.Column.of("demand")),
                drawing -> {
                    double hosting = rows.get((int) drawing.number()).values()[0];
                    return Answer.of(
                            HostingCapacity.largestVoltage(drawing.network(), hosting)[0],
                            HostingCapacity.largestVoltage(drawing.network(), hosting + 1e-3)[0],
                            drawing.network().loads().stream()
                                    .mapToDouble(load -> load.p())
                                    .sum());
                });
        double least = Double.POSITIVE_INFINITY;
        double atLeast = 0.0;
        double most = 0.0;
        double atMost = 0.0;
        for (Row row : study.withQuestion(both).rows(1)) {
            assertThat(row.values()[0]).isLessThanOrEqualTo(HostingCapacity.HIGHEST_VOLTAGE);
            assertThat(row.values()[1]).isGreaterThan(HostingCapacity.HIGHEST_VOLTAGE);
            double hosting = rows.get((int) row.draw()).values()[0];
            if (row.values()[2] < least) {
                least = row.values()[2];
                atLeast = hosting;
            }
            if (row.values()[2] > most) {
                most = row.values()[2];
                atMost = hosting;
            }
            assertThat(HostingCapacity.ROOFS.stream().mapToDouble(Integer::doubleValue))
                    .contains(rows.get((int) row.draw()).values()[1]);
        }
        assertThat(atLeast).isLessThan(atMost);
        assertThat(printed(out -> HostingCapacity.print(out, 60))).contains("19 noons of 20 take");
    }

    /** Charged and emptied as a whole, hour by hour: dynamic programming on two states. */
    @Test
    void theBatteryIsWorthWhatDynamicProgrammingSays() {
        Study study = BatteryOverAYear.study(6);
        List<Row> rows = study.rows(2);
        Question again = Question.of("again", List.of(Question.Column.of("value")), drawing -> {
            double bought = BatteryOverAYear.MEGAWATT_HOURS / BatteryOverAYear.EFFICIENCY;
            double sold = BatteryOverAYear.MEGAWATT_HOURS * BatteryOverAYear.EFFICIENCY;
            // A megawatt fills 0.95 MWh an hour and takes another hour for the rest, so the states are finer.
            int steps = 400;
            double[] best = new double[steps + 1];
            Arrays.fill(best, Double.NEGATIVE_INFINITY);
            best[0] = 0.0;
            int up = (int) Math.round(steps * BatteryOverAYear.EFFICIENCY);
            int down = (int) Math.floor(steps / BatteryOverAYear.EFFICIENCY);
            for (int hour = 0; hour < BatteryOverAYear.HOURS; hour++) {
                double price = BatteryOverAYear.price(drawing, hour);
                double[] next = new double[steps + 1];
                Arrays.fill(next, Double.NEGATIVE_INFINITY);
                for (int from = 0; from <= steps; from++) {
                    for (int to = Math.max(0, from - down); to <= Math.min(steps, from + up); to++) {
                        double energy = (double) (to - from) / steps;
                        double gain = energy > 0.0 ? -price * energy * bought : -price * energy * sold;
                        next[to] = Math.max(next[to], best[from] + gain);
                    }
                }
                best = next;
            }
            double most = 0.0;
            for (double value : best) {
                most = Math.max(most, value);
            }
            return Answer.of(most);
        });
        List<Row> values = study.withQuestion(again).rows(2);
        for (int k = 0; k < 6; k++) {
            assertThat(rows.get(k).values()[0]).isEqualTo(values.get(k).values()[0], within(0.3));
            assertThat(rows.get(k).values()[0]).isBetween(1.0, rows.get(k).values()[1] * 3.0);
        }
        assertThat(printed(out -> BatteryOverAYear.print(out, 8))).contains("Over a year of 365 days that is");
    }

    @Test
    void outagesAreSortedByWhatTheyCost() {
        Network grid = Cases.load("pjm5");
        String text = printed(EveryOutage::print);
        double intact = Opf.of(new DcOpf()).solve(grid).orElseThrow().objective();
        assertThat(text).contains(String.format(Locale.ROOT, "With all branches an hour costs %.2f.", intact));
        List<String> lines = text.lines().skip(3).limit(grid.branches().size()).toList();
        List<Double> costs = lines.stream()
                .map(line -> line.replaceAll(".*\\) *([0-9.]+|-) .*", "$1"))
                .filter(cost -> !cost.equals("-"))
                .map(Double::valueOf)
                .toList();
        assertThat(costs).isSortedAccordingTo(Comparator.reverseOrder()).hasSizeGreaterThan(3);
        for (Branch branch : grid.branches()) {
            String cost = Opf.of(new DcOpf())
                    .solve(grid.without(List.of(branch.ref())))
                    .map(rest -> String.format(Locale.ROOT, "%.2f", rest.objective()))
                    .orElse("-");
            assertThat(lines)
                    .anySatisfy(
                            line -> assertThat(line).startsWith(branch.label()).contains(cost));
        }
        assertThat(text).contains("cheaper without");
    }

    /** Whoever is paid the price or VCG gets no less than was bid, draw by draw. */
    @Test
    void payingBidsIsCheapestAsLongAsTheyAreTrue() {
        for (Row row : CheapestRule.study(12).rows(2)) {
            double[] paid = row.values();
            assertThat(paid[2]).as("paid as bid in %s", row).isPositive();
            assertThat(paid[1]).isGreaterThanOrEqualTo(paid[2] - 1e-3);
            assertThat(paid[0]).isGreaterThanOrEqualTo(paid[2] - 1e-3);
        }
        assertThat(printed(out -> CheapestRule.print(out, 12)))
                .contains("vcg", "pay-as-clear", "pay-as-bid", "once bids are raised by");
    }
}
