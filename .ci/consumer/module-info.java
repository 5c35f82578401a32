/** A stranger's program. It names what it uses itself; the API comes with the formulations, as they say. */
module org.flexopf.consumer {
    requires org.flexopf.acopf;
    requires org.flexopf.coordination;
    requires org.flexopf.dcopf;
    requires org.flexopf.exchange;
    requires org.flexopf.lopf;
    requires org.flexopf.report;
    requires org.flexopf.scenario;
    requires org.flexopf.socp;
    requires org.flexopf.solver.branchandbound;
    requires org.flexopf.solver.hipparchus;
    requires org.flexopf.solver.interiorpoint;
    requires org.flexopf.solver.joptimizer;
    requires org.flexopf.solver.ojalgo;
}
