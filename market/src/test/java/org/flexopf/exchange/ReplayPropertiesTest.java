package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.flexopf.exchange.journal.JournalOptions;
import org.flexopf.exchange.journal.JournalVerification;
import org.flexopf.exchange.journal.JournaledMarket;
import org.flexopf.exchange.journal.MarketSetup;
import org.flexopf.exchange.journal.SyncPolicy;
import org.flexopf.testkit.property.FreshSeeds;
import org.flexopf.testkit.property.Share;

/** What is replayed is what was live, however often a market was closed and opened again on the way. */
@AddLifecycleHook(FreshSeeds.class)
class ReplayPropertiesTest {

    private static final MarketSettings SETTINGS =
            MarketSettings.of(List.of("t1", "t2"), 15).withLot(1000).withOperator("dso");

    @Provide
    Arbitrary<List<Command>> streams() {
        return RandomStreams.on(5, 1000, 120, 40);
    }

    @Property(tries = 60, seed = "11", edgeCases = EdgeCasesMode.NONE)
    void replayIsLive(@ForAll("streams") List<Command> stream, @ForAll long seed) throws IOException {
        MarketSetup setup = new MarketSetup(SETTINGS, "dc", TestNetworks.feeder());
        ContinuousMarket live = setup.open();
        List<Outcome> expected = stream.stream().map(live::apply).toList();
        Random random = new Random(seed);
        JournalOptions options = JournalOptions.defaults()
                .withSync(SyncPolicy.NONE)
                .withSegmentBytes(1_000 + random.nextInt(20_000))
                .withSnapshotEvery(random.nextInt(20));
        Path folder = Files.createTempDirectory("replay");
        try {
            Path file = folder.resolve("journal");
            List<Outcome> outcomes = new ArrayList<>();
            while (outcomes.size() < stream.size()) {
                try (JournaledMarket market = JournaledMarket.open(file, setup, options)) {
                    assertThat(market.sequence()).isEqualTo(outcomes.size());
                    for (int groups = random.nextInt(4); groups >= 0; groups--) {
                        int from = outcomes.size();
                        int to = Math.min(stream.size(), from + random.nextInt(8));
                        outcomes.addAll(market.apply(stream.subList(from, to)));
                    }
                }
            }
            assertThat(outcomes).isEqualTo(expected);
            try (JournaledMarket market = JournaledMarket.open(file, setup, options)) {
                Share.atLeast(40.0, "snapshots", market.recovery().snapshotCommands() > 0L);
                assertThat(market.view()).isEqualTo(live.view());
            }
            JournalVerification verification = JournalVerification.of(file);
            assertThat(verification.isConfirmed()).isTrue();
            assertThat(verification.commands()).isEqualTo(stream.size());
            assertThat(verification.trades())
                    .isEqualTo(expected.stream()
                            .mapToLong(one -> one.trades().size())
                            .sum());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
