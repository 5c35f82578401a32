package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.exchange.check.NetworkCheck;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.network.Network;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand markets in one process: what depends on the network alone is held once, and none knows of the others. */
@WithReferenceCases
class ManyMarketsTest {

    private static final int MARKETS = 1_000;
    private static final int COMMANDS = 40;
    private static final MarketSettings SETTINGS =
            MarketSettings.of(List.of("t1"), 15).withLot(1_000L).withOperator("dso");

    @ParameterizedTest
    @ValueSource(strings = {"dc", "sensitivity"})
    void aThousandMarketsOnTwoThreadsDoWhatEachDoesAlone(String name) throws Exception {
        Network network = CaseFiles.read(ReferenceCases.path("market/networks/feeder33.m"));
        NetworkCheck shared = NetworkChecks.named(name, network);
        List<ContinuousMarket> markets = new ArrayList<>();
        long before = used();
        for (int k = 0; k < MARKETS; k++) {
            markets.add(ContinuousMarket.open(SETTINGS, network, shared));
        }
        long perMarket = (used() - before) / MARKETS;
        List<List<Outcome>> together = onTwoThreads(markets);
        Set<List<Outcome>> different = new HashSet<>(together);
        assertThat(different).hasSizeGreaterThan(MARKETS / 2);
        for (int k = 0; k < MARKETS; k += 97) {
            ContinuousMarket alone = ContinuousMarket.open(SETTINGS, network, NetworkChecks.named(name, network));
            List<Outcome> outcomes = new ArrayList<>();
            for (Command command : stream(k)) {
                outcomes.add(alone.apply(command));
            }
            assertThat(outcomes).as("market %d", k).isEqualTo(together.get(k));
            assertThat(alone.snapshot()).isEqualTo(markets.get(k).snapshot());
        }
        assertThat(together.stream()
                        .flatMap(List::stream)
                        .filter(outcome -> !outcome.trades().isEmpty()))
                .hasSizeGreaterThan(MARKETS);
        // A thousand markets of 33 buses without orders; a network and its factors would be as much for each of them.
        assertThat(perMarket).isLessThan(64L * 1024L);
    }

    /** Commands in turn to all markets; each market belongs to one of the threads. */
    private static List<List<Outcome>> onTwoThreads(List<ContinuousMarket> markets) throws Exception {
        List<List<Outcome>> outcomes = new ArrayList<>();
        List<List<Command>> streams = new ArrayList<>();
        for (int k = 0; k < markets.size(); k++) {
            outcomes.add(new ArrayList<>());
            streams.add(stream(k));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                int first = thread;
                running.add(threads.submit(() -> {
                    for (int step = 0; step < COMMANDS; step++) {
                        for (int k = first; k < markets.size(); k += 2) {
                            outcomes.get(k)
                                    .add(markets.get(k).apply(streams.get(k).get(step)));
                        }
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return outcomes;
    }

    private static List<Command> stream(int market) {
        SplittableRandom random = new SplittableRandom(market);
        List<Command> commands = new ArrayList<>();
        for (int k = 0; k < COMMANDS; k++) {
            boolean up = random.nextBoolean();
            commands.add(Command.submit(k, "O" + k, "owner" + random.nextInt(5))
                    .at(2 + random.nextInt(32), up ? Direction.UP : Direction.DOWN, "t1")
                    .offering(1_000L * (1 + random.nextInt(60)), 400_000L + random.nextInt(20_000)));
        }
        return commands;
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
