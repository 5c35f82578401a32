package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.synthetic.RegionGenerator;
import org.flexopf.coordination.synthetic.Regions;
import org.flexopf.network.InvalidNetworkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day is its periods, each a market of its own. */
class DayTest {

    private static final SchemeOptions LDF = SchemeOptions.of(FeederModel.LDF);

    /** hand2 costs 290 an hour in the common market: four quarters of it, and what else is added up over a day. */
    @Test
    void costsAreThoseOfPeriodsTimesTheirHours() throws IOException {
        TsoDsoSystem hand = AnswersTest.system("hand2");
        TsoDsoDay day = new TsoDsoDay("quarters", 0.25, List.of(hand, hand, hand, hand));
        DayOutcome common = Schemes.named("common").run(day, LDF);
        assertThat(common.isGridSafe()).isTrue();
        assertThat(common.cost()).isCloseTo(290.0, within(1e-4));
        // The closing takes the losses, which the hand calculation has none of.
        assertThat(common.closedCost()).isCloseTo(290.036, within(1e-3));
        assertThat(common.outlays().get("TSO")).isCloseTo(290.0, within(1e-4));
        assertThat(common.messageCount()).isEqualTo(4 * 2);
    }

    /** Where a period has no answer, the day has no cost, and the status says why. */
    @Test
    void aDayWithoutAnAnswerInAPeriodHasNoCost() throws IOException {
        TsoDsoSystem burn = AnswersTest.system("burn");
        TsoDsoDay day = new TsoDsoDay("burnt", 1.0, List.of(burn));
        DayOutcome shared = Schemes.named("sharedBalancing").run(day, LDF);
        assertThat(shared.status().label()).isEqualTo("infeasible");
        assertThat(shared.decided()).isZero();
        assertThat(shared.closedCost()).isNaN();
    }

    /** Parties that agree in rounds find the common market of every hour of a day. */
    @Test
    void roundsFindTheCommonMarketOfEveryHour() {
        TsoDsoDay whole = RegionGenerator.of(Regions.load("county")).generate().day();
        TsoDsoDay hours = new TsoDsoDay("hours", 1.0, whole.periods().subList(11, 13));
        DayOutcome common = Schemes.named("common").run(hours, LDF);
        for (String scheme : List.of("decentralised", "decentralised-dual", "decentralised-cuts")) {
            DayOutcome agreed = Schemes.named(scheme).run(hours, LDF);
            for (int t = 0; t < 2; t++) {
                double cost = common.periods().get(t).dispatched().cost();
                assertThat(agreed.periods().get(t).dispatched().cost())
                        .as("%s in %s", scheme, t)
                        .isCloseTo(cost, within(1e-5 * Math.abs(cost) + 1e-4));
            }
        }
    }

    /** Periods whose work is shared among threads end as each of them does alone, to the last bit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "common",
                "blocking",
                "localAs-sampled5",
                "sharedBalancing",
                "decentralised",
                "decentralised-dual"
            })
    void periodsTogetherAreAsEachAlone(String scheme) throws IOException {
        TsoDsoSystem three = AnswersTest.system("tri5");
        TsoDsoSystem other = three.withAreas(
                three.transmission()
                        .withResources(three.transmission().resources().stream()
                                .map(resource ->
                                        resource.withOffers(resource.up().withQuantity(9.0), resource.down()))
                                .toList()),
                three.feeders());
        TsoDsoDay day = new TsoDsoDay("three", 1.0, List.of(three, other, three));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            DayOutcome shared = Schemes.named(scheme).run(day, LDF.on(pool));
            assertThat(shared.periods())
                    .isEqualTo(day.periods().stream()
                            .map(period -> Schemes.named(scheme).run(period, LDF))
                            .toList())
                    .isEqualTo(Schemes.named(scheme).run(day, LDF).periods());
            assertThat(shared.periods().get(0)).isNotEqualTo(shared.periods().get(1));
        } finally {
            pool.shutdownNow();
        }
    }

    /** An executor that takes no work is told as such, and nothing is decided. */
    @ParameterizedTest
    @ValueSource(strings = {"common", "decentralised", "decentralised-dual", "decentralised-cuts"})
    void anExecutorThatTakesNoWorkIsTold(String scheme) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.shutdown();
        TsoDsoSystem hand = AnswersTest.system("hand2");
        DayOutcome day = Schemes.named(scheme).run(new TsoDsoDay("two", 1.0, List.of(hand, hand)), LDF.on(pool));
        assertThat(day.periods()).hasSize(2).allSatisfy(period -> {
            assertThat(period.status()).as(period.toString()).isEqualTo(OutcomeStatus.FAILED);
            assertThat(period.message()).contains("takes no work", "not shut down");
        });
    }

    @Test
    void aDayIsReadAsItIsWritten() throws IOException {
        TsoDsoSystem hand = AnswersTest.system("hand2");
        TsoDsoDay day = new TsoDsoDay("two", 0.5, List.of(hand, hand));
        assertThat(SystemFile.parseDay("two", SystemFile.write(day))).isEqualTo(day);
        TsoDsoDay one = SystemFile.parseDay("hand2", SystemFile.write(hand));
        assertThat(one.hours()).isEqualTo(1.0);
        assertThat(one.periods()).containsExactly(hand);
    }

    /** Faults of all periods are told at once, and what does not go together. */
    @Test
    void faultsOfAllPeriodsAreTold() throws IOException {
        TsoDsoSystem hand = AnswersTest.system("hand2");
        TsoDsoSystem burn = AnswersTest.system("burn");
        assertThatThrownBy(() -> new TsoDsoDay("mixed", -1.0, List.of(hand, burn)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("periods of -1.0 hours")
                .hasMessageContaining("period 2: feeders");
        String text = SystemFile.write(new TsoDsoDay("two", 0.5, List.of(hand, hand)))
                .replace("\"interface\": 2", "\"interface\": 77");
        assertThatThrownBy(() -> SystemFile.parseDay("two", text))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("2 faults")
                .hasMessageContaining("interface at bus 77");
    }
}
