/** The DC optimal power flow, its prices and its N-1 security. */
module org.flexopf.dcopf {
    requires transitive org.flexopf.api;
    requires org.slf4j;

    exports org.flexopf.dcopf;

    provides org.flexopf.opf.registry.FormulationType with
            org.flexopf.dcopf.DcType,
            org.flexopf.dcopf.PtdfDcType;
}
