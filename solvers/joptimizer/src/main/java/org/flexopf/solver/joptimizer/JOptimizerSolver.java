package org.flexopf.solver.joptimizer;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * Linear, quadratic and second-order cone programs of small feeders by JOptimizer 3.4.0, through its convex-function
 * interface.
 *
 * <p>Newton's method for a convex function under linear equalities is JOptimizer's; the function is the objective with
 * the logarithmic barriers of the cones, and the path from centre to centre is the adapter's, because JOptimizer's own
 * path methods hand out no multipliers, stall at curved constraints, and factorise what may be singular. Multipliers
 * come with the centres, proofs of infeasibility with the search for a point strictly inside. Everything is dense,
 * which sets the size. An iteration is a centre, of a handful of Newton steps. Time limit and interruption are heeded
 * at every Newton step. A start is not used.
 */
public final class JOptimizerSolver extends LibrarySolver {

    /** The name to choose it by. */
    public static final String NAME = "joptimizer";

    private static final int MAX_VARIABLES = 150;

    /** The solver; it has no state. */
    public JOptimizerSolver() {
        super(NAME, new SolverCapabilities(true, true, false, true, true, MAX_VARIABLES));
    }

    @Override
    protected Attempt attempt(ConicProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        return new BarrierRun(program, options, limits).run();
    }

    @Override
    public boolean heedsLimits() {
        return true;
    }
}
