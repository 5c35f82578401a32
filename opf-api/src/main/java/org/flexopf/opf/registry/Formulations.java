package org.flexopf.opf.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flexopf.solver.PlugIns;

/** The installed formulations. */
public final class Formulations {

    private static final PlugIns<FormulationType> PLUG_INS =
            PlugIns.of(FormulationType.class, loader -> ServiceLoader.load(FormulationType.class, loader));

    private Formulations() {}

    /**
     * All installed kinds of formulations, by name.
     *
     * @throws IllegalStateException if two of them have the same name
     */
    public static List<FormulationType> installed() {
        return byName(PLUG_INS.installed());
    }

    /**
     * All kinds of formulations that a class loader finds, by name: for formulations that are loaded on their own.
     *
     * @throws IllegalStateException if two of them have the same name
     */
    public static List<FormulationType> installed(ClassLoader loader) {
        List<FormulationType> types = new ArrayList<>();
        ServiceLoader.load(FormulationType.class, loader).forEach(types::add);
        return byName(types);
    }

    private static List<FormulationType> byName(List<FormulationType> types) {
        TreeMap<String, FormulationType> byName = new TreeMap<>();
        for (FormulationType type : types) {
            FormulationType other = byName.put(type.name(), type);
            if (other != null) {
                throw new IllegalStateException("two formulations are named '" + type.name() + "', "
                        + other.getClass().getName() + " and " + type.getClass().getName()
                        + "; rename one of them, or remove it from the class path");
            }
        }
        return List.copyOf(byName.values());
    }

    /**
     * The installed kind of formulation of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names there are
     */
    public static FormulationType named(String name) {
        List<FormulationType> types = installed();
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no formulation named '" + name
                        + "' is installed; installed: " + (types.isEmpty() ? "none" : names(types))));
    }

    /** The names of kinds of formulations, as a message lists them. */
    public static String names(List<FormulationType> types) {
        return types.stream().map(FormulationType::name).collect(Collectors.joining(", "));
    }
}
