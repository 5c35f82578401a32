package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;

/**
 * The sensitivity-based optimal power flow on random feeders, against AC power flows and against a relaxation that
 * knows nothing of sensitivities.
 */
class SensitivityPropertiesTest {

    @Provide
    Arbitrary<FeasibleFeeder> plainFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.PLAIN, 25);
    }

    /**
     * A schedule that is feasible by construction, with demand raised until it may not be. The three outcomes are told
     * apart by others: an AC power flow says whether the schedule is feasible as it is; where reactive support is said
     * to do, an AC power flow with it agrees; and where it is said not to do, there is no exact optimum of the
     * relaxation with the same reactive power to choose.
     */
    @Property(tries = 100, seed = "20261124", edgeCases = EdgeCasesMode.NONE)
    void theThreeOutcomesAreThoseOfOthers(
            @ForAll("plainFeeders") FeasibleFeeder feeder,
            @ForAll @DoubleRange(min = 1.0, max = 2.5) double growth,
            @ForAll long seed) {
        Network network = withGrowth(feeder, growth);
        List<Offer> support = support(network, new SplittableRandom(seed));
        SensitivityOpf opf = SensitivityOpf.of(support);
        SensitivityOpf.Outcome outcome = opf.outcome(network);
        for (SensitivityOpf.Outcome each : SensitivityOpf.Outcome.values()) {
            Share.atLeast(5.0, each.name(), outcome == each);
        }

        PowerFlowResult asItIs = PowerFlow.solve(network);
        boolean feasible =
                asItIs.converged() && LimitCheck.of(network, asItIs.point()).isMet();
        assertThat(outcome == SensitivityOpf.Outcome.FEASIBLE).isEqualTo(feasible);
        if (feasible) {
            return;
        }
        SensitivityResult result = opf.withReactiveSupportOnly().solve(network);
        assertThat(result.isFeasible()).isEqualTo(outcome != SensitivityOpf.Outcome.NOT_FEASIBLE);
        OpfResult relaxed = Opf.of(new BranchFlowSocp()).solve(withSupport(network, support));
        if (outcome == SensitivityOpf.Outcome.FEASIBLE_WITH_REACTIVE_SUPPORT) {
            assertThat(relaxed.solution())
                    .as("a relaxation admits every AC state")
                    .isPresent();
            for (FlexibleAction action : result.actions()) {
                assertThat(action.active()).isZero();
                assertThat(action.reactive())
                        .isBetween(action.generator().qMin(), action.generator().qMax());
            }
            PowerFlowResult supported = PowerFlow.solve(acting(network, result.actions()));
            assertThat(supported.converged()).isTrue();
            assertThat(LimitCheck.of(supported.network(), supported.point()).broken())
                    .isEmpty();
        } else {
            relaxed.solution()
                    .ifPresent(solution -> assertThat(
                                    ExactnessReport.of(solution).recovered().isFeasible()
                                            && ExactnessReport.of(solution).isExact())
                            .as("the relaxation knows an AC state that was not found")
                            .isFalse());
        }
    }

    /** With a price at the reference it is an AC optimal power flow, whose optimum an exact relaxation knows. */
    @Property(tries = 60, seed = "20261125", edgeCases = EdgeCasesMode.NONE)
    void itEndsAtTheCostOfAnExactRelaxation(@ForAll("plainFeeders") FeasibleFeeder feeder) {
        Network network = scheduled(feeder).build();
        OpfSolution relaxed = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        boolean exact = ExactnessReport.of(relaxed).isExact();
        Share.atLeast(50.0, "exact", exact);
        SensitivityResult result = SensitivityOpf.redispatch().solve(network);
        double scheduled = network.generators().stream()
                .mapToDouble(generator -> generator.cost().at(generator.p()))
                .sum();
        double scale = 1.0 + Math.abs(relaxed.objective());

        assertThat(result.isFeasible())
                .as(result.sequence().reason() + result.notFixed())
                .isTrue();
        assertThat(scheduled + result.cost()).isGreaterThanOrEqualTo(relaxed.objective() - 1e-4 * scale);
        if (exact) {
            assertThat(scheduled + result.cost()).isCloseTo(relaxed.objective(), within(1e-4 * scale));
        }
    }

    /**
     * Whatever is asked of resources stays within their quantities and their capability curves, and the AC state is
     * that of a power flow with it.
     */
    @Property(tries = 60, seed = "20261126", edgeCases = EdgeCasesMode.NONE)
    void actionsStayWithinWhatResourcesCanDo(
            @ForAll("plainFeeders") FeasibleFeeder feeder,
            @ForAll @DoubleRange(min = 1.2, max = 2.0) double growth,
            @ForAll long seed) {
        Network network = withGrowth(feeder, growth);
        SplittableRandom random = new SplittableRandom(seed);
        List<Offer> offers = new ArrayList<>();
        for (Load load : network.loads()) {
            double mva = random.nextDouble(0.05, 0.5);
            CapabilityCurve curve =
                    random.nextBoolean() ? CapabilityCurve.semicircle(mva) : CapabilityCurve.rectangle(mva);
            offers.add(Offer.active(
                            "converter",
                            load.bus(),
                            -random.nextDouble(),
                            random.nextDouble(),
                            CostCurve.kinked(50.0, -20.0))
                    .withReactive(-random.nextDouble(), random.nextDouble(), CostCurve.kinked(1.0, 1.0))
                    .withCapability(curve));
        }
        SensitivityResult result = SensitivityOpf.of(offers).solve(network);
        Share.atLeast(
                10.0, "mended", !result.before().isEmpty() && result.notFixed().isEmpty());
        for (FlexibleAction action : result.actions()) {
            Generator offer = action.generator();
            assertThat(action.p()).isBetween(offer.pMin(), offer.pMax());
            assertThat(action.q()).isBetween(offer.qMin(), offer.qMax());
            assertThat(offer.capability().excess(action.p(), action.q())).isLessThanOrEqualTo(1e-6);
        }
        if (result.state().isConverged()) {
            PowerFlowResult flow = PowerFlow.solve(acting(network, result.actions()));
            assertThat(flow.point().vm()).containsExactly(result.point().vm(), within(1e-8));
            assertThat(result.notFixed().isEmpty())
                    .isEqualTo(LimitCheck.of(flow.network(), flow.point()).isMet());
        }
    }

    /** The state that the feeder was built around as its schedule. */
    private static NetworkBuilder scheduled(FeasibleFeeder feeder) {
        Network network = feeder.network();
        return network.toBuilder().mapGenerators(generator -> {
            int g = network.generatorIndex(generator.id());
            return generator
                    .withSchedule(feeder.state().pg(g), feeder.state().qg(g))
                    .withVoltageSetPoint(feeder.state().vm(network.busIndex(generator.bus())));
        });
    }

    private static Network withGrowth(FeasibleFeeder feeder, double growth) {
        return scheduled(feeder)
                .mapLoads(load -> load.withDemand(growth * load.p(), growth * load.q()))
                .build();
    }

    private static List<Offer> support(Network network, SplittableRandom random) {
        List<Offer> offers = new ArrayList<>();
        for (Load load : network.loads()) {
            if (!network.bus(load.bus()).isReference() && random.nextInt(3) == 0) {
                double mvar = random.nextDouble(0.0, 2.0);
                offers.add(Offer.reactive("support", load.bus(), -mvar, mvar, CostCurve.kinked(1.0, 1.0)));
            }
        }
        return offers;
    }

    /**
     * The network with its schedule held, except at the reference, and the support as generators without active power.
     */
    private static Network withSupport(Network network, List<Offer> support) {
        NetworkBuilder builder = network.toBuilder()
                .mapGenerators(generator -> network.bus(generator.bus()).isReference()
                        ? generator
                        : generator
                                .withActiveLimits(generator.p(), generator.p())
                                .withReactiveLimits(generator.q(), generator.q()));
        int id = 1000;
        for (Offer offer : support) {
            builder.generator(offer.generator(++id).withReactiveCost(CostCurve.free()));
        }
        return builder.build();
    }

    /** The network with actions as negative loads. */
    private static Network acting(Network network, List<FlexibleAction> actions) {
        NetworkBuilder builder = network.toBuilder();
        int id = 1000;
        for (FlexibleAction action : actions) {
            builder.load(Load.of(++id, action.generator().bus(), -action.active(), -action.reactive()));
        }
        return builder.build();
    }
}
