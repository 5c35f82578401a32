package org.flexopf.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Trade;
import org.flexopf.exchange.check.NetworkCheck;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.network.Network;

/**
 * Many markets in one process on two threads: memory per market, and processor time per command as commands go to all
 * of them in turn. Markets of one network share its check. The digest of all trades is the same on every machine.
 */
final class ManyMarkets {

    private static final int MARKETS = 1_000;
    private static final int THREADS = 2;
    private static final int COMMANDS = 200;
    private static final long LOT = 1_000L;
    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private final MeasuredTable table;

    ManyMarkets(MeasuredTable table) {
        this.table = table;
    }

    /** Measures and adds rows. */
    void run() throws InterruptedException, ExecutionException {
        table.add("| check | buses | markets | kB per market, opened | kB per market after " + COMMANDS
                + " commands each | processor us per command | trades | digest |");
        table.add("|---|---|---|---|---|---|---|---|");
        for (String check : List.of("dc", "sensitivity")) {
            for (int buses : new int[] {100, 1_000}) {
                measure(check, buses);
            }
        }
    }

    private void measure(String name, int buses) throws InterruptedException, ExecutionException {
        Network network = Feeders.standard(buses, 1L).withRatings(1.5).network();
        NetworkCheck check = NetworkChecks.named(name, network);
        MarketSettings settings = MarketSettings.of(List.of("t1"), 15).withLot(LOT);
        long before = used();
        ContinuousMarket[] markets = new ContinuousMarket[MARKETS];
        Arrays.setAll(markets, k -> ContinuousMarket.open(settings, network, check));
        double opened = (used() - before) / 1024.0 / MARKETS;
        long[] trades = new long[THREADS];
        long[] digests = new long[MARKETS];
        double processor = 0.0;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                running.add(threads.submit(() -> {
                    long begin = TIMES.getCurrentThreadCpuTime();
                    SplittableRandom[] randoms = new SplittableRandom[MARKETS];
                    Arrays.setAll(randoms, SplittableRandom::new);
                    for (int step = 0; step < COMMANDS; step++) {
                        for (int k = first; k < MARKETS; k += THREADS) {
                            Outcome outcome = markets[k].apply(command(step, randoms[k], buses));
                            for (Trade trade : outcome.trades()) {
                                trades[first]++;
                                digests[k] = 31L * (31L * digests[k] + trade.quantity())
                                        + trade.up().hashCode() * 31L
                                        + trade.down().hashCode();
                            }
                        }
                    }
                    return TIMES.getCurrentThreadCpuTime() - begin;
                }));
            }
            for (Future<Long> one : running) {
                processor += 1e-3 * one.get();
            }
        } finally {
            threads.shutdown();
        }
        double after = (used() - before) / 1024.0 / MARKETS;
        table.add(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.0f | %.0f | %.1f | %d | %08x |",
                name,
                buses,
                MARKETS,
                opened,
                after,
                processor / MARKETS / COMMANDS,
                Arrays.stream(trades).sum(),
                Arrays.hashCode(digests)));
        // What was measured has to be there until then.
        if (markets[MARKETS - 1].sequence() != COMMANDS) {
            throw new IllegalStateException("a market has missed commands");
        }
    }

    private static Command command(int step, SplittableRandom random, int buses) {
        boolean up = random.nextBoolean();
        return Command.submit(step, "O" + step, "owner" + random.nextInt(50))
                .at(2 + random.nextInt(buses - 1), up ? Direction.UP : Direction.DOWN, "t1")
                .offering(LOT * (1 + random.nextInt(5)), 400_000L + (up ? -1L : 1L) * (random.nextInt(50_000) - 5_000));
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
