package org.flexopf.testkit;

import org.flexopf.program.ConvexProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;

/** The dense solver with one fault; each fault overrides one method. */
class FaultySolver implements ConvexSolver {

    private final DenseSolver right = new DenseSolver();

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public SolverCapabilities capabilities() {
        return right.capabilities();
    }

    @Override
    public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
        return spoil(program, right.solve(program, options, start));
    }

    @Override
    public SolverSession session() {
        return this::solve;
    }

    /** The right answer, to be made wrong. */
    SolverResult spoil(ConvexProgram program, SolverResult answer) {
        return answer;
    }

    /** The right answer by other means, for faults in what surrounds it. */
    final SolverResult rightAnswer(ConvexProgram program, SolverOptions options, WarmStart start) {
        return right.solve(program, options, start);
    }

    /** An answer with other parts. */
    static SolverResult with(SolverResult answer, double[] x, double[] s, double[] y, double[] z) {
        return new SolverResult(answer.status(), x, s, y, z, answer.primalObjective(), answer.dualObjective(), answer.iterations(),
                answer.setupSeconds(), answer.solveSeconds(), answer.message());
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
