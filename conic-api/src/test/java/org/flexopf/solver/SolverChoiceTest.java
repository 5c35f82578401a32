package org.flexopf.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flexopf.program.ConicProgram;
import org.junit.jupiter.api.Test;

class SolverChoiceTest {

    private static final SolverOptions ROUGH = SolverOptions.defaults().withTolerance(1e-3);
    private static final ConvexSolver SCRIPTED = ScriptedSolver.saying(program -> null);

    @Test
    void keepsSolverAndOptionsWhicheverIsGivenFirst() {
        SolverChoice choice = SolverChoice.of(SCRIPTED).withOptions(ROUGH);
        assertThat(choice).isEqualTo(SolverChoice.of(ROUGH).withSolver(SCRIPTED));
        assertThat(choice.solver()).containsSame(SCRIPTED);
        assertThat(choice.options()).isEqualTo(ROUGH).isNotEqualTo(SolverOptions.defaults());
        assertThat(choice.solverFor(CheckedSolverTest.TRANSPORT).name()).isEqualTo("scripted");
    }

    @Test
    void saysWhyTheGivenSolverCannotTakeAProgram() {
        ConicProgram program = CheckedSolverTest.TRANSPORT;
        SolverChoice small = SolverChoice.of(
                new ScriptedSolver(new SolverCapabilities(false, false, false, true, false, 1), asked -> null));
        assertThat(small.whyNot(program))
                .hasValueSatisfying(why -> assertThat(why).contains("'scripted'", "up to 1 variables"));
        // It is replaced, and no other solver is installed beside this module.
        assertThatThrownBy(() -> small.ableSolverFor(program)).isInstanceOf(NoSuitableSolverException.class);
        assertThat(SolverChoice.of(SCRIPTED).whyNot(program)).isEmpty();
        assertThat(SolverChoice.of(SCRIPTED).ableSolverFor(program).name()).isEqualTo("scripted");
        assertThat(SolverChoice.installed().whyNot(program)).isEmpty();
    }

    @Test
    void leavesTheChoiceToTheInstalledSolvers() {
        ConicProgram program = CheckedSolverTest.TRANSPORT;
        assertThat(SolverChoice.installed().solver()).isEmpty();
        // No solver is installed beside this module.
        assertThatThrownBy(() -> SolverChoice.installed().solverFor(program))
                .isInstanceOf(NoSuitableSolverException.class)
                .hasMessageContaining("no solver is installed");
    }
}
