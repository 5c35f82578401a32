package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flexopf.dcopf.BranchLosses;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.lopf.LossLinearisation;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.CostCurve;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.payment.MarketFigures;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.pricing.payment.PayAsBid;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;

/** What a state is worth by an objective is what the program minimised, whatever the formulation. */
class CostOfStatesTest {

    /** A feeder with an AC state, and the same feeder with DC lines that stand idle in that state. */
    record Feeder(Network network, OperatingPoint state) {}

    @Provide
    Arbitrary<Feeder> feeders() {
        Arbitrary<FeasibleFeeder> bare = Arbitraries.of(RandomFeeders.Character.PLAIN, RandomFeeders.Character.EQUIPPED)
                .flatMap(character -> RandomFeeders.arbitrary(character, 12));
        return Combinators.combine(bare, Arbitraries.longs()).as(CostOfStatesTest::withHvdcLines);
    }

    private static Feeder withHvdcLines(FeasibleFeeder feeder, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int buses = feeder.network().buses().size();
        NetworkBuilder network = feeder.network().toBuilder();
        int count = 1 + random.nextInt(3);
        for (int id = 1; id <= count; id++) {
            int from = 1 + random.nextInt(buses);
            int to = 1 + (from + random.nextInt(buses - 1)) % buses;
            double reactive = random.nextDouble(0.0, 0.1);
            network.hvdcLine(HvdcLine.of(id, from, to, 0.0, random.nextDouble(0.01, 0.5))
                    .withLoss(0.0, random.nextInt(4) == 0 ? 0.0 : random.nextDouble(0.0, 0.05))
                    .withReactiveLimits(-reactive, reactive, -reactive, reactive)
                    .withCost(cost(random))
                    .withInService(random.nextInt(5) > 0));
        }
        // Reactive power costs money here and there, too.
        network.mapGenerators(generator -> random.nextInt(3) == 0
                ? generator.withReactiveCost(CostCurve.quadratic(1.0, random.nextDouble(-2.0, 2.0), 0.5))
                : generator);
        Network made = network.build();
        return new Feeder(
                made,
                OperatingPoint.scheduled(made).toBuilder()
                        .vm(feeder.state().vm())
                        .va(feeder.state().va())
                        .pg(feeder.state().pg())
                        .qg(feeder.state().qg())
                        .pFrom(feeder.state().pFrom())
                        .qFrom(feeder.state().qFrom())
                        .pTo(feeder.state().pTo())
                        .qTo(feeder.state().qTo())
                        .build());
    }

    /** Negative slopes make it run, positive ones make it a matter of prices. */
    private static CostCurve cost(SplittableRandom random) {
        double slope = random.nextDouble(-60.0, 30.0);
        return switch (random.nextInt(3)) {
            case 0 -> CostCurve.linear(slope);
            case 1 -> CostCurve.quadratic(random.nextDouble(0.0, 20.0), slope, random.nextDouble(0.0, 5.0));
            default ->
                CostCurve.piecewiseLinear(List.of(
                        new CostCurve.Point(0.0, 3.0),
                        new CostCurve.Point(0.2, 3.0 + 0.2 * slope),
                        new CostCurve.Point(0.5, 3.0 + 0.5 * slope + 5.0)));
        };
    }

    /** A formulation, and what it knows: an objective of what it does not know is refused. */
    record Known(OpfFormulation formulation, boolean losses, boolean voltages) {

        boolean expresses(Objective objective) {
            return (losses || !objective.name().contains("losses"))
                    && (voltages || !objective.name().contains("voltage"));
        }
    }

    private static List<Known> formulations(Feeder feeder) {
        LinDistFlow lossy = new LinDistFlow().withLossesAt(LossLinearisation.at(feeder.network(), feeder.state()));
        return List.of(
                new Known(new BranchFlowSocp(), true, true),
                new Known(new AugmentedSocp(), true, true),
                new Known(new LinDistFlow(), false, true),
                new Known(lossy, true, true),
                new Known(new DcOpf(), false, false),
                new Known(new DcOpf().withLosses(BranchLosses.quadratic()), true, false),
                new Known(new PtdfDcOpf(), false, false));
    }

    private static List<Objective> objectives() {
        return List.of(
                Objective.cost(),
                Objective.losses(),
                Objective.voltageDeviation(1.0),
                Objective.congestion(0.5),
                Objective.weighted(1.0, Objective.cost()).plus(25.0, Objective.losses()));
    }

    @Property(tries = 60, seed = "20260611")
    void whatTheProgramMinimisedIsTheObjectiveOfItsState(@ForAll("feeders") Feeder feeder) {
        Network network = feeder.network();
        for (Known known : formulations(feeder)) {
            for (Objective objective : objectives()) {
                Opf opf = Opf.of(known.formulation());
                OpfProblem problem = OpfProblem.of(network).withObjective(objective);
                if (!known.expresses(objective)) {
                    assertThatThrownBy(() -> opf.solve(problem)).isInstanceOf(IllegalArgumentException.class);
                    continue;
                }
                OpfSolution solution = opf.solve(problem).orElseThrow();
                assertThat(objective.at(network, solution.point()))
                        .as("%s by %s", objective.name(), known.formulation().name())
                        .isCloseTo(solution.objective(), within(2e-5 * (1.0 + Math.abs(solution.objective()))));
                assertThat(RunKpis.of(solution).socialWelfare())
                        .isEqualTo(-Objective.cost().at(network, solution.point()));
                Share.atLeast(
                        30.0,
                        "a DC line that is lossy and costly runs",
                        IntStream.range(0, network.hvdcLines().size())
                                .anyMatch(d -> solution.point().hvdc(d).p() > 0.01
                                        && solution.point().hvdc(d).loss() > 1e-5
                                        && solution.point().hvdcCost(network, d) != 0.0));
            }
        }
    }

    /** What is delivered, what the operator's DC lines cost, and what the market cost in all. */
    @Property(tries = 50, seed = "20260612")
    void deliveriesAndHvdcLinesCostWhatTheMarketCosts(@ForAll("feeders") Feeder feeder) {
        List<Participant> participants = feeder.network().generators().stream()
                .filter(generator -> generator.bus() != 1)
                .map(generator -> new Participant("unit " + generator.id(), List.of(generator.id())))
                .toList();
        OpfClearing clearing =
                OpfClearing.of(Opf.of(new BranchFlowSocp()), new Market(OpfProblem.of(feeder.network()), participants));
        Settlement atCost = new PayAsBid().settle(clearing);
        assertThat(MarketFigures.of(clearing, atCost).procurementCost().orElseThrow())
                .isCloseTo(clearing.cost(), within(2e-5 * (1.0 + Math.abs(clearing.cost()))));
    }
}
