package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a JSON object in a file, by their types; what is wrong is a fault of the file. */
record JsonFields(InputFile file, JsonNode node, String where) {

    void refuseOthersThan(Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                fault("there is no field '" + field + "'; the fields are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    void fault(String what) {
        file.fault(where + ": " + what);
    }

    boolean has(String field) {
        return node.has(field);
    }

    JsonNode get(String field) {
        return node.path(field);
    }

    String words(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            fault(field + " is " + shown(value) + "; give a text there");
        }
        return value.asText();
    }

    /** A finite number; a fault, and 0, if it is none. */
    double number(String field) {
        return number(field, node.path(field));
    }

    /** A finite number; a fault, and 0, if it is none, and another one if it is not there. */
    double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /** The same of a value that stands deeper. */
    double number(String field, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            fault(field + " is " + shown(value) + "; give a finite number there");
            return 0.0;
        }
        return value.asDouble();
    }

    /** A whole number, at most so large whichever its sign; a fault with a reason, and 0, if it is none. */
    long whole(String field, long largest, String reason) {
        JsonNode value = node.path(field);
        double number = number(field);
        if (number != Math.rint(number) || Math.abs(number) > largest) {
            fault(field + " is " + value + ", but " + reason);
            return 0;
        }
        return value.asLong();
    }

    /** One of some choices by name; a fault, and null, if it is none of them. */
    <T> T choice(String field, Map<String, T> choices) {
        JsonNode value = node.path(field);
        T chosen = value.isTextual() ? choices.get(value.asText()) : null;
        if (chosen == null) {
            fault(field + " is " + shown(value) + "; choose one of "
                    + String.join(", ", new TreeSet<>(choices.keySet())));
        }
        return chosen;
    }

    /** The same, and another one if the field is not there. */
    <T> T choice(String field, Map<String, T> choices, T otherwise) {
        return has(field) ? choice(field, choices) : otherwise;
    }

    static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : value.toString();
    }
}
