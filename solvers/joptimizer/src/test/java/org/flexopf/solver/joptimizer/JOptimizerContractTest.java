package org.flexopf.solver.joptimizer;

import org.flexopf.solver.ConvexSolver;
import org.flexopf.testkit.SolverContract;

class JOptimizerContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new JOptimizerSolver();
    }
}
