/** The default solver: a sparse conic interior-point method in plain Java. */
module org.flexopf.solver.interiorpoint {
    requires transitive org.flexopf.conic;
    requires org.slf4j;

    exports org.flexopf.solver.interiorpoint;

    provides org.flexopf.solver.ConvexSolver with
            org.flexopf.solver.interiorpoint.InteriorPointSolver;
}
