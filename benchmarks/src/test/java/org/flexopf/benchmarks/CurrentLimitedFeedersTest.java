package org.flexopf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that come without a hint, with limits on currents of five decades. */
class CurrentLimitedFeedersTest {

    /** Seeds are others than those that the constants of the start were chosen by. */
    @ParameterizedTest
    @CsvSource({"1000, 201, 15", "1000, 202, 15", "1000, 203, 15", "5000, 201, 18"})
    void aStartInTheMiddleOfWidthsNeedsFewIterations(int buses, long seed, int most) {
        ConicProgram program =
                CurrentLimitedFeeders.mixed(buses, seed).program().program();
        CheckedAnswer answer = CheckedSolver.suitableFor(program).solve(program, SolverOptions.defaults());

        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(answer.iterations()).isLessThanOrEqualTo(most);
    }
}
