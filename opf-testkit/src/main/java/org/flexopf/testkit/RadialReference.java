package org.flexopf.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.network.Network;

/**
 * A radial feeder among the {@link ReferenceCases}, and what independent programs say of it: MATPOWER of its AC and DC
 * optimum ({@code ac}, {@code dc}), and models in another language of its relaxation and its linear approximation
 * ({@code socp}, {@code lindistflow}).
 */
public final class RadialReference {

    private final String name;
    private final Map<String, double[]> figures;

    private RadialReference(String name, Map<String, double[]> figures) {
        this.name = name;
        this.figures = figures;
    }

    /**
     * The feeder of a name, such as {@code radial33_dg}. The calling test is skipped if the reference cases are
     * missing, and fails if they are required.
     *
     * @throws IllegalArgumentException if nothing is expected of a feeder of that name
     */
    public static RadialReference of(String name) {
        Map<String, double[]> figures = new HashMap<>();
        try (JsonParser json = new JsonFactory()
                .createParser(ReferenceCases.path("radial/expected.json").toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(name);
                json.nextToken();
                if (wanted) {
                    readModels(json, figures);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the expected figures cannot be read", e);
        }
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("nothing is expected of a feeder " + name);
        }
        return new RadialReference(name, figures);
    }

    private static void readModels(JsonParser json, Map<String, double[]> figures) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String model = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String figure = model + "." + json.currentName();
                JsonToken value = json.nextToken();
                figures.put(figure, value == JsonToken.START_ARRAY ? numbers(json) : new double[] {number(json)});
            }
        }
    }

    private static double[] numbers(JsonParser json) throws IOException {
        double[] values = new double[16];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = number(json);
        }
        return Arrays.copyOf(values, count);
    }

    /** A number; 1 and 0 for true and false. */
    private static double number(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> 1.0;
            case VALUE_FALSE -> 0.0;
            case VALUE_NULL -> Double.NaN;
            default -> json.getDoubleValue();
        };
    }

    /** The names of all feeders of which something is expected. */
    public static List<String> names() {
        return List.of(
                "radial2_load",
                "radial2_neg",
                "radial4_dg",
                "radial16_multi",
                "radial22_quad",
                "radial33_dg",
                "radial33_mustrun",
                "radial69_dg",
                "radial85_dg");
    }

    /** Its network. */
    public Network network() {
        return ReferenceCases.network("radial/" + name + ".m");
    }

    /** The optimal cost by a model, currency per hour. */
    public double objective(String model) {
        return number(model, "objective");
    }

    /** Whether the relaxation is exact. */
    public boolean isExact() {
        return number("socp", "exact") == 1.0;
    }

    /** A single figure of a model. @throws IllegalArgumentException if there is no such figure */
    public double number(String model, String figure) {
        double[] values = numbers(model, figure);
        if (values.length != 1) {
            throw new IllegalArgumentException(figure + " of the model " + model + " of " + name + " is a list");
        }
        return values[0];
    }

    /**
     * A figure of a model per element, in the order of the network's lists. @throws IllegalArgumentException if there
     * is no such figure
     */
    public double[] numbers(String model, String figure) {
        double[] values = figures.get(model + "." + figure);
        if (values == null) {
            throw new IllegalArgumentException("there is no " + figure + " of the model " + model + " for " + name);
        }
        return values.clone();
    }
}
