package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
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

    private static Command mutated(Command c, Random random) {
        List<String> fields = new ArrayList<>(List.of(
                c.time(),
                c.kind(),
                c.id(),
                c.owner(),
                c.bus(),
                c.direction(),
                c.quantity(),
                c.price(),
                c.period(),
                c.restriction(),
                c.minimum(),
                c.expiry(),
                c.conditional(),
                c.zone()));
        for (int k = random.nextInt(3); k >= 0; k--) {
            // A time far ahead would end all orders and refuse whatever comes later.
            int field = random.nextInt(random.nextInt(8) == 0 ? 14 : 13) + (random.nextInt(8) == 0 ? 0 : 1);
            fields.set(Math.min(field, 13), JUNK.get(random.nextInt(JUNK.size())));
        }
        return new Command(
                fields.get(0),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                fields.get(6),
                fields.get(7),
                fields.get(8),
                fields.get(9),
                fields.get(10),
                fields.get(11),
                fields.get(12),
                fields.get(13));
    }
}
