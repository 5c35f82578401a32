/** Pictures of feeders and prices, and reports for people. */
module org.flexopf.report {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.pricing;
    requires java.xml;

    exports org.flexopf.report;
}
