package org.flexopf.solver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/**
 * The installed plug-ins of a kind: those that the library's own class loader sees, and those that only the context
 * class loader of the calling thread sees, as in application servers and plug-in frameworks.
 *
 * @param <T> the type of service
 */
public final class PlugIns<T> {

    private final Class<T> service;
    private final Function<ClassLoader, ServiceLoader<T>> load;

    private PlugIns(Class<T> service, Function<ClassLoader, ServiceLoader<T>> load) {
        this.service = service;
        this.load = load;
    }

    /**
     * Plug-ins of a type of service.
     *
     * @param load {@code loader -> ServiceLoader.load(Service.class, loader)}, written in the module that uses the
     *     service, since a module only loads what it says that it uses
     */
    public static <T> PlugIns<T> of(Class<T> service, Function<ClassLoader, ServiceLoader<T>> load) {
        return new PlugIns<>(Objects.requireNonNull(service, "service"), Objects.requireNonNull(load, "load"));
    }

    /** One of each installed class, new, in the order in which they are found: the library's class loader first. */
    public List<T> installed() {
        ClassLoader own = service.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Set<Class<?>> seen = new HashSet<>();
        List<T> found = new ArrayList<>();
        addFrom(own, seen, found);
        if (context != null && context != own) {
            addFrom(context, seen, found);
        }
        return List.copyOf(found);
    }

    private void addFrom(ClassLoader loader, Set<Class<?>> seen, List<T> found) {
        load.apply(loader).stream()
                .filter(provider -> seen.add(provider.type()))
                .forEach(provider -> found.add(provider.get()));
    }

    @Override
    public String toString() {
        return "plug-ins of " + service.getName();
    }
}
