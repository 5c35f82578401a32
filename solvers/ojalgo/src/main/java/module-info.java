/** Linear and quadratic programs by ojAlgo. */
module org.flexopf.solver.ojalgo {
    requires org.flexopf.conic;
    requires transitive org.flexopf.solver.adapter;
    requires ojalgo;

    exports org.flexopf.solver.ojalgo;

    provides org.flexopf.solver.ConvexSolver with
            org.flexopf.solver.ojalgo.OjAlgoSolver;
}
