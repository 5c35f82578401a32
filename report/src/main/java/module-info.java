/** Pictures of feeders and prices, and reports for people. */
module org.flexopf.report {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.coordination;
    requires transitive org.flexopf.powerflow;
    requires transitive org.flexopf.pricing;
    requires com.fasterxml.jackson.core;
    requires java.xml;
    requires org.apache.commons.csv;

    exports org.flexopf.report;
    exports org.flexopf.report.result;
}
