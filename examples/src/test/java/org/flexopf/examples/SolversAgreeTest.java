package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.model.DiskShape;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.Solvers;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.BeforeEach;

/**
 * Whoever solves a program of a formulation, the answer is the same: every installed solver that can do it, and for
 * cones a cutting-plane method on top of one that cannot.
 */
class SolversAgreeTest {

    @BeforeEach
    void allSolversAreThere() {
        assertThat(Solvers.installed())
                .extracting(ConvexSolver::name)
                .contains("interior-point", "ojalgo", "hipparchus");
    }

    @Provide
    Arbitrary<FeasibleFeeder> feeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.EQUIPPED, 15);
    }

    @Provide
    Arbitrary<FeasibleFeeder> tinyFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.HARD, 3);
    }

    /**
     * Linear and quadratic programs of DC models and LinDistFlow; now and then with more load than the generators can
     * serve.
     */
    @Property(tries = 40, seed = "20261701")
    void installedSolversAgreeOnLinearModels(@ForAll("feeders") FeasibleFeeder feeder, @ForAll boolean overloaded) {
        Network network = overloaded
                ? feeder.network().toBuilder()
                        .mapLoads(load -> load.withDemand(40.0 * load.p(), load.q()))
                        .build()
                : feeder.network();
        for (OpfFormulation formulation :
                List.of(new DcOpf(), new PtdfDcOpf(), new LinDistFlow().withLineLimits(DiskShape.inside(12)))) {
            Opf opf = Opf.of(formulation);
            ConicProgram program = opf.model(OpfProblem.of(network)).program();
            OpfResult expected = opf.solve(network);
            for (ConvexSolver solver : Solvers.installed()) {
                if (solver.capabilities().whyNot(program).isPresent()) {
                    continue;
                }
                OpfResult result = opf.withSolver(solver).solve(network);
                // A solver may give up, which is no answer; what it does answer has to be right.
                boolean answered =
                        result.status() == SolveStatus.OPTIMAL || result.status() == SolveStatus.PRIMAL_INFEASIBLE;
                Share.atLeast(90.0, "answered", answered);
                if (answered) {
                    assertThat(result.status())
                            .as(solver.name() + " on " + formulation.name())
                            .isEqualTo(expected.status());
                    double objective = expected.map(OpfSolution::objective).orElse(0.0);
                    assertThat(result.map(OpfSolution::objective).orElse(0.0))
                            .as(solver.name() + " on " + formulation.name())
                            .isCloseTo(objective, within(1e-6 * (1.0 + Math.abs(objective))));
                }
            }
        }
    }

    /**
     * Second-order cones by cutting planes and a simplex method: another algorithm, another library, the same optimum.
     */
    @Property(tries = 12, seed = "20261702")
    void cuttingPlanesAgreeOnRelaxations(@ForAll("tinyFeeders") FeasibleFeeder feeder, @ForAll boolean augmented) {
        Network network = feeder.network().toBuilder()
                .mapGenerators(generator ->
                        generator.withCost(CostCurve.linear(generator.cost().marginalAt(0.0))))
                .build();
        Opf opf = Opf.of(augmented ? new AugmentedSocp() : new BranchFlowSocp());
        OpfResult result = opf.solve(network);
        Share.atLeast(50.0, "there is an optimum", result.status() == SolveStatus.OPTIMAL);
        if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return;
        }
        double objective = result.orElseThrow().objective();
        double byPlanes =
                CuttingPlanes.optimum(opf.model(OpfProblem.of(network)).program(), Solvers.named("hipparchus"));
        assertThat(byPlanes).isCloseTo(objective, within(1e-5 * (1.0 + Math.abs(objective))));
    }
}
