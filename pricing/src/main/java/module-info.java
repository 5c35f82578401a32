/** Nodal prices, payment rules, and markets cleared by an optimal power flow. */
module org.flexopf.pricing {
    requires transitive org.flexopf.api;
    requires org.flexopf.powerflow;
    requires org.slf4j;

    exports org.flexopf.market;
    exports org.flexopf.pricing.nodal;
    exports org.flexopf.pricing.payment;
    exports org.flexopf.pricing.plan;
}
