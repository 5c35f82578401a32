package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.testkit.golden.GoldenCases;
import org.junit.jupiter.api.Test;

class SecuredAcOpfTest {

    private static Network golden(String name) {
        return GoldenCases.all().stream()
                .filter(one -> one.network().name().equals(name))
                .findFirst()
                .orElseThrow()
                .network();
    }

    /** Cheap power at one end of a triangle, dear power at another, and a load at the third. */
    private static Network triangle() {
        return Network.builder("triangle", 100.0)
                .bus(Bus.reference(1, 1.0).withVoltageLimits(0.95, 1.05))
                .bus(Bus.of(2).withType(BusType.PV).withVoltageLimits(0.95, 1.05))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.05))
                .branch(Branch.line(1, 1, 2, 0.01, 0.08).withRating(50.0))
                .branch(Branch.line(2, 1, 3, 0.01, 0.08).withRating(90.0))
                .branch(Branch.line(3, 2, 3, 0.01, 0.08).withRating(90.0))
                .load(Load.of(1, 3, 80.0, 10.0))
                .generator(Generator.of(1, 1, 0.0, 200.0, -60.0, 60.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 100.0, -60.0, 60.0, CostCurve.linear(30.0)))
                .build();
    }

    /**
     * The dear generator at every twentieth of a megawatt, with the voltages of the answer: none that survives all
     * outages is cheaper, and the cheapest is no dearer than a step.
     */
    @Test
    void noDispatchThatSurvivesIsCheaper() {
        Network network = triangle();
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        AcSolution plain = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.solution().cost()).isGreaterThan(plain.cost() + 100.0);
        double step = 0.05;
        double cheapest = Double.POSITIVE_INFINITY;
        for (double dear = 20.0; dear < 45.0; dear += step) {
            double power = dear;
            Network scheduled = network.toBuilder()
                    .mapGenerators(generator -> generator
                            .withSchedule(generator.id() == 2 ? power : 0.0, 0.0)
                            .withVoltageSetPoint(secured.solution().point().vm(network.busIndex(generator.bus()))))
                    .build();
            PowerFlowResult flow = PowerFlow.solve(scheduled);
            boolean survives = LimitCheck.of(network, SoftLimits.none(), flow.point())
                            .isMet()
                    && OutageCheck.of(network, flow.point()).check().stream().allMatch(OutageState::isSecure);
            if (survives) {
                cheapest = Math.min(cheapest, 10.0 * flow.point().pg(0) + 30.0 * power);
            }
        }
        assertThat(secured.solution().cost()).isBetween(cheapest - 21.0 * step, cheapest + 0.1);
    }

    /** The optimum without outages breaks limits after some of them; the secured one costs more and breaks none. */
    @Test
    void aMeshedNetworkIsSecured() {
        Network network = golden("n08_secure");
        AcSolution plain = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(OutageCheck.of(plain).check()).anyMatch(state -> !state.isSecure());
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network))
                .startingFrom(plain.point())
                .solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        assertThat(secured.states()).hasSize(9);
        assertThat(secured.verdict()).endsWith("; it keeps every limit after each of 9 outages");
        assertThat(secured.solution().cost()).isGreaterThan(plain.cost() + 100.0);
        assertThat(secured.solution().recovered().isFeasible()).isTrue();
        for (Bus bus : network.buses()) {
            int index = network.index(bus);
            assertThat(secured.solution().activeComponents(index).total())
                    .isCloseTo(secured.solution().activePrice(index), within(1e-4));
        }
    }

    /**
     * After the outage of branch 1 the load of 110 MW at bus 2 hangs on one branch of 110 MVA: what cannot be met is
     * named, and all other outages are survived.
     */
    @Test
    void whatCannotBeSecuredIsNamed() {
        SecuredAcSolution secured =
                SecuredAcOpf.of(OpfProblem.of(golden("n05_secure"))).solve();
        assertThat(secured.solution().isOptimal()).isTrue();
        assertThat(secured.isSecure()).isFalse();
        assertThat(secured.verdict())
                .isEqualTo("no dispatch was found that keeps every limit after each outage; the one that breaks least"
                        + " does not after 1 of 7");
        List<OutageState> insecure =
                secured.states().stream().filter(state -> !state.isSecure()).toList();
        assertThat(insecure).hasSize(1);
        assertThat(insecure.get(0).branch()).isEqualTo(1);
        assertThat(insecure.get(0).broken()).allSatisfy(broken -> {
            assertThat(broken.limit().element().id()).isEqualTo(3);
            assertThat(broken.limit().kind()).isIn(NetworkLimit.RATING_FROM, NetworkLimit.RATING_TO);
        });
    }

    @Test
    void withoutAnOptimumThereIsNothingToSecure() {
        Network network = triangle().toBuilder()
                .mapGenerators(generator -> generator.withActiveLimits(0.0, 1.0))
                .build();
        SecuredAcSolution none = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(none.isSecure()).isFalse();
        assertThat(none.states()).isEmpty();
        assertThat(none.verdict()).startsWith("locally infeasible");
    }
}
