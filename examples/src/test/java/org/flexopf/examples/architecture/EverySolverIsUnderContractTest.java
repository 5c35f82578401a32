package org.flexopf.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.Solvers;
import org.junit.jupiter.api.Test;

/**
 * No solver of the project goes without its contract test. A contract test checks the other solvers of its own module;
 * this one looks at all modules, so that a whole module cannot be forgotten: in their sources, as the tests of one
 * module are not on the class path of another.
 */
class EverySolverIsUnderContractTest {

    private static final String SERVICE_FILE = "META-INF/services/org.flexopf.solver.ConvexSolver";
    private static final Pattern PROVIDES =
            Pattern.compile("provides\\s+org\\.flexopf\\.solver\\.ConvexSolver\\s+with\\s+([^;]+);");

    private final Sources sources = Sources.find();

    @Test
    void everyProvidedSolverHasAContractTestInItsModule() {
        List<String> missing = new ArrayList<>();
        Set<String> providers = new TreeSet<>();
        for (Path module : sources.modules()) {
            List<String> tests = Sources.javaFiles(module.resolve("src/test/java")).stream()
                    .map(Sources::read)
                    .filter(source -> source.contains("extends SolverContract"))
                    .toList();
            for (String provider : providers(module)) {
                providers.add(provider);
                String simple = provider.substring(provider.lastIndexOf('.') + 1);
                if (tests.stream()
                        .noneMatch(test -> test.contains("new " + simple + "(") && !test.contains("@Disabled"))) {
                    missing.add(provider + " of " + sources.project().relativize(module)
                            + " has no contract test; add: class " + simple + "ContractTest extends SolverContract");
                }
            }
        }
        assertThat(providers).as("solvers provided").isNotEmpty();
        assertThat(missing).isEmpty();
    }

    /**
     * What is installed beside the examples is among what the sources provide, so that the search above has not
     * overlooked it.
     */
    @Test
    void everyInstalledSolverIsAmongThoseFoundInTheSources() {
        List<String> found = sources.modules().stream()
                .flatMap(module -> providers(module).stream())
                .toList();
        for (ConvexSolver solver : Solvers.installed()) {
            assertThat(found).contains(solver.getClass().getName());
        }
        assertThat(Solvers.installed()).isNotEmpty();
    }

    /** The solvers that a module provides on the class path or on the module path. */
    private static Set<String> providers(Path module) {
        Set<String> providers = new TreeSet<>();
        Path services = module.resolve("src/main/resources").resolve(SERVICE_FILE);
        if (Files.exists(services)) {
            Sources.read(services)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(providers::add);
        }
        Path descriptor = module.resolve("src/main/java/module-info.java");
        if (Files.exists(descriptor)) {
            Matcher provides = PROVIDES.matcher(Sources.read(descriptor));
            while (provides.find()) {
                for (String name : provides.group(1).split(",", -1)) {
                    providers.add(name.strip());
                }
            }
        }
        return providers;
    }
}
