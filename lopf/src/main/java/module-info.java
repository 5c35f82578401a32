/** The linearised optimal power flow: LinDistFlow, successive linearisation, sensitivities, and the angle form. */
module org.flexopf.lopf {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.powerflow;
    requires org.slf4j;

    exports org.flexopf.lopf;

    provides org.flexopf.opf.registry.FormulationType with
            org.flexopf.lopf.LinDistFlowType;
}
