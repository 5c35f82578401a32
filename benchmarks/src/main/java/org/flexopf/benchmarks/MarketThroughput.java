package org.flexopf.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Restriction;
import org.flexopf.exchange.journal.JournalOptions;
import org.flexopf.exchange.journal.JournaledMarket;
import org.flexopf.exchange.journal.MarketSetup;
import org.flexopf.exchange.journal.SyncPolicy;
import org.flexopf.network.Network;

/**
 * Commands per second of one continuous market, and how long they take at half that rate. The book is filled with
 * resting orders first; then half of the commands are orders that rest, a quarter are small IOC orders that cross, and
 * a quarter withdraw what rests.
 *
 * <p>Latencies are measured without coordinated omission: commands are due at fixed times whatever became of the ones
 * before, and the time of a command is counted from when it was due.
 *
 * <p>Usage: {@code MarketThroughput [COMMIT [DOCUMENT]]}.
 */
public final class MarketThroughput {

    private static final long LOT = 1_000L;
    private static final long MIDDLE = 400_000L;
    private static final int WARM_UP = 20_000;

    /** What is measured. */
    private record Setting(String check, int buses, int depth, int commands, String journal) {}

    private final MeasuredTable table = new MeasuredTable();

    private MarketThroughput() {}

    /** Measures and prints a table; writes it into a document if one is given. */
    public static void main(String[] arguments) throws IOException {
        MarketThroughput run = new MarketThroughput();
        run.table.add("| check | buses | book | journal | commands/s | trades | held back "
                + "| p50 us | p99 us | p99.9 us | max us |");
        run.table.add("|---|---|---|---|---|---|---|---|---|---|---|");
        for (int buses : new int[] {100, 1_000, 10_000}) {
            run.measure(new Setting("dc", buses, 10_000, 100_000, "-"));
        }
        run.measure(new Setting("dc", 1_000, 1_000, 100_000, "-"));
        run.measure(new Setting("dc", 1_000, 100_000, 100_000, "-"));
        run.measure(new Setting("none", 1_000, 10_000, 100_000, "-"));
        run.measure(new Setting("sensitivity", 100, 10_000, 20_000, "-"));
        run.measure(new Setting("sensitivity", 1_000, 10_000, 5_000, "-"));
        run.measure(new Setting("ac", 1_000, 10_000, 5_000, "-"));
        run.measure(new Setting("dc", 1_000, 10_000, 100_000, "NONE"));
        run.measure(new Setting("dc", 1_000, 10_000, 100_000, "GROUP of 100"));
        run.table.addProvenance(arguments.length > 0 ? arguments[0] : "unknown");
        if (arguments.length > 1) {
            run.table.writeTo(Path.of(arguments[1]));
        }
    }

    private void measure(Setting setting) throws IOException {
        Network network = Feeders.standard(setting.buses(), 1L).withRatings(1.5).network();
        MarketSettings settings = MarketSettings.of(List.of("t1"), 15).withLot(LOT);
        MarketSetup setup = new MarketSetup(settings, setting.check(), network);
        int warmUp = Math.min(WARM_UP, setting.commands());
        List<Command> commands =
                new Workload(setting.buses(), setting.depth()).commands(warmUp + 2 * setting.commands());
        Path folder = Files.createTempDirectory("market");
        try (Runner runner = Runner.of(setting, setup, folder)) {
            int from = setting.depth();
            runner.run(commands.subList(0, from + warmUp));
            from += warmUp;
            long begin = System.nanoTime();
            runner.run(commands.subList(from, from + setting.commands()));
            double rate = setting.commands() / (1e-9 * (System.nanoTime() - begin));
            from += setting.commands();
            long[] latencies = runner.latencies(commands.subList(from, from + setting.commands()), 0.5 * rate);
            table.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %.0f | %d | %d | %.1f | %.1f | %.1f | %.1f |",
                    setting.check(),
                    setting.buses(),
                    setting.depth(),
                    setting.journal(),
                    rate,
                    runner.trades,
                    runner.rejections,
                    quantile(latencies, 0.5),
                    quantile(latencies, 0.99),
                    quantile(latencies, 0.999),
                    quantile(latencies, 1.0)));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static double quantile(long[] ascending, double share) {
        return ascending[Math.max(0, (int) Math.ceil(share * ascending.length) - 1)] / 1e3;
    }

    /** Carries commands out one after another, or in groups where a journal asks for that. */
    private static final class Runner implements AutoCloseable {

        private final Function<List<Command>, List<Outcome>> market;
        private final AutoCloseable closing;
        private final int group;
        private long trades;
        private long rejections;

        private Runner(Function<List<Command>, List<Outcome>> market, AutoCloseable closing, int group) {
            this.market = market;
            this.closing = closing;
            this.group = group;
        }

        static Runner of(Setting setting, MarketSetup setup, Path folder) {
            if (setting.journal().equals("-")) {
                var market = setup.open();
                return new Runner(
                        commands -> commands.stream().map(market::apply).toList(), () -> {}, 1);
            }
            boolean groups = setting.journal().startsWith("GROUP");
            JournalOptions options = JournalOptions.defaults()
                    .withSync(groups ? SyncPolicy.GROUP : SyncPolicy.NONE)
                    .withSnapshotEvery(0);
            JournaledMarket market = JournaledMarket.open(folder.resolve("journal"), setup, options);
            return new Runner(market::apply, market, groups ? 100 : 1);
        }

        void run(List<Command> commands) {
            for (int k = 0; k < commands.size(); k += group) {
                count(market.apply(commands.subList(k, Math.min(commands.size(), k + group))));
            }
        }

        /** Ascending, nanoseconds from when a command was due to when its outcome was known. */
        long[] latencies(List<Command> commands, double rate) {
            long[] latencies = new long[commands.size()];
            double step = 1e9 / rate;
            long begin = System.nanoTime();
            for (int k = 0; k < latencies.length; k += group) {
                int to = Math.min(latencies.length, k + group);
                // A group is complete when its last command is due.
                long due = begin + (long) ((to - 1) * step);
                while (System.nanoTime() < due) {
                    Thread.onSpinWait();
                }
                count(market.apply(commands.subList(k, to)));
                long end = System.nanoTime();
                for (int j = k; j < to; j++) {
                    latencies[j] = end - (begin + (long) (j * step));
                }
            }
            Arrays.sort(latencies);
            return latencies;
        }

        private void count(List<Outcome> outcomes) {
            for (Outcome outcome : outcomes) {
                trades += outcome.trades().size();
                rejections += outcome.rejections().size();
            }
        }

        @Override
        public void close() {
            try {
                closing.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Draws commands; the same numbers every time. */
    private static final class Workload {

        private final SplittableRandom random = new SplittableRandom(42);
        private final int buses;
        private final int depth;
        private final List<Command> commands = new ArrayList<>();
        private final List<String> resting = new ArrayList<>();

        Workload(int buses, int depth) {
            this.buses = buses;
            this.depth = depth;
        }

        /** As many resting orders as the book is deep, and then so many commands more. */
        List<Command> commands(int count) {
            for (int k = 0; k < depth; k++) {
                rest();
            }
            for (int k = 0; k < count; k++) {
                double kind = random.nextDouble();
                if (kind < 0.5) {
                    rest();
                } else if (kind < 0.75) {
                    boolean up = random.nextBoolean();
                    submit(up, 1 + random.nextInt(3), up ? 8_000L : -8_000L, Restriction.IOC);
                } else {
                    String id = resting.remove(random.nextInt(resting.size()));
                    commands.add(Command.cancel(commands.size(), id, owner(id)));
                }
            }
            return commands;
        }

        /** UP below the middle, DOWN above it. */
        private void rest() {
            boolean up = random.nextBoolean();
            long away = 1_000L + random.nextLong(100_000L);
            resting.add(submit(up, 1 + random.nextInt(50), up ? -away : away, Restriction.NONE));
        }

        private String submit(boolean up, long lots, long fromMiddle, Restriction restriction) {
            String id = "O" + commands.size();
            commands.add(Command.submit(commands.size(), id, owner(id))
                    .at(2 + random.nextInt(buses - 1), up ? Direction.UP : Direction.DOWN, "t1")
                    .offering(lots * LOT, MIDDLE + fromMiddle)
                    .restricted(restriction));
            return id;
        }

        private static String owner(String id) {
            return "owner" + id.hashCode() % 50;
        }
    }
}
