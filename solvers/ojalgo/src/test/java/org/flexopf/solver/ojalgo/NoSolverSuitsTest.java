package org.flexopf.solver.ojalgo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.NoSuitableSolverException;
import org.flexopf.solver.Solvers;
import org.flexopf.testkit.ProgramSketch;
import org.junit.jupiter.api.Test;

/** Where ojAlgo is the only solver installed, what it does not take nobody does, and the reason is told. */
class NoSolverSuitsTest {

    @Test
    void aProgramThatNoneCanTakeListsWhyNot() {
        ConicProgram conic = ProgramSketch.minimise(1)
                .secondOrder(ProgramSketch.affine(0, 1), ProgramSketch.affine(1, 0))
                .program();
        assertThatThrownBy(() -> Solvers.suitableFor(conic))
                .isInstanceOf(NoSuitableSolverException.class)
                .hasMessageContaining("no installed solver can take this program")
                .hasMessageContaining("ojalgo: it takes linear constraints only");
        ConicProgram integer = ProgramSketch.minimise(1)
                .atLeast(ProgramSketch.row(1), 0.5)
                .integer(0)
                .program();
        assertThatThrownBy(() -> Solvers.suitableFor(integer))
                .isInstanceOf(NoSuitableSolverException.class)
                .hasMessageContaining("ojalgo: it takes continuous variables only");
    }
}
