package org.flexopf.solver.hipparchus;

import org.flexopf.solver.ConvexSolver;
import org.flexopf.testkit.SolverContract;

class HipparchusContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new HipparchusSolver();
    }
}
