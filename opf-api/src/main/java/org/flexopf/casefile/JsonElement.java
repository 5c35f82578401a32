package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.flexopf.casefile.JsonTree.FlagNode;
import org.flexopf.casefile.JsonTree.ListNode;
import org.flexopf.casefile.JsonTree.Node;
import org.flexopf.casefile.JsonTree.NumberNode;
import org.flexopf.casefile.JsonTree.ObjectNode;
import org.flexopf.casefile.JsonTree.TextNode;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidCostException;

/**
 * A JSON object being taken apart field by field. A field that is missing, of the wrong type or unknown becomes a fault
 * with its path, line and column, and reading goes on with a stand-in, so that one pass finds all faults.
 */
public final class JsonElement {

    /**
     * Squares and cubes of larger numbers leave the range of a double; limits that are none are often written so.
     * Networks have rules of their own, and are read to the last bit as they were written.
     */
    private static final double LARGEST_OF_STUDIES = 1e100;

    private final String path;
    private final ObjectNode object;
    private final List<Fault> faults;
    private final double largest;
    private final Set<String> known = new HashSet<>();

    /** An object of a network, which has rules of its own for numbers. */
    JsonElement(String path, ObjectNode object, List<Fault> faults) {
        this(path, object, faults, Double.MAX_VALUE);
    }

    private JsonElement(String path, ObjectNode object, List<Fault> faults, double largest) {
        this.path = path;
        this.object = object;
        this.faults = faults;
        this.largest = largest;
    }

    /**
     * The object that a whole text holds.
     *
     * @param file what messages call the text
     * @param what what it should hold, as a message says it, such as {@code a system}
     * @param faults takes what is wrong with its fields
     * @throws CaseFileException if the text is no JSON, or no object
     */
    public static JsonElement parse(String file, String text, String what, List<Fault> faults) {
        Node root = JsonTree.parse(file, text);
        if (root instanceof ObjectNode fields) {
            return new JsonElement("", fields, faults, LARGEST_OF_STUDIES);
        }
        throw new CaseFileException(file, root.line(), root.describe(), what + " is an object", "write it as { ... }");
    }

    /**
     * The objects that a whole text holds: one that stands alone, or those of a list.
     *
     * @param file what messages call the text
     * @param what what each should be, as a message says it, such as {@code a day}
     * @param faults takes what is wrong with their fields
     * @throws CaseFileException if the text is no JSON, or holds anything else, or nothing
     */
    public static List<JsonElement> parseEach(String file, String text, String what, List<Fault> faults) {
        Node root = JsonTree.parse(file, text);
        List<Node> items = root instanceof ListNode list ? list.items() : List.of(root);
        if (items.isEmpty()) {
            throw new CaseFileException(
                    file, root.line(), "an empty list", "there is nothing in it", "give " + what + ", or more");
        }
        List<JsonElement> objects = new ArrayList<>();
        for (int k = 0; k < items.size(); k++) {
            Node item = items.get(k);
            if (!(item instanceof ObjectNode fields)) {
                throw new CaseFileException(
                        file, item.line(), item.describe(), what + " is an object", "write it as { ... }");
            }
            objects.add(
                    new JsonElement(root instanceof ListNode ? "[" + k + "]" : "", fields, faults, LARGEST_OF_STUDIES));
        }
        return objects;
    }

    int line() {
        return object.line();
    }

    /** The path and the place of the object, as messages call it. */
    public String label() {
        return placed(path, object);
    }

    /** Whether there is a field of a name. */
    public boolean has(String field) {
        return object.fields().containsKey(field);
    }

    /** A finite number that must be there. */
    public double number(String field) {
        return number(require(field), field);
    }

    /** A finite number with a value that holds where it is left out. */
    public double number(String field, double otherwise) {
        Node node = optional(field);
        return node == null ? otherwise : number(node, field);
    }

    /** A whole number that must be there. */
    public int integer(String field) {
        Node node = require(field);
        if (node instanceof NumberNode number && number.whole() && number.value() == (int) number.value()) {
            return (int) number.value();
        }
        wrong(node, field, "a whole number of at most " + Integer.MAX_VALUE);
        return 1;
    }

    /** A text that must be there. */
    public String text(String field) {
        return text(require(field), field);
    }

    /** A text with a value that holds where it is left out. */
    public String text(String field, String otherwise) {
        Node node = optional(field);
        return node == null ? otherwise : text(node, field);
    }

    /** True or false, with a value that holds where it is left out. */
    public boolean flag(String field, boolean otherwise) {
        Node node = optional(field);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof FlagNode flag) {
            return flag.value();
        }
        wrong(node, field, "true or false");
        return otherwise;
    }

    /** One of the constants of a type by its name in files; if none holds where it is left out, it must be there. */
    public <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
        E[] constants = type.getEnumConstants();
        Node node = otherwise == null ? require(field) : optional(field);
        if (node instanceof TextNode text) {
            for (E constant : constants) {
                if (nameOf(constant).equals(text.value())) {
                    return constant;
                }
            }
        }
        wrong(
                node,
                field,
                "one of " + Arrays.stream(constants).map(JsonElement::nameOf).collect(Collectors.joining(", ")));
        return otherwise == null ? constants[0] : otherwise;
    }

    /** What a constant is called in files: {@code LIMITED_SEMICIRCLE} is {@code limited-semicircle}. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An object that must be there; null, and a fault, where it is not. */
    public JsonElement requiredObject(String field) {
        Node node = require(field);
        return node == null ? null : object(node, at(field));
    }

    /** An object, or null where it is left out. */
    public JsonElement object(String field) {
        Node node = optional(field);
        return node == null ? null : object(node, at(field));
    }

    /** A cost curve; free where it is left out. */
    public CostCurve cost(String field) {
        JsonElement json = object(field);
        return json == null ? CostCurve.free() : json.cost();
    }

    private CostCurve cost() {
        int faultsBefore = faults.size();
        List<CostCurve.Point> points = has("points")
                ? pairs("points").stream()
                        .map(pair -> new CostCurve.Point(pair[0], pair[1]))
                        .toList()
                : null;
        double constant = points == null ? number("constant", 0.0) : 0.0;
        double linear = points == null ? number("linear", 0.0) : 0.0;
        double quadratic = points == null ? number("quadratic", Double.NaN) : Double.NaN;
        refuseUnknownFields();
        if (faults.size() > faultsBefore) {
            return CostCurve.free();
        }
        try {
            if (points != null) {
                return new CostCurve.PiecewiseLinear(points);
            }
            return Double.isNaN(quadratic)
                    ? new CostCurve.Linear(constant, linear)
                    : new CostCurve.Quadratic(constant, linear, quadratic);
        } catch (InvalidCostException e) {
            faults.add(e.toFault(label()));
            return CostCurve.free();
        }
    }

    /** The objects of a list, none where it is left out. */
    public List<JsonElement> objects(String field) {
        List<JsonElement> objects = new ArrayList<>();
        Node node = optional(field);
        if (node instanceof ListNode list) {
            for (int k = 0; k < list.items().size(); k++) {
                JsonElement item = object(list.items().get(k), at(field) + "[" + k + "]");
                if (item != null) {
                    objects.add(item);
                }
            }
        } else if (node != null) {
            wrong(node, field, "a list");
        }
        return objects;
    }

    /** The pairs of numbers of a list that must be there. */
    public List<double[]> pairs(String field) {
        List<double[]> pairs = new ArrayList<>();
        Node node = require(field);
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                if (item instanceof ListNode pair
                        && pair.items().size() == 2
                        && pair.items().get(0) instanceof NumberNode first
                        && pair.items().get(1) instanceof NumberNode second) {
                    pairs.add(new double[] {first.value(), second.value()});
                } else {
                    wrong(item, field, "a pair of numbers such as [0.5, 20]");
                }
            }
        } else {
            wrong(node, field, "a list of pairs of numbers");
        }
        return pairs;
    }

    /** The texts of a list, none where it is left out. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        Node node = optional(field);
        if (node instanceof ListNode list) {
            list.items().forEach(item -> texts.add(text(item, field)));
        } else if (node != null) {
            wrong(node, field, "a list of texts");
        }
        return texts;
    }

    /** The numbers of a list that must be there. */
    public double[] numbers(String field) {
        Node node = require(field);
        if (node instanceof ListNode list) {
            return list.items().stream()
                    .mapToDouble(item -> number(item, field))
                    .toArray();
        }
        wrong(node, field, "a list of numbers");
        return new double[0];
    }

    /** A finite number for every period: a list with one for each, or one that stands for all. */
    public double[] series(String field, int periods, double otherwise) {
        Node node = optional(field);
        double[] series = new double[periods];
        Arrays.fill(series, otherwise);
        if (node instanceof ListNode list) {
            if (list.items().size() != periods) {
                fault(
                        node,
                        at(field),
                        list.items().size() + " numbers",
                        "there are " + periods + " periods",
                        "give one number for each period, or one for all");
                return series;
            }
            Arrays.setAll(series, t -> number(list.items().get(t), field + "[" + t + "]"));
        } else if (node != null) {
            Arrays.fill(series, number(node, field));
        }
        return series;
    }

    /** Whether a field is a list, and not one value that stands for all. */
    public boolean isList(String field) {
        return object.fields().get(field) instanceof ListNode;
    }

    /** Whether a field is an object. */
    public boolean isObject(String field) {
        return object.fields().get(field) instanceof ObjectNode;
    }

    /** Whether a field is a list of lists. */
    public boolean isPairs(String field) {
        return object.fields().get(field) instanceof ListNode list
                && !list.items().isEmpty()
                && list.items().get(0) instanceof ListNode;
    }

    /** The names of all fields, in the order of the file. */
    public List<String> fields() {
        return List.copyOf(object.fields().keySet());
    }

    /** Notes that a field may be there and is not read. */
    public void pass(String field) {
        known.add(field);
    }

    /** Notes a fault of a field. */
    public void refuse(String field, String cause, String fix) {
        Node node = optional(field);
        if (node != null) {
            fault(node, at(field), node.describe(), cause, fix);
        }
    }

    /** Makes a fault of every field that was not asked for. */
    public void refuseUnknownFields() {
        object.fields().forEach((field, node) -> {
            if (!known.contains(field)) {
                fault(
                        node,
                        at(field),
                        node.describe(),
                        "there is no such field",
                        "take it out or correct its name; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private JsonElement object(Node node, String where) {
        if (node instanceof ObjectNode fields) {
            return new JsonElement(where, fields, faults, largest);
        }
        fault(node, where, node.describe(), "an object is wanted here", "write it as { ... }");
        return null;
    }

    private Node optional(String field) {
        known.add(field);
        return object.fields().get(field);
    }

    private Node require(String field) {
        Node node = optional(field);
        if (node == null) {
            fault(object, at(field), "no value", "this field is required", "add it");
        }
        return node;
    }

    private double number(Node node, String field) {
        if (node instanceof NumberNode number) {
            if (Math.abs(number.value()) > largest) {
                fault(
                        node,
                        at(field),
                        node.describe(),
                        "nothing can be computed with so large a number",
                        "check the unit, or leave an optional field out");
            }
            return number.value();
        }
        wrong(node, field, "a number");
        return 1.0;
    }

    private String text(Node node, String field) {
        if (node instanceof TextNode text) {
            return text.value();
        }
        wrong(node, field, "a text");
        return "";
    }

    /** A required field that is missing has its fault already. */
    private void wrong(Node node, String field, String wanted) {
        if (node != null) {
            fault(
                    node,
                    at(field),
                    node.describe(),
                    wanted + " is wanted here",
                    "give one, or leave an optional field out");
        }
    }

    private void fault(Node node, String where, String value, String cause, String fix) {
        faults.add(new Fault(placed(where, node), value, cause, fix));
    }

    /** A field and where it stands; the whole text has no name. */
    private static String placed(String where, Node node) {
        return (where.isEmpty() ? "" : where + ", ") + "line " + node.line() + " column " + node.column();
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    @Override
    public String toString() {
        return label();
    }
}
