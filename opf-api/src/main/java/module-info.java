/**
 * The core of FlexOPF: the network model, case files, convex programs, the solver SPI and the optimal power flow
 * facade.
 */
@SuppressWarnings("module") // The modules that may see the internal package are compiled later.
module org.flexopf.api {
    requires com.fasterxml.jackson.core;
    requires org.slf4j;

    exports org.flexopf.casefile;
    exports org.flexopf.model;
    exports org.flexopf.network;
    exports org.flexopf.opf;
    exports org.flexopf.program;
    exports org.flexopf.program.cbf;
    exports org.flexopf.solver;
    exports org.flexopf.internal.sparse to
            org.flexopf.dcopf,
            org.flexopf.powerflow,
            org.flexopf.pricing,
            org.flexopf.solver.interiorpoint;

    uses org.flexopf.solver.ConvexSolver;
}
