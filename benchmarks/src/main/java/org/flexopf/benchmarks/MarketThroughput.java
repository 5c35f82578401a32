package org.flexopf.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
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
import org.flexopf.network.Topology;

/**
 * Commands per second of one continuous market, and how long they take at half that rate. The book is filled with
 * resting orders first; then a quarter of the commands are small IOC orders that cross, and the others rest or withdraw
 * what rests, as many of these as of those, so that the book stays as deep as it is.
 *
 * <p>Latencies are measured without coordinated omission: commands are due at fixed times whatever became of the ones
 * before, and the time of a command is counted from when it was due. Where other programs keep the machine busy, the
 * processor time of the thread tells more: the second set of latencies takes it for how long each command takes.
 *
 * <p>Usage: {@code MarketThroughput [COMMIT [DOCUMENT]]}, or {@code MarketThroughput CHECK BUSES FEEDER WINDOW DEPTH
 * CROSSING COMMANDS JOURNAL} for one row.
 */
public final class MarketThroughput {

    private static final long LOT = 1_000L;
    private static final long MIDDLE = 400_000L;
    private static final int WARM_UP = 20_000;
    private static final int ONE_ROW = 8;
    /** A row with a lower limit of voltages that many buses are beyond at the opening, p.u. */
    private static final String LOW = "sensitivity-low";

    private static final double LEAST_VOLTAGE = 0.97;
    private static final List<Setting> SETTINGS = List.of(
            Setting.of("none", 1_000, 10_000, 50_000),
            Setting.of("dc", 100, 10_000, 50_000),
            Setting.of("dc", 1_000, 10_000, 50_000),
            Setting.of("dc", 10_000, 10_000, 50_000),
            Setting.of("dc", 1_000, 1_000, 50_000),
            Setting.of("dc", 1_000, 100_000, 20_000),
            Setting.of("dc", 1_000, 10_000, 50_000).withJournal("NONE"),
            Setting.of("dc", 1_000, 10_000, 50_000).withJournal("GROUP of 100"),
            Setting.of("sensitivity", 100, 10_000, 20_000),
            Setting.of("sensitivity", 1_000, 10_000, 20_000),
            Setting.of("sensitivity", 10_000, 10_000, 20_000),
            Setting.of("sensitivity", 1_000, 1_000, 20_000),
            Setting.of("sensitivity", 1_000, 100_000, 20_000),
            Setting.of("sensitivity", 1_000, 10_000, 20_000).withFeeders(100, 20),
            Setting.of("sensitivity", 1_000, 10_000, 20_000).withFeeders(1_000, 20),
            Setting.of("sensitivity", 1_000, 10_000, 20_000).withFeeders(500, 3),
            Setting.of("sensitivity", 1_000, 10_000, 20_000).withFeeders(500, 1),
            Setting.of("sensitivity", 1_000, 10_000, 5_000).withCrossing(0.05),
            Setting.of(LOW, 1_000, 10_000, 5_000),
            Setting.of("sensitivity", 1_000, 10_000, 20_000).withJournal("NONE"),
            Setting.of("sensitivity", 1_000, 10_000, 20_000).withJournal("GROUP of 100"),
            Setting.of("ac", 1_000, 10_000, 2_000),
            Setting.of("classifier", 1_000, 10_000, 1_000),
            Setting.of("opf", 100, 1_000, 200));
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What is measured: buses per feeder, and among how many before it the parent of a bus is drawn. */
    private record Setting(
            String check, int buses, int feeder, int window, int depth, double crossing, int commands, String journal) {

        static Setting of(String check, int buses, int depth, int commands) {
            return new Setting(check, buses, 500, 20, depth, 0.0, commands, "-");
        }

        Setting withFeeders(int length, int parents) {
            return new Setting(check, buses, length, parents, depth, crossing, commands, journal);
        }

        Setting withCrossing(double share) {
            return new Setting(check, buses, feeder, window, depth, share, commands, journal);
        }

        Setting withJournal(String kind) {
            return new Setting(check, buses, feeder, window, depth, crossing, commands, kind);
        }

        /** The setting of one row, as it is given on the command line. */
        static Setting parse(String[] given) {
            return of(given[0], Integer.parseInt(given[1]), Integer.parseInt(given[4]), Integer.parseInt(given[6]))
                    .withFeeders(Integer.parseInt(given[2]), Integer.parseInt(given[3]))
                    .withCrossing(Double.parseDouble(given[5]))
                    .withJournal(given[7]);
        }

        /**
         * The network; the check {@code sensitivity-low} is that of sensitivities on one whose voltages are too low.
         */
        Network network() {
            Network drawn = new Feeders(buses, feeder, window, 1.5, false, 1.0, 1L).network();
            return isLow()
                    ? drawn.toBuilder()
                            .mapBuses(bus -> bus.isReference() ? bus : bus.withVoltageLimits(LEAST_VOLTAGE, bus.vMax()))
                            .build()
                    : drawn;
        }

        private boolean isLow() {
            return check.equals(LOW);
        }

        String checkName() {
            return isLow() ? "sensitivity" : check;
        }
    }

    private final MeasuredTable table = new MeasuredTable();

    private MarketThroughput() {}

    /** Measures and prints tables; writes them into a document if one is given. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        MarketThroughput run = new MarketThroughput();
        run.table.add("| check | buses | of a feeder, depth | book, crossing | journal | processor us per command "
                + "| p99 us, processor | p99.9 | max | commands/s by the clock | p50 us | p99 | p99.9 | max "
                + "| trades | held back |");
        run.table.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        if (arguments.length == ONE_ROW) {
            run.measure(Setting.parse(arguments));
            return;
        }
        for (Setting setting : SETTINGS) {
            run.measure(setting);
        }
        run.table.add("");
        new ManyMarkets(run.table).run();
        run.table.addProvenance(arguments.length > 0 ? arguments[0] : "unknown");
        if (arguments.length > 1) {
            run.table.writeTo(Path.of(arguments[1]));
        }
    }

    private void measure(Setting setting) throws IOException {
        Network network = setting.network();
        MarketSettings settings = MarketSettings.of(List.of("t1"), 15).withLot(LOT);
        MarketSetup setup = new MarketSetup(settings, setting.checkName(), network);
        int warmUp = Math.min(WARM_UP, setting.commands());
        List<Command> commands = new Workload(setting.buses(), setting.depth(), setting.crossing())
                .commands(warmUp + 2 * setting.commands());
        Path folder = Files.createTempDirectory("market");
        try (Runner runner = Runner.of(setting, setup, folder)) {
            int from = setting.depth();
            runner.run(commands.subList(0, from + warmUp));
            from += warmUp;
            long begin = System.nanoTime();
            long beginProcessor = THREADS.getCurrentThreadCpuTime();
            runner.run(commands.subList(from, from + setting.commands()));
            double processor = 1e-3 * (THREADS.getCurrentThreadCpuTime() - beginProcessor) / setting.commands();
            double rate = setting.commands() / (1e-9 * (System.nanoTime() - begin));
            from += setting.commands();
            Latencies latencies =
                    runner.latencies(commands.subList(from, from + setting.commands()), 0.5 * rate, 0.5e6 / processor);
            table.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d, %d | %d, %.0f %% | %s | %.1f | %s | %.0f | %.1f | %s | %d | %d |",
                    setting.check(),
                    setting.buses(),
                    setting.feeder(),
                    depth(network),
                    setting.depth(),
                    100.0 * setting.crossing(),
                    setting.journal(),
                    processor,
                    quantiles(latencies.byProcessor()),
                    rate,
                    quantile(latencies.byClock(), 0.5),
                    quantiles(latencies.byClock()),
                    runner.trades,
                    runner.rejections));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The most branches between a bus and the substation. */
    private static int depth(Network network) {
        Topology topology = network.topology();
        int[] depth = new int[network.buses().size()];
        for (int bus : topology.fromRootsOutwards()) {
            depth[bus] = topology.parentBus(bus) < 0 ? 0 : depth[topology.parentBus(bus)] + 1;
        }
        return Arrays.stream(depth).max().orElse(0);
    }

    private static String quantiles(long[] ascending) {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.1f",
                quantile(ascending, 0.99),
                quantile(ascending, 0.999),
                quantile(ascending, 1.0));
    }

    /**
     * Ascending, nanoseconds from when a command was due to when its outcome was known: as the clock of this machine
     * has it, and as if the processor had done nothing else, from the processor time of each command.
     */
    private record Latencies(long[] byClock, long[] byProcessor) {}

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

        /** Latencies at a rate by the clock and another one by processor time. */
        Latencies latencies(List<Command> commands, double rate, double processorRate) {
            long[] byClock = new long[commands.size()];
            long[] byProcessor = new long[commands.size()];
            double step = 1e9 / rate;
            double processorStep = 1e9 / processorRate;
            long begin = System.nanoTime();
            long idleFrom = 0L;
            for (int k = 0; k < byClock.length; k += group) {
                int to = Math.min(byClock.length, k + group);
                // A group is complete when its last command is due.
                long due = begin + (long) ((to - 1) * step);
                while (System.nanoTime() < due) {
                    Thread.onSpinWait();
                }
                long beginProcessor = THREADS.getCurrentThreadCpuTime();
                count(market.apply(commands.subList(k, to)));
                long used = THREADS.getCurrentThreadCpuTime() - beginProcessor;
                long end = System.nanoTime();
                idleFrom = Math.max(idleFrom, (long) ((to - 1) * processorStep)) + used;
                for (int j = k; j < to; j++) {
                    byClock[j] = end - (begin + (long) (j * step));
                    byProcessor[j] = idleFrom - (long) (j * processorStep);
                }
            }
            Arrays.sort(byClock);
            Arrays.sort(byProcessor);
            return new Latencies(byClock, byProcessor);
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
        private final double crossing;
        private final List<Command> commands = new ArrayList<>();
        private final List<String> resting = new ArrayList<>();

        Workload(int buses, int depth, double crossing) {
            this.buses = buses;
            this.depth = depth;
            this.crossing = crossing;
        }

        /** As many resting orders as the book is deep, and then so many commands more. */
        List<Command> commands(int count) {
            for (int k = 0; k < depth; k++) {
                rest();
            }
            for (int k = 0; k < count; k++) {
                double kind = random.nextDouble();
                if (kind < 0.375) {
                    rest();
                } else if (kind < 0.625) {
                    boolean up = random.nextBoolean();
                    submit(up, 1 + random.nextInt(3), up ? 8_000L : -8_000L, Restriction.IOC);
                } else {
                    String id = resting.remove(random.nextInt(resting.size()));
                    commands.add(Command.cancel(commands.size(), id, owner(id)));
                }
            }
            return commands;
        }

        /** UP below the middle, DOWN above it, but for the share that crosses and trades unless the network is full. */
        private void rest() {
            boolean up = random.nextBoolean();
            long away = 1_000L + random.nextLong(100_000L);
            if (crossing > 0.0 && random.nextDouble() < crossing) {
                away = -random.nextLong(10_000L);
            }
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
