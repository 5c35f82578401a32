package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices of the branch-flow relaxation where the network is meshed or its settings are free, and their parts. */
class MeshedPricesTest {

    private static Optional<OpfSolution> solve(Network network) {
        return Opf.of(new BranchFlowSocp()).solve(network).solution();
    }

    private static NodalPrices prices(Network network) {
        return NodalPrices.of(solve(network).orElseThrow());
    }

    private static void addUp(NodalPrices prices, Network network) {
        for (Bus bus : network.buses()) {
            for (Power power : Power.values()) {
                double price = prices.price(power, bus);
                assertThat(prices.components(power, bus).total())
                        .as("%s at %s", power, bus.label())
                        .isCloseTo(price, within(PriceAgreement.tolerance(price)));
            }
        }
    }

    private static void partsAreThoseOfTheAcNetwork(NodalPrices prices, Network network) {
        assertThat(prices.agreement().agrees()).as("%s", prices.agreement()).isTrue();
        partsAreThoseOfTheAcNetwork(prices, network, 10.0);
    }

    private static void partsAreThoseOfTheAcNetwork(NodalPrices prices, Network network, double timesTolerance) {
        for (Bus bus : network.buses()) {
            double rounding = timesTolerance
                    * PriceAgreement.tolerance(Math.max(Math.abs(prices.active(bus)), Math.abs(prices.reactive(bus))));
            for (Power power : Power.values()) {
                PriceComponents ac =
                        prices.componentsBySensitivities(power, bus).orElseThrow();
                for (PriceComponent component : PriceComponent.values()) {
                    assertThat(prices.components(power, bus).get(component))
                            .as("%s %s at %s", component, power, bus.label())
                            .isCloseTo(ac.get(component), within(rounding));
                }
            }
        }
    }

    private static Generator generator(int id, int bus, double price) {
        return Generator.of(id, bus, 0.0, 10.0, -5.0, 5.0, CostCurve.linear(price));
    }

    /** Two unlike lines side by side, one of them at its rating, and a voltage at its limit. */
    private static Network twinLines() {
        return Network.builder("twin lines", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.985, 1.1))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02).withRating(0.8))
                .branch(Branch.line(2, 2, 1, 0.02, 0.03))
                .branch(Branch.line(3, 2, 3, 0.01, 0.02))
                .load(Load.of(1, 3, 2.0, 0.3))
                .generator(generator(1, 1, 50.0))
                .generator(generator(2, 3, 90.0))
                .build();
    }

    @Test
    void linesSideBySideShareOneVoltageProductAndThePricesSplitAsOnOneLine() {
        NodalPrices prices = prices(twinLines());
        addUp(prices, twinLines());
        partsAreThoseOfTheAcNetwork(prices, twinLines());

        PriceComponents last = prices.components(twinLines().bus(3));
        assertThat(last.congestion()).isGreaterThan(30.0);
        assertThat(last.voltage()).isGreaterThan(1.0);
        assertThat(last.other()).isCloseTo(0.0, within(1e-3));
        assertThat(prices.contributions(twinLines().bus(3)).get(0).label())
                .isEqualTo("rating at the from end of branch 1 (1-2)");
        assertThat(prices.caveats()).isEmpty();
        assertThat(prices.confirm(Power.ACTIVE, twinLines().bus(2), 1e-3).isConfirmed(1e-4, 1e-2))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAngleLimitIsCongestion(boolean writtenTheOtherWayRound) {
        Branch limited = writtenTheOtherWayRound
                ? Branch.line(1, 2, 1, 0.01, 0.05).withAngleLimits(-2.0, 20.0)
                : Branch.line(1, 1, 2, 0.01, 0.05).withAngleLimits(-20.0, 2.0);
        Network network = Network.builder("angle", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .branch(limited)
                .branch(Branch.line(2, 1, 2, 0.02, 0.06))
                .load(Load.of(1, 2, 3.0, 0.5))
                .generator(generator(1, 1, 50.0))
                .generator(generator(2, 2, 90.0).withReactiveLimits(-0.1, 0.1))
                .build();
        NodalPrices prices = prices(network);
        addUp(prices, network);
        partsAreThoseOfTheAcNetwork(prices, network);

        assertThat(prices.components(network.bus(2)).congestion()).isGreaterThan(20.0);
        assertThat(prices.contributions(network.bus(2)).get(0).label())
                .isEqualTo((writtenTheOtherWayRound ? "lower" : "upper") + " angle limit on the voltage product of "
                        + network.branches().get(0).label());
    }

    /** The part of an angle limit does not depend on the ratio that the network has before the tap changer is set. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 1.0, 1.1})
    void anAngleLimitOfAFreeRatioIsCongestion(double presentRatio) {
        Network network = Network.builder("angle and tap", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.01, 0.1)
                        .withTap(presentRatio, 0.0)
                        .withAngleLimits(-2.0, 2.0))
                .branch(Branch.line(2, 2, 3, 0.01, 0.05))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 3, 0.0, 500.0, -50.0, 50.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 3, 60.0, 20.0))
                .control(StepControl.tapRatio(1, 0.9, 1.1, 0))
                .build();
        NodalPrices prices = prices(network);
        addUp(prices, network);
        partsAreThoseOfTheAcNetwork(prices, network);
        assertThat(prices.components(network.bus(3)).congestion()).isGreaterThan(15.0);
    }

    /**
     * A transformer at its highest or lowest ratio, or in between, and a shunt at its largest: settings are held, as in
     * the AC power flow.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0.95, 0.90})
    void settingsAreNoLimitsOfTheNetwork(double lowestRatio) {
        Network network = Network.builder("settings", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.04))
                .bus(Bus.of(3).withVoltageLimits(0.97, 1.04))
                .branch(Branch.line(1, 1, 2, 0.005, 0.05).withTap(1.0, 0.0))
                .branch(Branch.line(2, 2, 3, 0.04, 0.03))
                .load(Load.of(1, 3, 1.5, 0.8))
                .shunt(Shunt.of(1, 3, 0.0, 0.05))
                .control(StepControl.tapRatio(1, lowestRatio, 1.05, 0))
                .control(StepControl.shuntSusceptance(1, 0.0, 0.2, 0))
                .generator(generator(1, 1, 50.0))
                .generator(generator(2, 3, 90.0))
                .build();
        NodalPrices prices = prices(network);
        addUp(prices, network);
        partsAreThoseOfTheAcNetwork(prices, network);
        assertThat(prices.components(network.bus(3)).other()).isCloseTo(0.0, within(1e-4));
        assertThat(prices.confirm(Power.ACTIVE, network.bus(3), 1e-3).isConfirmed(1e-4, 1e-2))
                .isTrue();
    }

    /**
     * A random feeder with a ring: a tie line to which a phase shifter belongs, so that its flow can be chosen and the
     * relaxation tends to be exact.
     */
    private static Network ring(int buses, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network feeder =
                RandomFeeders.of(RandomFeeders.Character.EQUIPPED, buses, seed).network();
        int branches = 1 + feeder.branches().stream().mapToInt(Branch::id).max().orElse(0);
        int from = random.nextInt(buses);
        int to = (from + 1 + random.nextInt(buses - 1)) % buses;
        Branch tie = Branch.line(
                        branches,
                        feeder.buses().get(from).id(),
                        feeder.buses().get(to).id(),
                        0.01 + 0.05 * random.nextDouble(),
                        0.02 + 0.05 * random.nextDouble())
                .withTap(1.0, 0.0);
        NetworkBuilder builder = feeder.toBuilder()
                .branch(random.nextBoolean() ? tie : tie.withRating(0.2 + random.nextDouble()))
                .control(StepControl.phaseShift(branches, -25.0, 25.0, 0));
        return builder.build();
    }

    @Property(tries = 150, seed = "20266101")
    void onRingsThePartsAddUpAndWhereExactTheyAreThoseOfTheAcNetwork(
            @ForAll @IntRange(min = 4, max = 25) int buses, @ForAll long seed) {
        Network network = ring(buses, seed);
        Optional<OpfSolution> solution = solve(network);
        Share.atLeast(80.0, "solved", solution.isPresent());
        if (solution.isPresent()) {
            NodalPrices prices = NodalPrices.of(solution.get());
            addUp(prices, network);
            boolean exact = ExactnessReport.of(solution.get()).isExact();
            Share.atLeast(50.0, "exact", exact);
            if (exact) {
                // With limits that nearly bind the solver leaves more room than in the small networks above.
                partsAreThoseOfTheAcNetwork(prices, network, 50.0);
            }
        }
    }

    /**
     * Published transmission networks, on which the relaxation is not exact: the parts are those of the relaxation,
     * which says so, and add up to its prices.
     */
    @ParameterizedTest
    @ValueSource(strings = {"case14_ieee", "case24_ieee_rts", "case118_ieee", "case240_pserc", "case793_goc"})
    @WithReferenceCases
    void onPublishedNetworksThePartsAddUp(String name) {
        Network network = CaseFiles.read(
                ReferenceCases.path("pglib/typ/pglib_opf_" + name + ".m").toString());
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        NodalPrices prices = NodalPrices.of(solution);
        addUp(prices, network);
        assertThat(prices.agreement().agrees()).isFalse();
        assertThat(prices.caveats())
                .anyMatch(caveat -> caveat.contains("'socp'"))
                .noneMatch(caveat -> caveat.contains("not split"));
        assertThat(network.buses())
                .anyMatch(bus -> Math.abs(prices.components(bus).losses()) > 0.1);
    }

    @Test
    void eachPartIsAsLargeAsTheLimitsThatMakeItUp() {
        for (Network network : List.of(twinLines(), Cases.load("pjm5"))) {
            NodalPrices prices = prices(network);
            for (Bus bus : network.buses()) {
                for (PriceComponent component : List.of(PriceComponent.CONGESTION, PriceComponent.VOLTAGE)) {
                    double sum = prices.contributions(bus).stream()
                            .filter(limit -> limit.component() == component)
                            .mapToDouble(LimitContribution::amount)
                            .sum();
                    assertThat(sum)
                            .as("%s at %s", component, bus.label())
                            .isCloseTo(prices.components(bus).get(component), within(2e-3));
                }
            }
        }
    }
}
