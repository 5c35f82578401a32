package org.flexopf.examples.samebits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.assertj.core.api.SoftAssertions;
import org.flexopf.casefile.Cases;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.data.ProfileData;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.golden.GoldenCases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A prepared problem that is given the numbers of another profile is, to the last bit, the problem that is written with
 * them: programs, starts, answers and all that is read off them, by every formulation.
 */
class OtherProfilesTest {

    /** What of a profile is changed, as studies and time series do. */
    private enum Change {
        LOADS((profile, random) -> {
            double[] mw = loads(profile, profile::activeDemand);
            double[] mvar = loads(profile, profile::reactiveDemand);
            for (int d = 0; d < mw.length; d++) {
                double factor = 0.8 + 0.4 * random.nextDouble();
                mw[d] *= factor;
                mvar[d] *= factor;
            }
            return profile.withDemand(mw, mvar);
        }),
        REACTIVE((profile, random) -> {
            double[] mvar = loads(profile, profile::reactiveDemand);
            for (int d = 0; d < mvar.length; d++) {
                mvar[d] += 0.1 * mvar[d] * random.nextGaussian();
            }
            return profile.withDemand(loads(profile, profile::activeDemand), mvar);
        }),
        AVAILABILITY((profile, random) -> {
            double[] mw = generators(profile, profile::pMax);
            for (int g = 0; g < mw.length; g++) {
                mw[g] *= 0.9 + 0.2 * random.nextDouble();
            }
            return profile.withAvailability(mw);
        }),
        COSTS((profile, random) -> profile.withCosts(
                IntStream.range(0, profile.network().generators().size())
                        .mapToObj(g -> times(0.5 + random.nextDouble(), profile.cost(g)))
                        .toList())),
        PRICES((profile, random) -> {
            double[] prices = generators(profile, g -> 5.0 + 50.0 * random.nextDouble());
            return profile.withPrices(prices);
        }),
        /** Units that stand still, limits without room, loads that are gone: other programs. */
        SHAPES((profile, random) -> {
            double[] mw = generators(profile, profile::pMax);
            double[] demand = loads(profile, profile::activeDemand);
            double[] reactive = loads(profile, profile::reactiveDemand);
            if (mw.length > 1) {
                mw[1 + random.nextInt(mw.length - 1)] = 0.0;
            }
            if (demand.length > 0) {
                int d = random.nextInt(demand.length);
                demand[d] = 0.0;
                reactive[d] = random.nextBoolean() ? 0.0 : reactive[d];
            }
            return profile.withAvailability(mw).withDemand(demand, reactive);
        });

        private final BiFunction<Profile, Random, Profile> change;

        Change(BiFunction<Profile, Random, Profile> change) {
            this.change = change;
        }

        Profile of(Profile profile, Random random) {
            return change.apply(profile, random);
        }

        private static double[] loads(Profile profile, IntToDoubleFunction number) {
            return IntStream.range(0, profile.network().loads().size())
                    .mapToDouble(number)
                    .toArray();
        }

        private static double[] generators(Profile profile, IntToDoubleFunction number) {
            return IntStream.range(0, profile.network().generators().size())
                    .mapToDouble(number)
                    .toArray();
        }

        private static CostCurve times(double factor, CostCurve curve) {
            if (curve instanceof CostCurve.Linear line) {
                return new CostCurve.Linear(factor * line.constant(), factor * line.slope());
            }
            if (curve instanceof CostCurve.Quadratic square) {
                return CostCurve.quadratic(
                        factor * square.quadratic(), factor * square.linear(), factor * square.constant());
            }
            return CostCurve.piecewiseLinear(((CostCurve.PiecewiseLinear) curve)
                    .points().stream()
                            .map(point -> new CostCurve.Point(point.power(), factor * point.cost()))
                            .toList());
        }
    }

    private static List<OpfFormulation> formulationsOf(Network network) {
        return Formulations.installed().stream()
                .map(type -> type.create(FormulationOptions.defaults()))
                .filter(formulation -> formulation.whyNot(network).isEmpty())
                .toList();
    }

    private static LinkedProblem problem(OpfProblem base, OpfFormulation formulation, Profile profile) {
        return LinkedProblem.of(List.of(Block.of("", base, formulation).withProfile(profile)));
    }

    @Property(tries = 80, seed = "20261130")
    @Label("random networks, changes, limits and objectives")
    void whateverChanges(@ForAll long seed) {
        Random random = new Random(seed);
        Network network = network(random);
        List<OpfFormulation> formulations = formulationsOf(network);
        if (formulations.isEmpty()) {
            return;
        }
        OpfFormulation formulation = formulations.get(random.nextInt(formulations.size()));
        OpfProblem base = new OpfProblem(network, objective(random), softLimits(random));
        Opf opf = Opf.of(formulation).withOptions(SolverOptions.defaults().withMaxIterations(60));
        PreparedOpf prepared;
        try {
            prepared = opf.prepare(base);
        } catch (IllegalArgumentException notExpressible) {
            return;
        }
        OpfResult first = prepared.solve();
        for (int k = 0; k < 5; k++) {
            Profile profile = Profile.of(network);
            for (Change change : Change.values()) {
                if (random.nextInt(change == Change.SHAPES ? 6 : 2) == 0) {
                    profile = change.of(profile, random);
                }
            }
            prepared = requireSameBits(opf, prepared, problem(base, formulation, profile), first.solution());
        }
    }

    private static Network network(Random random) {
        int buses = 3 + random.nextInt(15);
        return switch (random.nextInt(3)) {
            case 0 ->
                RandomFeeders.of(RandomFeeders.Character.values()[random.nextInt(3)], buses, random.nextLong())
                        .network();
            case 1 -> MeshedNetworks.of(random.nextLong(), buses, 2.0);
            default ->
                GoldenCases.all()
                        .get(random.nextInt(GoldenCases.names().size()))
                        .network();
        };
    }

    private static SoftLimits softLimits(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> SoftLimits.usual();
            case 1 -> SoftLimits.none().with(SoftLimit.DEMAND, 3_000.0);
            default -> SoftLimits.none();
        };
    }

    private static Objective objective(Random random) {
        return random.nextInt(4) == 0
                ? Objective.weighted(1.0, Objective.cost()).plus(20.0, Objective.losses())
                : Objective.cost();
    }

    /** What a problem is worth by a prepared one that was given it, and by one that was written of it. */
    private static PreparedOpf requireSameBits(
            Opf opf, PreparedOpf prepared, LinkedProblem problem, Optional<OpfSolution> near) {
        PreparedOpf given;
        try {
            given = prepared.rebuilt(problem);
        } catch (IllegalArgumentException refused) {
            assertThat(catching(() -> opf.prepare(problem))).isEqualTo(refused.getMessage());
            return prepared;
        }
        PreparedOpf written = opf.prepare(problem);
        SoftAssertions same = new SoftAssertions();
        List<FormulatedModel> models = problem.formulated(opf.relaxesIntegers());
        requireSame(same, given.model().program(), models.get(0).program());
        same.assertThat(given.model().start().map(start -> start.x()).orElse(new double[0]))
                .as("start")
                .isEqualTo(models.get(0).named().start().map(start -> start.x()).orElse(new double[0]));
        requireSame(same, given.solve(), written.solve());
        near.ifPresent(neighbour -> requireSame(same, given.solveFrom(neighbour), written.solveFrom(neighbour)));
        same.assertAll();
        return given;
    }

    private static String catching(Runnable task) {
        try {
            task.run();
            return "no fault";
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    private static void requireSame(SoftAssertions same, ConicProgram given, ConicProgram written) {
        same.assertThat(given.quadratic()).as("P").isEqualTo(written.quadratic());
        same.assertThat(given.linear()).as("q").isEqualTo(written.linear());
        same.assertThat(given.constant()).as("c").isEqualTo(written.constant());
        same.assertThat(given.equalityMatrix()).as("A").isEqualTo(written.equalityMatrix());
        same.assertThat(given.equalityRhs()).as("b").isEqualTo(written.equalityRhs());
        same.assertThat(given.coneMatrix()).as("G").isEqualTo(written.coneMatrix());
        same.assertThat(given.coneRhs()).as("h").isEqualTo(written.coneRhs());
        same.assertThat(given.cones()).as("cones").isEqualTo(written.cones());
        same.assertThat(given.integers()).as("integers").isEqualTo(written.integers());
    }

    private static void requireSame(SoftAssertions same, OpfResult given, OpfResult written) {
        same.assertThat(given.status()).isEqualTo(written.status());
        same.assertThat(given.message()).isEqualTo(written.message());
        same.assertThat(given.solver().iterations()).isEqualTo(written.solver().iterations());
        if (given.run().isEmpty() || written.run().isEmpty()) {
            same.assertThat(given.run().isPresent()).isEqualTo(written.run().isPresent());
            return;
        }
        OpfRun one = given.run().get();
        OpfRun other = written.run().get();
        same.assertThat(one.result().x()).as("x").isEqualTo(other.result().x());
        same.assertThat(one.result().y()).as("y").isEqualTo(other.result().y());
        same.assertThat(one.result().z()).as("z").isEqualTo(other.result().z());
        same.assertThat(one.kkt()).isEqualTo(other.kkt());
        same.assertThat(one.objective()).as("objective").isEqualTo(other.objective());
        same.assertThat(one.lowerBound()).isEqualTo(other.lowerBound());
        for (int k = 0; k < one.solutions().size(); k++) {
            requireSame(same, one.solution(k), other.solution(k));
        }
    }

    private static void requireSame(SoftAssertions same, OpfSolution given, OpfSolution written) {
        same.assertThat(given.objective()).as("objective of a block").isEqualTo(written.objective());
        same.assertThat(given.network().loads()).isEqualTo(written.network().loads());
        same.assertThat(given.network().generators())
                .isEqualTo(written.network().generators());
        same.assertThat(given.point().vm()).isEqualTo(written.point().vm());
        same.assertThat(given.point().va()).isEqualTo(written.point().va());
        same.assertThat(given.point().pg()).isEqualTo(written.point().pg());
        same.assertThat(given.point().qg()).isEqualTo(written.point().qg());
        same.assertThat(given.point().pFrom()).isEqualTo(written.point().pFrom());
        same.assertThat(given.point().qTo()).isEqualTo(written.point().qTo());
        same.assertThat(given.settings()).isEqualTo(written.settings());
        same.assertThat(given.slacks()).isEqualTo(written.slacks());
        same.assertThat(given.caveats()).isEqualTo(written.caveats());
        ModelSolution one = given.named();
        ModelSolution other = written.named();
        same.assertThat(one.objective()).isEqualTo(other.objective());
        same.assertThat(one.block().constant()).isEqualTo(other.block().constant());
        same.assertThat(one.decisions()).isEqualTo(other.decisions());
    }

    /** From the second draw on, a program is given numbers and keeps its matrices. */
    @TestFactory
    Stream<DynamicTest> numbersAreGivenAndNotWritten() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of("ieee33-dg", "ieee69", "pjm5")) {
            Network network = Cases.load(name);
            for (OpfFormulation formulation : formulationsOf(network)) {
                for (Change change :
                        List.of(Change.LOADS, Change.REACTIVE, Change.AVAILABILITY, Change.COSTS, Change.PRICES)) {
                    tests.add(dynamicTest(
                            name + " " + formulation.name() + " " + change,
                            () -> requireGiven(network, formulation, change)));
                }
            }
        }
        return tests.stream();
    }

    private static void requireGiven(Network network, OpfFormulation formulation, Change change) {
        for (SoftLimits soft : List.of(SoftLimits.none(), SoftLimits.usual())) {
            OpfProblem base = new OpfProblem(network, Objective.cost(), soft);
            Random random = new Random(7);
            Opf opf = Opf.of(formulation);
            PreparedOpf prepared = opf.prepare(base);
            int kept = 0;
            for (int k = 0; k < 4; k++) {
                LinkedProblem problem = problem(base, formulation, change.of(Profile.of(network), random));
                ProfileData before = prepared.formulated(0).data();
                prepared = requireSameBits(opf, prepared, problem, Optional.empty());
                kept += prepared.formulated(0).data() == before ? 1 : 0;
            }
            assertThat(kept).as("programs that were given numbers, " + soft).isEqualTo(3);
        }
    }

    /** Devices with memory, several blocks, hours that are none: all blocks are given their profiles. */
    @Test
    void plansOverAHorizon() {
        HorizonCase day = HorizonCase.read(Path.of("src/main/resources/org/flexopf/examples/feeder-day.json"));
        HorizonProblem plan =
                new HorizonProblem(OpfProblem.of(day.network()), Horizon.ofHours(day.hours()), day.profiles());
        Random random = new Random(11);
        for (OpfFormulation formulation : formulationsOf(day.network())) {
            Opf opf = Opf.of(formulation);
            PreparedOpf prepared = opf.prepare(plan.writtenBy(formulation));
            for (int k = 0; k < 3; k++) {
                List<Profile> drawn = day.profiles().stream()
                        .map(profile -> Change.AVAILABILITY.of(Change.LOADS.of(profile, random), random))
                        .toList();
                HorizonProblem other = new HorizonProblem(plan.problem(), plan.horizon(), drawn);
                prepared = requireSameBits(opf, prepared, other.writtenBy(formulation), Optional.empty());
            }
            assertThat(prepared.model().parameterCount()).isPositive();
        }
    }

    /** A program with given numbers is changed as any other one. */
    @Test
    void changesOnTopOfOtherProfiles() {
        Network network = Cases.load("ieee33-dg");
        OpfProblem base = OpfProblem.of(network);
        Random random = new Random(5);
        for (OpfFormulation formulation : formulationsOf(network)) {
            Opf opf = Opf.of(formulation);
            PreparedOpf prepared = opf.prepare(base);
            for (int k = 0; k < 3; k++) {
                Profile profile = Change.COSTS.of(Change.LOADS.of(Profile.of(network), random), random);
                prepared = prepared.rebuilt(problem(base, formulation, profile));
                PreparedOpf written = opf.prepare(problem(base, formulation, profile));
                SoftAssertions same = new SoftAssertions();
                ProgramChange without =
                        ProgramChange.none().without(network.generators().get(1).ref());
                requireSame(same, prepared.solve(without), written.solve(without));
                requireSame(same, prepared.fork().solve(), written.solve());
                same.assertAll();
            }
        }
    }
}
