/** Nodal prices and payment rules. */
module org.flexopf.pricing {
    requires transitive org.flexopf.api;

    exports org.flexopf.pricing;
}
