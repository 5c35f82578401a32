package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.flexopf.solver.SolveStatus;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    /** 3 is for what is proved; a solver's bare word is an end without a solution. */
    @Test
    void onlyProofsAreInfeasible() {
        for (SolveStatus status : EnumSet.allOf(SolveStatus.class)) {
            int expected = status.isOptimal() ? 0 : status.isInfeasible() ? 3 : 4;
            assertThat(ExitCode.of(status)).as(status.name()).isEqualTo(expected);
        }
        assertThat(ExitCode.of(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE)).isEqualTo(4);
        assertThat(ExitCode.of(SolveStatus.CLAIMED_DUAL_INFEASIBLE)).isEqualTo(4);
        assertThat(ExitCode.of(SolveStatus.PRIMAL_INFEASIBLE)).isEqualTo(3);
    }
}
