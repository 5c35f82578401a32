package org.flexopf.solver;

import java.util.function.Function;
import org.flexopf.program.ConicProgram;

/** A solver that says what a test wants it to say. */
public record ScriptedSolver(SolverCapabilities capabilities, Function<ConicProgram, SolverResult> script)
        implements ConvexSolver {

    private static final SolverCapabilities ALL =
            new SolverCapabilities(true, true, true, true, true, Integer.MAX_VALUE);

    /** A solver that declares to be able to do everything. */
    public static ScriptedSolver saying(Function<ConicProgram, SolverResult> script) {
        return new ScriptedSolver(ALL, script);
    }

    /** An answer whose slack and objectives are wrong, and whose times and message are beyond suspicion. */
    public static SolverResult answer(SolveStatus status, double[] x, double[] y, double[] z) {
        return SolverResult.builder(status, x, new double[] {-77.0})
                .y(y)
                .z(z)
                .primalObjective(-1e6)
                .dualObjective(1e6)
                .iterations(3)
                .setupSeconds(0.25)
                .solveSeconds(0.5)
                .message("said so")
                .build();
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        return script.apply(program);
    }
}
