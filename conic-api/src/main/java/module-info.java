/**
 * Conic programs without a network: programs as data, a builder that names their numbers, the solver SPI, the uniform
 * KKT check, and the Conic Benchmark Format.
 */
@SuppressWarnings("module") // The modules that may see the internal package are compiled later.
module org.flexopf.conic {
    requires org.slf4j;

    exports org.flexopf.model;
    exports org.flexopf.program;
    exports org.flexopf.program.cbf;
    exports org.flexopf.solver;
    exports org.flexopf.text;
    exports org.flexopf.internal.sparse to
            org.flexopf.acopf,
            org.flexopf.dcopf,
            org.flexopf.powerflow,
            org.flexopf.pricing,
            org.flexopf.solver.interiorpoint;

    uses org.flexopf.solver.ConvexSolver;
}
