package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Violation;

/**
 * What an independent program says of a system.
 *
 * @param name the name of the system
 * @param model how its feeders are modelled
 */
record Expected(String name, FeederModel model) {

    /** Activations of nine, by the cone model, that lie in a flat direction. */
    private static final Set<String> FLAT = Set.of("z18", "z25");

    void check(JsonNode expected, Outcome outcome) {
        String what = name + " " + model + " " + outcome;
        assertThat(outcome.status().label())
                .as(what)
                .isEqualTo(expected.get("status").asText());
        double cost = expected.get("cost").asDouble();
        assertThat(outcome.dispatched().cost())
                .as(what)
                .isCloseTo(cost, within(rounded(outcome) * Math.abs(cost) + 1e-6));
        checkActivations(expected, outcome, what);
        expected.path("interfaceFlow")
                .properties()
                .forEach(flow -> assertThat(
                                outcome.dispatched().at(flow.getKey()).flow())
                        .as(what)
                        .isCloseTo(flow.getValue().asDouble(), within(1e-3)));
        expected.path("price")
                .properties()
                .forEach(price -> assertThat(outcome.dispatched().prices().get(Integer.valueOf(price.getKey())))
                        .as("%s, price %s", what, price.getKey())
                        .isCloseTo(price.getValue().asDouble(), within(1e-3)));
        // By the linear model any reactive power is as good as any other, and AC figures depend on it.
        if (!(name.equals("nine") && model == FeederModel.LDF)) {
            checkVerification(expected, outcome, what);
        }
    }

    private boolean isFlat(String resource) {
        return name.equals("nine") && model == FeederModel.SOCP && FLAT.contains(resource);
    }

    /** What the answers support: shares and samples are found by bisection, and stop where that does. */
    private static double rounded(Outcome outcome) {
        return outcome.scheme().matches("prequal.*|blocking|.*sampled.*") ? 1e-4 : 1e-5;
    }

    void checkActivations(JsonNode expected, Outcome outcome, String what) {
        Activations activations = outcome.dispatched().activations();
        List<JsonNode> parts = new ArrayList<>(List.of(expected.path("transmission")));
        expected.path("distribution").forEach(parts::add);
        for (JsonNode part : parts) {
            part.properties().forEach(field -> {
                Activation activation = activations.of(field.getKey());
                double tolerance = isFlat(field.getKey()) ? 5e-3 : 1e-3;
                assertThat(activation.up())
                        .as("%s, %s up", what, field.getKey())
                        .isCloseTo(field.getValue().get(0).asDouble(), within(tolerance));
                assertThat(activation.down())
                        .as("%s, %s down", what, field.getKey())
                        .isCloseTo(field.getValue().get(1).asDouble(), within(tolerance));
            });
        }
    }

    void checkVerification(JsonNode expected, Outcome outcome, String what) {
        JsonNode ac = expected.path("afterAc");
        if (ac.isMissingNode()) {
            return;
        }
        List<String> violations = new ArrayList<>();
        for (int k = 0; k < ac.get("interfaceFlowAc").size(); k++) {
            var state = outcome.verified().feeders().get(k);
            assertThat(state.flow())
                    .as(what)
                    .isCloseTo(ac.get("interfaceFlowAc").get(k).asDouble(), within(1e-3));
            assertThat(state.reactiveFlow())
                    .as(what)
                    .isCloseTo(ac.get("interfaceQAc").get(k).asDouble(), within(1e-3));
            assertThat(state.vMin()).as(what).isCloseTo(ac.get("vmin").get(k).asDouble(), within(1e-5));
            assertThat(state.vMax()).as(what).isCloseTo(ac.get("vmax").get(k).asDouble(), within(1e-5));
            for (JsonNode violation : ac.get("distributionViolations").get(k)) {
                JsonNode at = violation.get(1);
                violations.add(violation.get(0).asText() + " "
                        + (at.isArray() ? at.get(0).asText() + "-" + at.get(1).asText() : at.asText()));
            }
        }
        ac.get("transmissionOverloads")
                .forEach(line -> violations.add(
                        "line " + line.get(0).asText() + "-" + line.get(1).asText()));
        assertThat(outcome.verified().violations().stream().map(Violation::element))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(violations);
        assertThat(outcome.verified().residualImbalance())
                .as(what)
                .isCloseTo(ac.get("residualImbalanceMW").asDouble(), within(1e-3));
        double closed = expected.get("closed").get("cost").asDouble();
        assertThat(outcome.verified().closedCost())
                .as(what)
                .isCloseTo(closed, within(rounded(outcome) * Math.abs(closed) + 1e-6));
        assertThat(outcome.isGridSafe())
                .as(what)
                .isEqualTo(expected.get("closed").get("gridSafe").asBoolean());
    }
}
