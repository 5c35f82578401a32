package org.flexopf.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.flexopf.solver.ConvexSolver;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Whether every solver that a module provides is under contract: each provider, for the class path or for the module
 * path, needs a {@link SolverContract} subclass beside the test that asks, both ways of providing must name the same
 * classes, and no contract test may carry a condition that switches it off.
 */
final class ContractCoverage {

    private static final String SERVICE_FILE = "META-INF/services/" + ConvexSolver.class.getName();

    private ContractCoverage() {}

    /** What is wrong with the coverage of the module that a solver comes from, as sentences; empty if nothing is. */
    static List<String> faults(Class<?> contractTest, ConvexSolver solver) {
        List<String> faults = new ArrayList<>();
        Set<String> tested = new HashSet<>();
        for (Class<?> contract : contractsBeside(contractTest)) {
            faults.addAll(conditionsOn(contract));
            tested.add(solverOf(contract).getClass().getName());
        }
        Path module = location(solver.getClass());
        faults.addAll(faults(tested, providersOnClassPath(module), providersOnModulePath(module)));
        return faults;
    }

    /**
     * What is wrong, given the classes that are tested and provided.
     *
     * @param onModulePath {@code null} if there is no module descriptor
     */
    static List<String> faults(Set<String> tested, Set<String> onClassPath, Set<String> onModulePath) {
        List<String> faults = new ArrayList<>();
        Set<String> provided = new TreeSet<>(onClassPath);
        if (onModulePath != null) {
            provided.addAll(onModulePath);
            if (!onModulePath.equals(onClassPath)) {
                faults.add("module-info provides the solvers " + onModulePath + ", " + SERVICE_FILE + " lists "
                        + onClassPath + "; both must name the same");
            }
        }
        provided.removeAll(tested);
        provided.forEach(name -> faults.add(name + " is provided but has no contract test; add: class "
                + name.substring(name.lastIndexOf('.') + 1) + "ContractTest extends SolverContract"));
        return faults;
    }

    /** The concrete contract tests in the folder or jar that a contract test comes from. */
    private static List<Class<?>> contractsBeside(Class<?> contractTest) {
        URI root = location(contractTest).toUri();
        return ReflectionSupport.findAllClassesInClasspathRoot(
                root,
                type -> SolverContract.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()),
                name -> true);
    }

    private static ConvexSolver solverOf(Class<?> contract) {
        return ((SolverContract) ReflectionSupport.newInstance(contract)).solver();
    }

    /**
     * Complaints about annotations of a class that can keep its tests from running, directly or through annotations of
     * their own.
     */
    static List<String> conditionsOn(Class<?> contract) {
        List<String> complaints = new ArrayList<>();
        for (Annotation annotation : contract.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            boolean condition = Arrays.stream(type.getAnnotationsByType(ExtendWith.class))
                    .flatMap(extend -> Arrays.stream(extend.value()))
                    .anyMatch(ExecutionCondition.class::isAssignableFrom);
            boolean extension = annotation instanceof ExtendWith extend
                    && Arrays.stream(extend.value()).anyMatch(ExecutionCondition.class::isAssignableFrom);
            if (condition
                    || extension
                    || type == org.junit.jupiter.api.Disabled.class
                    || type == net.jqwik.api.Disabled.class) {
                complaints.add(
                        contract.getName() + " carries @" + type.getSimpleName() + "; a contract test must always run");
            }
        }
        return complaints;
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no place is known for " + type.getName(), e);
        }
    }

    static Set<String> providersOnClassPath(Path module) {
        try {
            if (Files.isDirectory(module)) {
                return parse(module.resolve(SERVICE_FILE));
            }
            try (FileSystem jar = FileSystems.newFileSystem(module)) {
                return parse(jar.getPath(SERVICE_FILE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the providers of " + module + " cannot be read", e);
        }
    }

    private static Set<String> parse(Path serviceFile) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.exists(serviceFile)) {
            for (String line : Files.readAllLines(serviceFile)) {
                String name = line.replaceFirst("#.*", "").strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** The providers that the module descriptor names; {@code null} if there is no descriptor. */
    static Set<String> providersOnModulePath(Path module) {
        Set<String> names = new TreeSet<>();
        boolean described = false;
        try {
            for (var reference : ModuleFinder.of(module).findAll()) {
                ModuleDescriptor descriptor = reference.descriptor();
                described |= !descriptor.isAutomatic();
                descriptor.provides().stream()
                        .filter(provides -> provides.service().equals(ConvexSolver.class.getName()))
                        .forEach(provides -> names.addAll(provides.providers()));
            }
        } catch (FindException e) {
            throw new IllegalStateException("the module descriptor of " + module + " cannot be read", e);
        }
        return described ? names : null;
    }
}
