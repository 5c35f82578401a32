package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Where {@code --json} goes: a file, or {@code -} for standard output, which then holds nothing else. */
record JsonOutput(String target) {

    private static final String STANDARD_OUTPUT = "-";

    /** Something that writes one JSON value. */
    @FunctionalInterface
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    boolean isStandardOutput() {
        return STANDARD_OUTPUT.equals(target);
    }

    void write(PrintWriter standardOutput, Content content) {
        write(standardOutput, text(content));
    }

    private static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            content.writeTo(json);
        } catch (IOException e) {
            throw new IllegalStateException("JSON could not be written to memory", e);
        }
        return text.toString();
    }

    void write(PrintWriter standardOutput, String text) {
        if (isStandardOutput()) {
            standardOutput.println(text);
            standardOutput.flush();
            return;
        }
        TextFile.write(target, text + "\n", ", or - for standard output");
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
