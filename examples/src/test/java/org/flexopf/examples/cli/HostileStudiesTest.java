package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.flexopf.coordination.Study;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of studies with a value put out of place, one place at a time: each is refused with its element, or solved;
 * nothing else comes of it.
 */
class HostileStudiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is put in the place of a value, by turns. */
    private static final String[] INSTEAD = {"null", "\"NaN\"", "-1", "1e308", "[]", "{}", "true"};

    /** A value by the path to it: names of fields, and places in lists. */
    private record Place(List<String> path) {

        private Place below(String step) {
            List<String> longer = new ArrayList<>(path);
            longer.add(step);
            return new Place(longer);
        }

        /** The same for all places of a list. */
        private String kind() {
            return String.join("/", path).replaceAll("(^|/)\\d+", "$1#");
        }

        private void replace(JsonNode root, String text) throws IOException {
            JsonNode parent = root;
            for (String step : path.subList(0, path.size() - 1)) {
                parent = parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(step);
            }
            String last = path.get(path.size() - 1);
            if (parent instanceof ObjectNode object) {
                object.remove(last);
                if (!text.isEmpty()) {
                    object.set(last, JSON.readTree(text));
                }
            } else {
                ArrayNode list = (ArrayNode) parent;
                list.remove(Integer.parseInt(last));
                if (!text.isEmpty()) {
                    list.insert(Integer.parseInt(last), JSON.readTree(text));
                }
            }
        }
    }

    private static void places(JsonNode node, Place at, Set<String> kinds, List<Place> found) {
        if (!at.path().isEmpty() && kinds.add(at.kind())) {
            found.add(at);
        }
        if (node.isArray()) {
            for (int k = 0; k < Math.min(2, node.size()); k++) {
                places(node.get(k), at.below(String.valueOf(k)), kinds, found);
            }
        }
        for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            places(node.get(field), at.below(field), kinds, found);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "six-markets, dlfm @ --architecture P",
        "conflict-days, conflicts @",
        "ev-reserve, reserve @",
        "interface-year, curves @ --steps 2"
    })
    void everyPlaceIsRefusedWithItsElementOrSolved(String study, String call, @TempDir Path folder) throws IOException {
        String text = Study.named(study).orElseThrow().text();
        List<Place> places = new ArrayList<>();
        places(JSON.readTree(text), new Place(List.of()), new HashSet<>(), places);
        assertThat(places).hasSizeGreaterThan(20);
        Path file = folder.resolve("hostile.json");
        String[] arguments = Arrays.stream(call.split(" "))
                .map(argument -> argument.equals("@") ? file.toString() : argument)
                .toArray(String[]::new);
        int refused = 0;
        for (int k = 0; k < places.size(); k++) {
            Place place = places.get(k);
            // Taken out, and one thing instead of it.
            for (String instead : List.of("", INSTEAD[k % INSTEAD.length])) {
                JsonNode root = JSON.readTree(text);
                place.replace(root, instead);
                Files.writeString(file, JSON.writeValueAsString(root));
                Run run = run(arguments);
                String what = place.kind() + " as " + (instead.isEmpty() ? "nothing" : instead);
                assertThat(run.exitCode()).as(what + ": " + run.err()).isIn(ExitCode.SOLVED, ExitCode.BAD_INPUT);
                if (run.exitCode() == ExitCode.BAD_INPUT) {
                    refused++;
                    assertThat(run.err()).as(what).contains("hostile.json").doesNotContain("please report");
                    assertThat(run.out()).as(what).isEmpty();
                }
                if (instead.equals("1e308") && root.toString().contains("1.0E308") && run.exitCode() == 0) {
                    assertThat(place.kind()).as(what).matches("(#/)?(unit|sign|note|feeder/(name|interface))");
                }
            }
        }
        assertThat(refused).isGreaterThan(places.size());
        for (int end : new int[] {0, 1, text.length() / 3, text.length() / 2, text.length() - 3}) {
            Files.writeString(file, text.substring(0, end));
            Run run = run(arguments);
            assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err()).contains("hostile.json").containsAnyOf("cut off", "the text is empty");
        }
    }
}
