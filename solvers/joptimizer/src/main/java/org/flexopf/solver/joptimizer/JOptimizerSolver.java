package org.flexopf.solver.joptimizer;

import org.flexopf.program.ConvexProgram;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * Linear, quadratic and second-order cone programs of small feeders by JOptimizer 3.4.0, through its convex-function interface.
 *
 * <p>JOptimizer is dense: it keeps a full Hessian for every cone, and its memory grows with the cube of a feeder's size. It returns no duals and no proof of
 * infeasibility; the multipliers and the certificates are recovered. It needs a point strictly inside all
 * inequalities: a program whose inequalities leave no inside is answered by a failure. An unbounded program is
 * not recognised as such. Time limit and interruption are honoured once per Newton step.
 */
public final class JOptimizerSolver extends LibrarySolver {

    /** The name to choose it by. */
    public static final String NAME = "joptimizer";

    private static final int MAX_VARIABLES = 600;

    /** The solver; it has no state. */
    public JOptimizerSolver() {
        super(NAME, new SolverCapabilities(true, true, false, true, false, MAX_VARIABLES));
    }

    @Override
    protected Attempt attempt(ConvexProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        return new PrimalDualRun(program, options, start, limits).run();
    }
}
