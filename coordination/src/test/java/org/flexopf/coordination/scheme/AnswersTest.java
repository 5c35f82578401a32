package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.flexopf.coordination.InterfaceFlow;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every scheme against the answers of independent programs, by both models of feeders. */
class AnswersTest {

    static String text(String file) throws IOException {
        try (InputStream stream = AnswersTest.class.getResourceAsStream(file)) {
            return stream == null
                    ? Files.readString(ReferenceCases.path("coordination/" + file))
                    : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static TsoDsoSystem system(String name) throws IOException {
        return Systems.names().contains(name)
                ? Systems.load(name)
                : SystemFile.parse("system-" + name + ".json", text("system-" + name + ".json"));
    }

    @WithReferenceCases
    @ParameterizedTest
    @CsvSource({"nine,LDF", "nine,SOCP"})
    void allAgreeOnTheLargerSystem(String system, FeederModel feeders) throws IOException {
        schemesAgree(system, feeders);
        furtherFiguresAgree(system, feeders);
    }

    @ParameterizedTest
    @CsvSource({"hand2,LDF", "burn,LDF", "burn,SOCP", "tri5,LDF", "tri5,SOCP"})
    void schemesAgree(String system, FeederModel feeders) throws IOException {
        JsonNode all = new ObjectMapper().readTree(text("expected-" + system + ".json"));
        Expected answers = new Expected(system, feeders);
        for (CoordinationScheme scheme : Schemes.all()) {
            JsonNode expected = all.path(feeders.label()).path(scheme.name());
            if (expected.has("cost")) {
                answers.check(expected, scheme.run(system(system), SchemeOptions.of(feeders)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"hand2,LDF", "burn,LDF", "burn,SOCP", "tri5,LDF", "tri5,SOCP"})
    void furtherFiguresAgree(String system, FeederModel feeders) throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(text("expected-" + system + ".json"))
                .path(feeders.label());
        TsoDsoSystem tested = system(system);
        SchemeOptions options = SchemeOptions.of(feeders);

        JsonNode shared = all.get("sharedBalancing");
        Outcome kept = Schemes.named("sharedBalancing").run(tested, options);
        assertThat(kept.status().label()).isEqualTo(shared.get("status").asText());
        shared.get("parts").properties().forEach(part -> {
            if (part.getValue().get("status").asText().equals("optimal")) {
                double cost = part.getValue().get("cost").asDouble();
                assertThat(kept.figure("cost " + part.getKey()))
                        .as(part.getKey())
                        .isCloseTo(cost, within(1e-5 * Math.abs(cost) + 1e-6));
            } else if (part.getValue().has("leastDeviationMW")) {
                assertThat(kept.figure("least deviation " + part.getKey()))
                        .isCloseTo(part.getValue().get("leastDeviationMW").asDouble(), within(1e-3));
                assertThat(kept.message()).contains("network " + part.getKey() + " cannot keep");
            } else {
                assertThat(kept.message()).contains("network " + part.getKey());
                assertThat(kept.status()).isEqualTo(OutcomeStatus.INFEASIBLE);
            }
        });

        for (int samples : List.of(11, 41)) {
            JsonNode sampled = all.get("localAs-sampled" + samples);
            Outcome outcome = Schemes.named("localAs-sampled" + samples).run(tested, options);
            double cost = sampled.get("cost").asDouble();
            assertThat(outcome.dispatched().cost()).as(system).isCloseTo(cost, within(1e-4 * Math.abs(cost)));
            assertThat(outcome.figure("curve cost"))
                    .isCloseTo(sampled.get("curveCost").asDouble(), within(1e-4 * Math.abs(cost)));
        }

        decentralisedAgree(all, tested, options);

        JsonNode fragmented = all.get("fragmented");
        Outcome dayAhead = Schemes.named("fragmented").run(tested, options);
        check(fragmented.get("lagrangianAtDayAheadPrice"), dayAhead.figure("lagrangian"), 1e-5);
        new Expected(system, feeders).check(fragmented.get("sequentialAtDayAheadPrice"), dayAhead);
        Outcome best = Schemes.named("fragmented-optimal").run(tested, options);
        check(fragmented.get("lagrangianAtOptimalPrices"), best.figure("lagrangian"), 1e-5);
        fragmented
                .get("optimalInterfacePrices")
                .properties()
                .forEach(price -> assertThat(best.figure("interface price " + price.getKey()))
                        .isCloseTo(price.getValue().asDouble(), within(1e-3)));

        JsonNode integrated = all.get("integrated");
        Outcome market = Schemes.named("integrated").run(tested, options);
        check(integrated.get("welfare"), market.figure("welfare"), 1e-5);
        check(integrated.get("activationCost"), market.dispatched().cost(), 1e-5);
        for (String kind : List.of("bought", "resold")) {
            integrated
                    .get(kind)
                    .properties()
                    .forEach(field -> assertThat(market.figure(kind + " " + field.getKey()))
                            .isCloseTo(field.getValue().asDouble(), within(1e-3)));
        }
        new Expected(system, feeders).checkActivations(integrated, market, "integrated");
    }

    /** The linear model does not see that losses pull voltages down: at a lower limit it fails AC, or keeps off. */
    @WithReferenceCases
    @Test
    void aMarginMakesPlansOfTheLinearModelSafe() throws IOException {
        TsoDsoSystem nine = system("nine");
        SchemeOptions linear = SchemeOptions.of(FeederModel.LDF);
        Outcome common = Schemes.named("common").run(nine, linear);
        assertThat(common.isGridSafe()).isFalse();
        assertThat(common.verified().feeder("Y").violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.element()).isEqualTo("vmin 4"));
        Outcome careful = Schemes.named("common").run(nine, linear.withVoltageMargin(4e-4));
        assertThat(careful.isGridSafe()).as(careful.toString()).isTrue();
        assertThat(careful.dispatched().cost())
                .isBetween(common.dispatched().cost(), common.dispatched().cost() + 2.0);
    }

    /** Parties that tell next to nothing find the common market, whichever way they agree on flows. */
    private static void decentralisedAgree(JsonNode all, TsoDsoSystem system, SchemeOptions options) {
        for (String scheme : List.of("decentralised", "decentralised-dual", "decentralised-cuts")) {
            Outcome outcome = Schemes.named(scheme).run(system, options);
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
            check(all.get("common").get("cost"), outcome.dispatched().cost(), 1e-5);
            for (InterfaceFlow flow : outcome.dispatched().interfaces()) {
                JsonNode common = all.get("common").get("interfaceFlow").get(flow.feeder());
                assertThat(flow.flow()).as(outcome.toString()).isCloseTo(common.asDouble(), within(1e-3));
            }
        }
        JsonNode admm = all.get("decentralised");
        Outcome outcome = Schemes.named("decentralised").run(system, options);
        for (int k = 0; k < system.feeders().size(); k++) {
            String feeder = system.feeders().get(k).name();
            assertThat(outcome.figure("interface price " + feeder))
                    .isCloseTo(admm.get("multiplier").get(k).asDouble(), within(1e-3));
            assertThat(outcome.dispatched().at(feeder).flow())
                    .isCloseTo(admm.get("F").get(k).asDouble(), within(1e-3));
        }
        assertThat(outcome.rounds())
                .isBetween(
                        admm.get("iterations").asInt() - 2,
                        admm.get("iterations").asInt() + 2);
        assertThat(outcome.messageCount()).isEqualTo(2 * system.feeders().size() * outcome.rounds());
    }

    private static void check(JsonNode expected, double actual, double relative) {
        assertThat(actual).isCloseTo(expected.asDouble(), within(relative * Math.abs(expected.asDouble()) + 1e-6));
    }
}
