package org.flexopf.report.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** The document as JSON: flat fields, one object per element. A number that is not known is {@code null}. */
public final class JsonRenderer {

    private JsonRenderer() {}

    /** The document as one JSON object. */
    public static String render(ResultDocument document) {
        return render(writer -> Fields.visit(document, writer));
    }

    /** The origin of prices as one JSON object, which is the field {@code prices} of a document. */
    public static String render(PriceOrigin origin) {
        return render(writer -> Field.visit(Fields.PRICES, origin, writer));
    }

    /** Whether a relaxation is exact as one JSON object, which is the field {@code exactness} of a document. */
    public static String render(ExactnessResult exactness) {
        return render(writer -> Field.visit(Fields.EXACTNESS, exactness, writer));
    }

    private static String render(Consumer<Field.Visitor> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            content.accept(new Writer(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("JSON could not be written to memory", e);
        }
        return text.toString();
    }

    /** Something that writes to memory. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    /** Writes fields as they come. */
    private record Writer(JsonGenerator json) implements Field.Visitor {

        @Override
        public void single(String name, String unit, Object value) {
            write(() -> {
                json.writeFieldName(name);
                writeValue(value);
            });
        }

        @Override
        public void object(String name, List<? extends Field<?>> parts, Object value) {
            write(() -> {
                json.writeFieldName(name);
                writeObject(parts, value);
            });
        }

        @Override
        public void table(String name, List<? extends Field<?>> parts, List<?> values) {
            write(() -> {
                json.writeArrayFieldStart(name);
                for (Object value : values) {
                    writeObject(parts, value);
                }
                json.writeEndArray();
            });
        }

        private void writeObject(List<? extends Field<?>> parts, Object value) throws IOException {
            if (value == null) {
                json.writeNull();
                return;
            }
            json.writeStartObject();
            Field.visit(parts, value, this);
            json.writeEndObject();
        }

        private void writeValue(Object value) throws IOException {
            if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
                json.writeNull();
            } else if (value instanceof Double number) {
                json.writeNumber(number);
            } else if (value instanceof Integer whole) {
                json.writeNumber(whole);
            } else if (value instanceof Boolean truth) {
                json.writeBoolean(truth);
            } else if (value instanceof List<?> list) {
                json.writeStartArray();
                for (Object element : list) {
                    writeValue(element);
                }
                json.writeEndArray();
            } else {
                json.writeString((String) value);
            }
        }

        private static void write(Writing writing) {
            try {
                writing.run();
            } catch (IOException e) {
                throw new UncheckedIOException("JSON could not be written to memory", e);
            }
        }
    }
}
