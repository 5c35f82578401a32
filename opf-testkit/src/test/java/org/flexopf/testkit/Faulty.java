package org.flexopf.testkit;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;

/** The contract test of the dense solver with one fault, which overrides one of the methods here. */
abstract class Faulty extends SolverContract {

    private final DenseSolver right = new DenseSolver();

    @Override
    protected final ConvexSolver solver() {
        return new ConvexSolver() {
            @Override
            public String name() {
                return "faulty";
            }

            @Override
            public SolverCapabilities capabilities() {
                return Faulty.this.capabilities();
            }

            @Override
            public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
                return Faulty.this.solve(program, options, start);
            }

            @Override
            public SolverSession session() {
                return Faulty.this.session();
            }
        };
    }

    SolverCapabilities capabilities() {
        return right.capabilities();
    }

    SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        return spoil(program, rightAnswer(program, options, start));
    }

    SolverSession session() {
        return this::solve;
    }

    /** The right answer, to be made wrong. */
    SolverResult spoil(ConicProgram program, SolverResult answer) {
        return answer;
    }

    final SolverResult rightAnswer(ConicProgram program, SolverOptions options, WarmStart start) {
        return right.solve(program, options, start);
    }

    /** An answer with another status. */
    static SolverResult withStatus(SolverResult answer, SolveStatus status) {
        return answer.toBuilder().status(status).build();
    }

    /** An answer with other parts. */
    static SolverResult with(SolverResult answer, double[] x, double[] s, double[] y, double[] z) {
        return answer.toBuilder().x(x).s(s).y(y).z(z).build();
    }

    /** A vector times a factor. */
    static double[] times(double factor, double[] v) {
        double[] product = v.clone();
        for (int i = 0; i < v.length; i++) {
            product[i] *= factor;
        }
        return product;
    }
}
