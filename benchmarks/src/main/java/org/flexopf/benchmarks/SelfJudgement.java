package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.flexopf.benchmarks.Judgement.Figure;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.scenario.Answer;
import org.flexopf.scenario.Drawing;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Question;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.solver.SolveStatus;

/**
 * The library judged by itself, which makes the table of docs/self-judgement.md: random radial feeders and random
 * meshed networks, and how often what is said of them does not hold. A study that is killed goes on where it was.
 *
 * <pre>
 *   SelfJudgement FOLDER SEED [RADIAL MESHED THREADS DOCUMENT COMMIT]
 *   SelfJudgement again radial|meshed SEED DRAW
 * </pre>
 */
public final class SelfJudgement {

    private static final List<Question.Column> COLUMNS = Arrays.stream(Figure.values())
            .map(figure -> Question.Column.of(figure.label()))
            .toList();

    /** What is drawn is the network itself, not a change of one. */
    private static final Network BLANK = Network.builder("random networks", 10.0)
            .bus(Bus.reference(1, 1.0))
            .bus(Bus.of(2))
            .branch(Branch.line(1, 1, 2, 0.01, 0.01))
            .build();

    /** A kind of network, and how it is drawn. */
    private enum Kind {
        RADIAL {
            @Override
            RandomCase draw(long number, SplittableRandom random) {
                return RandomCase.radial(number, random);
            }
        },
        MESHED {
            @Override
            RandomCase draw(long number, SplittableRandom random) {
                return RandomCase.meshed(number, random);
            }
        };

        abstract RandomCase draw(long number, SplittableRandom random);

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<String> families() {
            return this == RADIAL ? RandomCase.RADIAL : RandomCase.MESHED;
        }

        Judgement judged(Drawing drawing) {
            long bits = (long) (drawing.chance(0) * 0x1.0p53) << 11 ^ (long) (drawing.chance(1) * 0x1.0p53);
            return Judge.of(draw(drawing.number(), new SplittableRandom(bits)));
        }

        Study study(long seed, long count) {
            Question question = Question.of("judgement of " + label() + " networks", COLUMNS, drawing -> {
                Judgement judgement = judged(drawing);
                if (!judgement.findings().isEmpty()) {
                    System.err.println(label() + " " + drawing.number() + ": " + judgement);
                }
                return Answer.of(Arrays.stream(Figure.values())
                        .mapToDouble(judgement::get)
                        .toArray());
            });
            return Study.asking(question, BLANK, new MonteCarlo(List.of(), OptionalLong.empty(), false))
                    .withSeed(seed)
                    .withCount(count);
        }
    }

    private SelfJudgement() {}

    /** Runs, or goes on. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("again")) {
            again(
                    Kind.valueOf(arguments[1].toUpperCase(Locale.ROOT)),
                    Long.parseLong(arguments[2]),
                    Long.parseLong(arguments[3]));
            return;
        }
        long seed = Long.parseLong(arguments[1]);
        long[] counts = {number(arguments, 2, 10_000), number(arguments, 3, 1_000)};
        int threads = (int) number(arguments, 4, Runtime.getRuntime().availableProcessors());
        MeasuredTable table = new MeasuredTable();
        table.add("Seed " + seed + ".");
        for (Kind kind : Kind.values()) {
            List<double[]> rows = rows(kind, seed, counts[kind.ordinal()], threads, Path.of(arguments[0]));
            answers(kind, rows, table);
            efforts(kind, rows, table);
        }
        table.addProvenance(arguments.length > 6 ? arguments[6] : "unknown");
        if (arguments.length > 5) {
            table.writeTo(Path.of(arguments[5]));
        }
    }

    private static long number(String[] arguments, int place, long otherwise) {
        return arguments.length > place ? Long.parseLong(arguments[place]) : otherwise;
    }

    private static void again(Kind kind, long seed, long draw) {
        kind.study(seed, draw + 1).run(1, draw, row -> System.out.println(row), (done, total, failures) -> true);
    }

    private static List<double[]> rows(Kind kind, long seed, long count, int threads, Path folder) throws IOException {
        StudyFolder.at(folder.resolve(kind.label())).run(kind.study(seed, count), threads, (done, total, failures) -> {
            if (done % 500 == 0) {
                System.err.println(done + " of " + total + " " + kind.label() + " networks");
            }
            return true;
        });
        List<double[]> rows = new ArrayList<>();
        StudyFolder.at(folder.resolve(kind.label())).scan(row -> {
            if (!row.isOptimal()) {
                throw new IllegalStateException("a network was not judged: " + row);
            }
            rows.add(row.values());
        });
        return rows;
    }

    private static double at(double[] row, Figure figure) {
        return row[figure.ordinal()];
    }

    private static String count(List<double[]> rows, Predicate<double[]> which) {
        return Long.toString(rows.stream().filter(which).count());
    }

    private static String of(List<double[]> rows, Figure figure) {
        return count(rows, row -> at(row, figure) == 1.0) + " of " + count(rows, row -> !Double.isNaN(at(row, figure)));
    }

    private static void answers(Kind kind, List<double[]> rows, MeasuredTable table) {
        table.add("");
        table.add("## What was said of " + kind.label() + " networks, and did not hold");
        table.add("");
        table.add("| family | networks | optimal | infeasible | exact | \"exact\" false | \"infeasible\" false | bound "
                + "false | AC optimum false | price false | AC price false | no answer: relaxation | price | AC |");
        table.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (int family = 0; family <= kind.families().size(); family++) {
            int place = family;
            boolean all = family == kind.families().size();
            List<double[]> own = rows.stream()
                    .filter(row -> all || at(row, Figure.FAMILY) == place)
                    .toList();
            List<String> cells = new ArrayList<>(List.of(
                    all ? "**all**" : kind.families().get(family),
                    Integer.toString(own.size()),
                    count(own, row -> at(row, Figure.RELAXED_STATUS) == SolveStatus.OPTIMAL.ordinal()),
                    count(own, row -> at(row, Figure.RELAXED_STATUS) == SolveStatus.PRIMAL_INFEASIBLE.ordinal()),
                    count(own, row -> at(row, Figure.EXACT) == 1.0)));
            for (Figure figure : List.of(
                    Figure.EXACT_FALSE,
                    Figure.INFEASIBLE_FALSE,
                    Figure.BOUND_FALSE,
                    Figure.AC_FALSE,
                    Figure.PRICE_FALSE,
                    Figure.AC_PRICE_FALSE,
                    Figure.RELAXED_UNANSWERED,
                    Figure.PRICE_UNANSWERED,
                    Figure.AC_UNANSWERED)) {
                cells.add(of(own, figure));
            }
            table.add("| " + String.join(" | ", cells) + " |");
        }
    }

    private static void efforts(Kind kind, List<double[]> rows, MeasuredTable table) {
        table.add("");
        table.add("## What " + kind.label() + " networks take");
        table.add("");
        table.add("| | least | 25 % | median | 75 % | 95 % | 99 % | largest |");
        table.add("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (Figure figure : List.of(
                Figure.BUSES,
                Figure.ITERATIONS,
                Figure.MILLISECONDS,
                Figure.AC_ITERATIONS,
                Figure.AC_MILLISECONDS,
                Figure.GAP,
                Figure.COST_OFF,
                Figure.PRICE_OFF,
                Figure.AC_PRICE_OFF)) {
            double[] sorted = rows.stream()
                    .mapToDouble(row -> at(row, figure))
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            StringBuilder line = new StringBuilder("| ").append(figure.words()).append(" |");
            for (double share : new double[] {0.0, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0}) {
                int place = (int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)));
                line.append(String.format(Locale.ROOT, " %.3g |", sorted.length == 0 ? Double.NaN : sorted[place]));
            }
            table.add(line.toString());
        }
    }
}
