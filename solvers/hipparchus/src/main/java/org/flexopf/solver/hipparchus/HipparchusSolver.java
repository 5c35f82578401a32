package org.flexopf.solver.hipparchus;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * Small linear programs by Hipparchus: the two-phase simplex method on a dense tableau.
 *
 * <p>Hipparchus returns no duals; the multipliers are recovered from the active rows. Time limit and interruption are
 * honoured once per pivot. An iteration is a sweep: as many pivots as the tableau has rows and columns. A start is not
 * used.
 *
 * <p>Quadratic objectives are not declared, although Hipparchus has an operator-splitting method for them,
 * {@code ADMMQPOptimizer}: it does not converge on one in ten small programs, see docs/solvers.md.
 */
public final class HipparchusSolver extends LibrarySolver {

    /** The name to choose it by. */
    public static final String NAME = "hipparchus";

    private static final int MAX_VARIABLES = 500;

    /** The solver; it has no state. */
    public HipparchusSolver() {
        super(NAME, new SolverCapabilities(false, false, false, true, true, MAX_VARIABLES));
    }

    @Override
    protected Attempt attempt(ConicProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        return new SimplexRun(program, options, limits).run();
    }
}
