package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.model.Model;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.cbf.CbfReader;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;
import org.flexopf.testkit.KnownProgram;
import org.flexopf.testkit.KnownPrograms;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.ProgramShape;
import org.flexopf.testkit.ProgramShape.Difficulty;
import org.flexopf.testkit.RandomPrograms;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;

/**
 * How many iterations the interior-point solver takes, over the whole park of programs, so that a gain in one family is
 * not a loss in another: {@code IterationCounts [FAMILY]...} prints one line per program (family, name, status,
 * iterations, figures), and a sum per family. Iterations are free of noise, so two runs compare line by line.
 */
public final class IterationCounts {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();
    private static final int RANDOM_PROGRAMS = 300;
    private static final int LARGEST_MESHED = 20_000;
    private static final int LIMITED_SEEDS = 20;

    private final Set<String> families;
    private String family = "";
    private int programs;
    private int failures;
    private int iterations;

    private IterationCounts(Set<String> families) {
        this.families = families;
    }

    /**
     * Prints the counts.
     *
     * @param arguments the families wanted; none for all
     * @throws IOException if a reference case cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        IterationCounts counts = new IterationCounts(Set.of(arguments));
        counts.golden();
        counts.feeders();
        counts.currentLimits();
        counts.pglib();
        counts.files();
        counts.horizons();
        counts.contract();
    }

    private void golden() {
        if (begins("golden")) {
            for (GoldenCase golden : GoldenCases.all()) {
                modelled(golden.name() + " socp", new BranchFlowSocp(), golden.network());
                modelled(golden.name() + " dc", new DcOpf(), golden.network());
                if (golden.linDistFlow().isPresent()) {
                    modelled(golden.name() + " lindistflow", new LinDistFlow(), golden.network());
                }
            }
            ends();
        }
    }

    private void feeders() {
        if (begins("feeders")) {
            for (long seed = 1; seed <= 5; seed++) {
                feeder("33 buses, seed " + seed, Feeders.standard(33, seed));
                feeder("1,000 buses, seed " + seed, Feeders.standard(1_000, seed));
            }
            for (long seed = 1; seed <= 2; seed++) {
                feeder("5,000 buses, seed " + seed, Feeders.standard(5_000, seed));
                feeder("chain of 5,000, seed " + seed, Feeders.chain(5_000, seed));
                feeder(
                        "5,000, binding ratings, seed " + seed,
                        Feeders.standard(5_000, seed).withRatings(1.02));
                feeder(
                        "5,000, quadratic costs, seed " + seed,
                        Feeders.standard(5_000, seed).withQuadraticCosts());
                feeder(
                        "5,000, costs x 1e-3, seed " + seed,
                        Feeders.standard(5_000, seed).withCostFactor(1e-3));
                feeder(
                        "5,000, costs x 1e3, seed " + seed,
                        Feeders.standard(5_000, seed).withCostFactor(1e3));
            }
            feeder("50,000 buses", Feeders.standard(50_000, 1));
            ends();
        }
    }

    private void feeder(String name, Feeders feeders) {
        modelled(name, new BranchFlowSocp(), feeders.network());
    }

    private void currentLimits() throws IOException {
        if (begins("current-limits")) {
            if (ReferenceCases.areAvailable()) {
                for (String file : List.of("radial1000", "radial5000")) {
                    ConicProgram program = CbfReader.read(ReferenceCases.path("cbf/" + file + ".cbf.gz"))
                            .program();
                    solved(file, program, null);
                }
            }
            for (int buses : new int[] {1_000, 5_000}) {
                for (long seed = 1; seed <= LIMITED_SEEDS; seed++) {
                    limited(CurrentLimitedFeeders.mixed(buses, seed));
                }
                for (double multiple : new double[] {1.05, 1.2, 1.5, 3.0}) {
                    limited(CurrentLimitedFeeders.uniform(buses, multiple, 1));
                }
            }
            ends();
        }
    }

    private void limited(CurrentLimitedFeeders feeders) {
        String name = String.format(
                Locale.ROOT,
                "%,d buses, %.2f to %.2f, seed %d",
                feeders.buses(),
                feeders.least(),
                feeders.most(),
                feeders.seed());
        solved(name, feeders.program().program(), null);
    }

    private void pglib() {
        if (ReferenceCases.areAvailable() && begins("pglib")) {
            for (PglibBaseline baseline : PglibBaseline.all()) {
                Network network = baseline.network();
                if (network.buses().size() <= LARGEST_MESHED) {
                    String name = baseline.name().replace("pglib_opf_case", "");
                    modelled(name + " socp 60", BranchFlowSocp.assumingAnglesWithin(60.0), network);
                    modelled(name + " socp", new BranchFlowSocp(), network);
                    modelled(name + " dc", new DcOpf(), network);
                }
            }
            ends();
        }
    }

    /** Whatever CBF files the folder of the property holds. */
    private void files() throws IOException {
        String folder = System.getProperty("flexopf.programs");
        if (folder != null && begins("files")) {
            try (Stream<Path> paths = Files.list(Path.of(folder))) {
                for (Path path : paths.sorted().toList()) {
                    solved(path.getFileName().toString(), CbfReader.read(path).program(), null);
                }
            }
            ends();
        }
    }

    private void horizons() {
        if (begins("horizons")) {
            for (HorizonScale.Family horizon : HorizonScale.families()) {
                for (int periods : horizon.periods()) {
                    SolverRun run = horizon.solve(periods).result().solver();
                    count(horizon.name() + " over " + periods, "OPTIMAL", run.iterations(), "");
                }
            }
            ends();
        }
    }

    private void contract() {
        if (begins("known")) {
            for (KnownProgram known : KnownPrograms.all()) {
                if (new InteriorPointSolver()
                        .capabilities()
                        .whyNot(known.program())
                        .isEmpty()) {
                    expected(known);
                }
            }
            ends();
        }
        for (Difficulty difficulty : Difficulty.values()) {
            for (int kind = 0; kind < 3; kind++) {
                random(difficulty, kind);
            }
        }
    }

    private void random(Difficulty difficulty, int kind) {
        String name = List.of("optimal", "primal-infeasible", "dual-infeasible").get(kind) + "-"
                + difficulty.name().toLowerCase(Locale.ROOT);
        if (!begins(name)) {
            return;
        }
        SplittableRandom random = new SplittableRandom(31 * difficulty.ordinal() + kind);
        for (int k = 0; k < RANDOM_PROGRAMS; k++) {
            int n = (int) Math.exp(random.nextDouble(0.7, 5.0));
            boolean quadratic = random.nextInt(4) == 0;
            ProgramShape shape = new ProgramShape(
                    n,
                    (int) (random.nextDouble(0.0, 0.7) * n),
                    1 + (int) (random.nextDouble(0.0, 2.0) * n),
                    (int) (random.nextDouble(0.0, 0.5) * n),
                    quadratic ? (int) (random.nextDouble() * n) : 0,
                    difficulty,
                    random.nextInt(4) == 0 ? 1.0 : 0.0);
            long seed = random.nextLong(1_000_000);
            expected(
                    switch (kind) {
                        case 0 -> RandomPrograms.optimal(shape, seed);
                        case 1 -> RandomPrograms.primalInfeasible(shape, seed);
                        default -> RandomPrograms.dualInfeasible(shape, seed);
                    });
        }
        ends();
    }

    private boolean begins(String name) {
        family = name;
        programs = 0;
        failures = 0;
        iterations = 0;
        return families.isEmpty() || families.contains(name);
    }

    private void ends() {
        System.out.printf(
                Locale.ROOT,
                "%s\tSUM\t%d programs\t%d\t%d without an answer%n",
                family,
                programs,
                iterations,
                failures);
    }

    private void modelled(String name, OpfFormulation formulation, Network network) {
        Model model = Opf.of(formulation).model(OpfProblem.of(network)).named();
        if (model.start().isPresent()) {
            solved(name + ", hint", model.program(), model.start().get());
        }
        solved(name, model.program(), null);
    }

    private void expected(KnownProgram known) {
        SolverResult result = new InteriorPointSolver().solve(known.program(), OPTIONS, null);
        String status = result.status().toString();
        count(
                known.name(),
                known.statuses().contains(result.status()) ? status : "NOT " + status,
                result.iterations(),
                "");
    }

    private void solved(String name, ConicProgram program, WarmStart start) {
        SolverResult result = new InteriorPointSolver().solve(program, OPTIONS, start);
        KktReport report = KktReport.of(program, result.x(), result.y(), result.z());
        boolean answered = result.status().isOptimal() || result.status().isInfeasible();
        count(
                name,
                answered ? result.status().toString() : "NOT " + result.status(),
                result.iterations(),
                String.format(Locale.ROOT, "%.12g\t%s", report.primalObjective(), report));
    }

    private void count(String name, String status, int taken, String figures) {
        programs++;
        failures += status.startsWith("NOT") ? 1 : 0;
        iterations += taken;
        System.out.printf(Locale.ROOT, "%s\t%s\t%s\t%d\t%s%n", family, name, status, taken, figures);
    }
}
