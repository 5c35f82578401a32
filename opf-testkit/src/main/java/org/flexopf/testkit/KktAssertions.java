package org.flexopf.testkit;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;

/** The entry to assertions on solvers' answers, in the manner of AssertJ. */
public final class KktAssertions {

    private KktAssertions() {}

    /** Assertions on an answer to a program that was solved with the default options. */
    public static KktAssert assertThat(ConicProgram program, SolverResult result) {
        return assertThat(program, SolverOptions.defaults(), result);
    }

    /** Assertions on an answer to a program, by the tolerances it was solved with. */
    public static KktAssert assertThat(ConicProgram program, SolverOptions options, SolverResult result) {
        return new KktAssert(program, options, result);
    }
}
