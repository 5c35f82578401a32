package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator's own need, and the curve of what it can do above it, against independent programs. */
class CurvesTest {

    @ParameterizedTest
    @CsvSource({"hand2,LDF", "tri5,LDF", "tri5,SOCP"})
    void needsAndCurvesAgree(String name, FeederModel model) throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(AnswersTest.text("expected-" + name + ".json"))
                .path(model.label());
        TsoDsoSystem system = AnswersTest.system(name);
        Bench bench = new Bench(system, system.resources().toList(), SchemeOptions.of(model));
        List<FeederPoint> needs = bench.needs();
        for (int k = 0; k < needs.size(); k++) {
            Feeder feeder = system.feeders().get(k);
            FeederPoint need = needs.get(k);
            JsonNode known = expected.get("needs").get(feeder.name());
            double cost = known.get("cost").asDouble();
            assertThat(need.cost()).as(feeder.name()).isCloseTo(cost, within(1e-5 * Math.abs(cost) + 1e-5));
            assertThat(need.flow()).isCloseTo(known.get("interfaceFlow").asDouble(), within(1e-3));
            known.get("activations").properties().forEach(bid -> {
                assertThat(need.activations().of(bid.getKey()).up())
                        .as(bid.getKey())
                        .isCloseTo(bid.getValue().get(0).asDouble(), within(1e-3));
                assertThat(need.activations().of(bid.getKey()).down())
                        .as(bid.getKey())
                        .isCloseTo(bid.getValue().get(1).asDouble(), within(1e-3));
            });
            JsonNode curve = expected.get("localAs-curves").get(feeder.name());
            assertThat(curve.size()).isGreaterThan(2);
            for (JsonNode point : curve) {
                double whole = point.get(1).asDouble();
                // Flows are told to six digits, of which the dearest offer makes some 1e-4.
                assertThat(need.cost()
                                + SupplyCurve.point(
                                                bench,
                                                feeder,
                                                need.activations(),
                                                point.get(0).asDouble())
                                        .cost())
                        .as("%s at %s", feeder.name(), point)
                        .isCloseTo(whole, within(1e-4 * Math.abs(whole) + 2e-4));
            }
        }
    }

    @WithReferenceCases
    @ParameterizedTest
    @CsvSource({"nine,LDF", "nine,SOCP"})
    void ofTheLargerSystemToo(String name, FeederModel model) throws IOException {
        needsAndCurvesAgree(name, model);
    }
}
