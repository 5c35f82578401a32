package org.flexopf.solver.hipparchus;

import org.flexopf.program.ConvexProgram;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * Small linear and quadratic programs by Hipparchus: the two-phase simplex method on a dense tableau, and the
 * operator-splitting method {@code ADMMQPOptimizer}, whose factorisation is an eigendecomposition.
 *
 * <p>Hipparchus returns no duals of linear programs and rough ones of quadratic programs; the multipliers are recovered from the active
 * rows. Time limit and interruption are honoured once per pivot or operator-splitting iteration; a factorisation of the
 * quadratic method is not interrupted. An iteration is a sweep of the simplex method (as many pivots as the tableau has rows
 * and columns), or twenty steps of operator splitting.
 */
public final class HipparchusSolver extends LibrarySolver {

    /** The name to choose it by. */
    public static final String NAME = "hipparchus";

    private static final int MAX_VARIABLES = 500;

    /** The solver; it has no state. */
    public HipparchusSolver() {
        super(NAME, new SolverCapabilities(true, false, false, true, true, MAX_VARIABLES));
    }

    @Override
    protected Attempt attempt(ConvexProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        return program.hasQuadraticObjective() ? new SplittingRun(program, options, start, limits).run()
                : new SimplexRun(program, options, limits).run();
    }
}
