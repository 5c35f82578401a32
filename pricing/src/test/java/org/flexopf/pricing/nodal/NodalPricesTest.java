package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.BranchLosses;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.model.DiskShape;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a price says of itself, in every formulation. */
class NodalPricesTest {

    private static NodalPrices prices(OpfFormulation formulation, Network network) {
        return NodalPrices.of(Opf.of(formulation).solve(network).orElseThrow());
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

    /** A line to a load that is more than it carries, with dear generation behind it. */
    private static Network congested() {
        return Network.builder("congested", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02).withRating(1.0))
                .branch(Branch.line(2, 2, 3, 0.01, 0.02))
                .load(Load.of(1, 3, 2.0, 0.3))
                .generator(Generator.of(1, 1, 0.0, 10.0, -5.0, 5.0, CostCurve.linear(50.0)))
                .generator(Generator.of(2, 3, 0.0, 10.0, -1.0, 1.0, CostCurve.linear(90.0)))
                .build();
    }

    static List<OpfFormulation> formulations() {
        return List.of(
                new BranchFlowSocp(),
                new AugmentedSocp(),
                new LinDistFlow(),
                new LinDistFlow().withLineLimits(DiskShape.inside(16)),
                new DcOpf(),
                new DcOpf().withLosses(BranchLosses.quadratic()),
                new DcOpf().withLosses(BranchLosses.tangents(new double[][] {{0.5, 0.5}, {1.0, 1.0}})),
                new PtdfDcOpf());
    }

    @ParameterizedTest
    @MethodSource("formulations")
    void inEveryFormulationThePartsAddUpAndTheFullLineIsNamed(OpfFormulation formulation) {
        NodalPrices prices = prices(formulation, congested());
        addUp(prices, congested());
        Bus last = congested().bus(3);

        PriceComponents parts = prices.components(last);
        assertThat(parts.energy()).isCloseTo(50.0, within(1e-3));
        // In the augmented formulation the limit is a row of its own on a bound of the flow.
        PriceComponent expected =
                formulation instanceof AugmentedSocp ? PriceComponent.OTHER : PriceComponent.CONGESTION;
        assertThat(parts.get(expected)).isBetween(37.0, 41.0);
        // Without losses both ends of the line are full, and share it.
        List<LimitContribution> contributions = prices.contributions(last);
        assertThat(contributions.stream()
                        .filter(limit -> limit.component() == expected)
                        .mapToDouble(LimitContribution::amount)
                        .sum())
                .isBetween(37.0, 41.0);
        assertThat(contributions.get(0).label())
                .contains(formulation instanceof AugmentedSocp ? "further rows" : "branch 1 (1-2)");
        assertThat(contributions.get(0))
                .hasToString(String.format(
                        Locale.ROOT,
                        "%.2f of it: %s",
                        contributions.get(0).amount(),
                        contributions.get(0).label()));
        assertThat(prices.confirm(Power.ACTIVE, last, 1e-3).isConfirmed(1e-4, 1e-3))
                .as("%s", prices.confirm(Power.ACTIVE, last, 1e-3))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socp", "dc"})
    void onAMeshedNetworkThePartsAddUp(String name) {
        Network network = Cases.load("pjm5");
        NodalPrices prices = prices(name.equals("dc") ? new DcOpf() : new BranchFlowSocp(), network);
        addUp(prices, network);
        if (name.equals("dc")) {
            assertThat(network.buses())
                    .anyMatch(bus -> Math.abs(prices.components(bus).congestion()) > 1.0);
            assertThat(network.buses())
                    .allMatch(bus -> Math.abs(prices.components(bus).other()) < 1e-4);
        } else {
            assertThat(prices.agreement().agrees()).isFalse();
            assertThat(prices.caveats()).anyMatch(caveat -> caveat.contains("relaxation"));
        }
    }

    /**
     * The prices of losses as an objective are marginal losses: another part than energy, which is free at the root.
     */
    @Test
    void anObjectiveOnTheFlowsIsAPartOfItsOwn() {
        Network network = Cases.load("ieee33");
        OpfSolution solution = Opf.of(new BranchFlowSocp())
                .solve(OpfProblem.of(network).withObjective(Objective.losses()))
                .orElseThrow();
        NodalPrices prices = NodalPrices.of(solution);
        addUp(prices, network);
        Bus last = network.bus(18);

        assertThat(prices.components(last).energy()).isCloseTo(0.0, within(1e-5));
        assertThat(prices.components(last).other()).isGreaterThan(0.1);
        assertThat(prices.contributions(last).get(0).label()).isEqualTo("objective");
        assertThat(prices.confirm(Power.ACTIVE, last, 1e-3).isConfirmed(1e-3, 1e-4))
                .isTrue();
    }

    @Test
    void softLimitsHaveTheirPartToo() {
        Network network = congested().toBuilder()
                .mapGenerators(g -> g.id() == 2 ? g.withActiveLimits(0.0, 0.5) : g)
                .build();
        OpfSolution solution = Opf.of(new BranchFlowSocp())
                .solve(OpfProblem.of(network).withSoftLimits(SoftLimits.none().with(SoftLimit.RATING, 500.0)))
                .orElseThrow();
        NodalPrices prices = NodalPrices.of(solution);
        addUp(prices, network);

        // The overload is paid for at its penalty, and a MWh behind the line takes a little more than one over it.
        assertThat(prices.components(network.bus(3)).congestion()).isBetween(500.0, 550.0);
        assertThat(prices.agreement().agrees()).as("%s", prices.agreement()).isTrue();
    }

    @Test
    void anIsolatedBusHasNoPrice() {
        Network network = congested().toBuilder()
                .bus(Bus.of(9).withType(BusType.ISOLATED))
                .build();
        NodalPrices prices = prices(new BranchFlowSocp(), network);
        Bus isolated = network.bus(9);

        assertThat(prices.active(isolated)).isNaN();
        assertThat(prices.components(isolated).total()).isNaN();
        assertThat(prices.agreement().agrees()).isTrue();
        assertThat(prices.contributions(isolated)).isEmpty();
        assertThatThrownBy(() -> prices.interval(isolated))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("isolated");
        assertThatThrownBy(() -> prices.confirm(Power.ACTIVE, isolated, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("isolated");
    }

    @Test
    void aBusOfAnotherNetworkIsRefused() {
        assertThatThrownBy(() -> prices(new DcOpf(), congested()).active(Bus.of(77)))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("77");
    }

    @Test
    void everyPriceTellsItsUnitSignPeriodAndOrigin() {
        NodalPrices prices = prices(new BranchFlowSocp(), congested()).forPeriod(0.25);
        Provenance active = prices.provenance(Power.ACTIVE);

        assertThat(active.unit()).isEqualTo("currency per MWh");
        assertThat(prices.provenance(Power.REACTIVE).unit()).isEqualTo("currency per Mvarh");
        assertThat(active.signConvention()).contains("positive");
        assertThat(active.formulation()).isEqualTo("socp");
        assertThat(active.caveats()).isEmpty();
        assertThat(active.confirmation()).isEmpty();
        assertThat(active.payment(90.0, 2.0)).isCloseTo(45.0, within(1e-12));
        PriceConfirmation confirmation = prices.provenance(
                        Power.ACTIVE, congested().bus(3), 0.01)
                .confirmation()
                .orElseThrow();
        assertThat(confirmation.isConfirmed(1e-4, 1e-3)).as("%s", confirmation).isTrue();
        assertThat(prices(new DcOpf(), congested()).provenance(Power.ACTIVE).caveats())
                .anyMatch(caveat -> caveat.contains("'dc'"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY})
    void aPeriodHasToBeFiniteAndAboveZero(double hours) {
        NodalPrices prices = prices(new DcOpf(), congested());
        assertThatThrownBy(() -> prices.forPeriod(hours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hours");
    }

    @Test
    void manyThreadsReadTheSameComponents() {
        Network network = Cases.load("ieee33-dg");
        NodalPrices prices = prices(new BranchFlowSocp(), network);
        NodalPrices alone = prices(new BranchFlowSocp(), network);
        List<PriceComponents> expected =
                network.buses().stream().map(alone::components).toList();

        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(k ->
                                network.buses().stream().map(prices::components).toList())
                        .toList())
                .allMatch(expected::equals);
    }
}
