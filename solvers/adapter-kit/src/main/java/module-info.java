/** What it takes to put a third-party optimisation library behind the solver SPI. */
module org.flexopf.solver.adapter {
    requires transitive org.flexopf.conic;

    exports org.flexopf.solver.adapter;
}
