/** Optimal power flow: the network model, case files, problems and formulations, and the facade that solves them. */
module org.flexopf.api {
    requires transitive org.flexopf.conic;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;

    exports org.flexopf.casefile;
    exports org.flexopf.network;
    exports org.flexopf.opf;
    exports org.flexopf.opf.formulation;
    exports org.flexopf.opf.limit;

    uses org.flexopf.casefile.DeviceFormat;
    uses org.flexopf.opf.DeviceType;
    uses org.flexopf.opf.formulation.FormulationType;
}
