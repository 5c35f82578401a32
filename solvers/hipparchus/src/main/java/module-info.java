/** Small linear programs by the optimisation package of Hipparchus. */
module org.flexopf.solver.hipparchus {
    requires org.flexopf.conic;
    requires transitive org.flexopf.solver.adapter;
    requires hipparchus.core;
    requires hipparchus.optim;

    exports org.flexopf.solver.hipparchus;

    provides org.flexopf.solver.ConvexSolver with
            org.flexopf.solver.hipparchus.HipparchusSolver;
}
