package org.flexopf.solver.ortools;

import java.util.List;
import java.util.concurrent.Callable;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.Solvers;
import org.flexopf.testkit.ProgramSketch;

/** What a class loader that sees no native library is told; called by reflection. */
public final class WithoutNatives implements Callable<List<String>> {

    /** Nothing is kept. */
    public WithoutNatives() {}

    /** Name, status and message. */
    @Override
    public List<String> call() {
        ConicProgram program = ProgramSketch.minimise(1)
                .atLeast(ProgramSketch.row(1), 0.5)
                .integer(0)
                .program();
        CheckedAnswer answer =
                CheckedSolver.of(Solvers.named(OrToolsSolver.NAME)).solve(program, SolverOptions.defaults());
        return List.of(answer.solver(), answer.status().name(), answer.message());
    }
}
