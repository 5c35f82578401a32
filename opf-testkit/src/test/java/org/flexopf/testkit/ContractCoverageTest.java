package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.flexopf.solver.ConvexSolver;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A solver without a contract test, or with one that may not run, is found. */
class ContractCoverageTest {

    private static final String SERVICE_FILE = "META-INF/services/org.flexopf.solver.ConvexSolver";

    @Test
    void aTestedAndWellProvidedSolverIsNoFault() {
        assertThat(ContractCoverage.faults(Set.of("a.Solver"), Set.of("a.Solver"), Set.of("a.Solver")))
                .isEmpty();
        assertThat(ContractCoverage.faults(Set.of("a.Solver"), Set.of("a.Solver"), null))
                .isEmpty();
        assertThat(ContractCoverage.faults(Set.of("a.Solver"), Set.of(), null)).isEmpty();
    }

    @Test
    void aProviderWithoutContractTestIsAFault() {
        assertThat(ContractCoverage.faults(Set.of("a.Solver"), Set.of("a.Solver", "a.Other"), null))
                .singleElement()
                .asString()
                .contains("a.Other", "no contract test", "OtherContractTest extends SolverContract");
        assertThat(ContractCoverage.faults(Set.of(), Set.of("a.Other"), Set.of("a.Other")))
                .hasSize(1);
    }

    @Test
    void providersThatDifferBetweenClassPathAndModulePathAreAFault() {
        assertThat(ContractCoverage.faults(Set.of("a.Solver"), Set.of("a.Solver"), Set.of()))
                .singleElement()
                .asString()
                .contains("both must name the same");
        assertThat(ContractCoverage.faults(Set.of("a.Solver"), Set.of(), Set.of("a.Solver")))
                .hasSize(1);
    }

    @Disabled("for the test of the coverage")
    abstract static class SwitchedOff extends SolverContract {}

    @DisabledOnOs(OS.WINDOWS)
    abstract static class SwitchedOffSomewhere extends SolverContract {}

    @net.jqwik.api.Disabled
    abstract static class PropertiesSwitchedOff extends SolverContract {}

    @Test
    void aContractTestThatCanBeSwitchedOffIsAFault() {
        assertThat(ContractCoverage.conditionsOn(SwitchedOff.class))
                .singleElement()
                .asString()
                .contains("SwitchedOff", "@Disabled");
        assertThat(ContractCoverage.conditionsOn(SwitchedOffSomewhere.class))
                .singleElement()
                .asString()
                .contains("@DisabledOnOs");
        assertThat(ContractCoverage.conditionsOn(PropertiesSwitchedOff.class))
                .singleElement()
                .asString()
                .contains("@Disabled");
        assertThat(ContractCoverage.conditionsOn(DenseSolverContractTest.class)).isEmpty();
    }

    @Test
    void providersAreReadFromAFolderAndFromAJar(@TempDir Path folder) throws IOException {
        String services = "# solvers\na.Solver\n  a.Other # the other one\n\n";
        Files.createDirectories(folder.resolve(SERVICE_FILE).getParent());
        Files.writeString(folder.resolve(SERVICE_FILE), services);
        assertThat(ContractCoverage.providersOnClassPath(folder)).containsExactlyInAnyOrder("a.Solver", "a.Other");
        assertThat(ContractCoverage.providersOnModulePath(folder)).isNull();

        Path jar = folder.resolve("solvers.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath(SERVICE_FILE).getParent());
            Files.writeString(zip.getPath(SERVICE_FILE), services);
        }
        assertThat(ContractCoverage.providersOnClassPath(jar)).containsExactlyInAnyOrder("a.Solver", "a.Other");
    }

    @Test
    void aModuleWithoutProvidersHasNone() throws Exception {
        Path api = Path.of(ConvexSolver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(ContractCoverage.providersOnClassPath(api)).isEmpty();
        assertThat(ContractCoverage.providersOnModulePath(api)).isEmpty();
    }
}
