package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;

/** JSON that a command writes itself. */
final class JsonOutput {

    private JsonOutput() {}

    /** Something that writes one JSON value. */
    @FunctionalInterface
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The value as a text that ends with a line break. */
    static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            content.writeTo(json);
        } catch (IOException e) {
            throw new IllegalStateException("JSON could not be written to memory", e);
        }
        return text + "\n";
    }

    /** A number, or null where there is none: JSON has no NaN. */
    static void number(JsonGenerator json, String field, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(field, value);
        } else {
            json.writeNullField(field);
        }
    }
}
