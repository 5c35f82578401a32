package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.acopf.nlp.InteriorPointMethod;
import org.flexopf.acopf.nlp.NonlinearOptions;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.StiffNetworks;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Branches of next to no impedance: their functions and prices are those of ordinary branches where both forms are
 * right, their limit is that the buses are one, and networks that have them are solved as others are.
 */
class StiffBranchesTest {

    private static final double ALL = 1e3;
    private static final double NONE = 0.0;
    private static final NonlinearOptions SHARP = new NonlinearOptions(1e-11, 300, Duration.ofMinutes(10));

    private static AcSolution solve(OpfProblem problem, double stiffBelow) {
        AcProgram program = new AcProgram(problem, List.of(), stiffBelow);
        return AcSolution.of(
                problem, program, InteriorPointMethod.of(program, SHARP).solve(program.flatStart()), 0.0);
    }

    private static AcSolution solve(Network network) {
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        return solution;
    }

    /** Flows, interfaces, cuts and limits of every kind at a state that is far from any optimum. */
    @Test
    void functionsAreThoseOfVoltages() {
        assertSameFunctions(DerivativesTest.all(), DerivativesTest.cuts());
        // Currents at the from end are no function of voltages where the ratio is free.
        assertSameFunctions(
                OpfProblem.of(DerivativesTest.everything().toBuilder()
                        .mapBranches(branch -> branch.withCharging(0.3).withCurrentLimit(70.0))
                        .build()),
                List.of());
    }

    private static void assertSameFunctions(OpfProblem problem, List<OutageCut> cuts) {
        AcProgram ordinary = new AcProgram(problem, cuts, NONE);
        AcProgram stiff = new AcProgram(problem, cuts, ALL);
        Random random = new Random(20261130);
        double[] x = ordinary.flatStart();
        for (int i = 0; i < 2 * problem.network().buses().size(); i++) {
            x[i] += 0.2 * (random.nextDouble() - 0.5);
        }
        OperatingPoint state = ordinary.point(x);
        // What follows from voltages is written anew by both.
        double[] here = ordinary.start(problem.network(), state);
        double[] there = stiff.start(problem.network(), ordinary.point(here));
        OperatingPoint told = stiff.point(there);
        OperatingPoint right = ordinary.point(here);
        for (int b = 0; b < problem.network().branches().size(); b++) {
            assertThat(Math.abs(right.pFrom(b))).isGreaterThan(1.0);
            assertThat(told.pFrom(b)).isCloseTo(right.pFrom(b), within(1e-9));
            assertThat(told.qFrom(b)).isCloseTo(right.qFrom(b), within(1e-9));
            assertThat(told.pTo(b)).isCloseTo(right.pTo(b), within(1e-9));
            assertThat(told.qTo(b)).isCloseTo(right.qTo(b), within(1e-9));
        }
        double[][] atVoltages = constraints(ordinary, here);
        double[][] atCurrents = constraints(stiff, there);
        for (int row = 0; row < 2 * problem.network().buses().size(); row++) {
            assertThat(atCurrents[0][row]).isCloseTo(atVoltages[0][row], within(1e-11));
        }
        for (double missing : stiff.missingCurrents(there)) {
            assertThat(missing).isLessThan(1e-11);
        }
        assertThat(atCurrents[1]).hasSameSizeAs(atVoltages[1]);
        for (int row = 0; row < atVoltages[1].length; row++) {
            assertThat(atCurrents[1][row])
                    .as("row %d", row)
                    .isCloseTo(atVoltages[1][row], within(1e-10 * (1.0 + Math.abs(atVoltages[1][row]))));
        }
        assertThat(stiff.objective(there))
                .isCloseTo(ordinary.objective(here), within(1e-10 * Math.abs(ordinary.objective(here))));
    }

    private static double[][] constraints(AcProgram program, double[] x) {
        double[][] values = {
            new double[program.structure().equalities()],
            new double[program.structure().inequalities()]
        };
        program.constraints(x, values[0], values[1]);
        return values;
    }

    @Test
    void pricesAreThoseOfVoltages() {
        Network tight = DerivativesTest.everything().toBuilder()
                .mapBranches(branch -> branch.id() == 1 ? branch.withRating(30.0) : branch)
                .build();
        assertSame(OpfProblem.of(tight), 1e-7);
        assertSame(OpfProblem.of(AcOpfTest.free(tight)), 1e-7);
        AcSolution solution = solve(OpfProblem.of(tight), ALL);
        assertThat(solution.activeComponents(1).congestion()).isGreaterThan(0.1);
    }

    @Property(tries = 60, seed = "20261130")
    void optimaAreThoseOfVoltages(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 10) int buses) {
        FeaturedNetworks.Featured drawn = FeaturedNetworks.of(seed, buses);
        Share.atLeast(30.0, "free settings", drawn.controls());
        OpfProblem problem = OpfProblem.of(drawn.network());
        AcSolution solution = solve(problem, ALL);
        Share.atLeast(85.0, "an optimum", solution.isOptimal());
        if (solution.isOptimal()) {
            IndependentKktTest.assertKkt(solution);
        }
    }

    /** Costs, prices, their components and multipliers, where every branch has a current of its own and where none. */
    private static void assertSame(OpfProblem problem, double tolerance) {
        AcSolution ordinary = solve(problem, NONE);
        AcSolution stiff = solve(problem, ALL);
        assertThat(ordinary.isOptimal()).as(ordinary.verdict()).isTrue();
        assertThat(stiff.isOptimal()).as(stiff.verdict()).isTrue();
        assertThat(stiff.objective()).isCloseTo(ordinary.objective(), within(1e-9 * ordinary.objective()));
        for (int i = 0; i < problem.network().buses().size(); i++) {
            double close = tolerance * (1.0 + Math.abs(ordinary.activePrice(i)));
            assertThat(stiff.activePrice(i)).isCloseTo(ordinary.activePrice(i), within(close));
            assertThat(stiff.reactivePrice(i)).isCloseTo(ordinary.reactivePrice(i), within(close));
            assertSame(stiff.activeComponents(i), ordinary.activeComponents(i), close);
            assertSame(stiff.reactiveComponents(i), ordinary.reactiveComponents(i), close);
        }
        assertThat(stiff.multipliers()).hasSameSizeAs(ordinary.multipliers());
        for (int m = 0; m < ordinary.multipliers().size(); m++) {
            LimitMultiplier right = ordinary.multipliers().get(m);
            assertThat(stiff.multipliers().get(m).limit()).isEqualTo(right.limit());
            assertThat(stiff.multipliers().get(m).value())
                    .as(right.toString())
                    .isCloseTo(right.value(), within(10.0 * tolerance * (1.0 + right.value())));
        }
    }

    private static void assertSame(PriceComponents one, PriceComponents other, double close) {
        assertThat(one.energy()).isCloseTo(other.energy(), within(close));
        assertThat(one.losses()).isCloseTo(other.losses(), within(close));
        assertThat(one.congestion()).isCloseTo(other.congestion(), within(close));
        assertThat(one.voltage()).isCloseTo(other.voltage(), within(close));
        assertThat(one.other()).isCloseTo(other.other(), within(close));
    }

    /** A branch a little less and a little more stiff than the limit is nearly the same branch. */
    @Property(tries = 60, seed = "20261130")
    void eitherSideOfTheLimitIsTheSame(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 4, max = 12) int buses) {
        Network network =
                RandomFeeders.of(RandomFeeders.Character.EQUIPPED, buses, seed).network();
        int at = network.branches().get(seed % network.branches().size()).id();
        AcSolution below = AcOpf.of(OpfProblem.of(withImpedance(network, at, (1.0 - 1e-9) * StiffBranches.STIFF)))
                .solve();
        AcSolution above = AcOpf.of(OpfProblem.of(withImpedance(network, at, (1.0 + 1e-9) * StiffBranches.STIFF)))
                .solve();
        Share.atLeast(60.0, "an optimum", below.isOptimal());
        assertThat(below.status()).isEqualTo(above.status());
        if (below.isOptimal()) {
            assertThat(below.cost()).isCloseTo(above.cost(), within(1e-6 * (1.0 + Math.abs(above.cost()))));
            for (int i = 0; i < buses; i++) {
                assertThat(below.activePrice(i))
                        .isCloseTo(above.activePrice(i), within(1e-4 * (1.0 + Math.abs(above.activePrice(i)))));
            }
        }
    }

    private static Network withImpedance(Network network, int id, double impedance) {
        return network.toBuilder()
                .mapBranches(branch -> {
                    double factor = impedance / Math.hypot(branch.r(), branch.x());
                    return branch.id() == id
                            ? with(branch, factor * branch.r(), factor * branch.x(), branch.b())
                            : branch;
                })
                .build();
    }

    private static Branch with(Branch branch, double r, double x, double b) {
        return new Branch(
                branch.id(),
                branch.name(),
                branch.fromBus(),
                branch.toBus(),
                new Branch.Pi(r, x, b),
                branch.tap(),
                branch.limits(),
                true);
    }

    /** A chain 1 - 2 = 3 - 4 with generation at both ends, where 2 and 3 are one bus but for an impedance. */
    private static Network chain(double impedance) {
        return Network.builder("chain", 100.0)
                .bus(Bus.reference(1, 1.02))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.05))
                .bus(Bus.of(3).withVoltageLimits(0.97, 1.1))
                .bus(Bus.of(4))
                .branch(Branch.line(1, 1, 2, 0.01, 0.09).withCharging(0.05).withRating(60.0))
                .branch(Branch.line(2, 2, 3, 0.6 * impedance, 0.8 * impedance))
                .branch(Branch.line(3, 3, 4, 0.02, 0.15).withCurrentLimit(70.0))
                .load(Load.of(1, 2, 50.0, 20.0))
                .load(Load.of(2, 3, 60.0, 10.0))
                .shunt(Shunt.of(1, 3, 2.0, 15.0))
                .generator(Generator.of(1, 1, 0.0, 150.0, -80.0, 80.0, CostCurve.quadratic(0.02, 20.0, 5.0)))
                .generator(Generator.of(2, 4, 0.0, 90.0, -60.0, 60.0, CostCurve.quadratic(0.05, 30.0, 0.0)))
                .build();
    }

    private static Network merged() {
        return Network.builder("merged", 100.0)
                .bus(Bus.reference(1, 1.02))
                .bus(Bus.of(2).withVoltageLimits(0.97, 1.05))
                .bus(Bus.of(4))
                .branch(Branch.line(1, 1, 2, 0.01, 0.09).withCharging(0.05).withRating(60.0))
                .branch(Branch.line(3, 2, 4, 0.02, 0.15).withCurrentLimit(70.0))
                .load(Load.of(1, 2, 110.0, 30.0))
                .shunt(Shunt.of(1, 2, 2.0, 15.0))
                .generator(Generator.of(1, 1, 0.0, 150.0, -80.0, 80.0, CostCurve.quadratic(0.02, 20.0, 5.0)))
                .generator(Generator.of(2, 4, 0.0, 90.0, -60.0, 60.0, CostCurve.quadratic(0.05, 30.0, 0.0)))
                .build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15})
    void withoutImpedanceTwoBusesAreOne(double impedance) {
        AcSolution one = solve(merged());
        AcSolution two = solve(chain(impedance));
        double close = 1e-6 + 2.0 * impedance;
        assertThat(two.cost()).isCloseTo(one.cost(), within(close * one.cost()));
        assertThat(two.activePrice(1)).isCloseTo(one.activePrice(1), within(100.0 * close));
        assertThat(two.activePrice(2)).isCloseTo(one.activePrice(1), within(100.0 * close));
        assertThat(two.reactivePrice(2)).isCloseTo(one.reactivePrice(1), within(100.0 * close));
        assertThat(two.point().vm(1)).isCloseTo(two.point().vm(2), within(close));
        // What the branch carries is what the bus behind it needs.
        assertThat(two.point().pFrom(1)).isCloseTo(-one.point().pTo(0) - 50.0, within(1e-4));
        assertThat(two.point().qFrom(1)).isCloseTo(-one.point().qTo(0) - 20.0, within(1e-4));
        assertThat(Math.abs(two.point().pFrom(1))).isGreaterThan(5.0);
        assertThat(two.iterations()).isLessThan(one.iterations() + 10);
        assertThat(two.activeComponents(2).total()).isCloseTo(two.activePrice(2), within(1e-6));
        assertThat(two.activeComponents(2).congestion())
                .isCloseTo(one.activeComponents(1).congestion(), within(100.0 * close));
    }

    /** A limit of the stiff branch itself parts the prices of what is one bus but for it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-6, 1e-8})
    void limitsOfStiffBranchesPartPrices(double impedance) {
        for (boolean current : new boolean[] {false, true}) {
            Network network = chain(impedance).toBuilder()
                    .mapBranches(branch -> branch.id() != 2
                            ? branch.withRating(Double.POSITIVE_INFINITY).withCurrentLimit(Double.POSITIVE_INFINITY)
                            : current ? branch.withCurrentLimit(25.0) : branch.withRating(25.0))
                    .build();
            AcSolution solution = solve(network);
            assertThat(solution.activePrice(2) - solution.activePrice(1)).isGreaterThan(3.0);
            for (int bus = 1; bus < 3; bus++) {
                double slope = (costWithLoad(network, bus, 0.1) - costWithLoad(network, bus, -0.1)) / 0.2;
                assertThat(solution.activePrice(bus)).isCloseTo(slope, within(1e-4));
                assertThat(solution.activeComponents(bus).total()).isCloseTo(solution.activePrice(bus), within(1e-6));
            }
            assertThat(solution.activeComponents(2).congestion()).isGreaterThan(3.0);
            double worth = solution.multipliers().stream()
                    .filter(one -> one.limit().element().id() == 2)
                    .mapToDouble(LimitMultiplier::value)
                    .sum();
            Network roomier = network.toBuilder()
                    .mapBranches(branch -> branch.id() != 2
                            ? branch
                            : current ? branch.withCurrentLimit(25.01) : branch.withRating(25.01))
                    .build();
            assertThat(worth).isCloseTo((solution.cost() - solve(roomier).cost()) / 0.01, within(2e-2));
            assertThat(worth).isGreaterThan(3.0);
        }
    }

    private static double costWithLoad(Network network, int bus, double more) {
        return solve(network.toBuilder()
                        .load(Load.of(99, network.buses().get(bus).id(), more, 0.0))
                        .build())
                .cost();
    }

    /** Three stiff branches in a ring, one of them with a rating: power divides by impedances, however small. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-6})
    void aStiffRingDividesFlows(double impedance) {
        Network network = Network.builder("ring", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, impedance).withRating(40.0))
                .branch(Branch.line(2, 2, 3, 0.0, impedance))
                .branch(Branch.line(3, 1, 3, 0.0, impedance))
                .load(Load.of(1, 2, 90.0, 10.0))
                .generator(Generator.of(1, 1, 0.0, 200.0, -80.0, 80.0, CostCurve.linear(20.0)))
                .generator(Generator.of(2, 3, 0.0, 200.0, -80.0, 80.0, CostCurve.linear(30.0)))
                .generator(Generator.of(3, 2, 0.0, 200.0, -80.0, 80.0, CostCurve.linear(80.0)))
                .build();
        AcSolution solution = solve(network);
        // Two thirds of what bus 1 sends and one third of what bus 3 sends flow on branch 1; what is short comes from
        // 3.
        assertThat(solution.point().pg(0) + solution.point().pg(1)).isCloseTo(90.0, within(1e-3 + 200.0 * impedance));
        assertThat((2.0 * solution.point().pg(0) + solution.point().pg(1)) / 3.0)
                .isCloseTo(40.0, within(0.1 + 10.0 * impedance));
        assertThat(solution.activePrice(1)).isCloseTo(40.0, within(0.3));
        assertThat(solution.activePrice(0)).isCloseTo(20.0, within(1e-6));
        assertThat(solution.activePrice(2)).isCloseTo(30.0, within(1e-6));
        assertThat(solution.activeComponents(1).total()).isCloseTo(solution.activePrice(1), within(1e-5));
    }

    /** A free transformer without impedance sets the voltage behind it; its range is what limits it. */
    @ParameterizedTest
    @ValueSource(doubles = {2e-3, 1e-4, 1e-7})
    void freeTransformersMayBeStiff(double impedance) {
        Network network = chain(impedance).toBuilder()
                .control(StepControl.tapRatio(2, 0.96, 1.04, 0))
                .control(StepControl.phaseShift(2, -3.0, 3.0, 0))
                .build();
        AcSolution stiff = solve(network);
        AcSolution ordinary = solve(
                OpfProblem.of(network.toBuilder()
                        .mapBranches(branch -> branch.id() == 2 ? with(branch, 0.0012, 0.0016, 0.0) : branch)
                        .build()),
                NONE);
        assertThat(ordinary.isOptimal()).isTrue();
        assertThat(stiff.cost()).isCloseTo(ordinary.cost(), within(2e-3 * ordinary.cost()));
        double ratio = stiff.settings().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == StepControl.Kind.TAP_RATIO)
                .mapToDouble(entry -> entry.getValue())
                .findFirst()
                .orElseThrow();
        assertThat(stiff.point().vm(1) / stiff.point().vm(2)).isCloseTo(ratio, within(2.0 * impedance));
        assertKeepsLaws(stiff);
    }

    /** A state is the start that it is: its flows are known, where differences of voltages have lost them. */
    @Test
    void anOptimumIsAStart() {
        Network network = stiff(RandomFeeders.Character.EQUIPPED, 25, 53);
        AcSolution solution = solve(network);
        AcSolution again =
                AcOpf.of(OpfProblem.of(network)).startingFrom(solution.point()).solve();
        assertThat(again.isOptimal()).isTrue();
        assertThat(again.iterations()).isLessThanOrEqualTo(solution.iterations());
        assertThat(again.cost()).isCloseTo(solution.cost(), within(1e-6 * Math.abs(solution.cost())));
        AcProgram program = new AcProgram(OpfProblem.of(network));
        assertThat(program.maxMismatch(program.start(network, solution.point())))
                .isLessThan(1e-6);
    }

    private static Network stiff(RandomFeeders.Character character, int buses, int seed) {
        return StiffNetworks.of(RandomFeeders.of(character, buses, seed).network(), new SplittableRandom(seed));
    }

    /** Networks that ended at 300 iterations or at a step that led nowhere, from a flat start. */
    @ParameterizedTest
    @CsvSource({
        "PLAIN, 11, 9", "PLAIN, 24, 52", "EQUIPPED, 13, 11", "EQUIPPED, 16, 14", "EQUIPPED, 3, 31", "EQUIPPED, 9, 37",
        "EQUIPPED, 25, 53", "EQUIPPED, 26, 84", "EQUIPPED, 3, 181", "HARD, 17, 15", "HARD, 5, 213", "HARD, 2, 270"
    })
    void networksThatHadNoAnswerHaveOne(RandomFeeders.Character character, int buses, int seed) {
        AcSolution solution = solve(stiff(character, buses, seed));
        assertThat(solution.iterations()).isLessThan(60);
        assertKeepsLaws(solution);
    }

    /** Where a state that keeps all limits is known, there is an optimum, which is no dearer. */
    @Property(tries = 150, seed = "20261130")
    void noStiffNetworkIsWithoutAnAnswer(
            @ForAll RandomFeeders.Character character,
            @ForAll @IntRange(min = 2, max = 40) int buses,
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        FeasibleFeeder feeder = RandomFeeders.of(character, buses, seed);
        Network network = StiffNetworks.of(feeder.network(), new SplittableRandom(seed));
        PowerFlowResult flow = PowerFlow.prepare(network)
                .solve(
                        BusSchedule.of(network, feeder.state()),
                        PowerFlowOptions.defaults().withTolerance(1e-10));
        boolean isKnown =
                flow.converged() && LimitCheck.of(network, flow.point()).isMet();
        Share.atLeast(60.0, "a known state", isKnown);
        if (!isKnown) {
            return;
        }
        AcSolution solution =
                AcOpf.of(OpfProblem.of(network)).startingFrom(flow.point()).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        double known = Objective.cost().at(network, flow.point());
        assertThat(solution.cost()).isLessThanOrEqualTo(known + 1e-6 * (1.0 + Math.abs(known)));
        assertThat(solution.iterations()).isLessThan(100);
        assertKeepsLaws(solution);
    }

    /** Balances by complex currents from the voltages that are told, as whoever is given the state would find them. */
    private static void assertKeepsLaws(AcSolution solution) {
        Network network = solution.network();
        OperatingPoint point = solution.point();
        double[] p = new double[network.buses().size()];
        double[] q = new double[p.length];
        point.addSupply(network, p, q);
        for (Load load : network.loads()) {
            p[network.busIndex(load.bus())] -= load.p();
            q[network.busIndex(load.bus())] -= load.q();
        }
        for (Shunt shunt : network.shunts()) {
            int i = network.busIndex(shunt.bus());
            p[i] -= shunt.g() * point.vm(i) * point.vm(i);
            q[i] += shunt.b() * point.vm(i) * point.vm(i);
        }
        for (Branch branch : network.branches()) {
            int from = network.busIndex(branch.fromBus());
            int to = network.busIndex(branch.toBus());
            double theta = Math.toRadians(point.va(from) - branch.shift() - point.va(to));
            double w = point.vm(from) / branch.ratio();
            double v = point.vm(to);
            // The drop and the current in the direction of the voltage at the to end.
            double along = w * Math.cos(theta) - v;
            double across = w * Math.sin(theta);
            double squared = branch.r() * branch.r() + branch.x() * branch.x();
            double real = (branch.r() * along + branch.x() * across) / squared;
            double imaginary = (branch.r() * across - branch.x() * along) / squared;
            double base = network.baseMva();
            p[from] -= base * (w * Math.cos(theta) * real + w * Math.sin(theta) * imaginary);
            q[from] -= base * (w * Math.sin(theta) * real - w * Math.cos(theta) * imaginary - 0.5 * branch.b() * w * w);
            p[to] += base * v * real;
            q[to] += base * (-v * imaginary + 0.5 * branch.b() * v * v);
        }
        for (int i = 0; i < p.length; i++) {
            assertThat(p[i] / network.baseMva()).as("bus %d", i).isCloseTo(0.0, within(1e-6));
            assertThat(q[i] / network.baseMva()).as("bus %d", i).isCloseTo(0.0, within(1e-6));
        }
    }
}
