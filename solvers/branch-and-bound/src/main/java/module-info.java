/** Mixed-integer conic programs by branch and bound over a continuous solver. */
module org.flexopf.solver.branchandbound {
    requires transitive org.flexopf.conic;
    requires org.flexopf.solver.interiorpoint;

    exports org.flexopf.solver.branchandbound;

    provides org.flexopf.solver.ConvexSolver with
            org.flexopf.solver.branchandbound.BranchAndBoundSolver;
}
