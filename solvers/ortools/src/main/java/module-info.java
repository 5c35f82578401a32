/** Linear programs, large ones with integers too, by the native solvers of OR-Tools. */
module org.flexopf.solver.ortools {
    requires org.flexopf.conic;
    requires transitive org.flexopf.solver.adapter;
    requires ortools.java;

    exports org.flexopf.solver.ortools;

    provides org.flexopf.solver.ConvexSolver with
            org.flexopf.solver.ortools.OrToolsSolver;
}
