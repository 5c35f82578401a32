package org.flexopf.natives;

import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.Solvers;

/** Solves an integer program by the native solver, from the packaged jars: the least x above 2.5 is 3. */
public final class Natives {

    private Natives() {}

    /** Takes no arguments; fails where the answer is not 3. */
    public static void main(String[] arguments) {
        ConicProgram program = new ConicProgram(
                SparseMatrix.zero(1, 1),
                new double[] {1.0},
                0.0,
                SparseMatrix.zero(0, 1),
                new double[0],
                new SparseMatrix.Builder(1, 1).add(0, 0, -1.0).build(),
                new double[] {-2.5},
                List.of(new Cone.Nonnegative(1)),
                new boolean[] {true});
        CheckedAnswer answer = CheckedSolver.of(Solvers.named("ortools")).solve(program, SolverOptions.defaults());
        if (!answer.status().isOptimal() || answer.objective() != 3.0) {
            throw new AssertionError(answer.status() + ": " + answer.message());
        }
        System.out.println("native: " + answer.solver());
    }
}
