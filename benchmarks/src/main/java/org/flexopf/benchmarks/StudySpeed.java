package org.flexopf.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.Cases;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.model.Model;
import org.flexopf.model.NeighbourIndex;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.scenario.Chance;
import org.flexopf.scenario.Draw;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.StudyProgress;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.ReferenceCases;

/**
 * Makes the tables of docs/scenario-speed.md: what a draw of a study takes beside the solve in it and what of that,
 * what two threads gain, what stays in memory, and whether a draw is solved faster from the solution of the one before.
 * All but the draws per second is processor time of one thread, in rounds that take turns, so that a machine that does
 * something else besides spoils it less.
 */
public final class StudySpeed {

    private static final int ROUNDS = 10;
    private static final int WARM_UP = 3_000;
    private static final long SEED = 7;
    private static final ThreadMXBean CLOCK = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private StudySpeed() {}

    /**
     * Replaces the tables in a document by those of this run.
     *
     * @param arguments the document and the commit that is measured, and how many draws (10,000)
     */
    public static void main(String[] arguments) throws IOException {
        int draws = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        MeasuredTable table = new MeasuredTable();
        table.add("| case | model | solve, us | draw, us | beside the solve | of it: drawing, us | its numbers, us | "
                + "the rest, us | a program written, us | bytes a draw |");
        table.add("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        cases().forEach((name, network) -> {
            for (OpfFormulation formulation : List.of(new BranchFlowSocp(), new LinDistFlow(), new DcOpf())) {
                if (formulation.whyNot(network).isEmpty()) {
                    table.add(new Parts(network, formulation, draws / ROUNDS).row(name));
                }
            }
        });
        table.add("");
        table.add("| case | 1 thread, draws/s | 2 threads, draws/s | speed-up |");
        table.add("|---|--:|--:|--:|");
        for (String name : List.of("ieee33-dg", "ieee69")) {
            table.add(threads(name, draws));
        }
        table.add("");
        table.add("| draws | in memory after them, MB |");
        table.add("|--:|--:|");
        memory(10 * draws, table);
        table.add("");
        table.add(
                "| case | iterations from the formulation's start | from the draw before | from the case itself | us | "
                        + "us | us |");
        table.add("|---|--:|--:|--:|--:|--:|--:|");
        for (String name : List.of("ieee33-dg", "ieee69", "pjm5")) {
            table.add(warm(name, draws / 5));
        }
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0 && !arguments[0].isEmpty()) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    private static Map<String, Network> cases() {
        Map<String, Network> cases = new LinkedHashMap<>();
        for (String name : List.of("ieee33-dg", "ieee69")) {
            cases.put(name, Cases.load(name));
        }
        if (ReferenceCases.areAvailable()) {
            for (String file : List.of("distribution/case141.m", "pglib/typ/pglib_opf_case118_ieee.m")) {
                cases.put(
                        file.substring(file.lastIndexOf('/') + 1, file.length() - 2),
                        MatpowerCase.read(ReferenceCases.path(file), CaseOptions.defaults())
                                .network());
            }
        }
        return cases;
    }

    private static Study study(Network network, OpfFormulation formulation, int draws) {
        return Study.of(OpfProblem.of(network), Opf.of(formulation), MonteCarlo.loads())
                .withSeed(SEED)
                .withCount(draws);
    }

    private static Profile drawn(Network network, long number) {
        return MonteCarlo.loads()
                .draw(Draw.of(network), number, Chance.of(SEED, number), 0)
                .profile();
    }

    /** What the parts of a draw take, of one case by one formulation. */
    private static final class Parts {

        private final Network network;
        private final OpfFormulation formulation;
        private final int draws;
        private final OpfProblem problem;
        private final List<LinkedProblem> drawn = new ArrayList<>();
        private final List<ConicProgram> programs = new ArrayList<>();
        private final List<WarmStart> starts = new ArrayList<>();
        private PreparedOpf prepared;
        private double sum;

        Parts(Network network, OpfFormulation formulation, int draws) {
            this.network = network;
            this.formulation = formulation;
            this.draws = draws;
            this.problem = OpfProblem.of(network);
            this.prepared = Opf.of(formulation).prepare(problem);
            OpfSolution base = prepared.solve().orElseThrow();
            for (int k = 0; k < draws; k++) {
                drawn.add(LinkedProblem.of(
                        List.of(Block.of("", problem, formulation).withProfile(StudySpeed.drawn(network, k)))));
                prepared = prepared.rebuilt(drawn.get(k));
                Model model = prepared.model();
                programs.add(model.program());
                starts.add(model.startFrom(base.named(), NeighbourIndex.SAME));
            }
        }

        String row(String name) {
            CheckedSolver solver = CheckedSolver.suitableFor(programs.get(0)).session();
            Iterator<Row> rows = study(network, formulation, (2 * ROUNDS + WARM_UP / draws + 2) * draws)
                    .rows(0, (2L * ROUNDS + WARM_UP / draws + 2) * draws);
            List<Runnable> parts = List.of(
                    () -> each(k -> sum += solver.solve(programs.get(k), SolverOptions.defaults(), starts.get(k))
                            .objective()),
                    () -> each(k -> sum += rows.next().values()[0]),
                    () -> each(k -> sum += StudySpeed.drawn(network, k).activeDemand(0)),
                    () -> each(k -> {
                        prepared = prepared.rebuilt(drawn.get(k));
                        sum += prepared.model().program().constant();
                    }),
                    () -> each(k ->
                            sum += drawn.get(k).formulated().get(0).program().constant()));
            for (int round = 0; round <= WARM_UP / draws; round++) {
                parts.forEach(Runnable::run);
            }
            double[] us = new double[parts.size()];
            long bytes = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int part = 0; part < us.length; part++) {
                    long allocated = CLOCK.getCurrentThreadAllocatedBytes();
                    long begin = CLOCK.getCurrentThreadCpuTime();
                    parts.get(part).run();
                    us[part] += (CLOCK.getCurrentThreadCpuTime() - begin) * 1e-3 / draws / ROUNDS;
                    bytes += part == 1 ? CLOCK.getCurrentThreadAllocatedBytes() - allocated : 0;
                }
            }
            double beside = us[1] - us[0];
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f | %.1f %% | %.1f | %.1f | %.1f | %.0f | %.0f |",
                    name,
                    formulation.name(),
                    us[0],
                    us[1],
                    100.0 * beside / us[0],
                    us[2],
                    us[3],
                    beside - us[2] - us[3],
                    us[4],
                    (double) bytes / draws / ROUNDS);
        }

        private void each(Work work) {
            for (int k = 0; k < draws; k++) {
                work.at(k);
            }
        }
    }

    private static String threads(String name, int draws) {
        Network network = Cases.load(name);
        OpfFormulation formulation = new BranchFlowSocp();
        seconds(study(network, formulation, WARM_UP), 2);
        double one = seconds(study(network, formulation, draws), 1);
        double two = seconds(study(network, formulation, draws), 2);
        return String.format(Locale.ROOT, "| %s | %.0f | %.0f | %.2f |", name, draws / one, draws / two, one / two);
    }

    /** What is left in memory while a study runs, once all that nobody holds is collected. */
    private static void memory(int draws, MeasuredTable table) {
        study(Cases.load("ieee33-dg"), new BranchFlowSocp(), draws).run(2, 0, row -> {}, (done, total, failures) -> {
            if (done == total / 100 || done == total / 10 || done == total / 2 || done == total) {
                System.gc();
                long used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                table.add(String.format(Locale.ROOT, "| %,d | %.1f |", done, used * 1e-6));
            }
            return true;
        });
    }

    private static String warm(String name, int draws) {
        Network network = Cases.load(name);
        OpfProblem problem = OpfProblem.of(network);
        OpfFormulation formulation = new BranchFlowSocp();
        long[] iterations = new long[3];
        double[] us = new double[3];
        for (int way = 0; way < 3; way++) {
            PreparedOpf[] last = {Opf.of(formulation).prepare(problem)};
            OpfSolution base = last[0].solve().orElseThrow();
            OpfSolution[] before = {base};
            int place = way;
            us[way] = 1e6
                    / draws
                    * cpu(draws, number -> {
                        last[0] = last[0].rebuilt(LinkedProblem.of(
                                List.of(Block.of("", problem, formulation).withProfile(drawn(network, number)))));
                        OpfResult result =
                                place == 0 ? last[0].solve() : last[0].solveFrom(place == 1 ? before[0] : base);
                        iterations[place] += result.solver().iterations();
                        before[0] = result.solution().orElse(before[0]);
                    });
        }
        double solved = draws + Math.min(draws, WARM_UP);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f |",
                name,
                iterations[0] / solved,
                iterations[1] / solved,
                iterations[2] / solved,
                us[0],
                us[1],
                us[2]);
    }

    private interface Work {

        void at(int number);
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
        study.run(threads, 0, row -> {}, StudyProgress.NONE);
        return (System.nanoTime() - begin) * 1e-9;
    }
}
