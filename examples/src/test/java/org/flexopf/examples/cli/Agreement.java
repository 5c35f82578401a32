package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether an answer agrees with one that an independent program gave: every field of that is there, numbers agree, and
 * lists are as long. Fields beyond that are free. What was rounded to so many decimals agrees within these.
 *
 * @param absolute the largest difference of two numbers
 * @param relative the same as a share of the expected one; the larger of both counts
 */
record Agreement(double absolute, double relative) {

    /** A file among the resources of the tests. */
    static Path file(String name) {
        URL url = Agreement.class.getResource("/coordination/" + name);
        assertThat(url).as(name).isNotNull();
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such a file as JSON. */
    static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file(name)));
    }

    void check(String where, JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            assertThat(actual.isObject()).as(where + " is an object: " + actual).isTrue();
            expected.fieldNames()
                    .forEachRemaining(field -> check(where + "." + field, actual.path(field), expected.get(field)));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(where + " has as many: " + actual).isEqualTo(expected.size());
            for (int k = 0; k < expected.size(); k++) {
                check(where + "[" + k + "]", actual.get(k), expected.get(k));
            }
        } else if (expected.isNumber()) {
            assertThat(actual.isNumber()).as(where + " is a number: " + actual).isTrue();
            assertThat(actual.asDouble())
                    .as(where)
                    .isCloseTo(
                            expected.asDouble(), within(Math.max(absolute, relative * Math.abs(expected.asDouble()))));
        } else {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }

    /** As {@link #check}, and where the expected object has no further fields, there are none: nothing is missing. */
    void checkSameFields(String where, JsonNode actual, JsonNode expected) {
        assertThat(actual.fieldNames())
                .toIterable()
                .as(where)
                .containsExactlyInAnyOrderElementsOf(() -> expected.fieldNames());
        check(where, actual, expected);
    }
}
