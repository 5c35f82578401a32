package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Load;
import org.flexopf.network.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong has a defined outcome, and a message that names the network and what is wrong there. */
class FailuresTest {

    private static final List<String> ROUNDS = List.of("decentralised", "decentralised-dual", "decentralised-cuts");

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void release() {
        end.countDown();
        pool.shutdownNow();
    }

    /** An agent that answers every question so, by prices as by flows. */
    private record Odd(
            FeederAgent agent, Supplier<Range> telling, Function<Integer, Answer> answer, AtomicInteger rounds)
            implements FeederAgent {

        @Override
        public String feeder() {
            return agent.feeder();
        }

        @Override
        public Range range() {
            return telling == null ? agent.range() : telling.get();
        }

        @Override
        public Answer answer(Question question) {
            return answer.apply(question.round());
        }

        @Override
        public Answer at(double flow) {
            return answer.apply(rounds.incrementAndGet());
        }
    }

    private SchemeOptions with(Supplier<Range> range, Function<Integer, FeederAgent.Answer> answer, Duration patience) {
        UnaryOperator<FeederAgent> agents =
                agent -> agent.feeder().equals("B") ? new Odd(agent, range, answer, new AtomicInteger()) : agent;
        return SchemeOptions.of(FeederModel.LDF).withParties(new SchemeOptions.Parties(pool, patience, agents));
    }

    /** Feeder B answers so in a round of that number. */
    private SchemeOptions with(Function<Integer, FeederAgent.Answer> answer, Duration patience) {
        return with(null, answer, patience);
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
                        round -> {
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
                        round -> {
                            if (round == 2) {
                                try {
                                    end.await(700, TimeUnit.MILLISECONDS);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                            return new FeederAgent.Answer(1.0 + 1.0 / round, 20.0, 0.0);
                        },
                        Duration.ofMillis(400)),
                OutcomeStatus.NO_ANSWER,
                "round 2",
                "a later answer is not looked at");
    }

    @Test
    void notANumberIsNoAnswer() throws IOException {
        assertEnds(
                with(round -> new FeederAgent.Answer(Double.NaN, 1.0, 0.0), Duration.ofSeconds(20)),
                OutcomeStatus.NO_ANSWER,
                "flow=NaN",
                "round 1");
        assertEnds(with(round -> null, Duration.ofSeconds(20)), OutcomeStatus.NO_ANSWER, "null");
        assertEnds(
                with(
                        round -> {
                            throw new IllegalStateException("out of order");
                        },
                        Duration.ofSeconds(20)),
                OutcomeStatus.NO_ANSWER,
                "out of order");
    }

    @Test
    void infinityIsNoAnswerEither() throws IOException {
        assertEnds(
                with(round -> new FeederAgent.Answer(1.0, Double.POSITIVE_INFINITY, 0.0), Duration.ofSeconds(20)),
                OutcomeStatus.NO_ANSWER,
                "cost=Infinity");
        assertEnds(
                with(round -> new FeederAgent.Answer(1.0, 1.0, Double.NaN), Duration.ofSeconds(20)),
                OutcomeStatus.NO_ANSWER,
                "slope=NaN");
    }

    /** The range of a feeder's flow is asked for by prices and by tangents. */
    @Test
    void aRangeThatIsNoneIsNoAnswer() throws IOException {
        TsoDsoSystem system = AnswersTest.system("tri5");
        List<Supplier<Range>> ranges = new ArrayList<>();
        ranges.add(() -> new Range(Double.NaN, 1.0));
        ranges.add(() -> new Range(2.0, 1.0));
        ranges.add(() -> new Range(0.0, Double.POSITIVE_INFINITY));
        ranges.add(() -> {
            throw new IllegalStateException("out of order");
        });
        for (String scheme : List.of("decentralised-dual", "decentralised-cuts")) {
            for (Supplier<Range> range : ranges) {
                Outcome outcome = Schemes.named(scheme).run(system, with(range, round -> null, Duration.ofSeconds(20)));
                assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.NO_ANSWER);
                assertThat(outcome.message()).contains("network B", "the range of its flow");
                assertThat(outcome.dispatch()).isEmpty();
            }
        }
    }

    /** What an operator says of itself need not name its network: the message does. */
    @Test
    void aReasonIsNamedByItsNetwork() throws IOException {
        assertEnds(
                with(
                        round -> {
                            throw new SchemeFailure(OutcomeStatus.INFEASIBLE, "bus 6 is below its least voltage");
                        },
                        Duration.ofSeconds(20)),
                OutcomeStatus.INFEASIBLE,
                "bus 6 is below its least voltage");
    }

    /** Nobody who answers, or somebody who answers for another: told before the first round. */
    @Test
    void aFeederWithoutAnAgentIsNamed() throws IOException {
        TsoDsoSystem system = AnswersTest.system("tri5");
        for (String scheme : ROUNDS) {
            SchemeOptions none = SchemeOptions.of(FeederModel.LDF)
                    .withParties(new SchemeOptions.Parties(
                            pool,
                            Duration.ofSeconds(20),
                            agent -> agent.feeder().equals("B") ? null : agent));
            assertThat(Schemes.named(scheme).run(system, none).message())
                    .contains("network B", "no agent answers for it");
            List<FeederAgent> first = new ArrayList<>();
            SchemeOptions another = none.withParties(new SchemeOptions.Parties(pool, Duration.ofSeconds(20), agent -> {
                first.add(agent);
                return first.get(0);
            }));
            Outcome outcome = Schemes.named(scheme).run(system, another);
            assertThat(outcome.status()).isEqualTo(OutcomeStatus.NO_ANSWER);
            assertThat(outcome.message()).contains("network B", "an agent of A was given for it");
        }
    }

    /** An answer that is a number and makes no sense ends the rounds without an agreement, or is found by the check. */
    @Test
    void numbersThatMakeNoSenseActivateNothing() throws IOException {
        TsoDsoSystem system = AnswersTest.system("tri5");
        for (double flow : new double[] {1e9, -1e9, 1e300}) {
            SchemeOptions options = with(round -> new FeederAgent.Answer(flow, 0.0, 0.0), Duration.ofSeconds(20))
                    .withRounds(new SchemeOptions.Rounds(0.8, 1e-4, 1e-3, 20, false));
            for (String scheme : List.of("decentralised", "decentralised-dual")) {
                Outcome outcome = Schemes.named(scheme).run(system, options);
                assertThat(outcome.status()).as(outcome.toString()).isNotEqualTo(OutcomeStatus.OPTIMAL);
                assertThat(outcome.dispatch()).isEmpty();
                assertThat(outcome.message()).isNotBlank();
            }
        }
    }

    /** Tangents that lie above the costs of others: the lower bound passes the upper one, and that is told. */
    @Test
    void tangentsThatLieAreFound() throws IOException {
        TsoDsoSystem system = AnswersTest.system("tri5");
        SchemeOptions options = with(
                        round -> new FeederAgent.Answer(0.0, 1000.0 / round, 1e4 * round), Duration.ofSeconds(20))
                .withRounds(new SchemeOptions.Rounds(0.8, 1e-4, 1e-3, 40, false));
        Outcome outcome = Schemes.named("decentralised-cuts").run(system, options);
        assertThat(outcome.status()).as(outcome.toString()).isNotEqualTo(OutcomeStatus.OPTIMAL);
        assertThat(outcome.dispatch()).isEmpty();
    }

    /** An operator that hangs in a day is waited for once in a round, and its task is interrupted. */
    @Test
    void anOperatorThatHangsIsWaitedForOnce() throws Exception {
        TsoDsoSystem system = AnswersTest.system("tri5");
        CountDownLatch interrupted = new CountDownLatch(2);
        SchemeOptions options = with(
                round -> {
                    try {
                        end.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return null;
                },
                Duration.ofSeconds(3));
        long begin = System.nanoTime();
        DayOutcome day =
                Schemes.named("decentralised").run(new TsoDsoDay("day", 1.0, Collections.nCopies(12, system)), options);
        assertThat(1e-9 * (System.nanoTime() - begin)).isLessThan(30.0);
        assertThat(day.periods()).hasSize(12).allSatisfy(period -> {
            assertThat(period.status()).isEqualTo(OutcomeStatus.NO_ANSWER);
            assertThat(period.message()).contains("network B", "within 3000 ms");
        });
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A period in which an operator fails does not touch the others. */
    @Test
    void aPeriodThatFailsLeavesTheOthers() throws IOException {
        TsoDsoSystem system = AnswersTest.system("tri5");
        AtomicInteger agents = new AtomicInteger();
        SchemeOptions options = SchemeOptions.of(FeederModel.LDF)
                .withParties(new SchemeOptions.Parties(
                        pool,
                        Duration.ofSeconds(60),
                        agent -> agent.feeder().equals("B") && agents.incrementAndGet() == 2
                                ? FeederAgent.instead(agent, question -> null)
                                : agent));
        DayOutcome day =
                Schemes.named("decentralised").run(new TsoDsoDay("day", 1.0, List.of(system, system, system)), options);
        assertThat(day.periods().get(1).status()).isEqualTo(OutcomeStatus.NO_ANSWER);
        Outcome alone = Schemes.named("decentralised").run(system, SchemeOptions.of(FeederModel.LDF));
        assertThat(day.periods().get(0)).isEqualTo(alone);
        assertThat(day.periods().get(2)).isEqualTo(alone);
    }

    @Test
    void anOperatorThatHasNoSolutionSaysSo() throws IOException {
        assertEnds(
                with(
                        round -> {
                            throw new SchemeFailure(OutcomeStatus.INFEASIBLE, "network B has no solution: line 4-5");
                        },
                        Duration.ofSeconds(20)),
                OutcomeStatus.INFEASIBLE,
                "line 4-5");
    }

    @Test
    void roundsThatRunOutTellTheGap() throws IOException {
        SchemeOptions options =
                SchemeOptions.of(FeederModel.LDF).withRounds(new SchemeOptions.Rounds(0.8, 1e-4, 1e-3, 3, false));
        for (String scheme : List.of("decentralised", "decentralised-dual", "decentralised-cuts")) {
            Outcome outcome = Schemes.named(scheme).run(AnswersTest.system("tri5"), options);
            assertThat(outcome.status()).as(scheme).isEqualTo(OutcomeStatus.NOT_CONVERGED);
            assertThat(outcome.message()).contains("after 3 rounds").containsPattern("[0-9]\\.[0-9]");
            assertThat(outcome.dispatch()).isEmpty();
        }
    }

    /** Feeder H without what relieves its line 2-4: no scheme that looks at limits has an answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "common",
                "blocking",
                "localAs",
                "prequalification-volume",
                "fragmented",
                "decentralised",
                "decentralised-dual",
                "decentralised-cuts",
                "localAs-sampled",
                "forwarding-aggregated",
                "forwarding-corrected",
                "integrated",
                "fragmented-optimal",
                "sharedBalancing"
            })
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
                    .contains(
                            List.of("common", "integrated", "fragmented-optimal")
                                            .contains(scheme)
                                    ? "in H"
                                    : "network H");
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
