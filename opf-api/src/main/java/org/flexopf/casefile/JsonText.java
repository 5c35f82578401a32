package org.flexopf.casefile;

import java.util.function.Consumer;

/** JSON texts of other modules, written as case files are: an element on each line, the same digits on every JDK. */
public final class JsonText {

    private JsonText() {}

    /**
     * A text that holds one object, and ends with a line break.
     *
     * @param content writes its fields
     * @throws IllegalArgumentException if a number is not finite
     */
    public static String of(Consumer<FieldWriter> content) {
        return JsonWriter.text(json -> {
            json.writeStartObject();
            content.accept(JsonFields.of(json));
            json.writeEndObject();
        });
    }
}
