/**
 * What tests of FlexOPF and of its solvers share: the contract that every solver must pass, KKT assertions, programs
 * with known answers and random ones, random feeders, golden networks with their answers, and the folder of reference
 * cases.
 */
open module org.flexopf.testkit {
    requires transitive net.jqwik.api;
    requires transitive org.assertj.core;
    requires transitive org.flexopf.api;
    requires transitive org.junit.jupiter.api;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.junit.jupiter.params;
    requires org.junit.platform.commons;

    exports org.flexopf.testkit;
    exports org.flexopf.testkit.golden;
}
