package org.flexopf.exchange.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A market in a process of its own that is killed under load, again and again, as by {@code kill -9}: nothing that was
 * acknowledged is lost or doubled. The system property {@value #KILLS} says how often, by default a few times.
 */
class KilledProcessTest {

    private static final String KILLS = "flexopf.kills";
    private static final int COMMANDS = 40_000;

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

        public static void main(String[] arguments) {
            List<Command> commands = JournalTest.commands(COMMANDS);
            JournalOptions options =
                    JournalOptions.defaults().withSegmentBytes(100_000).withSnapshotEvery(500);
            try (JournaledMarket market = JournaledMarket.open(Path.of(arguments[0]), setup(), options)) {
                while (market.sequence() < COMMANDS) {
                    market.apply(commands.get((int) market.sequence()));
                    System.out.println(market.sequence());
                }
            }
        }
    }

    @Test
    void nothingAcknowledgedIsLostOrDoubled() throws IOException, InterruptedException {
        Path file = folder.resolve("journal");
        List<Command> commands = JournalTest.commands(COMMANDS);
        Random random = new Random(17);
        ContinuousMarket live = setup().open();
        int kills = Integer.getInteger(KILLS, 4);
        for (int kill = 0; kill < kills; kill++) {
            long acknowledged = runAndKill(file, live.sequence(), 1 + random.nextInt(400));
            try (JournaledMarket market = JournaledMarket.open(file, setup(), JournalOptions.defaults())) {
                assertThat(market.sequence())
                        .isGreaterThanOrEqualTo(acknowledged)
                        .isLessThan(COMMANDS);
                while (live.sequence() < market.sequence()) {
                    live.apply(commands.get((int) live.sequence()));
                }
                assertThat(market.view()).isEqualTo(live.view());
            }
        }
        assertThat(live.sequence()).isGreaterThanOrEqualTo(kills);
        assertThat(JournalVerification.of(file).isConfirmed()).isTrue();
    }

    /** The number of the last command that the process has acknowledged before it was killed. */
    private static long runAndKill(Path file, long from, int acknowledgements)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = from;
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = told.readLine();
            for (int k = 0; line != null; k++) {
                last = Long.parseLong(line);
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
        assertThat(last).as("commands acknowledged by the process").isGreaterThan(from);
        return last;
    }
}
