package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Key;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.RandomControls;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.api.Test;

/**
 * A formulation that builds on another one, and says only what the interface forces it to say. All that the other one
 * does to the network reaches the solution all the same.
 */
class WrappingFormulationTest {

    private record Wrapper(OpfFormulation base) implements OpfFormulation {
        @Override
        public String name() {
            return "wrapper";
        }

        @Override
        public boolean isRelaxation() {
            return false;
        }

        @Override
        public void build(BlockModel model) {
            model.include(base);
        }

        @Override
        public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
            return base.operatingPoint(network, solution);
        }
    }

    @Test
    void settingsThatWereFreedAreTold() {
        Network network = RandomControls.detuned(
                RandomFeeders.of(RandomFeeders.Character.EQUIPPED, 12, 4L).network(), 4L);
        OpfSolution plain = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        OpfSolution wrapped =
                Opf.of(new Wrapper(new BranchFlowSocp())).solve(network).orElseThrow();
        assertThat(wrapped.settings()).isNotEmpty().isEqualTo(plain.settings());
        assertThat(wrapped.operatedNetwork()).isEqualTo(plain.operatedNetwork()).isNotEqualTo(network);
        RecoveredPoint recovered = RecoveredPoint.of(wrapped);
        assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
        assertThat(recovered.cost()).isCloseTo(wrapped.objective(), within(1e-5 * Math.abs(wrapped.objective())));
    }

    @Test
    void assumptionsAreConfessed() {
        Network network = Cases.load("pjm5");
        BranchFlowSocp assuming = BranchFlowSocp.assumingAnglesWithin(60.0);
        assertThat(caveats(new Wrapper(assuming), network))
                .singleElement()
                .asString()
                .contains("within 60.0 degrees");
        // Only who is a relaxation has a relaxation to confess.
        assertThat(caveats(assuming, network)).hasSize(2).first().asString().contains("those of a relaxation");
    }

    @Test
    void ownElementsKeepTheirNames() {
        Network network = Cases.load("pjm5");
        ConstraintFamily budget = new ConstraintFamily("budget", "budget", ElementKind.OWN, Unit.MW);
        OpfFormulation named = new OpfFormulation() {
            @Override
            public String name() {
                return "budgeted";
            }

            @Override
            public boolean isRelaxation() {
                return false;
            }

            @Override
            public void build(BlockModel model) {
                model.include(new DcOpf());
                model.nameElements(budget, place -> "'border'");
                model.program()
                        .atMost(
                                budget,
                                0,
                                LinearExpression.of(model.program()
                                        .existing(OpfVariables.GENERATOR_P)
                                        .of(0)),
                                1.0);
            }

            @Override
            public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
                return new DcOpf().operatingPoint(network, solution);
            }
        };
        for (OpfFormulation formulation : List.of(named, new Wrapper(named))) {
            assertThat(Opf.of(formulation).model(OpfProblem.of(network)).label(new Key(budget, 0)))
                    .isEqualTo("'border'");
        }
    }

    @Test
    void objectionsAreRaised() {
        assertThatThrownBy(() -> Opf.of(new Wrapper(new AugmentedSocp())).solve(Cases.load("pjm5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'socp-augmented' cannot take")
                .hasMessageContaining("meshed");
    }

    private static List<String> caveats(OpfFormulation formulation, Network network) {
        return Opf.of(formulation).model(OpfProblem.of(network)).caveats();
    }
}
