package org.flexopf.examples.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The modules that classes come from, by the folder or jar that holds them. */
final class Modules {

    private static final Map<Path, Optional<ModuleDescriptor>> DESCRIPTORS = new ConcurrentHashMap<>();

    private Modules() {}

    /** Whether a class is in the same module as another, or that one's package is exported to its module. */
    static boolean mayUse(JavaClass user, JavaClass used) {
        Path userRoot = root(user);
        Path usedRoot = root(used);
        if (userRoot.equals(usedRoot)) {
            return true;
        }
        String userModule = descriptor(userRoot).map(ModuleDescriptor::name).orElse("");
        return descriptor(usedRoot).stream()
                .flatMap(descriptor -> descriptor.exports().stream())
                .anyMatch(exports -> exports.source().equals(used.getPackageName())
                        && exports.targets().contains(userModule));
    }

    private static Optional<ModuleDescriptor> descriptor(Path root) {
        return DESCRIPTORS.computeIfAbsent(
                root,
                place -> ModuleFinder.of(place).findAll().stream()
                        .map(reference -> reference.descriptor())
                        .filter(descriptor -> !descriptor.isAutomatic())
                        .findFirst());
    }

    /** The folder or jar of a class: its location without the path that its name makes up. */
    private static Path root(JavaClass type) {
        String uri = type.getSource()
                .orElseThrow(() -> new IllegalStateException("no place is known for " + type.getName()))
                .getUri()
                .toString();
        String path = type.getName().replace('.', '/');
        String root = uri.substring(0, uri.lastIndexOf(path));
        if (root.startsWith("jar:")) {
            root = root.substring("jar:".length(), root.indexOf("!/"));
        }
        return Path.of(URI.create(root));
    }
}
