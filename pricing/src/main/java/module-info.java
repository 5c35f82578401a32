/** Nodal prices and payment rules. */
module org.flexopf.pricing {
    requires transitive org.flexopf.api;
    requires org.flexopf.powerflow;
    requires org.slf4j;

    exports org.flexopf.pricing;
}
