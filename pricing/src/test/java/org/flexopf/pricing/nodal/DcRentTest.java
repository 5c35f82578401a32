package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBranches;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.dcopf.DcFormulation;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.golden.DcOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the network earns at the prices of a DC optimal power flow. */
class DcRentTest {

    /** Rents are prices times flows, currency per hour. */
    private static final double RENT = 1e-2;

    static List<GoldenCase> golden() {
        return GoldenCases.all();
    }

    /** Without losses a branch earns the difference of prices that it bridges, and a shunt pays for what it draws. */
    @ParameterizedTest
    @MethodSource("golden")
    void ofGoldenNetworks(GoldenCase golden) {
        Network network = golden.network();
        for (DcOptimum expected : golden.dc()) {
            DcOpf formulation = new DcOpf()
                    .withSusceptance(
                            SusceptanceConvention.valueOf(expected.convention().name()));
            Rent rent = Rent.of(Opf.of(formulation).solve(network).orElseThrow());
            double demandPayments = 0.0;
            double shunts = 0.0;
            for (int i = 0; i < expected.price().length; i++) {
                demandPayments += expected.price()[i] * network.activeDemand()[i];
                shunts -= expected.price()[i] * network.shuntConductance()[i];
            }
            double[] perBranch = new double[expected.flow().length];
            for (int b = 0; b < perBranch.length; b++) {
                Branch branch = network.branches().get(b);
                perBranch[b] = expected.flow()[b]
                        * (expected.price()[network.busIndex(branch.toBus())]
                                - expected.price()[network.busIndex(branch.fromBus())]);
            }
            assertBranches("rent", network, rent.perBranch(), perBranch, RENT);
            double rounding = Tolerances.COST * Math.abs(demandPayments);
            assertThat(rent.demandPayments()).isCloseTo(demandPayments, within(rounding));
            assertThat(rent.shunts()).isCloseTo(shunts, within(Math.max(RENT, rounding)));
        }
    }

    /** Equal reactances, power at 10 at bus 1 and at 30 at bus 2, demand of 150 MW at bus 3. */
    private static Network triangle(double rating) {
        return Network.builder("triangle", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .branch(Branch.line(2, 1, 3, 0.0, 0.1).withRating(rating))
                .branch(Branch.line(3, 2, 3, 0.0, 0.1))
                .generator(Generator.of(1, 1, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 3, 150.0, 0.0))
                .build();
    }

    /** One MW more of rating on 1-3 moves 3 MW from 30 to 10: 60 per MW, times 80 MW. */
    @Test
    void aBindingLineOfATriangle() {
        for (DcFormulation formulation : List.of(new DcOpf(), new PtdfDcOpf())) {
            Rent rent = Rent.of(Opf.of(formulation).solve(triangle(80.0)).orElseThrow());
            assertThat(rent.total()).isCloseTo(4800.0, within(1e-2));
            assertThat(Arrays.stream(rent.perBranch()).sum()).isCloseTo(4800.0, within(1e-2));
            assertThat(rent.limits()).singleElement().satisfies(limit -> {
                assertThat(limit.limit().element()).isEqualTo(1);
                assertThat(limit.rent()).isCloseTo(4800.0, within(1e-2));
            });
        }
    }

    /** 100 MW pass an interface at a price of 990; the demand that is curtailed pays nothing. */
    @Test
    void anInterfaceAndCurtailment() {
        Network network = triangle(500.0).toBuilder()
                .flowInterface(FlowInterface.of(1, -100.0, 100.0, 2, 3))
                .build();
        OpfProblem soft =
                OpfProblem.of(network).withSoftLimits(SoftLimits.none().with(SoftLimit.DEMAND, 1000.0));
        Rent rent = Rent.of(Opf.of(new DcOpf()).solve(soft).orElseThrow());
        assertThat(rent.demandPayments()).isCloseTo(100_000.0, within(1.0));
        assertThat(rent.total()).isCloseTo(99_000.0, within(1.0));
        assertThat(Arrays.stream(rent.perBranch()).sum()).isCloseTo(rent.total(), within(1e-2));
    }

    /** 42 MW go in at 10, 40 MW come out at 10/0.98: the constant loss of 1 MW is the line's. */
    @Test
    void aDcLineWithLosses() {
        Network network = Network.builder("dc line", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withRating(60.0))
                .hvdcLine(HvdcLine.of(1, 1, 2, 0.0, 100.0).withLoss(1.0, 0.02))
                .generator(Generator.of(1, 1, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 100.0, 0.0))
                .build();
        for (DcFormulation formulation : List.of(new DcOpf(), new PtdfDcOpf())) {
            Rent rent = Rent.of(Opf.of(formulation).solve(network).orElseThrow());
            assertThat(rent.perHvdcLine()[0]).isCloseTo(40.0 * 10.0 / 0.98 - 10.0 * 41.0 / 0.98, within(1e-3));
            assertThat(rent.perBranch()[0]).isCloseTo(60.0 * (10.0 / 0.98 - 10.0), within(1e-3));
            assertThat(rent.shunts()).isCloseTo(0.0, within(1e-3));
        }
    }

    /**
     * Demand pays what generation receives and the branches earn, and shunts pay for what they draw; without losses and
     * shifts branches earn the limits' prices times the flows.
     */
    @Property(tries = 60, seed = "1")
    void theRentIsWhatDemandPaysAndGenerationDoesNotReceive(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 40) int buses) {
        Network shifted = MeshedNetworks.of(seed, buses, 0.6);
        assertShuntsPayForWhatTheyDraw(solve(shifted));

        Network network = shifted.toBuilder()
                .mapBranches(branch -> branch.withTap(branch.ratio(), 0.0))
                .build();
        OpfSolution solution = solve(network);
        assertShuntsPayForWhatTheyDraw(solution);
        double[] prices = new DcOpf().flowPrices(solution);
        double limits = 0.0;
        for (int b = 0; b < prices.length; b++) {
            limits += prices[b] * solution.point().pFrom(b);
        }
        Rent rent = Rent.of(solution);
        double rounding = 1e-6 * rent.demandPayments();
        assertThat(limits).isCloseTo(Arrays.stream(rent.perBranch()).sum(), within(rounding));
        assertThat(rent.limits().stream().mapToDouble(Rent.LimitRent::rent).sum())
                .isCloseTo(limits, within(rounding));
    }

    private static OpfSolution solve(Network network) {
        return Opf.of(new DcOpf())
                .withOptions(SolverOptions.defaults().withTolerance(1e-10))
                .solve(network)
                .orElseThrow();
    }

    private static void assertShuntsPayForWhatTheyDraw(OpfSolution solution) {
        Rent rent = Rent.of(solution);
        double[] price = NodalPrices.of(solution).active();
        double[] drawn = solution.network().shuntConductance();
        double paid = 0.0;
        for (int i = 0; i < price.length; i++) {
            paid += price[i] * drawn[i];
        }
        assertThat(paid).isGreaterThan(1.0);
        assertThat(-rent.shunts()).isCloseTo(paid, within(1e-6 * rent.demandPayments()));
    }
}
