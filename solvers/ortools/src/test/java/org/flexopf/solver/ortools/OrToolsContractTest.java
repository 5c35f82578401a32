package org.flexopf.solver.ortools;

import org.flexopf.solver.ConvexSolver;
import org.flexopf.testkit.SolverContract;

class OrToolsContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new OrToolsSolver();
    }

    @Override
    protected double wellPosedShare() {
        return 99.9;
    }

    @Override
    protected double illPosedShare() {
        return 99.5;
    }
}
