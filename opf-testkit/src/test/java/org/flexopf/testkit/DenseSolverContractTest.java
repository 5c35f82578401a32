package org.flexopf.testkit;

import org.flexopf.solver.ConvexSolver;

/** A correct solver passes the contract. */
class DenseSolverContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new DenseSolver();
    }
}
