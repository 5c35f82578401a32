/** The AC optimal power flow, solved locally by an interior-point method for nonlinear programs. */
module org.flexopf.acopf {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.powerflow;
    requires org.slf4j;

    exports org.flexopf.acopf;
    exports org.flexopf.acopf.nlp;
}
