package org.flexopf.opf.registry;

import java.util.List;
import java.util.Objects;

/**
 * A choice that a kind of formulation leaves open.
 *
 * @param name its name, such as {@code susceptance}
 * @param description what it chooses, in one sentence
 * @param values the values that it can have; the first one is the default
 */
public record FormulationOption(String name, String description, List<String> values) {

    /** @throws IllegalArgumentException if there is no value to choose */
    public FormulationOption {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the option '" + name + "' has no value; give its default first");
        }
    }

    /** The value that counts where none is given. */
    public String defaultValue() {
        return values.get(0);
    }
}
