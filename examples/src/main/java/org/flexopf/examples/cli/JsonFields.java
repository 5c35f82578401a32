package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An object of a JSON file that is taken apart field by field. A field that is missing or of another type becomes a
 * fault of the file, and a stand-in is given, so that one pass finds all faults; whoever makes something of the object
 * asks {@link #isSound()} first.
 */
final class JsonFields {

    private final InputFile file;
    private final JsonNode node;
    private final String where;
    private final Set<String> asked = new HashSet<>();
    private final int faultsBefore;

    private JsonFields(InputFile file, JsonNode node, String where) {
        this.file = file;
        this.node = node;
        this.where = where;
        this.faultsBefore = file.faultCount();
    }

    /**
     * An object.
     *
     * @param where how messages call it
     */
    static JsonFields of(InputFile file, JsonNode node, String where) {
        if (!node.isObject()) {
            file.fault(where + ": " + shown(node) + " is no object with fields; give {...} there");
        }
        return new JsonFields(file, node, where);
    }

    /** The objects of a list, each with its number from 1; the list may stand alone for its one object. */
    static List<JsonFields> each(InputFile file, JsonNode list, String what) {
        List<JsonFields> objects = new ArrayList<>();
        if (list.isObject()) {
            objects.add(of(file, list, what));
        } else if (list.isArray()) {
            for (int k = 0; k < list.size(); k++) {
                objects.add(of(file, list.get(k), what + " " + (k + 1)));
            }
        } else {
            file.fault(what + ": " + shown(list) + "; give an object, or an array of them");
        }
        return objects;
    }

    /** How messages call it. */
    String where() {
        return where;
    }

    /** Whether no fault was found since it was opened, here or within. */
    boolean isSound() {
        return file.faultCount() == faultsBefore;
    }

    /** A fault of the object. */
    void fault(String what) {
        file.fault(where + ": " + what);
    }

    /** Fields that are there for people only. */
    JsonFields ignoring(String... fields) {
        asked.addAll(Arrays.asList(fields));
        return this;
    }

    /** Makes a fault of every field that nobody asked for. */
    void refuseOthers() {
        node.fieldNames().forEachRemaining(field -> {
            if (!asked.contains(field)) {
                fault("there is no field '" + field + "'; the fields are " + String.join(", ", new TreeSet<>(asked)));
            }
        });
    }

    boolean has(String field) {
        asked.add(field);
        return !node.path(field).isMissingNode();
    }

    private JsonNode get(String field) {
        asked.add(field);
        return node.path(field);
    }

    /** A text that must be there. */
    String text(String field) {
        JsonNode value = get(field);
        if (!value.isTextual()) {
            fault(field + " is " + shown(value) + "; give a text there");
        }
        return value.asText();
    }

    /** A text with one that holds where it is left out. */
    String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    /** A finite number that must be there; a fault, and 0, otherwise. */
    double number(String field) {
        JsonNode value = get(field);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            fault(field + " is " + shown(value) + "; give a finite number there");
            return 0.0;
        }
        return value.asDouble();
    }

    /** A finite number with one that holds where it is left out. */
    double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /** A whole number that must be there; a fault, and 0, otherwise. */
    int whole(String field) {
        JsonNode value = get(field);
        if (!value.isNumber()
                || value.asDouble() != Math.rint(value.asDouble())
                || Math.abs(value.asDouble()) > Integer.MAX_VALUE) {
            fault(field + " is " + shown(value) + "; give a whole number there");
            return 0;
        }
        return (int) value.asDouble();
    }

    /** True or false, with what holds where it is left out. */
    boolean flag(String field, boolean otherwise) {
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            fault(field + " is " + shown(value) + "; give true or false there");
        }
        return value.asBoolean();
    }

    /** One of several things by name, with one that holds where it is left out; {@code null} and a fault if none. */
    <T> T choice(String field, Map<String, T> choices, T otherwise) {
        JsonNode value = get(field);
        if (value.isMissingNode() && otherwise != null) {
            return otherwise;
        }
        T chosen = value.isTextual() ? choices.get(value.asText()) : null;
        if (chosen == null) {
            fault(field + " is " + shown(value) + "; choose one of "
                    + String.join(", ", new TreeSet<>(choices.keySet())));
        }
        return chosen;
    }

    /** The constants of a type by their names. */
    static <E extends Enum<E>> Map<String, E> named(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, Function.identity()));
    }

    /** A list of finite numbers that must be there. */
    List<Double> numbers(String field) {
        JsonNode list = get(field);
        if (!list.isArray()) {
            fault(field + " is " + shown(list) + "; give an array of numbers there");
            return List.of();
        }
        List<Double> numbers = new ArrayList<>();
        for (int k = 0; k < list.size(); k++) {
            JsonNode value = list.get(k);
            if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
                fault("number " + (k + 1) + " of " + field + " is " + shown(value) + "; give a finite number there");
            }
            numbers.add(value.asDouble());
        }
        return numbers;
    }

    /** The objects of a list that must be there. */
    List<JsonFields> objects(String field, String what) {
        JsonNode list = get(field);
        if (!list.isArray()) {
            fault(field + " is " + shown(list) + "; give an array of objects, which may be empty");
            return List.of();
        }
        return each(file, list, where.isEmpty() ? what : where + ", " + what);
    }

    /** An object that must be there. */
    JsonFields object(String field) {
        return of(file, get(field), where.isEmpty() ? field : where + ", " + field);
    }

    /** The names of the object's fields, all of which are asked for by that. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        asked.addAll(names);
        return names;
    }

    /** The fields of an object by names that are whole numbers, each read in the same way. */
    <T> Map<Integer, T> byNumber(String field, Function<Entry, T> read) {
        Map<Integer, T> values = new LinkedHashMap<>();
        JsonFields object = object(field);
        for (String name : object.names()) {
            try {
                values.put(Integer.parseInt(name), read.apply(new Entry(object, name)));
            } catch (NumberFormatException e) {
                object.fault("field '" + name + "' is no whole number; name the fields by numbers, such as \"12\"");
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /** A field of an object. */
    record Entry(JsonFields object, String name) {

        double number() {
            return object.number(name);
        }

        List<Double> numbers() {
            return object.numbers(name);
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : value.toString();
    }
}
