package org.flexopf.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.ReactiveLines.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden figures fit their networks, so that order, unit and sign are what the types say: balances, costs, and the
 * conditions that make generation optimal. No solver and no formulation has a part in this.
 */
class GoldenCasesTest {

    /** What eight digits of flows of some hundred MW leave of a balance, MW and Mvar. */
    private static final double ROUNDING = 5e-5;

    static List<GoldenCase> all() {
        return GoldenCases.all();
    }

    static List<GoldenCase> feasible() {
        return all().stream().filter(golden -> !golden.isInfeasible()).toList();
    }

    static List<GoldenAcCase> acCases() {
        return GoldenAcCases.all();
    }

    private static List<GoldenCase> those(Predicate<GoldenCase> condition) {
        return all().stream().filter(condition).toList();
    }

    @Test
    void everyAnswerInTheFileIsACaseWithTheRowsOfItsNetwork() throws IOException {
        JsonNode answers;
        try (InputStream file = GoldenCases.class.getResourceAsStream("expected.json")) {
            answers = new ObjectMapper().readTree(file);
        }
        assertThat(answers.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(GoldenCases.names());
        for (GoldenCase golden : all()) {
            JsonNode rows = answers.get(golden.name());
            Network network = golden.network();
            assertThat(network.buses())
                    .extracting(Bus::id)
                    .isEqualTo(ids(rows.get("bus_i")))
                    .doesNotHaveDuplicates();
            assertThat(network.generators()).extracting(Generator::bus).isEqualTo(ids(rows.get("gen_bus")));
            assertThat(network.branches())
                    .extracting(branch -> List.of(branch.fromBus(), branch.toBus()))
                    .isEqualTo(IntStream.range(0, rows.get("branch").size())
                            .mapToObj(b -> ids(rows.get("branch").get(b)))
                            .toList());
            assertThat(network.topology().isRadial())
                    .isEqualTo(rows.get("radial").booleanValue());
        }
    }

    private static List<Integer> ids(JsonNode numbers) {
        return IntStream.range(0, numbers.size())
                .mapToObj(k -> numbers.get(k).intValue())
                .toList();
    }

    /** Every kind of answer is there for the cases that the types promise it for. */
    @Test
    void answersAreThereWhereTheyArePromised() {
        assertThat(those(GoldenCase::isInfeasible)).extracting(GoldenCase::name).containsExactly("r10_infeasible");
        assertThat(those(golden -> golden.network().topology().isRadial() && !golden.isInfeasible()))
                .hasSize(9)
                .allSatisfy(golden -> assertThat(golden.linDistFlow()).isPresent())
                .allSatisfy(golden -> assertThat(golden.bestAcCost().isEmpty()).isEqualTo(isExact(golden)))
                .allSatisfy(
                        golden -> assertThat(golden.priceParts().isPresent()).isEqualTo(isExact(golden)))
                .allSatisfy(golden -> assertThat(golden.vcg().isPresent()).isEqualTo(isExact(golden)));
        assertThat(those(golden -> !golden.network().topology().isRadial()))
                .hasSize(6)
                .allSatisfy(golden -> assertThat(golden.linDistFlow()).isEmpty())
                .allSatisfy(golden -> assertThat(golden.bestAcCost()).isEmpty());
        assertThat(those(golden -> !golden.secured().isEmpty()))
                .extracting(GoldenCase::name)
                .containsExactly("n05_secure", "n08_secure");
        assertThat(those(GoldenCasesTest::isExact)).hasSize(6);
        assertThat(GoldenCases.named("n05_secure").secured().get(0).lowestPrice()[1])
                .isEqualTo(40.0);
        assertThat(GoldenCases.named("n05_secure").secured().get(0).highestPrice()[1])
                .isInfinite();
        assertThat(GoldenCases.named("r03_tap").network().name()).isEqualTo("r03_tap");
        assertThatThrownBy(() -> GoldenCases.named("r3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'r3'")
                .hasMessageContaining("r03_tap, r05_negative");
    }

    private static boolean isExact(GoldenCase golden) {
        return golden.socp().map(RelaxedOptimum::exact).orElse(false);
    }

    /** What is generated and delivered at a bus is what loads, shunts and branches draw there. */
    @ParameterizedTest
    @MethodSource("acCases")
    void theAcOptimumIsBalancedAtEveryBus(GoldenAcCase golden) {
        AcOptimum ac = golden.ac();
        Network network = golden.network();
        int n = network.buses().size();
        double[] p = network.activeDemand();
        double[] q = network.reactiveDemand();
        for (int i = 0; i < n; i++) {
            p[i] += network.shuntConductance()[i] * ac.vm()[i] * ac.vm()[i];
            q[i] -= network.shuntSusceptance()[i] * ac.vm()[i] * ac.vm()[i];
        }
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            p[network.busIndex(branch.fromBus())] += ac.pFrom()[b];
            q[network.busIndex(branch.fromBus())] += ac.qFrom()[b];
            p[network.busIndex(branch.toBus())] += ac.pTo()[b];
            q[network.busIndex(branch.toBus())] += ac.qTo()[b];
        }
        for (int k = 0; k < network.hvdcLines().size(); k++) {
            HvdcLine line = network.hvdcLines().get(k);
            AcOptimum.HvdcState state = ac.hvdcLines().get(k);
            assertThat(state.delivered()).isCloseTo(line.delivered(state.p()), within(ROUNDING));
            p[network.busIndex(line.fromBus())] += state.p();
            p[network.busIndex(line.toBus())] -= state.delivered();
            q[network.busIndex(line.fromBus())] -= state.qFrom();
            q[network.busIndex(line.toBus())] -= state.qTo();
        }
        assertBuses("active balance", network, generation(network, ac.pg()), p, ROUNDING);
        assertBuses("reactive balance", network, generation(network, ac.qg()), q, ROUNDING);
        for (Bus bus : network.buses()) {
            if (bus.isReference()) {
                assertThat(ac.va()[network.busIndex(bus.id())]).as(bus.label()).isEqualTo(bus.angle());
            }
        }
        double loss = IntStream.range(0, network.branches().size())
                .mapToDouble(b -> ac.pFrom()[b] + ac.pTo()[b])
                .sum();
        assertThat(ac.lossMw()).isCloseTo(loss, within(ROUNDING));
    }

    /** The same in the DC model, whose shunts draw what they do at 1 p.u. */
    @ParameterizedTest
    @MethodSource("all")
    void theDcOptimaAreBalancedAtEveryBus(GoldenCase golden) {
        Network network = golden.network();
        for (DcOptimum dc : golden.dc()) {
            double[] p = network.activeDemand();
            for (int i = 0; i < p.length; i++) {
                p[i] += network.shuntConductance()[i];
            }
            for (int b = 0; b < network.branches().size(); b++) {
                Branch branch = network.branches().get(b);
                p[network.busIndex(branch.fromBus())] += dc.flow()[b];
                p[network.busIndex(branch.toBus())] -= dc.flow()[b];
            }
            for (int k = 0; k < network.hvdcLines().size(); k++) {
                HvdcLine line = network.hvdcLines().get(k);
                p[network.busIndex(line.fromBus())] += dc.hvdcP()[k];
                p[network.busIndex(line.toBus())] -= line.delivered(dc.hvdcP()[k]);
            }
            assertBuses("balance, " + dc.convention(), network, generation(network, dc.pg()), p, ROUNDING);
        }
    }

    private static double[] generation(Network network, double[] power) {
        double[] atBus = new double[network.buses().size()];
        for (int g = 0; g < power.length; g++) {
            atBus[network.busIndex(network.generators().get(g).bus())] += power[g];
        }
        return atBus;
    }

    /** A cost is that of the generation beside it, by the curves of the network. */
    @ParameterizedTest
    @MethodSource("all")
    void costsAreThoseOfTheGeneration(GoldenCase golden) {
        Network network = golden.network();
        double[] none = new double[network.generators().size()];
        golden.dc().forEach(dc -> assertCost(dc.objective(), network, dc.pg(), none, dc.hvdcP()));
        golden.secured().forEach(dc -> assertCost(dc.objective(), network, dc.pg(), none, new double[0]));
        golden.linDistFlow()
                .ifPresent(linear -> assertCost(linear.objective(), network, linear.pg(), linear.qg(), new double[0]));
        golden.socp()
                .map(RelaxedOptimum::optimum)
                .filter(optimum -> network.hvdcLines().isEmpty())
                .ifPresent(
                        optimum -> assertCost(optimum.objective(), network, optimum.pg(), optimum.qg(), new double[0]));
    }

    @ParameterizedTest
    @MethodSource("acCases")
    void theCostOfTheAcOptimumIsThatOfItsGeneration(GoldenAcCase golden) {
        AcOptimum ac = golden.ac();
        double[] hvdc =
                ac.hvdcLines().stream().mapToDouble(AcOptimum.HvdcState::p).toArray();
        assertCost(ac.objective(), golden.network(), ac.pg(), ac.qg(), hvdc);
    }

    /** Generation is given to eight digits, so a cost is known to about that of the largest part. */
    private static void assertCost(double cost, Network network, double[] pg, double[] qg, double[] hvdc) {
        double sum = 0.0;
        double size = 0.0;
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                double own =
                        generator.cost().at(pg[g]) + generator.reactiveCost().at(qg[g]);
                sum += own;
                size += Math.abs(own);
            }
        }
        for (int k = 0; k < hvdc.length; k++) {
            sum += network.hvdcLines().get(k).cost().at(hvdc[k]);
        }
        assertThat(cost).isCloseTo(sum, within(Tolerances.COST * size));
    }

    /**
     * The last MWh or Mvarh of a generator costs the price at its bus, less what its limits save: the slopes of its
     * cost on both sides enclose that. A limit that saves something is reached.
     */
    @ParameterizedTest
    @MethodSource("acCases")
    void generationIsOptimalAtThePricesOfTheAcOptimum(GoldenAcCase golden) {
        AcOptimum ac = golden.ac();
        LimitMultipliers mu = ac.multipliers();
        Network network = golden.network();
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                int bus = network.busIndex(generator.bus());
                double p = ac.pg()[g];
                double q = ac.qg()[g];
                double active = ac.activePrice()[bus] - mu.pMax()[g] + mu.pMin()[g];
                double reactive = ac.reactivePrice()[bus] - mu.qMax()[g] + mu.qMin()[g];
                Optional<Line> line = reached(generator, p, q);
                if (line.isPresent()) {
                    assertNothingIsGainedAlong(line.get(), generator, p, q, active, reactive);
                } else {
                    assertMarginal(generator.label(), generator.cost(), p, active, Tolerances.ACTIVE_PRICE);
                    assertMarginal(generator.label(), generator.reactiveCost(), q, reactive, Tolerances.REACTIVE_PRICE);
                }
                assertReached(mu.pMax()[g], generator.pMax() - p);
                assertReached(mu.pMin()[g], p - generator.pMin());
                assertReached(mu.qMax()[g], generator.qMax() - q);
                assertReached(mu.qMin()[g], q - generator.qMin());
            }
        }
        for (int i = 0; i < network.buses().size(); i++) {
            assertReached(mu.vMax()[i], network.buses().get(i).vMax() - ac.vm()[i]);
            assertReached(mu.vMin()[i], ac.vm()[i] - network.buses().get(i).vMin());
        }
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            double from = Math.hypot(ac.pFrom()[b], ac.qFrom()[b]);
            double to = Math.hypot(ac.pTo()[b], ac.qTo()[b]);
            if (branch.hasCurrentLimit()) {
                double vFrom = ac.vm()[network.busIndex(branch.fromBus())];
                double vTo = ac.vm()[network.busIndex(branch.toBus())];
                assertReached(mu.ratingFrom()[b], branch.currentLimit() - from / vFrom);
                assertReached(mu.ratingTo()[b], branch.currentLimit() - to / vTo);
            } else {
                assertReached(mu.ratingFrom()[b], branch.rating() - from);
                assertReached(mu.ratingTo()[b], branch.rating() - to);
            }
            double difference = ac.va()[network.busIndex(branch.fromBus())] - ac.va()[network.busIndex(branch.toBus())];
            assertReached(mu.angleMax()[b], branch.angleMax() - difference);
        }
    }

    /** The sloped line that a generator has reached. */
    private static Optional<Line> reached(Generator generator, double p, double q) {
        return Stream.of(
                        generator.reactiveLines().lower(),
                        generator.reactiveLines().upper())
                .filter(line -> Math.abs(line.at(p) - q) < ROUNDING)
                .findFirst();
    }

    /** On a sloped line, a generator may move along it alone, and gains nothing by that. */
    private static void assertNothingIsGainedAlong(
            Line line, Generator generator, double p, double q, double active, double reactive) {
        double gained = active
                - generator.cost().marginalAt(p)
                + line.slope() * (reactive - generator.reactiveCost().marginalAt(q));
        assertThat(gained).as("%s, along its line", generator.label()).isCloseTo(0.0, within(Tolerances.ACTIVE_PRICE));
    }

    private static void assertMarginal(String label, CostCurve cost, double at, double price, double tolerance) {
        assertThat(price)
                .as("%s: marginal cost at %s", label, at)
                .isBetween(cost.marginalAt(at - 1e-4) - tolerance, cost.marginalAt(at + 1e-4) + tolerance);
    }

    private static void assertReached(double multiplier, double room) {
        assertThat(multiplier).isNotNegative();
        if (multiplier > 0.0) {
            assertThat(room).isCloseTo(0.0, within(ROUNDING));
        }
    }

    /** In the DC model, prices differ along a branch in the direction of the flow that its rating limits. */
    @ParameterizedTest
    @MethodSource("all")
    void generationIsOptimalAtThePricesOfTheDcOptima(GoldenCase golden) {
        Network network = golden.network();
        for (DcOptimum dc : golden.dc()) {
            assertDispatch(network, dc.pg(), dc.price());
            for (int b = 0; b < network.branches().size(); b++) {
                assertReached(dc.rating()[b], network.branches().get(b).rating() - Math.abs(dc.flow()[b]));
            }
        }
        golden.secured().forEach(dc -> assertDispatch(network, dc.pg(), dc.lowestPrice()));
    }

    private static void assertDispatch(Network network, double[] pg, double[] price) {
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                double at = price[network.busIndex(generator.bus())];
                if (pg[g] > generator.pMin() + ROUNDING) {
                    assertThat(generator.cost().marginalAt(pg[g] - 1e-4))
                            .as("the last MW of %s is worth its cost", generator.label())
                            .isLessThan(at + Tolerances.ACTIVE_PRICE);
                }
                if (pg[g] < generator.pMax() - ROUNDING) {
                    assertThat(generator.cost().marginalAt(pg[g] + 1e-4))
                            .as("one MW more of %s is not worth its cost", generator.label())
                            .isGreaterThan(at - Tolerances.ACTIVE_PRICE);
                }
            }
        }
    }

    /** Parts of prices add up to the price of the AC optimum, and the energy part is the price of a reference bus. */
    @ParameterizedTest
    @MethodSource("feasible")
    void partsAddUpToThePrice(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        golden.priceParts().ifPresent(parts -> {
            assertAddUp(golden.network(), parts.active(), ac.activePrice());
            assertAddUp(golden.network(), parts.reactive(), ac.reactivePrice());
        });
    }

    private static void assertAddUp(Network network, PriceParts.Parts parts, double[] price) {
        double[] sum = new double[price.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = parts.energy()[i] + parts.losses()[i] + parts.congestion()[i] + parts.voltage()[i];
            Bus bus = network.buses().get(i);
            if (bus.isReference()) {
                assertThat(parts.energy()[i]).as(bus.label()).isCloseTo(price[i], within(1e-6));
            }
        }
        assertBuses("sum of the parts", network, sum, price, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("feasible")
    void paymentsAreWhatTheOthersCostMoreWithoutTheBidder(GoldenCase golden) {
        Optional<VcgPayments> vcg = golden.vcg();
        if (vcg.isEmpty()) {
            return;
        }
        assertThat(vcg.get().optimalCost()).isCloseTo(golden.ac().orElseThrow().objective(), within(1e-6));
        for (VcgPayments.Bidder bidder : vcg.get().bidders()) {
            Generator generator = golden.network().generator(bidder.generator());
            assertThat(generator.bus()).isEqualTo(bidder.bus());
            assertThat(bidder.payment().isEmpty()).isEqualTo(bidder.isPivotal());
            if (!bidder.isPivotal()) {
                assertThat(bidder.payment().getAsDouble())
                        .isCloseTo(
                                bidder.costWithout().getAsDouble() - (vcg.get().optimalCost() - bidder.ownCost()),
                                within(1e-6));
            }
        }
    }
}
