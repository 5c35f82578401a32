package org.flexopf.solver.ojalgo;

import org.flexopf.solver.ConvexSolver;
import org.flexopf.testkit.SolverContract;

class OjAlgoContractTest extends SolverContract {

    @Override
    protected ConvexSolver solver() {
        return new OjAlgoSolver();
    }
}
