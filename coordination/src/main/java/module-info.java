/** Coordination of transmission and distribution: systems, schemes, and what becomes of each. */
module org.flexopf.coordination {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.powerflow;
    requires transitive org.flexopf.scenario;
    requires org.slf4j;

    exports org.flexopf.coordination;
    exports org.flexopf.coordination.aggregation;
    exports org.flexopf.coordination.conflict;
    exports org.flexopf.coordination.dlfm;
    exports org.flexopf.coordination.draw;
    exports org.flexopf.coordination.physics;
    exports org.flexopf.coordination.region;
    exports org.flexopf.coordination.reserve;
    exports org.flexopf.coordination.scheme;
    exports org.flexopf.coordination.synthetic;
}
