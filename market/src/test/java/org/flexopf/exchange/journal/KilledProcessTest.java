package org.flexopf.exchange.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.TestNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A market in a process of its own that is killed under load, again and again, as by {@code kill -9}: nothing that was
 * acknowledged is lost or doubled, whatever the policy of forcing, for the operating system outlives the process. Every
 * build kills a few times, the profile {@code slow} three hundred times.
 */
class KilledProcessTest {

    private static final int COMMANDS = 40_000;
    private static final int LONGEST_RUN_MS = 3_000;

    /** How commands are given: one by one under each policy, or from a queue to a thread that commits groups. */
    private enum Mode {
        EVERY_COMMAND,
        GROUP,
        NONE,
        QUEUE
    }

    @TempDir
    private Path folder;

    private static MarketSetup setup() {
        return new MarketSetup(
                MarketSettings.of(List.of("t1", "t2"), 15).withLot(1000).withOperator("dso"),
                "dc",
                TestNetworks.feeder());
    }

    /** What runs in the process: it goes on where the journal ends, and tells each command once it is acknowledged. */
    static final class Load {

        private Load() {}

        public static void main(String[] arguments) throws Exception {
            List<Command> commands = JournalTest.commands(COMMANDS);
            Mode mode = Mode.valueOf(arguments[1]);
            JournalOptions options = JournalOptions.defaults()
                    .withSync(mode == Mode.QUEUE ? SyncPolicy.GROUP : SyncPolicy.valueOf(mode.name()))
                    .withSegmentBytes(100_000)
                    .withSnapshotEvery(500);
            try (JournaledMarket market = JournaledMarket.open(Path.of(arguments[0]), setup(), options)) {
                int from = (int) market.sequence();
                if (mode == Mode.QUEUE) {
                    queue(market, commands.subList(from, COMMANDS), from);
                    return;
                }
                for (Command command : commands.subList(from, COMMANDS)) {
                    market.apply(command);
                    System.out.println(market.sequence());
                }
            }
        }

        private static void queue(JournaledMarket market, List<Command> commands, int from) throws Exception {
            try (GroupCommit group = GroupCommit.of(market, 64)) {
                Deque<CompletableFuture<Outcome>> waiting = new ArrayDeque<>();
                int told = from;
                for (Command command : commands) {
                    waiting.add(group.submit(command));
                    while (waiting.size() > 100
                            || (!waiting.isEmpty() && waiting.peek().isDone())) {
                        waiting.remove().get();
                        System.out.println(++told);
                    }
                }
            }
        }
    }

    @Test
    void nothingAcknowledgedIsLostOrDoubled() throws IOException, InterruptedException {
        kill(8, 17);
    }

    @Test
    @Tag("slow")
    void nothingIsLostOrDoubledByThreeHundredKills() throws IOException, InterruptedException {
        System.out.println(kill(300, 23));
    }

    /** Kills, and tells what was met on the way. */
    private String kill(int kills, long seed) throws IOException, InterruptedException {
        List<Command> commands = JournalTest.commands(COMMANDS);
        Random random = new Random(seed);
        Path file = folder.resolve("journal0");
        ContinuousMarket live = setup().open();
        Map<Mode, Long> acknowledgements = new EnumMap<>(Mode.class);
        long torn = 0L;
        long unanswered = 0L;
        for (int kill = 0; kill < kills; kill++) {
            Mode mode = Mode.values()[kill % Mode.values().length];
            // By turns after so many acknowledgements, and after some time, which may be before the first of them.
            int most = kill % 3 == 2 ? Integer.MAX_VALUE : random.nextInt(400);
            long before = live.sequence();
            long acknowledged = runAndKill(file, mode, before, most, random.nextInt(LONGEST_RUN_MS));
            acknowledgements.merge(mode, acknowledged - before, Long::sum);
            try (JournaledMarket market = JournaledMarket.open(file, setup(), JournalOptions.defaults())) {
                assertThat(market.sequence()).as("kill %d, %s", kill, mode).isGreaterThanOrEqualTo(acknowledged);
                while (live.sequence() < market.sequence()) {
                    live.apply(commands.get((int) live.sequence()));
                }
                assertThat(market.view()).as("kill %d, %s", kill, mode).isEqualTo(live.view());
                torn += market.recovery().tornBytes() > 0L ? 1 : 0;
                unanswered += market.recovery().unanswered() > 0L ? 1 : 0;
            }
            if (live.sequence() > COMMANDS / 2 || kill == kills - 1) {
                assertThat(JournalVerification.of(file).isConfirmed()).isTrue();
                file = folder.resolve("journal" + (kill + 1));
                live = setup().open();
            }
        }
        assertThat(acknowledgements).hasSize(Mode.values().length);
        acknowledgements.forEach((mode, count) ->
                assertThat(count).as("acknowledged under %s", mode).isPositive());
        return kills + " kills: acknowledged " + acknowledgements + ", torn records after " + torn
                + ", commands without outcome after " + unanswered;
    }

    /** The number of the last command that the process has acknowledged before it was killed. */
    private static long runAndKill(Path file, Mode mode, long from, int acknowledgements, int milliseconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName(),
                        file.toString(),
                        mode.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (acknowledgements == Integer.MAX_VALUE) {
            CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS)
                    .execute(process.toHandle()::destroyForcibly);
        }
        long last = from;
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = told.readLine();
            for (int k = 0; line != null; k++) {
                assertThat(Long.parseLong(line)).isEqualTo(last + 1L);
                last++;
                if (k == acknowledgements) {
                    // By its handle: what it has told already can still be read.
                    process.toHandle().destroyForcibly();
                }
                line = told.readLine();
            }
        } catch (NumberFormatException e) {
            // The last line was cut as the process ended.
            assertThat(process.waitFor()).isNotZero();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        assertThat(last).as("commands that are left for later kills").isLessThan(COMMANDS);
        return last;
    }
}
