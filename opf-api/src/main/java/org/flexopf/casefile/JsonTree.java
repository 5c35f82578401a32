package org.flexopf.casefile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON text as values that know where they stand. */
final class JsonTree {

    /** A value with its place, both counted from 1. */
    sealed interface Node {

        int line();

        int column();

        /** What messages call it. */
        String describe();
    }

    record NumberNode(double value, boolean whole, int line, int column) implements Node {
        @Override
        public String describe() {
            return "the number " + value;
        }
    }

    record TextNode(String value, int line, int column) implements Node {
        @Override
        public String describe() {
            return "the text \"" + value + "\"";
        }
    }

    record FlagNode(boolean value, int line, int column) implements Node {
        @Override
        public String describe() {
            return String.valueOf(value);
        }
    }

    record NullNode(int line, int column) implements Node {
        @Override
        public String describe() {
            return "null";
        }
    }

    record ListNode(List<Node> items, int line, int column) implements Node {
        @Override
        public String describe() {
            return "a list of " + items.size();
        }
    }

    record ObjectNode(Map<String, Node> fields, int line, int column) implements Node {
        @Override
        public String describe() {
            return "an object";
        }
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /**
     * Reads a text.
     *
     * @throws CaseFileException at the first place where it is no JSON
     */
    static Node parse(String file, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return onlyNode(file, parser);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static Node onlyNode(String file, JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new CaseFileException(
                        file, 0, "no JSON value", "the text is empty", "give a file with a value in it");
            }
            Node root = node(file, parser);
            if (parser.nextToken() != null) {
                throw new CaseFileException(
                        file,
                        parser.currentTokenLocation().getLineNr(),
                        "more text",
                        "a file has a single value",
                        "take out what follows its end");
            }
            return root;
        } catch (JsonProcessingException e) {
            // A text that exceeds the limits of the parser is refused without a location.
            JsonLocation place = e.getLocation() == null ? parser.currentTokenLocation() : e.getLocation();
            throw new CaseFileException(
                    file,
                    place.getLineNr(),
                    "column " + place.getColumnNr() + ": " + firstLine(e.getOriginalMessage()),
                    "this is no valid JSON",
                    "correct it there; if the file was cut off, restore the rest");
        }
    }

    private static Node node(String file, JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        int column = parser.currentTokenLocation().getColumnNr();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Node> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, node(file, parser));
                }
                yield new ObjectNode(fields, line, column);
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(file, parser));
                }
                yield new ListNode(items, line, column);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double value = Double.parseDouble(parser.getText());
                if (Double.isInfinite(value)) {
                    throw new CaseFileException(
                            file,
                            line,
                            "column " + column + ": " + parser.getText(),
                            "the number is too large for a double",
                            "leave the field out if there is no limit, else correct the exponent");
                }
                yield new NumberNode(value, token == JsonToken.VALUE_NUMBER_INT, line, column);
            }
            case VALUE_STRING -> new TextNode(parser.getText(), line, column);
            case VALUE_TRUE, VALUE_FALSE -> new FlagNode(token == JsonToken.VALUE_TRUE, line, column);
            case VALUE_NULL -> new NullNode(line, column);
            default -> throw new IllegalStateException("a text parser gives no token " + token);
        };
    }

    /** The parser knows no name of what it reads, and says so in brackets in the middle of its sentence. */
    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).replaceAll("\\[Source: [^;]*; ([^]]*)\\]", "$1");
    }
}
