/** AC power flow: backward-forward sweep on radial networks, Newton on any, and the sensitivities of a solved point. */
module org.flexopf.powerflow {
    requires transitive org.flexopf.api;
    requires org.slf4j;

    exports org.flexopf.powerflow;
}
