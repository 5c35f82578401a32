/** Tests' tools. */
module org.flexopf.testkit {
    requires transitive org.flexopf.api;
    requires transitive org.junit.jupiter.api;
    requires com.fasterxml.jackson.core;
    requires transitive net.jqwik.api;
    exports org.flexopf.testkit;
}
