/** Studies of one case with many draws. */
module org.flexopf.scenario {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.pricing;
    requires org.hipparchus.core;
    requires org.slf4j;

    exports org.flexopf.scenario;
}
