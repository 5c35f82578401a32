package org.flexopf.solver.interiorpoint;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.interiorpoint.internal.Session;

/**
 * A primal-dual interior-point method for linear, quadratic and second-order cone programs, in plain Java.
 *
 * <p>OPTIMAL is said only of points that pass {@link org.flexopf.solver.KktReport} at the tolerances asked for;
 * infeasibility only with a certificate that was checked against the program's own numbers. Hints shorten the way and
 * never change the answer beyond the tolerances.
 */
public final class InteriorPointSolver implements ConvexSolver {

    private static final SolverCapabilities CAPABILITIES =
            new SolverCapabilities(true, true, false, true, true, Integer.MAX_VALUE);

    /** The solver; it holds no state. */
    public InteriorPointSolver() {}

    @Override
    public String name() {
        return "interior-point";
    }

    @Override
    public SolverCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public boolean heedsLimits() {
        return true;
    }

    @Override
    public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        return session().solve(program, options, start);
    }

    @Override
    public SolverSession session() {
        Session session = new Session();
        return (program, options, start) -> {
            CAPABILITIES.whyNot(program).ifPresent(reason -> {
                throw new IllegalArgumentException("the solver interior-point cannot take this program: " + reason);
            });
            if (start != null) {
                start.requireFit(program);
            }
            return session.solve(program, options, start);
        };
    }

    @Override
    public String toString() {
        return name();
    }
}
