package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.flexopf.exchange.Command.Field;
import org.flexopf.exchange.check.ShiftFactorCheck;
import org.flexopf.network.Network;
import org.flexopf.testkit.property.FreshSeeds;
import org.flexopf.testkit.property.Share;

/** Streams with junk in any field: nothing is thrown, and what is refused has changed nothing. */
@AddLifecycleHook(FreshSeeds.class)
class MutatedStreamsTest {

    private static final Network FEEDER = TestNetworks.feeder();
    private static final MarketSettings SETTINGS =
            MarketSettings.of(List.of("t1", "t2"), 15).withLot(1000).withOperator("dso");

    private static final List<String> JUNK = List.of(
            "",
            "NaN",
            "-1",
            "0",
            "1e-7",
            "1e30",
            "9223372036854775807",
            "9223372036854.775807",
            "-9223372036854775808",
            "true",
            "TRUE",
            "extreme",
            "UP",
            "up",
            "AMEND",
            "SUBMIT",
            "CLOSE",
            "t1",
            "t9",
            "O1",
            "dso",
            "2 3",
            "2 99",
            "\uD800",
            "\u0000",
            "99999999999999999999999999999999999",
            "0.1000000",
            " 5 ",
            "1e2147483647",
            "9999.9999");

    @Provide
    Arbitrary<List<Command>> streams() {
        return RandomStreams.on(5, 1000, 120, 40);
    }

    @Property(tries = 400, seed = "5", edgeCases = EdgeCasesMode.NONE)
    void junkIsRefusedAndChangesNothing(@ForAll("streams") List<Command> stream, @ForAll long seed) {
        Random random = new Random(seed);
        ContinuousMarket market = ContinuousMarket.open(SETTINGS, FEEDER, ShiftFactorCheck.of(FEEDER));
        MarketSnapshot before = market.snapshot();
        for (Command command : stream) {
            Outcome outcome = market.apply(random.nextInt(3) == 0 ? mutated(command, random) : command);
            MarketSnapshot after = market.snapshot();
            Share.atLeast(10.0, "refusals", !outcome.isAccepted());
            if (!outcome.isAccepted()) {
                assertThat(after)
                        .isEqualTo(new MarketSnapshot(
                                after.sequence(), before.clock(), before.usedIds(), before.periods()));
                assertThat(outcome.trades()).isEmpty();
            }
            before = after;
        }
    }

    private static Command mutated(Command command, Random random) {
        Command mutated = command;
        int fields = Field.values().length;
        for (int k = random.nextInt(3); k >= 0; k--) {
            // A time far ahead would end all orders and refuse whatever comes later.
            int first = random.nextInt(64) == 0 ? 0 : 1;
            Field field = Field.values()[first + random.nextInt(fields - first)];
            mutated = mutated.with(field, JUNK.get(random.nextInt(JUNK.size())));
        }
        return mutated;
    }
}
