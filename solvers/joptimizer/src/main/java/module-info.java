/** Linear, quadratic and second-order cone programs of small feeders by JOptimizer. */
module org.flexopf.solver.joptimizer {
    requires org.flexopf.conic;
    requires transitive org.flexopf.solver.adapter;
    requires joptimizer;
    requires colt;
    requires org.apache.commons.logging;

    exports org.flexopf.solver.joptimizer;

    provides org.flexopf.solver.ConvexSolver with
            org.flexopf.solver.joptimizer.JOptimizerSolver;
}
