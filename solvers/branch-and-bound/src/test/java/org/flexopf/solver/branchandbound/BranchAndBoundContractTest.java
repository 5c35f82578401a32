package org.flexopf.solver.branchandbound;

import org.flexopf.solver.ConvexSolver;
import org.flexopf.testkit.SolverContract;

class BranchAndBoundContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new BranchAndBoundSolver();
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
