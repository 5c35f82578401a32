/** Studies of one case with many draws. */
module org.flexopf.scenario {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.powerflow;
    requires transitive org.flexopf.pricing;
    requires com.fasterxml.jackson.core;
    requires hipparchus.core;

    exports org.flexopf.scenario;
}
