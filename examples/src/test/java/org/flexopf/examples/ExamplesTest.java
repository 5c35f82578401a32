package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the examples print is what they claim. */
class ExamplesTest {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private static List<String> lines(Consumer<PrintStream> example) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            example.accept(out);
        }
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("NaN"));
        return lines;
    }

    private static String line(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.strip().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line starts with " + start));
    }

    private static double[] numbers(String line) {
        return NUMBER.matcher(line)
                .results()
                .map(MatchResult::group)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void underVcgNothingBeatsTheTruthAndUnderTheOtherRulesSomethingDoes() {
        List<String> lines = lines(StrategicProvider::print);
        assertThat(line(lines, "vcg")).contains("the truth");
        double[] vcg = numbers(line(lines, "vcg"));
        double[] clear = numbers(line(lines, "pay-as-clear"));
        double[] bid = numbers(line(lines, "pay-as-bid"));
        // Operator pays, surplus, profit of truth, (markup,) capacity, gain, loss of society.
        assertThat(vcg[vcg.length - 2]).as("gain").isZero();
        assertThat(vcg[vcg.length - 1]).as("loss of society").isZero();
        for (double[] rule : List.of(clear, bid)) {
            assertThat(rule[rule.length - 2])
                    .as("gain in %s", Arrays.toString(rule))
                    .isGreaterThan(5.0);
            assertThat(rule[rule.length - 1])
                    .as("loss of society in %s", Arrays.toString(rule))
                    .isGreaterThan(5.0);
        }
        assertThat(vcg[2]).as("what truth earns").isGreaterThan(clear[2]);
        assertThat(clear[2]).isGreaterThan(bid[2]);
        assertThat(bid[2]).isZero();
        // What the operator pays the participants and what it keeps make up what demand pays less the supply at the
        // substation, whatever the rule.
        assertThat(vcg[0] + vcg[1]).isCloseTo(clear[0] + clear[1], within(0.02));
        assertThat(bid[0] + bid[1]).isCloseTo(clear[0] + clear[1], within(0.02));
    }

    @Test
    void pricesOfTheCongestedFeederAddUpAndTheFullLineIsNamed() {
        List<String> lines = lines(CongestedFeeder::print);
        assertThat(lines.get(0)).contains("the sensitivities of the AC power flow give the same prices");
        for (int bus = 1; bus <= 8; bus++) {
            double[] row = numbers(line(lines, bus + " "));
            assertThat(row[0]).isEqualTo(bus);
            assertThat(row[2] + row[3] + row[4] + row[5]).isCloseTo(row[1], within(0.02));
            assertThat(row[4]).as("congestion at bus %s", bus).isBetween(bus <= 4 ? 0.0 : 37.0, bus <= 4 ? 0.0 : 39.0);
        }
        assertThat(numbers(line(lines, "7 "))[1])
                .as("the price where the local generator sets it")
                .isCloseTo(90.0, within(0.01));
        assertThat(lines).anyMatch(line -> line.contains("rating at the from end of branch 4 (4-5)"));
        assertThat(line(lines, "Solving again")).startsWith("Solving again agrees");
    }

    @Test
    void consumersPayForLossesAboutTwice() {
        List<String> lines = lines(WhoPaysForLosses::print);
        double paid = 0.0;
        for (int bus = 1; bus <= 33; bus++) {
            paid += numbers(line(lines, bus + " "))[4];
        }
        double[] cost = numbers(line(lines, "The feeder loses"));
        double[] summary = numbers(line(lines, "Consumers pay"));
        assertThat(cost[0]).as("losses of the feeder of Baran and Wu, kW").isCloseTo(202.7, within(0.1));
        assertThat(cost[1]).isCloseTo(1e-3 * cost[0] * cost[2], within(0.01));
        assertThat(summary[0]).isCloseTo(paid, within(0.03));
        assertThat(summary[1]).isBetween(1.9, 2.3);
        assertThat(summary[2]).isCloseTo(summary[0] - cost[1], within(0.02));
    }

    @Test
    void theRelaxationIsExactUntilThePriceIsNegative() {
        List<String> lines = lines(NegativePrice::print);
        for (String price : List.of("40.0", "20.0", "5.0", "1.0", "-1.0", "-5.0", "-20.0", "-40.0")) {
            String row = line(lines, price + " ");
            double[] figures = numbers(row);
            boolean negative = price.startsWith("-");
            assertThat(row)
                    .as(row)
                    .contains(negative ? "no" : "yes")
                    .contains(negative ? "the relaxation's" : "the AC network's");
            // Cost and losses of the AC state and of the relaxation are the same, or the relaxation is cheaper and
            // loses more.
            assertThat(figures[1] - figures[2])
                    .as("%s", row)
                    .isBetween(negative ? 1.0 : -0.011, negative ? 1e9 : 0.011);
            assertThat(figures[4] - figures[3])
                    .as("%s", row)
                    .isBetween(negative ? 100.0 : -0.11, negative ? 1e9 : 0.11);
        }
        assertThat(lines).anyMatch(line -> line.contains("these are prices of the formulation 'socp'"));
    }

    @Test
    void operatorsThatTellFlowsAloneFindTheCommonMarket() {
        List<String> lines = lines(AgreeingOnFlows::print);
        double[] first = numbers(line(lines, "1 "));
        double[] last = numbers(lines.get(lines.size() - 3));
        double[] end = numbers(line(lines, "agreed after"));
        assertThat(first[1]).as("nobody knows a price at first").isZero();
        assertThat(first[2] - first[3]).as("and flows are far apart").isLessThan(-5.0);
        assertThat(last[0]).as("the last round").isEqualTo(end[0]);
        assertThat(last[1]).as("the price of the gas unit").isCloseTo(68.0, within(0.01));
        assertThat(last[2]).isCloseTo(last[3], within(0.002));
        assertThat(end[1]).isCloseTo(end[2], within(0.002));
    }

    /** Safe schemes never beat the best, those that agree in rounds find it, and whoever ignores limits breaks some. */
    @Test
    void oneDayCostsWhatTheSchemeCanDo() {
        List<String> lines = lines(OneDayUnderAllSchemes::print);
        for (String best : List.of("decentralised ", "decentralised-dual ", "decentralised-cuts ")) {
            double[] figures = numbers(line(lines, best).substring(30));
            assertThat(figures[3]).as(best).isBetween(-0.011, 0.011);
        }
        for (String worse : List.of(
                "prequalification-volume ",
                "blocking ",
                "localAs ",
                "sharedBalancing ",
                "fragmented ",
                "forwarding-aggregated ",
                "forwarding-corrected ")) {
            double[] figures = numbers(line(lines, worse).substring(30));
            assertThat(figures[0]).as("hours that are safe under %s", worse).isEqualTo(2.0);
            assertThat(figures[3]).as(worse).isGreaterThan(1.0);
        }
        for (String unsafe : List.of("centralisedIgnoringLimits ", "forwarding-raw ")) {
            assertThat(numbers(line(lines, unsafe).substring(30))[0]).as(unsafe).isEqualTo(1.0);
        }
        assertThat(line(lines, "who ignores limits, at hour 19")).contains("line 1-2 of F001 by", "vmin");
    }

    @Test
    void flexibilityEndsWhereNoReactivePowerHelps() {
        List<String> lines = lines(WhereFlexibilityEnds::print);
        assertThat(lines.stream().filter(line -> line.contains("orange"))).hasSize(2);
        assertThat(lines.stream().filter(line -> line.contains("red"))).hasSize(6);
        double[] year = numbers(line(lines, "up, the year"));
        assertThat(year[0]).as("what is borne of what is offered").isLessThan(0.9 * year[1]);
        assertThat(year[3]).as("reactive support costs something").isGreaterThan(year[2]);
    }

    @Test
    void eachConflictOccursOnceAndTodayOneIsLeft() {
        List<String> lines = lines(FourConflicts::print);
        List<String> units =
                lines.stream().filter(line -> line.startsWith("time unit")).toList();
        assertThat(units).hasSize(5);
        assertThat(units.get(0)).endsWith("no conflict");
        assertThat(units.get(1)).contains("(d)");
        assertThat(units.get(2)).contains("(a)");
        assertThat(units.get(3)).contains("(c)");
        assertThat(units.get(4)).contains("(b)");
        assertThat(line(lines, "as things are today")).contains("(b)").doesNotContain("(a)", "(c)", "(d)");
    }

    @Test
    void theBatteryBuysCheaplyAndSellsDearlyAndTheVehiclesWaitForTheNight() {
        List<String> lines = lines(FeederDay::print);
        assertThat(lines.get(0)).contains("exact in 24 of 24 hours");
        double cost = numbers(lines.get(0))[0];
        double[] atSeven = numbers(line(lines, "19 "));
        double[] atThree = numbers(line(lines, "3 "));
        assertThat(atSeven[1]).as("price in the evening").isGreaterThan(105.0);
        assertThat(atSeven[2]).as("the battery sells").isCloseTo(1.0, within(0.02));
        assertThat(atThree[1]).as("price at night").isBetween(32.0, 40.0);
        double charged = 0.0;
        for (int hour = 0; hour < 24; hour++) {
            double[] row = numbers(line(lines, hour + " "));
            charged += row[5];
            if (hour >= 19 && hour <= 21) {
                assertThat(row[5]).as("vehicles at %d", hour).isLessThan(0.01);
            }
        }
        assertThat(charged).as("what the vehicles need, with losses").isBetween((0.9 + 0.4) / 0.92, 1.6);
        double[] last = numbers(line(lines, "Without the battery"));
        assertThat(last[1]).as("savings").isGreaterThan(50.0).isCloseTo(last[0] - cost, within(0.02));
    }

    /** The works shifts into the noon, where it earns most; what it is paid beyond its asking is what it earns. */
    @Test
    void aLoopOfBidsShiftsLoadAndExcludesTheOther() {
        List<String> lines = lines(LoadShifting::print);
        assertThat(line(lines, "evening, for the night")).endsWith("0.00");
        assertThat(line(lines, "evening, for the noon")).endsWith("1.00");
        assertThat(line(lines, "noon   ")).isNotNull();
        double[] evening = numbers(line(lines, "evening  "));
        // 6 MW less from a unit of 45 + 2 0.5 p.
        assertThat(evening[3] - evening[4]).isCloseTo(6.0, within(0.02));
        double[] day = numbers(line(lines, "The day costs"));
        double saved = day[1] - day[0];
        // By hand: the integral of the dearer unit from 39 to 45 MW over six hours, less what the noon costs more and
        // what the works asks.
        double sparedInTheEvening = 6.0 * (45.0 * 6.0 + 0.5 * (45.0 * 45.0 - 39.0 * 39.0));
        double dearerAtNoon = 4.0 * (22.0 * 9.0 + 0.1 * (29.0 * 29.0 - 20.0 * 20.0));
        assertThat(saved).isCloseTo(sparedInTheEvening - dearerAtNoon - 6.0 * 6.0 * 9.0, within(0.05));
        assertThat(day[4]).as("earned").isCloseTo(day[2] - day[3], within(0.02));
    }

    /** Convex-hull prices leave least, prices at the integers most; no price pays everybody. */
    @Test
    void threeKindsOfPriceLeaveMoreAndLess() {
        List<String> lines = lines(ThreeKindsOfPrice::print);
        List<double[]> inAll = lines.stream()
                .filter(one -> one.startsWith("in all"))
                .map(ExamplesTest::numbers)
                .toList();
        assertThat(inAll).hasSize(3);
        assertThat(inAll.get(2)[0]).isGreaterThan(1.0).isLessThan(inAll.get(1)[0] - 1.0);
        assertThat(inAll.get(1)[0]).isLessThan(inAll.get(0)[0] - 1.0);
        double[] first = numbers(lines.get(0));
        double[] hull = numbers(lines.get(1));
        assertThat(first[0] - hull[0]).as("the identity").isCloseTo(inAll.get(2)[0], within(0.02));
        assertThat(hull[0]).isBetween(first[1] + 1.0, hull[1] + 0.01);
    }

    /**
     * Who knows what stored energy is worth decides better than who empties its stores; nobody beats the whole. By how
     * much depends on which worth the whole horizon tells: where a store is neither full nor empty for long, there is
     * more than one.
     */
    @Test
    void windowsThatKnowTheWorthOfEnergyCostLess() {
        List<String> lines = lines(out -> RollingYear.print(out, 168));
        double emptied = numbers(line(lines, "stores emptied"))[0];
        double valued = numbers(line(lines, "worth what the whole"))[0];
        double whole = numbers(line(lines, "the whole horizon at once"))[0];
        assertThat(line(lines, "168 windows")).endsWith("OPTIMAL");
        assertThat(valued).isBetween(whole - 0.02, emptied - 5.0);
        assertThat(emptied).isLessThan(1.001 * whole);
    }

    @Test
    void aContinuousMarketMissesAShareOfTheAuctionAndNeverBeatsIt() {
        List<String> lines = lines(AuctionAgainstContinuous::print);
        double free = numbers(line(lines, "auction without a network"))[0];
        double auction = numbers(line(lines, "auction within the network"))[0];
        double best = numbers(line(lines, "continuous, best of"))[1];
        double given = numbers(line(lines, "continuous, as they came"))[0];
        double worst = numbers(line(lines, "continuous, worst of"))[0];
        assertThat(free).isGreaterThan(auction + 1.0);
        assertThat(auction).isGreaterThan(best);
        assertThat(given).isBetween(worst, best);
        assertThat(worst).isGreaterThan(0.4 * auction);
    }

    @Test
    void aRequestIsFoundOfferedClearedAndSettled() {
        List<String> lines = lines(RequestToSettlement::print);
        assertThat(line(lines, "evening")).contains("line 6 by");
        double asked = numbers(line(lines, "Asked for"))[0];
        assertThat(asked).isBetween(0.1, 0.25);
        // Bus and quantity follow the names; the sawmill is elsewhere, and the bakery's halves go together.
        double pumps = numbers(line(lines, "pumps"))[1];
        double store = numbers(line(lines, "cold store"))[1];
        double off = numbers(line(lines, "ovens off"))[1];
        assertThat(numbers(line(lines, "far away"))[1]).isZero();
        assertThat(off).isEqualTo(0.12);
        assertThat(numbers(line(lines, "ovens on"))[1]).isEqualTo(0.05);
        // Requests are at the best buses, offers where they are: about as much is needed.
        assertThat(pumps + store + off).isBetween(asked - 0.01, asked + 0.02);
        assertThat(lines)
                .filteredOn(line -> line.contains("no violation, by an AC power flow"))
                .hasSize(3);
        double[] clear = numbers(line(lines, "pay-as-clear"));
        double[] bid = numbers(line(lines, "pay-as-bid"));
        double[] vcg = numbers(line(lines, "vcg"));
        for (double[] rule : List.of(clear, bid, vcg)) {
            assertThat(rule[0] + rule[1] + rule[2] + rule[3]).isCloseTo(rule[4], within(0.03));
            assertThat(rule[2]).as("the sawmill").isZero();
        }
        for (int owner = 0; owner < 4; owner++) {
            assertThat(clear[owner]).isGreaterThanOrEqualTo(bid[owner] - 0.01);
            assertThat(vcg[owner]).isGreaterThanOrEqualTo(bid[owner] - 0.01);
        }
    }

    /** The line to the estate is filled and never passed, and money is neither made nor lost. */
    @Test
    void theMarketsDayKeepsItsLineAndItsMoney() {
        List<String> lines = lines(MarketDay::print);
        for (int hour = 0; hour < 24; hour++) {
            String row = line(lines, String.format("%02d:00", hour));
            String[] words = row.trim().split(" +", -1);
            double mw = Double.parseDouble(words[2]);
            double lineMva = Double.parseDouble(words[5]);
            boolean night = hour < 6 || hour >= 22;
            boolean evening = hour >= 17 && hour < 21;
            assertThat(lineMva).as(row).isLessThanOrEqualTo(0.6);
            assertThat(mw).as(row).isPositive();
            if (night || evening) {
                assertThat(lineMva).as(row).isGreaterThan(0.599);
                assertThat(Integer.parseInt(words[6])).as(row).isPositive();
            }
            // Works alone cannot deliver to the estate what they offer.
            assertThat(mw).as(row).isLessThan(0.22);
        }
        assertThat(line(lines, "Held back")).contains("branch 5 (0.6 MVA) stands in the way");
        int first = lines.indexOf(line(lines, "Statements")) + 1;
        long cents = 0L;
        for (String row : lines.subList(first, lines.indexOf(line(lines, "the market")) + 1)) {
            double[] figures = numbers(row);
            cents += Math.round(100.0 * figures[figures.length - 1]);
        }
        assertThat(cents).isZero();
    }
}
