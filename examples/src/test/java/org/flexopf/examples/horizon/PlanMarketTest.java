package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.plan.ConvexHullPrices;
import org.flexopf.pricing.plan.ParticipantResult;
import org.flexopf.pricing.plan.PlanMarket;
import org.flexopf.pricing.plan.PlanParticipant;
import org.flexopf.pricing.plan.PlanPrices;
import org.flexopf.pricing.plan.PlanSettlement;
import org.flexopf.pricing.plan.PlanVcg;
import org.flexopf.pricing.plan.PriceRule;
import org.flexopf.pricing.plan.VcgPayment;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.FixedIntegers;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices of plans with yes/no decisions, against programs that share nothing with this library. */
class PlanMarketTest {

    private static final Map<String, PlanMarket> MARKETS = new ConcurrentHashMap<>();

    private record Reference(HorizonCase given, String model, JsonNode expected, HorizonProblem problem) {

        static Reference read(String name) throws IOException {
            TimeCase read = TimeCase.read(name);
            String model = read.firstModel();
            return new Reference(read.given(), model, read.expected(model), read.problem());
        }

        Opf opf() {
            return TimeCase.opf(model);
        }

        /** Plans are searched for once, however many tests ask. */
        PlanMarket market() {
            return MARKETS.computeIfAbsent(
                    given.network().name(),
                    name -> PlanMarket.of(opf().solve(problem).orElseThrow()));
        }

        PlanPrices listed(JsonNode active) {
            int periods = given.hours().size();
            int buses = given.network().buses().size();
            double[][] p = new double[periods][buses];
            double[][] q = new double[periods][buses];
            for (int t = 0; t < periods; t++) {
                for (int b = 0; b < buses; b++) {
                    String bus = String.valueOf(given.network().buses().get(b).id());
                    p[t][b] = active.get(bus).get(t).asDouble();
                    q[t][b] = expected.has("price_q_per_mvarh")
                            ? expected.get("price_q_per_mvarh").get(bus).get(t).asDouble()
                            : 0.0;
                }
            }
            return PlanPrices.of(p, q);
        }
    }

    /** At the listed prices every figure of everybody is that of the reference. */
    @ParameterizedTest
    @ValueSource(
            strings = {"e_auction1", "e_auction2", "e_auction3", "e_auction4", "e_auction5", "d_uc_onebus", "d_uc_dc3"})
    void everybodysFiguresAtListedPrices(String name) throws IOException {
        Reference reference = Reference.read(name);
        PlanMarket market = reference.market();
        PlanSettlement settlement =
                market.settle(reference.listed(reference.expected().get("price_per_mwh")));
        JsonNode theirs = reference.expected().get("settlement_at_fixed_integer_prices");
        double near = 1e-8 * Math.max(100.0, Math.abs(settlement.cost()));

        assertThat(settlement.participants())
                .extracting(ParticipantResult::id)
                .containsExactlyInAnyOrderElementsOf(iterable(theirs));
        double lost = 0.0;
        for (ParticipantResult ours : settlement.participants()) {
            JsonNode one = theirs.get(ours.id());
            assertThat(ours.revenue())
                    .as(ours.id())
                    .isCloseTo(one.get("revenue").asDouble(), within(near));
            assertThat(ours.cost()).as(ours.id()).isCloseTo(one.get("cost").asDouble(), within(near));
            assertThat(ours.bestProfit())
                    .as(ours.id())
                    .isCloseTo(one.get("best_profit").asDouble(), within(near));
            assertThat(ours.lostOpportunity())
                    .as(ours.id())
                    .isCloseTo(one.get("lost_opportunity").asDouble(), within(2.0 * near));
            assertThat(ours.makeWhole())
                    .as(ours.id())
                    .isCloseTo(one.get("make_whole").asDouble(), within(2.0 * near));
            lost += one.get("lost_opportunity").asDouble();
        }
        JsonNode accepted = reference.expected().path("paradoxically_accepted");
        if (accepted.isArray()) {
            List<String> names = new ArrayList<>();
            accepted.forEach(one -> names.add(one.asText()));
            assertThat(settlement.paradoxicallyAccepted()).containsExactlyInAnyOrderElementsOf(names);
        }
        // Nobody else loses an opportunity: demand has none, and the network's prices are its own.
        assertThat(settlement.totalLostOpportunity()).isCloseTo(lost, within(20.0 * near));
        assertThat(settlement.totalLostOpportunity())
                .as("the cost less the dual function")
                .isCloseTo(settlement.cost() - settlement.dualFunction(), within(1e-9 * settlement.cost()));
        double revenues = Stream.concat(
                        settlement.participants().stream(), Stream.of(settlement.demand(), settlement.network()))
                .mapToDouble(ParticipantResult::revenue)
                .sum();
        assertThat(revenues).as("who pays and who is paid").isCloseTo(0.0, within(near));
    }

    private static List<String> iterable(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The maxima of the dual function; the relaxation reaches that of d_uc_onebus and misses that of d_uc_dc3. */
    @ParameterizedTest
    @CsvSource({"d_uc_onebus,true", "d_uc_dc3,false"})
    void convexHullPrices(String name, boolean relaxationIsExact) throws IOException {
        Reference reference = Reference.read(name);
        PlanMarket market = reference.market();
        JsonNode hull = reference.expected().get("convex_hull");
        JsonNode maximum = hull.path("maximum");
        double most =
                (relaxationIsExact ? hull.get("dual_function_at_its_prices") : maximum.get("dual_function")).asDouble();
        double uplift = (relaxationIsExact ? hull.get("uplift_at_its_prices") : maximum.get("uplift")).asDouble();

        ConvexHullPrices ours = market.convexHull();

        assertThat(ours.isExact()).isTrue();
        assertThat(ours.lower()).isCloseTo(most, within(1e-6 * most)).isLessThanOrEqualTo(ours.upper());
        assertThat(ours.upper()).isCloseTo(most, within(1e-6 * most));
        assertThat(market.settle(ours.prices()).totalLostOpportunity()).isCloseTo(uplift, within(1e-6 * most));
        assertThat(market.relaxedObjective())
                .isCloseTo(hull.get("relaxation_objective").asDouble(), within(1e-8 * most));
        PlanSettlement relaxed = market.settle(market.relaxationPrices());
        assertThat(relaxed.totalLostOpportunity())
                .isCloseTo(hull.get("uplift_at_its_prices").asDouble(), within(1e-6 * most));
        // Prices of the reference that attain the maximum, which are not unique.
        JsonNode theirs = (relaxationIsExact ? hull : maximum).get("price_per_mwh");
        assertThat(market.settle(reference.listed(theirs)).totalLostOpportunity())
                .isCloseTo(uplift, within(1e-6 * most));
        PlanPrices atIntegers = market.prices();
        PlanSettlement fixed = market.settle(atIntegers);
        assertThat(atIntegers.rule()).isEqualTo(PriceRule.LEAST_LOST_OPPORTUNITY);
        assertThat(fixed.totalLostOpportunity())
                .isCloseTo(hull.get("uplift_at_fixed_integer_prices").asDouble(), within(1e-6 * most));
    }

    /**
     * Where multipliers at the plan's integers are unique, the rule has nothing to choose. A unit of most_uc_dc has
     * 1 kW to spare, so that other prices cost it next to nothing and are wrong all the same.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "b_negative_binary",
                "d_uc_dc3",
                "d_uc_halfhour",
                "d_uc_onebus",
                "e_auction2",
                "e_auction3",
                "e_auction4",
                "e_auction5",
                "g_atomic",
                "g_chp_onoff",
                "g_curtailable",
                "most_uc_dc",
                "most_uc_minup"
            })
    void uniquePricesAreWhatTheRuleGives(String name) throws IOException {
        Reference reference = Reference.read(name);
        assertThat(reference.expected().get("unique").get("prices").asBoolean()).isTrue();
        PlanPrices theirs = reference.listed(reference.expected().get("price_per_mwh"));

        PlanPrices ours = reference.market().prices();

        for (int t = 0; t < ours.periods(); t++) {
            for (int bus = 0; bus < ours.buses(); bus++) {
                assertThat(ours.active(t, bus))
                        .as("%s, period %d, bus %d, %s", name, t + 1, bus + 1, ours.rule())
                        .isCloseTo(theirs.active(t, bus), within(1e-4));
            }
        }
    }

    /**
     * A flexible load pays for all that it takes, baseline included, and a vehicle that is away at first takes part.
     */
    @Test
    void loadsPayForTheirBaseline() throws IOException {
        PlanMarket market = Reference.read("g_curtailable").market();
        PlanSettlement settlement = market.settle(market.prices());
        ParticipantResult load = settlement.participants().get(1);
        ParticipantResult generator = settlement.participants().get(0);

        assertThat(load.revenue()).as("it pays what the only seller earns").isNegative();
        assertThat(load.revenue() + generator.revenue() + settlement.demand().revenue())
                .isCloseTo(0.0, within(1e-4));
        assertThat(settlement.demand().revenue()).as("there is no other load").isCloseTo(0.0, within(1e-4));
        assertThat(settlement.totalLostOpportunity())
                .isCloseTo(settlement.cost() - settlement.dualFunction(), within(1e-5));
        assertThat(Reference.read("g_ev_v2g_negative_binary").market().participants())
                .hasSize(2);
    }

    /** The relaxation of e_auction1 is integral: its multipliers support everybody, where others did not. */
    @Test
    void aRelaxationWithoutAGapGivesPricesAtWhichNobodyLoses() throws IOException {
        Reference reference = Reference.read("e_auction1");
        PlanMarket market = reference.market();
        PlanPrices prices = market.prices();

        assertThat(prices.rule()).isEqualTo(PriceRule.RELAXATION_WITHOUT_GAP);
        PlanSettlement settlement = market.settle(prices);
        assertThat(settlement.totalLostOpportunity()).isCloseTo(0.0, within(1e-4));
        assertThat(settlement.paradoxicallyAccepted()).isEmpty();
        assertThat(settlement.paradoxicallyRejected()).isEmpty();
        assertThat(settlement.totalMakeWhole()).isCloseTo(0.0, within(1e-4));
    }

    /** Losses of a feeder are the network's own cost; its prices are at the margin, so that it loses nothing. */
    @Test
    void aFeederLosesNothingAtItsOwnPrices() throws IOException {
        Reference reference = Reference.read("f4_blocks");
        PlanMarket market = reference.market();
        PlanSettlement settlement = market.settle(market.fixedIntegerPrices());

        assertThat(settlement.network().revenue()).isPositive();
        assertThat(settlement.network().lostOpportunity()).isCloseTo(0.0, within(1e-4));
        assertThat(settlement.totalLostOpportunity())
                .isCloseTo(settlement.cost() - settlement.dualFunction(), within(1e-6));
        ConvexHullPrices hull = market.convexHull();
        assertThat(hull.isExact()).isTrue();
        assertThat(market.settle(hull.prices()).totalLostOpportunity())
                .isLessThan(settlement.totalLostOpportunity() - 1.0);
    }

    private static Network oneBus(double demand, List<Bid> bids) {
        return oneBus(demand, CostCurve.linear(90.0), bids);
    }

    private static Network oneBus(double demand, CostCurve peaker, List<Bid> bids) {
        NetworkBuilder builder = Network.builder("one bus", 100.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 100.0, 0.0, 0.0, peaker))
                .load(Load.of(1, 1, demand, 0.0));
        bids.forEach(builder::device);
        return builder.build();
    }

    private static Bid block(int id, String name, double minRatio, double price, double... quantity) {
        return Bid.of(id, 1, new Bid.Block(Arrays.stream(quantity).boxed().toList(), price, minRatio))
                .withName(name);
    }

    private static HorizonProblem problem(Network network, double... hours) {
        Profile profile = Profile.of(network);
        return OpfProblem.of(network).over(Horizon.ofHours(hours), Collections.nCopies(hours.length, profile));
    }

    /**
     * A and C fill the demand, all or nothing, so that any price up to 90 fits the plan of 320. D would fill it at 33:
     * that is where the dual function has its peak of 10 33 - 8 8 = 266.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 20.0})
    void wherePricesAreWideThoseOfLeastLostOpportunityAreTaken(double curvature) {
        Network network = oneBus(
                10.0,
                CostCurve.quadratic(curvature, 90.0, 0.0),
                List.of(block(1, "A", 1.0, 25.0, 8.0), block(2, "C", 1.0, 60.0, 2.0), block(3, "D", 1.0, 33.0, 10.0)));
        PlanMarket market =
                PlanMarket.of(Opf.of(new DcOpf()).solve(problem(network, 1.0)).orElseThrow());
        PlanPrices prices = market.prices();

        assertThat(market.plan().objective()).isCloseTo(320.0, within(1e-6));
        assertThat(prices.rule()).isEqualTo(PriceRule.LEAST_LOST_OPPORTUNITY);
        assertThat(prices.active(0, 0)).isCloseTo(33.0, within(1e-3));
        PlanSettlement settlement = market.settle(prices);
        assertThat(settlement.totalLostOpportunity()).isCloseTo(54.0, within(1e-3));
        assertThat(settlement.participant("C").makeWhole()).isCloseTo(54.0, within(2e-3));
        assertThat(settlement.paradoxicallyAccepted()).containsExactly("C");
    }

    /** In periods of other lengths a bid is rejected though the price would pay for it. */
    @Test
    void paradoxicallyRejected() {
        Network network = oneBus(10.0, List.of(block(1, "big", 1.0, 60.0, 11.0, 11.0)));
        PlanMarket market = PlanMarket.of(
                Opf.of(new DcOpf()).solve(problem(network, 0.5, 2.0)).orElseThrow());
        PlanSettlement settlement = market.settle(market.fixedIntegerPrices());

        assertThat(settlement.paradoxicallyRejected()).containsExactly("big");
        assertThat(settlement.participant("big").lostOpportunity()).isCloseTo(2.5 * 11.0 * 30.0, within(1e-3));
        assertThat(settlement.participant("generator 1").cost()).isCloseTo(2.5 * 10.0 * 90.0, within(1e-4));
    }

    @Test
    void ownersAreChecked() {
        Network network = oneBus(
                10.0,
                List.of(
                        block(1, "A", 1.0, 25.0, 8.0),
                        block(2, "C", 1.0, 60.0, 2.0).linked(new BidLink.Child(1, BidLink.ParentRule.RATIO))));
        HorizonSolution plan = Opf.of(new DcOpf()).solve(problem(network, 1.0)).orElseThrow();
        assertThat(PlanParticipant.of(network)).extracting(PlanParticipant::id).containsExactly("generator 1", "A+C");
        assertThatThrownBy(() -> PlanMarket.of(
                        plan,
                        List.of(
                                new PlanParticipant("one", List.of(new ElementRef(Bid.KIND, 1))),
                                new PlanParticipant("two", List.of(new ElementRef(Bid.KIND, 2))))))
                .hasMessageContaining("'one' and 'two' are tied together");
        PlanParticipant one = new PlanParticipant("one", List.of(new ElementRef(Bid.KIND, 1)));
        assertThatThrownBy(() -> PlanMarket.of(plan, List.of(one, one))).hasMessageContaining("called 'one'");
        assertThatThrownBy(() -> PlanMarket.of(
                        plan, List.of(one, new PlanParticipant("two", List.of(new ElementRef(Bid.KIND, 1))))))
                .hasMessageContaining("bid 1 belongs to 'one' and to 'two'");
        assertThatThrownBy(() -> PlanMarket.of(plan).settle(PlanPrices.of(new double[2][1], new double[2][1])))
                .hasMessageContaining("2 periods");
    }

    /** Everybody is left out in turn, and every 0/1 vector of the others is solved as a linear program by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"e_auction1", "e_auction2", "e_auction3", "e_auction4", "e_auction5"})
    void vcgIsThatOfEnumeration(String name) throws IOException {
        Reference reference = Reference.read(name);
        List<PlanParticipant> participants =
                PlanParticipant.of(reference.given().network());
        List<VcgPayment> payments = PlanVcg.payments(reference.opf(), reference.problem());
        double all = cheapest(reference, List.of());
        assertThat(all).isCloseTo(reference.expected().get("objective").asDouble(), within(1e-5));
        Map<String, Double> costs = new HashMap<>();
        reference
                .expected()
                .get("settlement_at_fixed_integer_prices")
                .properties()
                .forEach(entry ->
                        costs.put(entry.getKey(), entry.getValue().get("cost").asDouble()));
        int paid = 0;
        for (int i = 0; i < participants.size(); i++) {
            VcgPayment payment = payments.get(i);
            assertThat(payment.isPivotal()).as(payment.id()).isFalse();
            assertThat(payment.cost()).as(payment.id()).isCloseTo(costs.get(payment.id()), within(1e-4));
            assertThat(payment.amount().getAsDouble()).isBetween(payment.least(), payment.most());
            assertThat(payment.most() - payment.least())
                    .as("what gaps leave open")
                    .isLessThan(0.05);
            double without = cheapest(reference, participants.get(i).elements());
            double expected = without - (all - costs.get(payment.id()));
            assertThat(payment.amount().getAsDouble()).as(payment.id()).isCloseTo(expected, within(1e-3));
            assertThat(payment.amount().getAsDouble()).as("it covers the cost").isGreaterThan(payment.cost() - 1e-3);
            paid += Math.abs(payment.cost()) > 1e-6 ? 1 : 0;
        }
        assertThat(paid).as("who is in the plan").isGreaterThan(3);
    }

    /** The least cost over all 0/1 vectors, each with the integers put in and the rest solved as a linear program. */
    private static double cheapest(Reference reference, List<ElementRef> gone) {
        ConicProgram program = reference
                .opf()
                .prepare(reference.problem().without(gone).writtenBy(new DcOpf()))
                .model()
                .program();
        List<Integer> integers = new ArrayList<>();
        for (int j = 0; j < program.variableCount(); j++) {
            if (program.isInteger(j)) {
                integers.add(j);
            }
        }
        assertThat(integers).hasSizeLessThan(18);
        CheckedSolver solver = CheckedSolver.suitableFor(program.relaxed());
        double least = Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < 1 << integers.size(); bits++) {
            double[] x = new double[program.variableCount()];
            for (int k = 0; k < integers.size(); k++) {
                x[integers.get(k)] = (bits >> k) & 1;
            }
            if (meetsRowsOfIntegers(program, x)) {
                CheckedAnswer answer = solver.solve(FixedIntegers.at(program, x), SolverOptions.defaults());
                if (answer.status() == SolveStatus.OPTIMAL) {
                    least = Math.min(least, answer.objective());
                }
            }
        }
        return least;
    }

    /** Vectors that break a row of integers alone need no linear program. */
    private static boolean meetsRowsOfIntegers(ConicProgram program, double[] x) {
        SparseMatrix g = program.coneMatrix();
        double[] left = program.coneRhs();
        g.multiplyAdd(-1.0, x, left);
        boolean[] mixed = new boolean[left.length];
        for (int j = 0; j < x.length; j++) {
            for (int k = g.columnStart(j); k < g.columnStart(j + 1); k++) {
                mixed[g.rowIndex(k)] |= !program.isInteger(j) && g.value(k) != 0.0;
            }
        }
        for (int row = 0; row < left.length; row++) {
            if (!mixed[row] && left[row] < -1e-9) {
                return false;
            }
        }
        return true;
    }

    /**
     * Small markets of blocks that are taken whole or not at all: with everything of one owner in or out, cost is plain
     * arithmetic, and so is the best of all subsets.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void vcgOfRandomBlocksIsThatOfAllSubsets(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] hours = {random.nextInt(1, 5) / 2.0, random.nextInt(1, 5) / 2.0};
        double demand = random.nextInt(10, 30);
        List<Bid> bids = new ArrayList<>();
        int count = random.nextInt(3, 7);
        for (int id = 1; id <= count; id++) {
            // Prices differ by more than whole numbers, so that no two subsets cost the same.
            double price = random.nextInt(20, 120) + id * 0.0137;
            bids.add(block(id, "b" + id, 1.0, price, random.nextInt(0, 13), random.nextInt(1, 13)));
        }
        Network network = oneBus(demand, bids);
        List<PlanParticipant> participants = PlanParticipant.of(network);
        List<VcgPayment> payments = PlanVcg.payments(Opf.of(new DcOpf()), problem(network, hours));
        int all = (1 << count) - 1;
        int best = cheapestSubset(bids, all, demand, hours);
        assertThat(payments).hasSize(count + 1);
        for (int i = 0; i < participants.size(); i++) {
            VcgPayment payment = payments.get(i);
            if (participants.get(i).id().startsWith("generator")) {
                continue;
            }
            int k = participants.get(i).elements().get(0).id() - 1;
            double own = (best >> k & 1) == 1 ? cost(bids, 1 << k, Double.NaN, hours) : 0.0;
            double without = cost(bids, cheapestSubset(bids, all & ~(1 << k), demand, hours), demand, hours);
            double expected = without - (cost(bids, best, demand, hours) - own);
            assertThat(payment.cost()).as(payment.id()).isCloseTo(own, within(1e-4));
            assertThat(payment.amount().getAsDouble()).as(payment.id()).isCloseTo(expected, within(1e-3));
            assertThat(expected).isBetween(payment.least() - 1e-3, payment.most() + 1e-3);
        }
    }

    /** The subset of those that are there which costs least, as bits. */
    private static int cheapestSubset(List<Bid> bids, int there, double demand, double[] hours) {
        int best = 0;
        for (int subset = 0; subset <= there; subset++) {
            if ((subset & there) == subset && cost(bids, subset, demand, hours) < cost(bids, best, demand, hours)) {
                best = subset;
            }
        }
        return best;
    }

    /** What a subset costs with the unit of 90 that serves the rest; of its bids alone where there is no demand. */
    private static double cost(List<Bid> bids, int subset, double demand, double[] hours) {
        double cost = 0.0;
        for (int t = 0; t < hours.length; t++) {
            double rest = demand;
            for (int k = 0; k < bids.size(); k++) {
                if ((subset >> k & 1) == 1) {
                    Bid.Block block = (Bid.Block) bids.get(k).offer();
                    cost += hours[t] * block.price() * block.quantity().get(t);
                    rest -= block.quantity().get(t);
                }
            }
            if (rest < 0.0) {
                return Double.POSITIVE_INFINITY;
            }
            cost += Double.isNaN(demand) ? 0.0 : hours[t] * 90.0 * rest;
        }
        return cost;
    }

    /** Two who are needed cannot be left out; what they are paid has no amount. */
    @Test
    void whoIsNeededIsPivotal() {
        Network network = oneBus(105.0, List.of(block(1, "A", 1.0, 25.0, 8.0)));
        List<VcgPayment> payments = PlanVcg.payments(Opf.of(new DcOpf()), problem(network, 1.0));

        assertThat(payments).allMatch(VcgPayment::isPivotal);
    }

    /** With nothing needed, welfare matches the two; the cost of activation lets both be. */
    @Test
    void welfareMatchesWhatActivationDoesNotNeed() {
        List<Bid> bids = List.of(block(1, "sell", 0.0, 30.0, 5.0), block(2, "buy", 0.0, 50.0, -4.0));
        Network welfare = oneBus(0.0, bids);
        HorizonSolution matched =
                Opf.of(new DcOpf()).solve(problem(welfare, 2.0)).orElseThrow();
        assertThat(matched.objective()).isCloseTo(-2.0 * 4.0 * 20.0, within(1e-5));
        assertThat(matched.acceptance(bids.get(0))).isCloseTo(0.8, within(1e-6));
        assertThat(matched.acceptance(bids.get(1))).isCloseTo(1.0, within(1e-6));

        Network activation =
                oneBus(0.0, bids.stream().map(Bid::atActivationCost).toList());
        HorizonSolution idle =
                Opf.of(new DcOpf()).solve(problem(activation, 2.0)).orElseThrow();
        assertThat(idle.objective()).isCloseTo(0.0, within(1e-5));
        assertThat(idle.acceptance(bids.get(0))).isCloseTo(0.0, within(1e-6));
    }
}
