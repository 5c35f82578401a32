package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.MarketView;
import org.flexopf.exchange.journal.Journal;
import org.flexopf.exchange.journal.JournalOptions;
import org.flexopf.exchange.journal.JournalVerification;
import org.flexopf.exchange.journal.JournaledMarket;
import org.flexopf.exchange.journal.MarketSetup;
import org.flexopf.exchange.journal.SyncPolicy;

/**
 * How long a market takes to open on a journal of a million commands: from its last snapshot, as by default, and from
 * recorded outcomes alone; and what verifying all of it takes instead.
 *
 * <p>Usage: {@code JournalStart [COMMANDS]}.
 */
public final class JournalStart {

    private static final int BUSES = 1_000;
    private static final int GROUP = 1_000;

    private JournalStart() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("journal");
        try {
            Path file = folder.resolve("journal");
            MarketSetup setup = new MarketSetup(
                    MarketSettings.of(List.of("t1", "t2"), 15).withLot(1_000L),
                    "dc",
                    Feeders.standard(BUSES, 1L).withRatings(1.5).network());
            JournalOptions options = JournalOptions.defaults().withSync(SyncPolicy.NONE);
            MarketView written = write(file, setup, options, count);
            long bytes = 0L;
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    bytes += Files.size(each);
                }
            }
            System.out.printf(Locale.ROOT, "%d commands, %d MiB%n", count, bytes >> 20);
            open(file, setup, options, written, "from the snapshot");
            Files.delete(folder.resolve("journal.snapshot"));
            open(file, setup, options, written, "from recorded outcomes alone");
            Moment begin = Moment.now();
            int read = Journal.read(file, count, 1_000).size();
            tell(begin, "a view of " + read + " records in the middle");
            begin = Moment.now();
            boolean confirmed = JournalVerification.of(file).isConfirmed();
            tell(begin, "full verification: " + (confirmed ? "confirmed" : "NOT confirmed"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Orders around one price, most of which trade or are withdrawn, so that a few thousand rest. */
    private static MarketView write(Path file, MarketSetup setup, JournalOptions options, int count) {
        Random random = new Random(1L);
        Moment begin = Moment.now();
        try (JournaledMarket market = JournaledMarket.open(file, setup, options)) {
            Command[] group = new Command[GROUP];
            for (int k = 0; k < count; k += GROUP) {
                for (int j = 0; j < GROUP; j++) {
                    int number = k + j;
                    group[j] = number % 3 == 2 && number > 100
                            ? Command.cancel(number, "O" + (number - 1 - random.nextInt(100)), "owner")
                            : Command.submit(number, "O" + number, number % 2 == 0 ? "owner" : "other")
                                    .at(
                                            2 + random.nextInt(BUSES - 2),
                                            random.nextBoolean() ? Direction.UP : Direction.DOWN,
                                            "t" + (1 + random.nextInt(2)))
                                    .offering(1_000L * (1 + random.nextInt(5)), 400_000L + 100L * random.nextInt(100))
                                    .until(number + 3_000L);
                }
                market.apply(List.of(group));
            }
            tell(begin, "written, check dc on " + BUSES + " buses");
            return market.view();
        }
    }

    private static void open(Path file, MarketSetup setup, JournalOptions options, MarketView written, String how) {
        Moment begin = Moment.now();
        try (JournaledMarket market = JournaledMarket.open(file, setup, options)) {
            tell(
                    begin,
                    "opened " + how + ": " + market.recovery().commands() + " commands, of them "
                            + market.recovery().snapshotCommands() + " by the snapshot, "
                            + (market.view().equals(written) ? "the same books" : "OTHER BOOKS"));
        }
    }

    /** The clock, and the processor's time of the whole program, which other programs leave as it is. */
    private record Moment(long clock, long processor) {

        static Moment now() {
            return new Moment(
                    System.nanoTime(),
                    ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toNanos());
        }
    }

    private static void tell(Moment begin, String what) {
        Moment end = Moment.now();
        System.out.printf(
                Locale.ROOT,
                "%8.2f s, %7.2f s of the processor  %s%n",
                1e-9 * (end.clock() - begin.clock()),
                1e-9 * (end.processor() - begin.processor()),
                what);
    }
}
