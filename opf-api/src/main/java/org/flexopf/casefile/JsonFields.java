package org.flexopf.casefile;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.flexopf.network.CostCurve;

/** The fields of an object of a JSON text. Profiles of a horizon are written in place, or as columns of a table. */
final class JsonFields implements HorizonFieldWriter {

    private final JsonGenerator json;
    private final String path;
    /** Where profiles go; {@code null} if they are written in place. */
    private final ProfileColumns columns;

    private JsonFields(JsonGenerator json, String path, ProfileColumns columns) {
        this.json = json;
        this.path = path;
        this.columns = columns;
    }

    /** Fields of whatever object is being written. */
    static JsonFields of(JsonGenerator json) {
        return new JsonFields(json, "", null);
    }

    /** The same with profiles in a table; {@code null} writes them in place. */
    JsonFields withTable(ProfileColumns table) {
        return new JsonFields(json, path, table);
    }

    @Override
    public void integer(String field, int value) {
        put(() -> json.writeNumberField(field, value));
    }

    @Override
    public void number(String field, double value) {
        requireFinite(field, value);
        put(() -> json.writeNumberField(field, value));
    }

    /** The comparison tells 0 from -0, so that even this survives. */
    @Override
    public void number(String field, double value, double whenLeftOut) {
        if (Double.compare(value, whenLeftOut) != 0) {
            number(field, value);
        }
    }

    @Override
    public void text(String field, String value, String whenLeftOut) {
        if (!value.equals(whenLeftOut)) {
            put(() -> json.writeStringField(field, value));
        }
    }

    @Override
    public <E extends Enum<E>> void choice(String field, E value, E whenLeftOut) {
        text(field, JsonElement.nameOf(value), whenLeftOut == null ? "" : JsonElement.nameOf(whenLeftOut));
    }

    @Override
    public void flag(String field, boolean value, boolean whenLeftOut) {
        if (value != whenLeftOut) {
            put(() -> json.writeBooleanField(field, value));
        }
    }

    @Override
    public void cost(String field, CostCurve value) {
        if (value.equals(CostCurve.free())) {
            return;
        }
        object(field, fields -> {
            if (value instanceof CostCurve.Linear linear) {
                fields.number("constant", linear.constant(), 0.0);
                fields.number("linear", linear.slope(), 0.0);
            } else if (value instanceof CostCurve.Quadratic quadratic) {
                fields.number("constant", quadratic.constant(), 0.0);
                fields.number("linear", quadratic.linear(), 0.0);
                fields.number("quadratic", quadratic.quadratic());
            } else if (value instanceof CostCurve.PiecewiseLinear pieces) {
                put(() -> points(pieces));
            }
        });
    }

    private void points(CostCurve.PiecewiseLinear pieces) throws IOException {
        json.writeArrayFieldStart("points");
        for (CostCurve.Point point : pieces.points()) {
            json.writeStartArray();
            json.writeNumber(point.power());
            json.writeNumber(point.cost());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    @Override
    public void numbers(String field, double[] values) {
        for (double value : values) {
            requireFinite(field, value);
        }
        put(() -> {
            json.writeFieldName(field);
            json.writeArray(values, 0, values.length);
        });
    }

    @Override
    public <T> void series(String field, List<T> overTime, ToDoubleFunction<? super T> number) {
        double[] values = overTime.stream().mapToDouble(number).toArray();
        boolean isConstant = Arrays.stream(values).allMatch(value -> Double.compare(value, values[0]) == 0);
        if (isConstant && values.length > 0) {
            number(field, values[0]);
        } else {
            profile(field, values);
        }
    }

    @Override
    public <T> void series(String field, List<T> overTime, ToDoubleFunction<? super T> number, double whenLeftOut) {
        if (overTime.stream().anyMatch(one -> Double.compare(number.applyAsDouble(one), whenLeftOut) != 0)) {
            series(field, overTime, number);
        }
    }

    /** A list with a number for every period. */
    void profile(String field, double[] values) {
        if (columns == null) {
            numbers(field, values);
            return;
        }
        for (double value : values) {
            requireFinite(field, value);
        }
        String column = columns.add(path + field, values);
        object(field, fields -> {
            fields.text("csv", columns.file(), "");
            fields.text("column", column, "");
        });
    }

    @Override
    public void periods(String field, List<Integer> periods) {
        put(() -> {
            json.writeArrayFieldStart(field);
            for (int period : periods) {
                json.writeNumber(period + 1);
            }
            json.writeEndArray();
        });
    }

    /** A list of texts, left out where there are none. */
    void texts(String field, List<String> texts) {
        if (!texts.isEmpty()) {
            put(() -> {
                json.writeFieldName(field);
                json.writeArray(texts.toArray(String[]::new), 0, texts.size());
            });
        }
    }

    @Override
    public <T> void objects(String field, List<? extends T> objects, BiConsumer<? super T, FieldWriter> content) {
        horizonObjects(field, objects, content::accept);
    }

    /** A list of objects with profiles in them, left out where there are none. */
    <T> void horizonObjects(String field, List<? extends T> objects, BiConsumer<? super T, JsonFields> content) {
        if (objects.isEmpty()) {
            return;
        }
        put(() -> json.writeArrayFieldStart(field));
        for (int k = 0; k < objects.size(); k++) {
            JsonFields inside = new JsonFields(json, path + field + "[" + k + "].", columns);
            put(json::writeStartObject);
            content.accept(objects.get(k), inside);
            put(json::writeEndObject);
        }
        put(json::writeEndArray);
    }

    @Override
    public void object(String field, Consumer<FieldWriter> content) {
        horizonObject(field, content::accept);
    }

    /** An object with profiles in it. */
    void horizonObject(String field, Consumer<JsonFields> content) {
        put(() -> json.writeObjectFieldStart(field));
        content.accept(new JsonFields(json, path + field + ".", columns));
        put(json::writeEndObject);
    }

    private static void requireFinite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the field '" + field + "' is " + value
                    + ", and a case file has finite numbers only; leave out what has no limit");
        }
    }

    private static void put(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** Something that is written. */
    private interface Step {
        void run() throws IOException;
    }
}
