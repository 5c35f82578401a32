/** Nodal prices and payment rules. */
module org.flexopf.pricing {
    requires transitive org.flexopf.api;
    requires org.flexopf.powerflow;

    exports org.flexopf.pricing;
}
