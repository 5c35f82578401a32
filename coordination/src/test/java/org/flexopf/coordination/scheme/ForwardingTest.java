package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.testkit.WithReferenceCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four ways to forward what local markets leave. */
class ForwardingTest {

    private static final SchemeOptions LDF = SchemeOptions.of(FeederModel.LDF);

    /**
     * Bids made of exact curves cost what clearing the curves themselves does, and bids that are filtered by the
     * largest volume what prequalification by it does: both by independent programs.
     */
    @ParameterizedTest
    @CsvSource({"hand2,LDF", "tri5,LDF", "tri5,SOCP"})
    void variantsCostWhatIndependentProgramsSay(String name, FeederModel model) throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(AnswersTest.text("expected-" + name + ".json"))
                .path(model.label());
        TsoDsoSystem system = AnswersTest.system(name);
        SchemeOptions options = SchemeOptions.of(model);
        double local = all.get("localAs").get("cost").asDouble();
        Outcome aggregated = Schemes.named("forwarding-aggregated").run(system, options);
        assertThat(aggregated.status()).as(aggregated.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
        assertThat(aggregated.dispatched().cost()).isCloseTo(local, within(1e-5 * Math.abs(local) + 3e-3));
        if (model == FeederModel.LDF) {
            double volume = all.get("prequalification-volume").get("cost").asDouble();
            assertThat(Schemes.named("forwarding-filtered")
                            .run(system, options)
                            .dispatched()
                            .cost())
                    .isCloseTo(volume, within(1e-4 * Math.abs(volume)));
        }
    }

    @WithReferenceCases
    @ParameterizedTest
    @CsvSource({"nine,LDF", "nine,SOCP"})
    void theLargerSystemToo(String name, FeederModel model) throws IOException {
        variantsCostWhatIndependentProgramsSay(name, model);
    }

    /**
     * The two feeders' curve of hand2 by hand: after the need h1 has 3 left at 50 by the line of 2 MW that it exports
     * over, then h2 at 55; what is called of them is served by h1.
     */
    @Test
    void theFeederForwardsItsOwnSteps() throws IOException {
        Outcome outcome = Schemes.named("forwarding-aggregated").run(AnswersTest.system("hand2"), LDF);
        assertThat(outcome.steps())
                .anySatisfy(step -> assertThat(step)
                        .startsWith("DSO H: forwards")
                        .contains("up 3.000")
                        .contains("MW at 50.000")
                        .contains("MW at 55.000"));
        assertThat(outcome.dispatched().cost()).isCloseTo(290.0, within(1e-3));
    }

    /**
     * On random systems: aggregated bids cost as much as exact curves, no less than the common market and no more than
     * curves of eleven points; filtered bids are safe in the linear model, and never cheaper than aggregated ones.
     */
    @Property(tries = 25, seed = "1710")
    void aggregatedIsTheLeastOfTheSafeOnes(@ForAll long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        Outcome exact = Schemes.named("localAs").run(system, LDF);
        Outcome aggregated = Schemes.named("forwarding-aggregated").run(system, LDF);
        Outcome filtered = Schemes.named("forwarding-filtered").run(system, LDF);
        Outcome sampled = Schemes.named("localAs-sampled11").run(system, LDF);
        boolean decided = exact.status() == OutcomeStatus.OPTIMAL
                && aggregated.status() == OutcomeStatus.OPTIMAL
                && filtered.status() == OutcomeStatus.OPTIMAL
                && sampled.status() == OutcomeStatus.OPTIMAL;
        Share.atLeast(50.0, "systems in which all variants decide", decided);
        if (decided) {
            double cost = exact.dispatched().cost();
            double rounding = 1e-4 * Math.abs(cost) + 2e-2;
            assertThat(aggregated.dispatched().cost()).isCloseTo(cost, within(rounding));
            assertThat(aggregated.dispatched().cost())
                    .isLessThanOrEqualTo(sampled.dispatched().cost() + rounding);
            assertThat(aggregated.dispatched().cost())
                    .isLessThanOrEqualTo(filtered.dispatched().cost() + rounding);
        }
    }
}
