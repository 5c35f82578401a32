package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.acopf.nlp.NonlinearOptions;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Range;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.network.Storage;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.limit.LimitKind;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.RandomControls;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcOpfTest {

    private static final double MORE = 0.05;
    private static final Set<LimitKind> SETTINGS = Set.of(
            NetworkLimit.TAP_RATIO_MIN,
            NetworkLimit.TAP_RATIO_MAX,
            NetworkLimit.PHASE_SHIFT_MIN,
            NetworkLimit.PHASE_SHIFT_MAX,
            NetworkLimit.SHUNT_Q_MIN,
            NetworkLimit.SHUNT_Q_MAX);

    private static AcSolution solve(Network network) {
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        return solution;
    }

    private static Network with(Network network, int bus, double mw, double mvar) {
        return network.toBuilder()
                .load(Load.of(9999, network.buses().get(bus).id(), mw, mvar))
                .build();
    }

    /** An AC power flow, which shares no equation with the program, finds the same state within its limits. */
    @Test
    void powerFlowConfirmsTheState() {
        Network network = DerivativesTest.everything();
        AcSolution solution = solve(network);
        RecoveredPoint recovered = RecoveredPoint.of(network, solution.point());
        assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
        assertThat(recovered.cost()).isCloseTo(solution.cost(), within(1e-5));
        for (int i = 0; i < network.buses().size(); i++) {
            assertThat(solution.point().vm(i)).isCloseTo(recovered.point().vm(i), within(1e-7));
        }
    }

    @Test
    void pricesAreSlopesOfTheCost() {
        assertPrices(DerivativesTest.everything());
    }

    @Property(tries = 30, seed = "20261130")
    void pricesOfMeshedNetworksAreSlopesOfTheCost(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 12) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 1.5);
        boolean isOptimal = AcOpf.of(OpfProblem.of(network)).solve().isOptimal();
        Share.atLeast(90.0, "an optimum", isOptimal);
        if (isOptimal) {
            assertPrices(network);
        }
    }

    /**
     * Several references, islands, DC lines, capability curves and free settings: prices are slopes with all of them.
     */
    @Property(tries = 20, seed = "20261130")
    void pricesOfNetworksWithEverythingAreSlopesOfTheCost(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 9) int buses) {
        FeaturedNetworks.Featured drawn = FeaturedNetworks.of(seed, buses);
        boolean isOptimal = AcOpf.of(OpfProblem.of(drawn.network())).solve().isOptimal();
        Share.atLeast(90.0, "an optimum", isOptimal);
        Share.atLeast(30.0, "several references in one island", drawn.furtherReference());
        Share.atLeast(40.0, "DC lines", drawn.dcLine());
        if (isOptimal) {
            assertPrices(drawn.network());
        }
    }

    /** The price lies between the slopes of the cost on both sides, which differ where a limit begins to bind. */
    private static void assertPrices(Network network) {
        AcSolution solution = solve(network);
        for (int bus = 0; bus < Math.min(4, network.buses().size()); bus++) {
            assertBetween(
                    solution.activePrice(bus),
                    (solution.cost() - solve(with(network, bus, -MORE, 0.0)).cost()) / MORE,
                    (solve(with(network, bus, MORE, 0.0)).cost() - solution.cost()) / MORE);
            assertBetween(
                    solution.reactivePrice(bus),
                    (solution.cost() - solve(with(network, bus, 0.0, -MORE)).cost()) / MORE,
                    (solve(with(network, bus, 0.0, MORE)).cost() - solution.cost()) / MORE);
        }
    }

    private static void assertBetween(double price, double before, double after) {
        double tolerance = 2e-3 * Math.max(1.0, Math.abs(price));
        assertThat(price).isBetween(Math.min(before, after) - tolerance, Math.max(before, after) + tolerance);
    }

    /** A rating's multiplier is what one MVA more saves. */
    @Test
    void multiplierOfARatingIsTheSlopeOfTheCost() {
        Network network = DerivativesTest.everything();
        Network tight = rated(network, 30.0);
        LimitMultiplier multiplier = solve(tight).multipliers().stream()
                .filter(one -> one.limit().element().id() == 1
                        && (one.limit().kind() == NetworkLimit.RATING_FROM
                                || one.limit().kind() == NetworkLimit.RATING_TO))
                .max((a, b) -> Double.compare(a.value(), b.value()))
                .orElseThrow();
        double slope = (solve(rated(network, 29.95)).cost()
                        - solve(rated(network, 30.05)).cost())
                / 0.1;
        assertThat(slope).isGreaterThan(0.1);
        assertThat(multiplier.value()).isCloseTo(slope, within(1e-2 * slope));
    }

    private static Network rated(Network network, double mva) {
        return network.toBuilder()
                .mapBranches(branch -> branch.id() == 1 ? branch.withRating(mva) : branch)
                .build();
    }

    @Test
    void answerDoesNotDependOnTheRun() {
        Network network = MeshedNetworks.of(7, 12, 1.2);
        AcSolution first = solve(network);
        AcSolution second = solve(network);
        assertThat(second.cost()).isEqualTo(first.cost());
        assertThat(second.point().vm()).containsExactly(first.point().vm());
    }

    @Test
    void limitsOfTheMethodAreTold() {
        Network network = MeshedNetworks.of(3, 10, 1.5);
        AcOpf opf = AcOpf.of(OpfProblem.of(network));
        AcSolution stopped = opf.withOptions(new NonlinearOptions(1e-8, 2, Duration.ofHours(1)))
                .solve();
        assertThat(stopped.status()).isEqualTo(NonlinearStatus.ITERATION_LIMIT);
        assertThat(stopped.verdict()).startsWith("stopped after 2 iterations at a state that misses ");
        AcSolution late =
                opf.withOptions(new NonlinearOptions(1e-8, 300, Duration.ZERO)).solve();
        assertThat(late.status()).isEqualTo(NonlinearStatus.TIME_LIMIT);
    }

    @Test
    void interruptEndsTheSolve() {
        AcOpf opf = AcOpf.of(OpfProblem.of(MeshedNetworks.of(3, 10, 1.5)));
        Thread.currentThread().interrupt();
        try {
            assertThat(opf.solve().status()).isEqualTo(NonlinearStatus.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void problemsThatItCannotExpressAreRefusedAtOnce() {
        Network network = MeshedNetworks.of(3, 5, 1.5).toBuilder()
                .device(Storage.of(7, 10, Storage.Converter.of(5.0, 5.0, 0.9, 0.9), new Range(0.0, 9.0), 4.0))
                .mapGenerators(generator ->
                        generator.id() == 1 ? generator.withRamps(1.0, 1.0).withInitialPower(20.0) : generator)
                .build();
        OpfProblem problem = OpfProblem.of(network).withObjective(new Objective() {

            @Override
            public String name() {
                return "happiness";
            }

            @Override
            public Unit unit() {
                return Unit.ONE;
            }

            @Override
            public void addTo(BlockModel model, double weight) {
                throw new AssertionError();
            }

            @Override
            public double at(Network at, OperatingPoint point) {
                throw new AssertionError();
            }
        });
        assertThat(AcOpf.whyNot(problem)).hasSize(3);
        assertThatThrownBy(() -> AcOpf.of(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not know the objective 'happiness'")
                .hasMessageContaining("storage 7")
                .hasMessageContaining("generator 1 at bus 10 may only ramp from its initial power");
    }

    @Test
    void aPointOfAnotherNetworkIsNoStart() {
        OperatingPoint other = OperatingPoint.of(MeshedNetworks.of(3, 6, 1.5)).build();
        AcOpf opf = AcOpf.of(OpfProblem.of(MeshedNetworks.of(3, 5, 1.5)));
        assertThatThrownBy(() -> opf.startingFrom(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsAtTheOptimumEndThere() {
        Network network = MeshedNetworks.of(11, 9, 1.3);
        AcSolution solution = solve(network);
        AcSolution again =
                AcOpf.of(OpfProblem.of(network)).startingFrom(solution.point()).solve();
        assertThat(List.of(again.isOptimal())).containsExactly(true);
        assertThat(again.cost()).isCloseTo(solution.cost(), within(1e-6 * Math.abs(solution.cost())));
    }

    /**
     * Settings that are free are at least as good as held ones, and the cost does not fall where they are moved: the
     * same network with each setting held a little to either side costs no less.
     */
    @Test
    void freeSettingsAreOptimal() {
        Network network = free(DerivativesTest.everything());
        AcSolution solution = solve(network);
        assertThat(solution.settings()).hasSize(3);
        assertThat(solution.cost())
                .isLessThan(solve(DerivativesTest.everything()).cost() - 1e-3);
        assertThat(RecoveredPoint.of(solution.network(), solution.point()).isFeasible())
                .isTrue();
        assertThat(solve(solution.network()).cost()).isCloseTo(solution.cost(), within(1e-5));
        solution.settings().forEach((control, setting) -> {
            for (double step : new double[] {-0.01, 0.01}) {
                double moved = setting + step * (control.upper() - control.lower());
                if (moved > control.lower() && moved < control.upper()) {
                    Map<StepControl, Double> others = new LinkedHashMap<>(solution.settings());
                    others.put(control, moved);
                    Network held = network.toBuilder().settle(others).build();
                    assertThat(solve(held).cost())
                            .as("%s moved to %s", control.label(), moved)
                            .isGreaterThanOrEqualTo(solution.cost() - 1e-6);
                }
            }
        });
    }

    /** Two tap changers, one of them on a branch with a limit of current, a phase shifter and a switchable shunt. */
    static Network free(Network network) {
        return network.toBuilder()
                .control(StepControl.tapRatio(2, 0.9, 1.1, 0))
                .control(StepControl.phaseShift(1, -6.0, 6.0, 0))
                .control(StepControl.shuntSusceptance(1, 0.0, 30.0, 0))
                .build();
    }

    /** What the limit of a setting is worth is the slope of the cost. */
    @Test
    void limitsOfSettingsAreWorthTheirSlopes() {
        double step = 1e-3;
        for (StepControl narrow : List.of(
                StepControl.tapRatio(2, 1.05, 1.06, 0),
                StepControl.phaseShift(1, 4.0, 4.5, 0),
                StepControl.shuntSusceptance(2, 1.0, 3.0, 0))) {
            AcSolution solution = solve(with(narrow));
            double length = narrow.upper() - narrow.lower();
            double below = solve(with(moved(narrow, step * length, 0.0))).cost()
                    - solve(with(moved(narrow, -step * length, 0.0))).cost();
            double above = solve(with(moved(narrow, 0.0, -step * length))).cost()
                    - solve(with(moved(narrow, 0.0, step * length))).cost();
            double worth = solution.multipliers().stream()
                    .filter(one -> one.limit().element().id() == narrow.element()
                            && SETTINGS.contains(one.limit().kind()))
                    .mapToDouble(LimitMultiplier::value)
                    .sum();
            double slope = (below + above) / (2.0 * step * length);
            assertThat(slope).as(narrow.label()).isGreaterThan(1e-3);
            assertThat(worth).as(narrow.label()).isCloseTo(slope, within(2e-2 * slope));
        }
    }

    private static StepControl moved(StepControl control, double below, double above) {
        return new StepControl(control.kind(), control.element(), control.lower() + below, control.upper() + above, 0);
    }

    private static Network with(StepControl control) {
        return DerivativesTest.everything().toBuilder()
                .shunt(Shunt.of(2, 2, 0.0, 2.0))
                .control(control)
                .build();
    }

    /**
     * Where penalties lie above what hard limits are worth, nothing gives way; where below, each gives at its price.
     */
    @Test
    void softLimitsGiveWayAtTheirPenalty() {
        OpfProblem hard = OpfProblem.of(rated(DerivativesTest.everything(), 30.0));
        AcSolution solution = AcOpf.of(hard).solve();
        AcSolution dear = AcOpf.of(hard.withSoftLimits(SoftLimits.usual())).solve();
        assertThat(dear.isOptimal()).as(dear.verdict()).isTrue();
        assertThat(dear.objective()).isCloseTo(solution.objective(), within(1e-6 * solution.objective()));
        double worth = worth(solution, NetworkLimit.RATING_FROM) + worth(solution, NetworkLimit.RATING_TO);
        assertThat(worth).isGreaterThan(0.1);
        SoftLimits cheap = SoftLimits.none().with(SoftLimit.RATING, 0.5 * worth);
        AcSolution soft = AcOpf.of(hard.withSoftLimits(cheap)).solve();
        assertThat(soft.isOptimal()).as(soft.verdict()).isTrue();
        assertThat(soft.objective()).isLessThan(solution.objective() - 1e-3);
        assertThat(worth(soft, NetworkLimit.RATING_FROM) + worth(soft, NetworkLimit.RATING_TO))
                .isCloseTo(0.5 * worth, within(1e-4));
        assertThat(soft.slacks()).anySatisfy(slack -> assertThat(slack.amount()).isGreaterThan(0.1));
        assertThat(soft.objective())
                .isCloseTo(
                        soft.cost()
                                + soft.slacks().stream()
                                        .mapToDouble(Slack::cost)
                                        .sum(),
                        within(1e-9));
    }

    private static double worth(AcSolution solution, NetworkLimit kind) {
        return solution.multipliers().stream()
                .filter(one ->
                        one.limit().kind() == kind && one.limit().element().id() == 1)
                .mapToDouble(LimitMultiplier::value)
                .sum();
    }

    /** A network without enough generation is infeasible; with soft demand it curtails what is missing. */
    @Test
    void softDemandIsCurtailedWhereItHasToBe() {
        Network network = DerivativesTest.everything().toBuilder()
                .load(Load.of(3, 2, 300.0, 60.0))
                .build();
        OpfProblem problem = OpfProblem.of(network);
        AcSolution hard = AcOpf.of(problem).solve();
        assertThat(hard.status()).isEqualTo(NonlinearStatus.LOCALLY_INFEASIBLE);
        AcSolution soft = AcOpf.of(problem.withSoftLimits(SoftLimits.none().with(SoftLimit.DEMAND, 5000.0)))
                .solve();
        assertThat(soft.isOptimal()).as(soft.verdict()).isTrue();
        assertThat(soft.slacks().stream().mapToDouble(Slack::amount).sum()).isGreaterThan(50.0);
        // The network with the demand that is served is an ordinary one, in which an AC power flow finds the state.
        assertThat(RecoveredPoint.of(soft.network(), soft.point()).isFeasible()).isTrue();
        assertThat(soft.activePrice(network.busIndex(2))).isLessThanOrEqualTo(5000.0 * 1.2);
    }

    /** Prices are slopes of every objective, alone and in a sum. */
    @Test
    void pricesOfEveryObjectiveAreItsSlopes() {
        Objective sum = Objective.weighted(1.0, Objective.cost())
                .plus(30.0, Objective.losses())
                .plus(4000.0, Objective.voltageDeviation(1.01))
                .plus(15.0, Objective.congestion(0.3));
        for (Objective objective :
                List.of(Objective.losses(), Objective.voltageDeviation(1.01), Objective.congestion(0.3), sum)) {
            OpfProblem problem = OpfProblem.of(DerivativesTest.everything()).withObjective(objective);
            AcSolution solution = AcOpf.of(problem).solve();
            assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
            double step = 0.2;
            double more = objective(problem, step);
            double less = objective(problem, -step);
            double slope = (more - less) / (2.0 * step);
            assertThat(solution.activePrice(1))
                    .as(objective.name())
                    .isCloseTo(slope, within(1e-2 * Math.max(1e-3, Math.abs(slope))));
        }
        assertThat(AcOpf.of(OpfProblem.of(DerivativesTest.everything()).withObjective(Objective.feasibility()))
                        .solve()
                        .isOptimal())
                .isTrue();
    }

    private static double objective(OpfProblem problem, double mw) {
        AcSolution solution = AcOpf.of(problem.withNetwork(with(problem.network(), 1, mw, 0.0)))
                .solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        return solution.objective();
    }

    /** Without the settings that a state was found at, it is none: three in four of such feeders ended nowhere. */
    @ParameterizedTest
    @ValueSource(longs = {4, 6, 10})
    void aStateAtOtherSettingsIsAStart(long seed) {
        FeasibleFeeder feeder = RandomFeeders.of(RandomFeeders.Character.EQUIPPED, 280, seed);
        Network detuned = RandomControls.detuned(feeder.network(), seed);
        AcSolution solution = AcOpf.of(OpfProblem.of(detuned))
                .startingFrom(feeder.network(), feeder.state())
                .solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        assertThat(solution.iterations()).isLessThan(50);
        assertThat(solution.cost()).isLessThan(feeder.cost());
        assertThat(solution.recovered().isFeasible()).isTrue();
    }

    /**
     * All that is dear stands at its limits, power is worth nothing, and the cost is nothing: an optimum all the same.
     */
    @Test
    void anOptimumWithoutPricesIsOne() {
        Network network = Network.builder("dear", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .load(Load.of(1, 2, 1.0, 0.2))
                .generator(Generator.of(1, 1, -100.0, 100.0, -100.0, 100.0, CostCurve.linear(0.0)))
                .generator(Generator.of(2, 2, 0.0, 1.3, -1.0, 1.0, CostCurve.linear(4e6)))
                .build();
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        assertThat(solution.point().pg(1)).isEqualTo(0.0, within(1e-6));
        assertThat(solution.activePrice(1)).isEqualTo(0.0, within(1e-3));
    }
}
