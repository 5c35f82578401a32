package org.flexopf.solver.interiorpoint;

import org.flexopf.solver.ConvexSolver;
import org.flexopf.testkit.SolverContract;

/** The default solver keeps the contract of all solvers. */
class InteriorPointContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new InteriorPointSolver();
    }
}
