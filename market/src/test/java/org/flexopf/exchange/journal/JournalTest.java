package org.flexopf.exchange.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.MarketView;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Journals that are torn, damaged, full and moved away; and markets that come back from them. */
class JournalTest {

    private static final MarketSetup SETUP = new MarketSetup(
            MarketSettings.of(List.of("t1", "t2"), 15).withLot(1000).withOperator("dso"), "dc", TestNetworks.feeder());

    @TempDir
    private Path folder;

    /** Orders on both sides at prices around 40, a few refused, amended and withdrawn. */
    static List<Command> commands(int count) {
        Random random = new Random(7);
        List<Command> commands = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            String owner = "owner" + random.nextInt(5);
            if (k % 11 == 10) {
                commands.add(Command.cancel(k, "O" + (k - 5), "owner" + random.nextInt(5)));
            } else if (k % 13 == 12) {
                commands.add(Command.amend(k, "O" + (k - 3), "owner0").withQuantity(30_000));
            } else {
                commands.add(Command.submit(k, "O" + k, owner)
                        .at(
                                1 + random.nextInt(6),
                                random.nextBoolean() ? Direction.UP : Direction.DOWN,
                                random.nextInt(4) == 0 ? "t2" : "t1")
                        .offering(1000L * (1 + random.nextInt(200)), 350_000 + 1000L * random.nextInt(100)));
            }
        }
        return commands;
    }

    private Path file() {
        return folder.resolve("market.journal");
    }

    private static List<Outcome> live(List<Command> commands) {
        ContinuousMarket market = SETUP.open();
        return commands.stream().map(market::apply).toList();
    }

    private static MarketView viewAfter(List<Command> commands) {
        ContinuousMarket market = SETUP.open();
        commands.forEach(market::apply);
        return market.view();
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void aMarketComesBackAsItWas(SyncPolicy sync) {
        List<Command> commands = commands(200);
        JournalOptions options =
                JournalOptions.defaults().withSync(sync).withSegmentBytes(9_000).withSnapshotEvery(0);
        List<Outcome> outcomes = new ArrayList<>();
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, options)) {
            outcomes.addAll(market.apply(commands.subList(0, 70)));
            market.note(JournalRecord.FIRST_FREE_TYPE + 3, 5, new byte[] {1, 2, 3});
        }
        for (Command command : commands.subList(70, 200)) {
            try (JournaledMarket market = JournaledMarket.open(file(), SETUP, options)) {
                outcomes.add(market.apply(command));
            }
        }
        assertThat(outcomes).isEqualTo(live(commands));
        assertThat(outcomes.stream()
                        .mapToLong(outcome -> outcome.trades().size())
                        .sum())
                .isGreaterThan(20);
        assertThat(outcomes.stream()
                        .mapToLong(outcome -> outcome.rejections().size())
                        .sum())
                .isGreaterThan(20);
        assertThat(Files.exists(folder.resolve("market.journal.3")))
                .as("several files")
                .isTrue();
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, options)) {
            assertThat(market.recovery()).isEqualTo(new Recovery(200, 0, 0, 0));
            assertThat(market.view()).isEqualTo(viewAfter(commands));
        }
        JournalVerification verification = JournalVerification.of(file());
        assertThat(verification.isConfirmed()).isTrue();
        assertThat(verification.commands()).isEqualTo(200);
        List<JournalRecord> noted = Journal.read(file(), 0, 100_000).stream()
                .filter(record -> record.type() == JournalRecord.FIRST_FREE_TYPE + 3)
                .toList();
        assertThat(noted).hasSize(1);
        assertThat(noted.get(0).payload()).containsExactly(1, 2, 3);
    }

    @Test
    void aSnapshotSparesTheCommandsBeforeIt() throws IOException {
        List<Command> commands = commands(300);
        JournalOptions options =
                JournalOptions.defaults().withSegmentBytes(9_000).withSnapshotEvery(100);
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, options)) {
            commands.subList(0, 250).forEach(market::apply);
        }
        // What a snapshot stands for may be moved away.
        Files.delete(file());
        Files.delete(folder.resolve("market.journal.1"));
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, options)) {
            assertThat(market.recovery()).isEqualTo(new Recovery(250, 200, 0, 0));
            commands.subList(250, 300).forEach(market::apply);
            assertThat(market.view()).isEqualTo(viewAfter(commands));
        }
        // Without it there is nothing to begin with.
        Files.delete(folder.resolve("market.journal.snapshot"));
        assertThatThrownBy(() -> JournaledMarket.open(file(), SETUP, options))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no snapshot stands for them");
        assertThatThrownBy(() -> JournalVerification.of(file())).isInstanceOf(JournalException.class);
    }

    @Test
    void aDamagedSnapshotIsPassedOver() throws IOException {
        List<Command> commands = commands(60);
        try (JournaledMarket market =
                JournaledMarket.open(file(), SETUP, JournalOptions.defaults().withSnapshotEvery(25))) {
            commands.forEach(market::apply);
        }
        Path snapshot = folder.resolve("market.journal.snapshot");
        byte[] bytes = Files.readAllBytes(snapshot);
        bytes[bytes.length / 2] ^= 4;
        Files.write(snapshot, bytes);
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, JournalOptions.defaults())) {
            assertThat(market.recovery()).isEqualTo(new Recovery(60, 0, 0, 0));
            assertThat(market.view()).isEqualTo(viewAfter(commands));
        }
    }

    /** Wherever a writer is stopped, what was whole is kept, the rest is cut and told, and the market goes on. */
    @Test
    void aTornTailIsCutAndTold() throws IOException {
        List<Command> commands = commands(40);
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, JournalOptions.defaults())) {
            commands.subList(0, 30).forEach(market::apply);
        }
        byte[] whole = Files.readAllBytes(file());
        List<Integer> ends = ends(whole);
        Random random = new Random(11);
        for (int k = 0; k < 60; k++) {
            int cut = ends.get(0) + random.nextInt(whole.length - ends.get(0));
            Files.write(file(), Arrays.copyOf(whole, cut));
            long lastEnd = ends.stream()
                    .filter(end -> end <= cut)
                    .max(Integer::compare)
                    .orElseThrow();
            try (JournaledMarket market = JournaledMarket.open(file(), SETUP, JournalOptions.defaults())) {
                assertThat(market.recovery().tornBytes()).isEqualTo(cut - lastEnd);
                int there = (int) market.sequence();
                assertThat(market.view()).isEqualTo(viewAfter(commands.subList(0, there)));
                commands.subList(there, 40).forEach(market::apply);
                assertThat(market.view()).isEqualTo(viewAfter(commands));
            }
            assertThat(JournalVerification.of(file()).isConfirmed()).isTrue();
        }
    }

    /** A tail of zeros, as file systems leave it, and one of noise are torn records too. */
    @Test
    void aTailOfNoiseIsCutToo() throws IOException {
        List<Command> commands = commands(10);
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, JournalOptions.defaults())) {
            commands.forEach(market::apply);
        }
        byte[] whole = Files.readAllBytes(file());
        for (int noise = 0; noise < 20; noise++) {
            byte[] longer = Arrays.copyOf(whole, whole.length + 1 + 7 * noise);
            if (noise % 2 == 1) {
                for (int k = whole.length; k < longer.length; k++) {
                    longer[k] = (byte) (31 * k + noise);
                }
            }
            Files.write(file(), longer);
            try (JournaledMarket market = JournaledMarket.open(file(), SETUP, JournalOptions.defaults())) {
                assertThat(market.recovery()).isEqualTo(new Recovery(10, 0, longer.length - whole.length, 0));
            }
            assertThat(Files.size(file())).isEqualTo(whole.length);
        }
    }

    @Test
    void damageInTheMiddleStops() throws IOException {
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, JournalOptions.defaults())) {
            commands(30).forEach(market::apply);
        }
        byte[] whole = Files.readAllBytes(file());
        List<Integer> ends = ends(whole);
        Random random = new Random(3);
        for (int k = 0; k < 60; k++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(ends.get(ends.size() - 2));
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), damaged);
            assertThatThrownBy(() -> JournaledMarket.open(file(), SETUP, JournalOptions.defaults()))
                    .as("byte %d", at)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("damaged");
            assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
        }
    }

    @Test
    void aChangedResultIsFound() throws IOException {
        List<Command> commands = commands(60);
        try (JournaledMarket market = JournaledMarket.open(file(), SETUP, JournalOptions.defaults())) {
            commands.forEach(market::apply);
        }
        // The chain is made anew around the change, so that only working it out again can find it.
        List<JournalRecord> records = Journal.read(file(), 0, 10_000);
        Files.delete(file());
        try (Journal forged = Journal.open(file(), records.get(0).payload(), JournalOptions.defaults())) {
            boolean changed = false;
            for (JournalRecord record : records.subList(1, records.size())) {
                byte[] payload = record.payload();
                if (!changed && record.type() == JournalRecord.RESULT) {
                    Outcome outcome = MarketPayloads.outcome(payload);
                    if (!outcome.trades().isEmpty()) {
                        payload = MarketPayloads.of(new Outcome(
                                outcome.sequence(),
                                outcome.refusal(),
                                List.of(),
                                outcome.rejections(),
                                outcome.removals()));
                        changed = true;
                    }
                }
                forged.append(record.type(), record.time(), payload);
            }
            assertThat(changed).isTrue();
        }
        JournalVerification verification = JournalVerification.of(file());
        assertThat(verification.isConfirmed()).isFalse();
        assertThat(verification.difference().orElseThrow()).contains("recorded was", "worked out again is");
    }

    @Test
    void anotherMarketCannotTakeTheJournal() {
        JournaledMarket.open(file(), SETUP, JournalOptions.defaults()).close();
        MarketSetup other = new MarketSetup(SETUP.settings().withLot(2000), "dc", SETUP.network());
        assertThatThrownBy(() -> JournaledMarket.open(file(), other, JournalOptions.defaults()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("other settings");
        assertThatThrownBy(() ->
                        JournaledMarket.open(folder.resolve("no").resolve("folder"), SETUP, JournalOptions.defaults()))
                .isInstanceOf(JournalException.class);
    }

    /** The ends of all records, by the lengths that they begin with. */
    static List<Integer> ends(byte[] bytes) {
        List<Integer> ends = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            at += RecordFormat.size(ByteBuffer.wrap(bytes).getInt(at));
            ends.add(at);
        }
        return ends;
    }
}
