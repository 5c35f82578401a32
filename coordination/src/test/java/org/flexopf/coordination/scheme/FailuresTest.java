package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Load;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong has a defined outcome, and a message that names the network and what is wrong there. */
class FailuresTest {

    private static final List<String> ROUNDS = List.of("decentralised", "decentralised-dual");

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void release() {
        end.countDown();
        pool.shutdownNow();
    }

    /** Feeder B answers so. */
    private SchemeOptions with(Function<FeederAgent.Question, FeederAgent.Answer> answer, Duration patience) {
        UnaryOperator<FeederAgent> agents =
                agent -> agent.feeder().equals("B") ? FeederAgent.instead(agent, answer) : agent;
        return SchemeOptions.of(FeederModel.LDF).withParties(new SchemeOptions.Parties(pool, patience, agents));
    }

    private void assertEnds(SchemeOptions options, OutcomeStatus status, String... words) throws IOException {
        TsoDsoSystem system = AnswersTest.system("tri5");
        for (String scheme : ROUNDS) {
            Outcome outcome = Schemes.named(scheme).run(system, options);
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(status);
            assertThat(outcome.message()).contains("network B").contains(words);
            assertThat(outcome.dispatch()).isEmpty();
            assertThat(outcome.settlement().payments()).isEmpty();
        }
    }

    @Test
    void anOperatorThatDoesNotAnswerEndsTheRounds() throws IOException {
        assertEnds(
                with(
                        question -> {
                            try {
                                end.await(1, TimeUnit.MINUTES);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return new FeederAgent.Answer(0.0, 0.0, 0.0);
                        },
                        Duration.ofMillis(300)),
                OutcomeStatus.NO_ANSWER,
                "within 300 ms",
                "round 1",
                "nothing is activated");
    }

    /** An answer that comes after all is not looked at, though it would be a good one. */
    @Test
    void anAnswerThatIsLateIsNone() throws IOException {
        assertEnds(
                with(
                        question -> {
                            if (question.round() == 3) {
                                try {
                                    end.await(700, TimeUnit.MILLISECONDS);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                            return new FeederAgent.Answer(1.0 + 1.0 / question.round(), 20.0, 0.0);
                        },
                        Duration.ofMillis(400)),
                OutcomeStatus.NO_ANSWER,
                "round 3",
                "a later answer is not looked at");
    }

    @Test
    void notANumberIsNoAnswer() throws IOException {
        assertEnds(
                with(question -> new FeederAgent.Answer(Double.NaN, 1.0, 0.0), Duration.ofSeconds(20)),
                OutcomeStatus.NO_ANSWER,
                "flow=NaN",
                "round 1");
        assertEnds(with(question -> null, Duration.ofSeconds(20)), OutcomeStatus.NO_ANSWER, "null");
        assertEnds(
                with(
                        question -> {
                            throw new IllegalStateException("out of order");
                        },
                        Duration.ofSeconds(20)),
                OutcomeStatus.NO_ANSWER,
                "out of order");
    }

    @Test
    void anOperatorThatHasNoSolutionSaysSo() throws IOException {
        assertEnds(
                with(
                        question -> {
                            throw new SchemeFailure(OutcomeStatus.INFEASIBLE, "network B has no solution: line 4-5");
                        },
                        Duration.ofSeconds(20)),
                OutcomeStatus.INFEASIBLE,
                "line 4-5");
    }

    @Test
    void roundsThatRunOutTellTheGap() throws IOException {
        SchemeOptions options =
                SchemeOptions.of(FeederModel.LDF).withRounds(new SchemeOptions.Rounds(0.8, 1e-4, 1e-3, 3));
        for (String scheme : List.of("decentralised", "decentralised-dual", "decentralised-cuts")) {
            Outcome outcome = Schemes.named(scheme).run(AnswersTest.system("tri5"), options);
            assertThat(outcome.status()).as(scheme).isEqualTo(OutcomeStatus.NOT_CONVERGED);
            assertThat(outcome.message()).contains("after 3 rounds").containsPattern("[0-9]\\.[0-9]");
            assertThat(outcome.dispatch()).isEmpty();
        }
    }

    /** Feeder H without what relieves its line 2-4: no scheme that looks at limits has an answer. */
    @ParameterizedTest
    @ValueSource(strings = {"common", "blocking", "localAs", "prequalification-volume", "fragmented", "decentralised"})
    void aFeederThatCannotKeepItsLimitsIsNamed(String scheme) throws IOException {
        TsoDsoSystem system = AnswersTest.system("hand2");
        Feeder feeder = system.feeders().get(0);
        TsoDsoSystem helpless = system.withAreas(
                system.transmission(),
                List.of(feeder.withArea(feeder.area()
                        .withResources(feeder.area().resources().stream()
                                .filter(resource -> !resource.id().equals("h2"))
                                .toList()))));
        for (FeederModel model : FeederModel.values()) {
            Outcome outcome = Schemes.named(scheme).run(helpless, SchemeOptions.of(model));
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.INFEASIBLE);
            assertThat(outcome.message())
                    .contains("branch 3 (2-4)", "out of balance at bus 4")
                    .contains(scheme.equals("common") ? "in H" : "network H");
        }
        assertThat(Schemes.named("centralisedIgnoringLimits")
                        .run(helpless, SchemeOptions.of(FeederModel.LDF))
                        .verified()
                        .violations())
                .anyMatch(violation -> violation.element().equals("line 2-4"));
    }

    /** What has no power flow at all is no state, and nobody is told one. */
    @Test
    void aFeederWithoutPowerFlowHasNoVerifiedState() throws IOException {
        TsoDsoSystem system = AnswersTest.system("hand2");
        Feeder feeder = system.feeders().get(0);
        TsoDsoSystem heavy = system.withAreas(
                system.transmission(),
                List.of(feeder.withArea(feeder.area()
                        .withNetwork(feeder.area().network().toBuilder()
                                .mapBranches(branch -> branch.withRating(Double.POSITIVE_INFINITY))
                                .build())
                        .withImbalance(0.0, 0.0, 0.0, -90_000.0))));
        Outcome outcome = Schemes.named("centralisedIgnoringLimits").run(heavy, SchemeOptions.of(FeederModel.SOCP));
        assertThat(outcome.status()).isEqualTo(OutcomeStatus.INFEASIBLE);
        assertThat(outcome.message()).contains("network H").contains("no power flow");
    }

    /** The transmission network may be what fails. */
    @Test
    void aTransmissionNetworkThatCannotBalanceIsNamed() throws IOException {
        TsoDsoSystem system = AnswersTest.system("hand2");
        TsoDsoSystem shortOfAll = system.withAreas(system.transmission().withImbalance(-500.0, 0.0), system.feeders());
        for (String scheme : List.of("centralisedIgnoringLimits", "blocking", "sharedBalancing")) {
            Outcome outcome = Schemes.named(scheme).run(shortOfAll, SchemeOptions.of(FeederModel.LDF));
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.INFEASIBLE);
            assertThat(outcome.message()).contains("network transmission").contains("t1 up at bus 1");
        }
    }

    /** A proposal whose losses the transmission network cannot make up is told as one that cannot be closed. */
    @Test
    void whatCannotBeClosedIsNotSafe() throws IOException {
        TsoDsoSystem system = AnswersTest.system("hand2");
        Feeder feeder = system.feeders().get(0);
        TsoDsoSystem tight = system.withAreas(
                system.transmission()
                        .withResources(system.transmission().resources().stream()
                                .map(resource -> resource.withOffers(
                                        resource.up().withQuantity(0.5),
                                        resource.down().withQuantity(0.0)))
                                .toList()),
                List.of(feeder));
        Outcome outcome = Schemes.named("common").run(tight, SchemeOptions.of(FeederModel.LDF));
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
        assertThat(outcome.verified().closing()).isEmpty();
        assertThat(outcome.isGridSafe()).isFalse();
        assertThat(outcome.message()).contains("cannot be closed");
        assertThat(tight.transmission().network().elements(Load.KIND)).isNotEmpty();
    }
}
