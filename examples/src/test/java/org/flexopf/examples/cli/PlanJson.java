package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests read the JSON of plans. */
final class PlanJson {

    private PlanJson() {}

    /** A file of the reference horizons of the tests. */
    static Path reference(String name) throws Exception {
        return Path.of(PlanJson.class
                .getResource("/org/flexopf/examples/horizon/" + name)
                .toURI());
    }

    /** One number for each period, near those of the answer. */
    static void assertSeries(String what, List<JsonNode> ours, JsonNode theirs, double tolerance) {
        assertThat(ours).as(what).hasSize(theirs.size());
        for (int t = 0; t < ours.size(); t++) {
            assertThat(ours.get(t).isNumber())
                    .as("%s in period %d", what, t + 1)
                    .isTrue();
            assertThat(ours.get(t).asDouble())
                    .as("%s in period %d", what, t + 1)
                    .isCloseTo(theirs.get(t).asDouble(), within(tolerance));
        }
    }

    /** A figure of an element in every period. */
    static List<JsonNode> overTime(JsonNode plan, String list, String key, String id, String figure) {
        List<JsonNode> series = new ArrayList<>();
        for (JsonNode period : plan.get("periods")) {
            for (JsonNode element : period.get(list)) {
                if (element.get(key).asText().equals(id)) {
                    series.add(element.get(figure));
                }
            }
        }
        return series;
    }

    /** The entries of an array. */
    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }
}
