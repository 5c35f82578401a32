/** The branch-flow second-order cone relaxation of the AC optimal power flow. */
module org.flexopf.socp {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.powerflow;
    requires org.flexopf.acopf;
    requires org.slf4j;

    exports org.flexopf.socp;

    provides org.flexopf.opf.registry.FormulationType with
            org.flexopf.socp.SocpType,
            org.flexopf.socp.AugmentedSocpType;
}
