package org.flexopf.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.scenario.Chance;
import org.flexopf.scenario.Draw;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Study;
import org.flexopf.socp.BranchFlowSocp;

/**
 * Makes the tables of docs/scenario-speed.md: what a study takes beside the solves in it, what two threads gain, and
 * whether a draw is solved faster from the solution of the one before. Processor time is told where a thread has one,
 * so that a machine that does something else besides spoils it less; two threads need an idle machine.
 */
public final class StudySpeed {

    private static final List<String> CASES = List.of("ieee33-dg", "ieee69", "pjm5");
    private static final int WARM_UP = 3_000;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private StudySpeed() {}

    /**
     * Replaces the tables in a document by those of this run.
     *
     * @param arguments the document and the commit that is measured, and how many draws (10,000)
     */
    public static void main(String[] arguments) throws IOException {
        int draws = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        MeasuredTable table = new MeasuredTable();
        table.add("| case | solve, us | draw, us | beside the solve | of it: drawing and writing the program, us | "
                + "1 thread, draws/s | 2 threads, draws/s | speed-up |");
        table.add("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (String name : CASES) {
            table.add(row(name, draws));
        }
        table.add("");
        table.add(
                "| case | iterations from the formulation's start | from the draw before | from the case itself | us | "
                        + "us | us |");
        table.add("|---|--:|--:|--:|--:|--:|--:|");
        for (String name : CASES) {
            table.add(warm(name, draws / 5));
        }
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0 && !arguments[0].isEmpty()) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    private static Opf opf() {
        return Opf.of(new BranchFlowSocp());
    }

    private static Study study(Network network, int draws) {
        return Study.of(OpfProblem.of(network), opf(), MonteCarlo.loads())
                .withSeed(7)
                .withCount(draws);
    }

    private static String row(String name, int draws) {
        Network network = Cases.load(name);
        seconds(study(network, WARM_UP), 2);
        AtomicLong solved = new AtomicLong();
        PreparedOpf[] last = {opf().prepare(OpfProblem.of(network))};
        double build = cpu(draws, number -> {
            last[0] = last[0].rebuilt(drawn(network, number), new BranchFlowSocp());
            solved.addAndGet(last[0].model().program().variableCount());
        });
        double engine = cpu(draws, number -> {
            last[0] = last[0].rebuilt(drawn(network, number), new BranchFlowSocp());
            OpfResult result = last[0].solve();
            solved.addAndGet(result.solution()
                    .map(OpfSolution::objective)
                    .map(Math::round)
                    .orElse(0L));
        });
        double one = seconds(study(network, draws), 1);
        double two = seconds(study(network, draws), 2);
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.1f %% | %.0f | %.0f | %.0f | %.2f |",
                name,
                1e6 * (engine - build) / draws,
                1e6 * engine / draws,
                100.0 * build / (engine - build),
                1e6 * build / draws,
                draws / one,
                draws / two,
                one / two);
    }

    private static OpfProblem drawn(Network network, long number) {
        return OpfProblem.of(MonteCarlo.loads()
                .draw(Draw.of(network), number, Chance.of(7, number), 0)
                .profile()
                .applied());
    }

    private static String warm(String name, int draws) {
        Network network = Cases.load(name);
        long[] iterations = new long[3];
        double[] seconds = new double[3];
        for (int way = 0; way < 3; way++) {
            PreparedOpf[] last = {opf().prepare(OpfProblem.of(network))};
            OpfSolution base = last[0].solve().orElseThrow();
            OpfSolution[] before = {base};
            int place = way;
            seconds[way] = cpu(draws, number -> {
                last[0] = last[0].rebuilt(drawn(network, number), new BranchFlowSocp());
                OpfResult result = place == 0 ? last[0].solve() : last[0].solveFrom(place == 1 ? before[0] : base);
                iterations[place] += result.solver().iterations();
                before[0] = result.solution().orElse(before[0]);
            });
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f |",
                name,
                (double) iterations[0] / (draws + Math.min(draws, WARM_UP)),
                (double) iterations[1] / (draws + Math.min(draws, WARM_UP)),
                (double) iterations[2] / (draws + Math.min(draws, WARM_UP)),
                1e6 * seconds[0] / draws,
                1e6 * seconds[1] / draws,
                1e6 * seconds[2] / draws);
    }

    private interface Work {

        void at(long number);
    }

    /** Processor time of this thread, seconds. */
    private static double cpu(int draws, Work work) {
        for (int k = 0; k < Math.min(draws, WARM_UP); k++) {
            work.at(k);
        }
        long begin = CLOCK.getCurrentThreadCpuTime();
        for (int k = 0; k < draws; k++) {
            work.at(k);
        }
        return (CLOCK.getCurrentThreadCpuTime() - begin) * 1e-9;
    }

    private static double seconds(Study study, int threads) {
        long begin = System.nanoTime();
        study.run(threads, 0, row -> {}, (done, total, failures) -> true);
        return (System.nanoTime() - begin) * 1e-9;
    }
}
