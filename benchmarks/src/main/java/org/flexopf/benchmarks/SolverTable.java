package org.flexopf.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.NeighbourIndex;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;

/**
 * Writes the benchmark table of the interior-point solver as Markdown to standard output: {@code SolverTable COMMIT
 * [CASES] [LARGEST]}, with a folder that holds pglib-opf files for the second half and the number of buses of the
 * largest feeder (200,000 unless told).
 */
public final class SolverTable {

    private static final SolverOptions OPTIONS = SolverOptions.defaults().withTimeLimit(Duration.ofMinutes(5));
    private static final ConvexSolver SOLVER = new InteriorPointSolver();
    /** How long a figure is repeated, and how often at least. */
    private static final double SECONDS_PER_FIGURE = 4.0;

    private static final int FEWEST = 9;
    private static final int LARGEST_WARM_UP = 5001;
    private static final int WARM_UP_ROUNDS = 30;

    private SolverTable() {}

    /** Runs everything; see the class. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("cold")) {
            cold();
            return;
        }
        String commit = args.length > 0 ? args[0] : "unknown";
        int largest = args.length > 2 ? Integer.parseInt(args[2]) : 200_000;
        header(commit);
        feeders(largest);
        currentLimits();
        neighbours();
        coldStart();
        if (args.length > 1) {
            cases(Path.of(args[1]));
        }
    }

    private static void header(String commit) {
        print("# Interior-point solver: measured");
        print("");
        print("Made again by `mvn -Psolver-table -pl benchmarks -am package "
                + "-DskipTests -Dcommit=HASH` (JMH: `SolverBenchmark`). Where the time "
                + "goes: [interior-point-method.md](interior-point-method.md).");
        print("");
        print(
                "Commit %s, %s, JDK %s, %s, %d processors, heap up to %d MB, load average at the start %.1f.",
                commit,
                LocalDate.now(ZoneOffset.UTC),
                Runtime.version(),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        print("Times are wall times of one thread in milliseconds as the solver reports them, after "
                + "warm-up, median (and least) of several; iterations are free of noise. A solve in a session");
        print("leaves out the set-up; the set-up is that of a fresh solver: graph, ordering, "
                + "symbolic factorisation and equilibration. The memory of the iterations is "
                + "allocated by the first solve and takes a quarter of an iteration.");
        print("Tolerance 1e-8 on primal residual, dual residual and gap, as `KktReport` defines them.");
        print("");
    }

    private static void feeders(int largest) {
        print("## Radial branch-flow programs");
        print("");
        print("| feeders | iterations with hint | without | solve with hint, ms "
                + "| without, ms | set-up, ms | set-up in iterations |");
        print("|---|---|---|---|---|---|---|");
        List<String> names = new ArrayList<>();
        List<Feeders> families = new ArrayList<>();
        for (int buses : new int[] {33, 1000, 5000}) {
            names.add(String.format(Locale.ROOT, "%,d buses", buses));
            families.add(Feeders.standard(buses, 1));
        }
        names.addAll(List.of(
                "chain of 5,000",
                "5,000, binding ratings",
                "5,000, quadratic costs",
                "5,000, costs x 1e-3",
                "5,000, costs x 1e3"));
        families.addAll(List.of(
                Feeders.chain(5000, 1),
                Feeders.standard(5000, 1).withRatings(1.02),
                Feeders.standard(5000, 1).withQuadraticCosts(),
                Feeders.standard(5000, 1).withCostFactor(1e-3),
                Feeders.standard(5000, 1).withCostFactor(1e3)));
        for (int buses : new int[] {50_000, 200_000}) {
            if (buses <= largest) {
                names.add(String.format(Locale.ROOT, "%,d buses", buses));
                families.add(Feeders.standard(buses, 1));
            }
        }
        warmUp(families);
        for (int k = 0; k < families.size(); k++) {
            Model model = model(new BranchFlowSocp(), families.get(k).network());
            Figure hint = measure(model.program(), model.start().orElse(null));
            Figure none = measure(model.program(), null);
            double setup = setUp(model.program());
            print(
                    "| %s | %s | %s | %s | %s | %.1f | %.1f |",
                    names.get(k),
                    hint.iterations(),
                    none.iterations(),
                    hint.times(),
                    none.times(),
                    setup,
                    setup / (hint.median / hint.result.iterations()));
        }
        print("");
    }

    /**
     * Shows the compiler all kinds of programs before any is timed, so that none pays for being the first with a
     * quadratic objective, say.
     */
    private static void warmUp(List<Feeders> families) {
        for (Feeders family : families) {
            Network network = family.network();
            if (network.buses().size() <= LARGEST_WARM_UP) {
                Model model = model(new BranchFlowSocp(), network);
                for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                    SOLVER.solve(
                            model.program(),
                            OPTIONS,
                            round % 2 == 0 ? model.start().orElse(null) : null);
                }
            }
        }
    }

    private static void currentLimits() {
        print("## Feeders with current limits, from CBF");
        print("");
        print("Radial branch-flow programs read from text in the Conic Benchmark Format, without a hint: every squared "
                + "current has a limit, at so many times the current that flows without generation.");
        print("");
        print("| buses | limits, times the current | seed | iterations | solve, ms |");
        print("|---|---|---|---|---|");
        for (int buses : new int[] {1_000, 5_000}) {
            for (long seed = 1; seed <= 5; seed++) {
                currentLimits(CurrentLimitedFeeders.mixed(buses, seed));
            }
            currentLimits(CurrentLimitedFeeders.uniform(buses, 1.05, 1));
            currentLimits(CurrentLimitedFeeders.uniform(buses, 3.0, 1));
        }
        print("");
    }

    private static void currentLimits(CurrentLimitedFeeders feeders) {
        Figure figure = measure(feeders.program().program(), null);
        print(
                "| %,d | %.2f to %.2f | %d | %s | %s |",
                feeders.buses(), feeders.least(), feeders.most(), feeders.seed(), figure.iterations(), figure.times());
    }

    private static void neighbours() {
        print("## From a neighbour's solution");
        print("");
        print("Median iterations over nine networks: from the neighbour's solution, and from the power-flow hint.");
        print("");
        print("| buses | load + 5 %% | load - 10 %% | next hour, loads x 0.8 to 1.2 | one generator removed |");
        print("|---|---|---|---|---|");
        for (int buses : new int[] {33, 1000}) {
            List<List<Integer>> warm = new ArrayList<>();
            List<List<Integer>> hinted = new ArrayList<>();
            for (long seed = 1; seed <= 9; seed++) {
                Feeders feeders = Feeders.standard(buses, seed);
                Model base = model(new BranchFlowSocp(), feeders.network());
                ModelSolution solution = base.solution(CheckedSolver.of(SOLVER).solve(base.program(), OPTIONS));
                List<Network> neighbours = List.of(
                        feeders.network(1.05),
                        feeders.network(0.9),
                        nextHour(feeders.network(), seed),
                        withoutLastGenerator(feeders.network()));
                for (int k = 0; k < neighbours.size(); k++) {
                    if (seed == 1) {
                        warm.add(new ArrayList<>());
                        hinted.add(new ArrayList<>());
                    }
                    Model next = model(new BranchFlowSocp(), neighbours.get(k));
                    warm.get(k)
                            .add(SOLVER.solve(next.program(), OPTIONS, next.startFrom(solution, NeighbourIndex.SAME))
                                    .iterations());
                    hinted.get(k)
                            .add(SOLVER.solve(
                                            next.program(),
                                            OPTIONS,
                                            next.start().orElse(null))
                                    .iterations());
                }
            }
            StringBuilder row = new StringBuilder("| " + buses + " |");
            for (int k = 0; k < warm.size(); k++) {
                row.append(' ')
                        .append(middle(warm.get(k)))
                        .append(" instead of ")
                        .append(middle(hinted.get(k)))
                        .append(" |");
            }
            print("%s", row);
        }
        print("");
    }

    private static int middle(List<Integer> counts) {
        return counts.stream().sorted().skip(counts.size() / 2).findFirst().orElseThrow();
    }

    /** All loads changed, each differently. */
    private static Network nextHour(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return network.toBuilder()
                .mapLoads(load -> {
                    double factor = random.nextDouble(0.8, 1.2);
                    return load.withDemand(factor * load.p(), factor * load.q());
                })
                .build();
    }

    private static Network withoutLastGenerator(Network network) {
        int last = network.generators().get(network.generators().size() - 1).id();
        return network.toBuilder()
                .removeGenerators(generator -> generator.id() == last)
                .build();
    }

    /** What a command-line user feels: a fresh Java machine that builds and solves a feeder of 33 buses. */
    private static void coldStart() throws IOException, InterruptedException {
        double[] solve = new double[5];
        double[] whole = new double[5];
        for (int k = 0; k < solve.length; k++) {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SolverTable.class.getName(),
                            "cold")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                solve[k] = Double.parseDouble(output.readLine());
            }
            process.waitFor();
            whole[k] = (System.nanoTime() - begin) * 1e-6;
        }
        Arrays.sort(solve);
        Arrays.sort(whole);
        print("## Cold");
        print("");
        print(
                "First solve of a 33-bus feeder in a fresh JVM: %.0f ms (set-up included); the "
                        + "whole process with building the network: %.0f ms (medians of five).",
                solve[2], whole[2]);
        print("");
    }

    private static void cold() {
        Model model = model(new BranchFlowSocp(), Feeders.standard(33, 1).network());
        long begin = System.nanoTime();
        SolverResult result =
                SOLVER.solve(model.program(), OPTIONS, model.start().orElse(null));
        if (result.status() != SolveStatus.OPTIMAL) {
            throw new IllegalStateException(result.message());
        }
        System.out.println((System.nanoTime() - begin) * 1e-6);
    }

    private static void cases(Path folder) throws IOException {
        Throwable failure = GlopTimes.load();
        print("## pglib-opf");
        print("");
        print(
                "Set-up included, as GLOP starts from scratch too; GLOP by "
                        + "processor time of its thread too, least of three.%s",
                failure == null ? "" : " OR-Tools could not be loaded: " + failure);
        print("");
        print("| program | iterations | solve with set-up, ms | GLOP, ms | objective | GLOP's objective |");
        print("|---|---|---|---|---|---|");
        for (String name : new String[] {"1354_pegase", "2869_pegase", "9591_goc"}) {
            Model model = model(new DcOpf(), read(folder, name));
            Figure figure = measure(model.program(), null);
            double whole = figure.median + setUp(model.program());
            String glop = String.format(Locale.ROOT, "- | %.8g | -", figure.result.primalObjective());
            if (failure == null && !model.program().hasQuadraticObjective()) {
                double[] times = new double[3];
                double value = 0.0;
                for (int k = 0; k < times.length; k++) {
                    double[] run = GlopTimes.solve(model.program());
                    times[k] = run[0];
                    value = run[1];
                }
                Arrays.sort(times);
                glop = String.format(
                        Locale.ROOT,
                        "%.0f | %.8g | %s",
                        times[0],
                        figure.result.primalObjective(),
                        Double.isNaN(value) ? "no answer" : String.format(Locale.ROOT, "%.8g", value));
            }
            print("| DC-OPF %s | %s | %.0f | %s |", name, figure.iterations(), whole, glop);
        }
        for (String name : new String[] {"1354_pegase", "2869_pegase"}) {
            Model model = model(new BranchFlowSocp(), read(folder, name));
            Figure figure = measure(model.program(), model.start().orElse(null));
            print(
                    "| branch-flow SOCP %s | %s | %.0f | - | %.8g | - |",
                    name, figure.iterations(), figure.median + setUp(model.program()), figure.result.primalObjective());
        }
    }

    private static Network read(Path folder, String name) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals("pglib_opf_case" + name + ".m"))
                    .findFirst()
                    .map(file -> MatpowerCase.read(file, CaseOptions.defaults().withFreeReactiveLoads())
                            .network())
                    .orElseThrow(() -> new IOException("no pglib_opf_case" + name + ".m under " + folder));
        }
    }

    private static Model model(OpfFormulation formulation, Network network) {
        return Opf.of(formulation).model(OpfProblem.of(network)).named();
    }

    /** The median time that a fresh solver needs before its first iteration, in milliseconds. */
    private static double setUp(ConicProgram program) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (SECONDS_PER_FIGURE * 1e9);
        while (times.size() < FEWEST || System.nanoTime() < end) {
            times.add(SOLVER.solve(program, OPTIONS.withMaxIterations(0), null).setupSeconds() * 1e3);
        }
        return median(times);
    }

    private static Figure measure(ConicProgram program, WarmStart start) {
        SolverSession session = SOLVER.session();
        SolverResult result = session.solve(program, OPTIONS, start);
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (SECONDS_PER_FIGURE * 1e9);
        while (times.size() < FEWEST || System.nanoTime() < end) {
            times.add(session.solve(program, OPTIONS, start).solveSeconds() * 1e3);
        }
        List<Double> late = late(times);
        return new Figure(result, late.get(late.size() / 2), late.get(0));
    }

    private static double median(List<Double> times) {
        List<Double> late = late(times);
        return late.get(late.size() / 2);
    }

    /** The later half of the times, sorted: the first half warms the compiler up. */
    private static List<Double> late(List<Double> times) {
        List<Double> late = new ArrayList<>(times.subList(times.size() / 2, times.size()));
        late.sort(null);
        return late;
    }

    private record Figure(SolverResult result, double median, double least) {

        String iterations() {
            return result.iterations() + (result.status() == SolveStatus.OPTIMAL ? "" : " (" + result.status() + ")");
        }

        String times() {
            return String.format(Locale.ROOT, "%.2f (%.2f)", median, least);
        }
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    private static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
