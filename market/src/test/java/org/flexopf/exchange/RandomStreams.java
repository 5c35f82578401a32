package org.flexopf.exchange;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.flexopf.exchange.Command.Field;

/**
 * Streams of commands on few buses, owners and prices, so that orders meet often, with everything the rules know: all
 * restrictions, minima, expiries, zones, conditional requests, amendments, withdrawals, gate closure, two periods.
 */
final class RandomStreams {

    private RandomStreams() {}

    /** Streams on buses 1 to the last one, with quantities of so many lots at most. */
    static Arbitrary<List<Command>> on(int buses, long lot, int largestLots, int longest) {
        return Arbitraries.frequencyOf(
                        Tuple.of(14, submissions(buses, lot, largestLots)),
                        Tuple.of(2, cancellations()),
                        Tuple.of(3, amendments(lot, largestLots)),
                        Tuple.of(1, Arbitraries.of("t1", "t2", "t3").map(period -> Command.close(0, period))))
                .list()
                .ofMinSize(Math.min(15, longest))
                .ofMaxSize(longest)
                .flatMap(commands -> Arbitraries.integers()
                        .between(0, 3)
                        .list()
                        .ofSize(commands.size())
                        .map(steps -> timed(commands, steps)));
    }

    /** Time moves on by what is given, and stands still at 0. A closing command comes late, or all would be over. */
    private static List<Command> timed(List<Command> commands, List<Integer> steps) {
        Command[] timed = new Command[commands.size()];
        int time = 0;
        for (int k = 0; k < timed.length; k++) {
            time += steps.get(k);
            Command c = commands.get(k);
            boolean early = c.kind().equals("CLOSE") && k < timed.length - 4;
            timed[k] = c.with(Field.TIME, Integer.toString(time))
                    .with(Field.KIND, early ? "CANCEL" : c.kind())
                    // Ids of submissions are used once; others hit one that there has been, most of the time.
                    .with(
                            Field.ID,
                            c.kind().equals("SUBMIT")
                                    ? "O" + k
                                    : "O" + (k == 0 ? 0 : Math.floorMod(c.id().hashCode(), k)))
                    .with(
                            Field.EXPIRY,
                            c.expiry().isEmpty() ? "" : Integer.toString(time + Integer.parseInt(c.expiry())));
        }
        return List.of(timed);
    }

    private static Arbitrary<Integer> uniform(int least, int largest) {
        return Arbitraries.integers().between(least, largest).withDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<String> owners() {
        return Arbitraries.of("ann", "bob", "cid", "dso");
    }

    private static Arbitrary<String> quantities(long lot, int largestLots) {
        return uniform(1, largestLots).map(lots -> Quantities.megawatts(lots * lot));
    }

    private static Arbitrary<Command> submissions(int buses, long lot, int largestLots) {
        Arbitrary<Command> plain = Combinators.combine(
                        owners(),
                        uniform(1, buses),
                        Arbitraries.of(Direction.class),
                        uniform(1, largestLots),
                        uniform(38, 44),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(Restriction.NONE)),
                                Tuple.of(1, Arbitraries.just(Restriction.IOC)),
                                Tuple.of(1, Arbitraries.just(Restriction.FOK)),
                                Tuple.of(2, Arbitraries.just(Restriction.AON))),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just("t1")), Tuple.of(1, Arbitraries.just("t2"))))
                .as((owner, bus, direction, lots, price, restriction, period) -> Command.submit(0, "new", owner)
                        .at(bus, direction, period)
                        .offering(lots * lot, price * 10_000L)
                        .restricted(restriction));
        return Combinators.combine(
                        plain,
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 11),
                        uniform(1, buses))
                .as((command, minimum, extra, member) -> decorated(command, minimum, extra, member, lot, largestLots));
    }

    private static Command decorated(Command command, int minimum, int extra, int member, long lot, int largestLots) {
        Command with = minimum < 4 ? command : command.withMinimum(lot * Math.max(1, largestLots / minimum));
        if (extra == 0 || extra == 1) {
            with = with.until(4);
        }
        if (command.owner().equals("dso")) {
            if (extra >= 8) {
                with = with.onCondition();
            } else if (extra == 7) {
                with = with.within(member + " " + (member == 1 ? 2 : member - 1));
            } else if (extra == 6) {
                with = with.withPrice(Command.EXTREME);
            }
        }
        return with;
    }

    private static Arbitrary<Command> cancellations() {
        return Combinators.combine(owners(), Arbitraries.integers().between(0, 1000))
                .as((owner, id) -> Command.cancel(0, "x" + id, owner));
    }

    private static Arbitrary<Command> amendments(long lot, int largestLots) {
        return Combinators.combine(
                        owners(),
                        Arbitraries.integers().between(0, 1000),
                        quantities(lot, largestLots).injectNull(0.3),
                        uniform(38, 44).injectNull(0.5),
                        Arbitraries.integers().between(1, 3).injectNull(0.7),
                        Arbitraries.just("5").injectNull(0.8))
                .as((owner, id, quantity, price, minimum, expiry) -> Command.amend(0, "x" + id, owner)
                        .with(Field.QUANTITY, quantity == null ? "" : quantity)
                        .with(Field.PRICE, price == null ? "" : price.toString())
                        .with(Field.MINIMUM, minimum == null ? "" : Quantities.megawatts(minimum * lot))
                        .with(Field.EXPIRY, expiry == null ? "" : expiry));
    }
}
