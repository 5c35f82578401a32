package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.dcopf.BranchLosses;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.DcPrices;
import org.flexopf.dcopf.PriceReference;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;

/** What holds for prices on every feeder. */
class PricePropertiesTest {

    @Provide
    Arbitrary<FeasibleFeeder> plain() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.PLAIN, 40);
    }

    @Provide
    Arbitrary<FeasibleFeeder> equipped() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.EQUIPPED, 40);
    }

    @Provide
    Arbitrary<FeasibleFeeder> hard() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.HARD, 40);
    }

    private static OpfSolution solve(OpfFormulation formulation, Network network) {
        return Opf.of(formulation)
                .withOptions(SolverOptions.defaults().withTolerance(1e-10))
                .solve(network)
                .orElseThrow();
    }

    private static void componentsAddUp(OpfSolution solution) {
        NodalPrices prices = NodalPrices.of(solution);
        for (Bus bus : solution.network().buses()) {
            for (Power power : Power.values()) {
                double price = prices.price(power, bus);
                assertThat(prices.components(power, bus).total())
                        .as("%s at %s", power, bus.label())
                        .isCloseTo(price, within(PriceAgreement.tolerance(price)));
            }
        }
    }

    private static void bothComputationsAgreeWhereExact(OpfSolution solution) {
        boolean exact = ExactnessReport.of(solution).isExact();
        Share.atLeast(50.0, "exact", exact);
        if (exact) {
            NodalPrices prices = NodalPrices.of(solution);
            assertThat(prices.agreement().agrees()).as("%s", prices.agreement()).isTrue();
        }
    }

    @Property(tries = 100, seed = "20266001")
    void componentsAddUpOnPlainFeeders(@ForAll("plain") FeasibleFeeder feeder) {
        OpfSolution solution = solve(new BranchFlowSocp(), feeder.network());
        componentsAddUp(solution);
        bothComputationsAgreeWhereExact(solution);
    }

    @Property(tries = 100, seed = "20266002")
    void componentsAddUpOnEquippedFeeders(@ForAll("equipped") FeasibleFeeder feeder) {
        OpfSolution solution = solve(new BranchFlowSocp(), feeder.network());
        componentsAddUp(solution);
        bothComputationsAgreeWhereExact(solution);
    }

    /** Exact or not: the split is one of the program that was solved. */
    @Property(tries = 100, seed = "20266003")
    void componentsAddUpOnHardFeeders(@ForAll("hard") FeasibleFeeder feeder) {
        OpfSolution solution = solve(new BranchFlowSocp(), feeder.network());
        componentsAddUp(solution);
    }

    @Property(tries = 60, seed = "20266004")
    void componentsAddUpInTheLinearModelOfAFeeder(@ForAll("equipped") FeasibleFeeder feeder) {
        componentsAddUp(solve(new LinDistFlow(), feeder.network()));
    }

    /** Another derivation altogether: shift factors and delivery factors of the DC model. */
    @Property(tries = 60, seed = "20266005")
    void inTheDcModelTheComponentsAreThoseOfItsShiftFactors(
            @ForAll("plain") FeasibleFeeder feeder, @ForAll boolean lossy) {
        double rounding = lossy ? 1e-3 : 1e-6;
        DcOpf formulation = lossy ? new DcOpf().withLosses(BranchLosses.quadratic()) : new DcOpf();
        OpfSolution solution = solve(formulation, feeder.network());
        NodalPrices prices = NodalPrices.of(solution);
        List<PriceComponents> lmp = DcPrices.components(solution, PriceReference.roots());
        componentsAddUp(solution);
        for (int i = 0; i < feeder.network().buses().size(); i++) {
            PriceComponents components =
                    prices.components(feeder.network().buses().get(i));
            assertThat(components.energy()).isCloseTo(lmp.get(i).energy(), within(rounding));
            assertThat(components.losses()).isCloseTo(lmp.get(i).losses(), within(rounding));
            assertThat(components.congestion()).isCloseTo(lmp.get(i).congestion(), within(rounding));
        }
    }

    /**
     * Solving again is the judge: the price lies between the slopes for less and for more demand, which enclose little.
     */
    @Property(tries = 60, seed = "20266006")
    void solvingAgainConfirmsThePriceOfPlainFeeders(
            @ForAll("plain") FeasibleFeeder feeder,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll boolean reactive) {
        confirmed(feeder.network(), place, reactive ? Power.REACTIVE : Power.ACTIVE);
    }

    @Property(tries = 60, seed = "20266007")
    void solvingAgainConfirmsThePriceOfEquippedFeeders(
            @ForAll("equipped") FeasibleFeeder feeder,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll boolean reactive) {
        confirmed(feeder.network(), place, reactive ? Power.REACTIVE : Power.ACTIVE);
    }

    private static void confirmed(Network network, int place, Power power) {
        Bus bus = network.buses().get(place % network.buses().size());
        NodalPrices prices = NodalPrices.of(solve(new BranchFlowSocp(), network));
        PriceConfirmation confirmation = prices.confirm(power, bus, 1e-2);
        assertThat(confirmation.isConfirmed(1e-4, 1e-2)).as("%s", confirmation).isTrue();
        // Where the cost is smooth, the slopes leave no room for a wrong sign or factor.
        Share.atLeast(80.0, "smooth", confirmation.slopeForMore() - confirmation.slopeForLess() < 0.5);
    }

    /** The interval is the limit of what solving again finds for smaller and smaller steps. */
    @Property(tries = 40, seed = "20266008")
    void theIntervalHoldsThePriceAndLiesBetweenTheSlopes(
            @ForAll("equipped") FeasibleFeeder feeder,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll boolean reactive) {
        Network network = feeder.network();
        Bus bus = network.buses().get(place % network.buses().size());
        Power power = reactive ? Power.REACTIVE : Power.ACTIVE;
        NodalPrices prices = NodalPrices.of(solve(new BranchFlowSocp(), network));
        PriceInterval interval = prices.interval(power, bus);
        PriceConfirmation confirmation = prices.confirm(power, bus, 1e-2);

        assertThat(interval.contains(prices.price(power, bus))).isTrue();
        assertThat(interval.upper())
                .as("%s, %s", interval, confirmation)
                .isLessThanOrEqualTo(confirmation.slopeForMore() + 1e-2);
        assertThat(interval.lower())
                .as("%s, %s", interval, confirmation)
                .isGreaterThanOrEqualTo(confirmation.slopeForLess() - 1e-2);
        Share.atLeast(50.0, "unique", interval.isUnique());
    }
}
