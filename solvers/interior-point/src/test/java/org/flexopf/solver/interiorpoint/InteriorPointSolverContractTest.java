package org.flexopf.solver.interiorpoint;

import org.flexopf.solver.ConvexSolver;
import org.flexopf.testkit.SolverContract;

class InteriorPointSolverContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new InteriorPointSolver();
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
