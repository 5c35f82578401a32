package org.flexopf.dcopf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;

/** The reference networks and their answers; tests that ask for them are skipped where they are missing, or fail where they are required. */
final class References {

    private References() {
    }

    /** A file below the folder of reference cases. */
    static Path file(String name) {
        Path path = Path.of(System.getProperty("flexopf.cases", "")).resolve(name);
        if (!Boolean.getBoolean("flexopf.cases.required")) {
            assumeTrue(Files.exists(path), "skipped: the reference file " + path + " is missing");
        }
        return path;
    }

    /** The network of a MATPOWER file. */
    static Network network(String name) {
        return MatpowerCase.read(file(name)).network();
    }

    /** A JSON file as maps, lists, numbers, strings and booleans. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String name) {
        try (JsonParser parser = new JsonFactory().createParser(file(name).toFile())) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands under a chain of names. */
    @SuppressWarnings("unchecked")
    static Object at(Map<String, Object> json, String... names) {
        Object value = json;
        for (String name : names) {
            value = ((Map<String, Object>) value).get(name);
        }
        return value;
    }

    /** A list of numbers. */
    @SuppressWarnings("unchecked")
    static double[] numbers(Object list) {
        return ((List<Double>) list).stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
