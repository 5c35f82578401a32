package org.flexopf.opf.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The values of options that were given for a formulation. Immutable. */
public final class FormulationOptions {

    private static final FormulationOptions NONE = new FormulationOptions(Map.of());

    private final Map<String, String> values;

    private FormulationOptions(Map<String, String> values) {
        this.values = values;
    }

    /** Every option at its default. */
    public static FormulationOptions defaults() {
        return NONE;
    }

    /** The same with another value of an option. */
    public FormulationOptions with(String option, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(Objects.requireNonNull(option, "option"), Objects.requireNonNull(value, "value"));
        return new FormulationOptions(changed);
    }

    /**
     * The value of an option of a kind of formulation, or its default.
     *
     * @throws IllegalArgumentException as {@link #requireFor} does, or if the kind has no such option
     */
    public String of(FormulationType type, String option) {
        requireFor(type);
        FormulationOption asked = type.options().stream()
                .filter(taken -> taken.name().equals(option))
                .findFirst()
                .orElseThrow(() -> unknown(type, option));
        return values.getOrDefault(option, asked.defaultValue());
    }

    /**
     * Refuses what a kind of formulation does not take.
     *
     * @throws IllegalArgumentException if an option is given that it does not take, or a value that the option does not
     *     have; the message lists what there is
     */
    public void requireFor(FormulationType type) {
        values.forEach((name, value) -> {
            FormulationOption option = type.options().stream()
                    .filter(taken -> taken.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(type, name));
            if (!option.values().contains(value)) {
                throw new IllegalArgumentException("there is no " + name + " '" + value + "' for the formulation '"
                        + type.name() + "'; there are " + String.join(" and ", option.values()));
            }
        });
    }

    private static IllegalArgumentException unknown(FormulationType type, String option) {
        String taken = type.options().stream().map(FormulationOption::name).collect(Collectors.joining(", "));
        return new IllegalArgumentException("the formulation '" + type.name() + "' has no option '" + option + "'; "
                + (taken.isEmpty() ? "it has none" : "it has " + taken));
    }

    @Override
    public String toString() {
        return values.isEmpty() ? "no options" : values.toString();
    }
}
