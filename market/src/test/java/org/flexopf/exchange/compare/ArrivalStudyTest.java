package org.flexopf.exchange.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Restriction;
import org.flexopf.exchange.Streams;
import org.flexopf.exchange.TestNetworks;
import org.flexopf.network.Network;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The continuous market against an auction of the same bids. */
class ArrivalStudyTest {

    private static final MarketSettings SETTINGS = MarketSettings.of(List.of("t1", "t2"), 30);

    /** Independent answers: optima by another linear solver, and six orders of arrival. */
    @ParameterizedTest
    @WithReferenceCases
    @ValueSource(strings = {"d12_plain_dc", "d13_plain_mesh5_dc"})
    void everyAnswerIsThatOfTheReference(String name) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(Files.readString(ReferenceCases.path("market/compare/" + name + ".json")));
        Network network = CaseFiles.read(
                ReferenceCases.path("market/networks/" + expected.get("network").asText() + ".m")
                        .toString());
        List<Command> orders = Streams.read(ReferenceCases.path("market/streams/" + name + ".csv"));
        MarketSettings settings = MarketSettings.of(List.of("t1"), 60)
                .withLot(expected.get("lotW").asLong());
        BidAuction auction = BidAuction.of(network);
        double bound = auction.clear(settings, orders, FlowLimits.AS_OPENED).welfare();
        assertThat(bound).isCloseTo(expected.get("auctionWelfare").asDouble(), within(1e-4));
        assertThat(auction.clear(settings, orders, FlowLimits.STRICT).welfare())
                .isCloseTo(expected.get("auctionWelfareStrictLimits").asDouble(), within(1e-4));
        assertThat(auction.clear(settings, orders, FlowLimits.NONE).welfare())
                .isCloseTo(expected.get("auctionWelfareUnchecked").asDouble(), within(1e-4));
        for (JsonNode arrival : expected.get("arrivals")) {
            List<Integer> order = new ArrayList<>();
            arrival.get("order").forEach(seq -> order.add(seq.asInt() - 1));
            ArrivalRun checked = ArrivalStudy.of(network, "dc", settings).run(1, order, orders, bound);
            assertThat(checked.kpis().welfare().amount())
                    .isEqualByComparingTo(arrival.get("welfare").asText());
            assertThat(checked.kpis().transactions())
                    .isEqualTo(arrival.get("trades").asInt());
            assertThat(checked.kpis().volumeWatts().longValueExact())
                    .isEqualTo(arrival.get("volumeW").asLong());
            ArrivalRun unchecked = ArrivalStudy.of(network, "none", settings).run(1, order, orders, bound);
            assertThat(unchecked.kpis().welfare().amount())
                    .isEqualByComparingTo(arrival.get("welfareUnchecked").asText());
            assertThat(unchecked.kpis().transactions())
                    .isEqualTo(arrival.get("tradesUnchecked").asInt());
        }
        // The rulebook has measured a share of 74 to 81 per cent.
        ArrivalReport report =
                ArrivalStudy.of(network, "dc", settings).withRuns(10).compare(orders);
        assertThat(report.gaps().getMin()).isGreaterThan(0.0);
        assertThat(report.gaps().getAverage()).isBetween(0.1, 0.4);
    }

    private static List<Command> orders(SplittableRandom random) {
        List<Command> orders = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            Command order = Command.submit(k, "O" + k, "p" + random.nextInt(8))
                    .at(
                            2 + random.nextInt(4),
                            random.nextBoolean() ? Direction.UP : Direction.DOWN,
                            random.nextInt(4) == 0 ? "t2" : "t1")
                    .offering(1L + random.nextInt(80_000), random.nextLong(300_000L, 600_000L));
            int restriction = random.nextInt(20);
            orders.add(
                    restriction < 17
                            ? order
                            : order.restricted(List.of(Restriction.IOC, Restriction.FOK, Restriction.AON)
                                    .get(restriction - 17)));
        }
        return orders;
    }

    /** Whatever the bids, and whoever comes first. */
    @Property(tries = 60, seed = "1402")
    void theContinuousMarketNeverBeatsTheAuction(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network network = random.nextBoolean() ? TestNetworks.feeder() : TestNetworks.mesh();
        List<Command> orders = orders(random);
        ArrivalReport checked = ArrivalStudy.of(network, "dc", SETTINGS)
                .withRuns(4)
                .withSeed(seed)
                .compare(orders);
        ArrivalReport free = ArrivalStudy.of(network, "none", SETTINGS)
                .withRuns(4)
                .withSeed(seed)
                .compare(orders);
        for (ArrivalReport report : List.of(checked, free)) {
            for (ArrivalRun run : report.runs()) {
                assertThat(run.kpis().welfare().amount().doubleValue())
                        .isLessThanOrEqualTo(report.auctionWelfare() + 1e-5);
            }
        }
        assertThat(checked.auctionWelfare()).isLessThanOrEqualTo(free.auctionWelfare() + 1e-6);
        Share.atLeast(
                40.0,
                "auctions that the network makes worth less",
                checked.auctionWelfare() < free.auctionWelfare() - 1e-3);
        Share.atLeast(80.0, "orders of arrival that differ", checked.gapDeviation() > 1e-6);
    }

    @Test
    void theSameFiguresWhateverTheThreads() {
        List<Command> orders = orders(new SplittableRandom(5));
        ArrivalStudy study =
                ArrivalStudy.of(TestNetworks.mesh(), "dc", SETTINGS).withRuns(8).withSeed(3);
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            ArrivalReport one = study.withExecutor(executor, 1).compare(orders);
            assertThat(study.withExecutor(executor, 8).compare(orders)).isEqualTo(one);
            assertThat(one.runs()).hasSize(9);
            assertThat(one.runs().get(0).order()).isSorted();
            assertThat(one.runs().get(1).order()).isNotEqualTo(one.runs().get(0).order());
            assertThat(study.withSeed(4).withRuns(8).compare(orders)).isNotEqualTo(one);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aStudyIsCancelled() {
        ArrivalStudy study = ArrivalStudy.of(TestNetworks.mesh(), "dc", SETTINGS)
                .withExecutor(Runnable::run, 1)
                .withProgress((done, total) -> done < 3);
        assertThatThrownBy(() -> study.compare(orders(new SplittableRandom(5))))
                .isInstanceOf(CancellationException.class)
                .hasMessage("stopped after 3 of 21 tasks");
    }

    @Test
    void whatIsNotTheSameBidsIsRefused() {
        ArrivalStudy study = ArrivalStudy.of(TestNetworks.mesh(), "dc", SETTINGS);
        List<Command> orders = new ArrayList<>(orders(new SplittableRandom(5)));
        orders.set(1, orders.get(1).until(99));
        orders.set(2, orders.get(2).onCondition());
        orders.set(3, Command.cancel(3, "O1", "p1"));
        assertThatThrownBy(() -> study.compare(orders))
                .hasMessageContaining("command 2 expires, command 3 is conditional, command 4 is CANCEL");
        assertThatThrownBy(() -> study.compare(List.of(
                        Command.submit(0, "a", "ann").at(2, Direction.UP, "t9").offering(1, 1))))
                .hasMessageContaining("order 'a' is refused (UNKNOWN_PERIOD)");
        assertThatThrownBy(() -> ArrivalStudy.of(TestNetworks.mesh(), "ac", SETTINGS))
                .hasMessageContaining("no market with the check 'ac'; choose one of dc, none");
    }
}
