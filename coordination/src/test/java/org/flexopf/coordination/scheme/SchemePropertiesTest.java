package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.Payment;
import org.flexopf.coordination.ReactiveOffer;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Range;
import org.flexopf.testkit.property.Share;

/** What holds of schemes whatever the system. Costs are compared closed, and of safe outcomes alone. */
class SchemePropertiesTest {

    private static final SchemeOptions SOCP = SchemeOptions.of(FeederModel.SOCP);
    private static final SchemeOptions LDF = SchemeOptions.of(FeederModel.LDF);

    /** Schemes that buy the same as the common market does, in another way. */
    private static final List<String> OTHERS = List.of(
            "prequalification-proportional",
            "prequalification-volume",
            "blocking",
            "blocking-least",
            "blocking-whole",
            "localAs",
            "localAs-sampled5",
            "sharedBalancing",
            "fragmented",
            "fragmented-optimal",
            "forwarding-filtered",
            "forwarding-aggregated",
            "forwarding-corrected");

    private static Outcome run(String scheme, TsoDsoSystem system, SchemeOptions options) {
        return Schemes.named(scheme).run(system, options);
    }

    private static double rounding(double cost) {
        return 1e-4 * (10.0 + Math.abs(cost));
    }

    @Property(tries = 40, seed = "1611")
    void noSchemeIsCheaperThanTheCommonMarket(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        Outcome common = run("common", system, SOCP);
        Share.atLeast(50.0, "systems whose common market is exact and safe", common.isGridSafe());
        if (!common.isGridSafe()) {
            assertThat(common.status()).as(common.toString()).isIn(OutcomeStatus.INFEASIBLE, OutcomeStatus.INEXACT);
            return;
        }
        double least = common.verified().closedCost();
        boolean isDearer = false;
        for (String scheme : OTHERS) {
            Outcome other = run(scheme, system, SOCP);
            assertThat(other.status()).as(other.toString()).isNotIn(OutcomeStatus.FAILED, OutcomeStatus.NOT_CONVERGED);
            assertThat(other.verification().isPresent())
                    .as("verified wherever something is decided")
                    .isEqualTo(other.dispatch().isPresent());
            if (other.isGridSafe()) {
                assertThat(other.verified().closedCost())
                        .as("%s of %s", scheme, seed)
                        .isGreaterThan(least - rounding(least));
                isDearer |= other.verified().closedCost() > least + rounding(least);
            }
        }
        Share.atLeast(50.0, "systems in which a scheme costs more than the common market", isDearer);
    }

    @Property(tries = 12, seed = "1612")
    void rankingHoldsByTheLinearModelItself(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        Outcome common = run("common", system, LDF);
        if (common.status() == OutcomeStatus.OPTIMAL) {
            double least = common.dispatched().cost();
            for (String scheme : OTHERS) {
                Outcome other = run(scheme, system, LDF);
                if (other.status() == OutcomeStatus.OPTIMAL) {
                    assertThat(other.dispatched().cost())
                            .as("%s of %s", scheme, seed)
                            .isGreaterThan(least - 2.0 * rounding(least));
                }
            }
        }
        Share.atLeast(60.0, "systems that have a common market", common.status() == OutcomeStatus.OPTIMAL);
    }

    /** Any sum of separate optima is a lower bound; at the prices of the common market it is its cost. */
    @Property(tries = 15, seed = "1613")
    void separateOptimaBoundTheCommonCost(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll boolean linear) {
        TsoDsoSystem system = RandomSystems.of(seed);
        SchemeOptions options = linear ? LDF : SOCP;
        Outcome common = run("common", system, options);
        Outcome dayAhead = run("fragmented", system, options);
        Outcome best = run("fragmented-optimal", system, options);
        boolean all = common.dispatch().isPresent()
                && dayAhead.figures().containsKey("lagrangian")
                && best.figures().containsKey("lagrangian");
        Share.atLeast(50.0, "systems with all three", all);
        if (all) {
            double cost = common.dispatched().cost();
            assertThat(dayAhead.figure("lagrangian")).isLessThan(cost + rounding(cost));
            assertThat(best.figure("lagrangian")).isCloseTo(cost, within(rounding(cost)));
        }
    }

    @Property(tries = 10, seed = "1614")
    void partiesThatTellNextToNothingFindTheCommonMarket(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll boolean linear) {
        TsoDsoSystem system = RandomSystems.of(seed);
        SchemeOptions options = linear ? LDF : SOCP;
        Outcome common = run("common", system, options);
        boolean found = false;
        if (common.status() == OutcomeStatus.OPTIMAL) {
            double cost = common.dispatched().cost();
            for (String scheme : List.of("decentralised", "decentralised-dual", "decentralised-cuts")) {
                Outcome outcome = run(scheme, system, options);
                found |= outcome.status() == OutcomeStatus.OPTIMAL;
                // Where the relaxation lies at prices on the way, cuts and bounds are told as such.
                if (outcome.status() == OutcomeStatus.OPTIMAL) {
                    assertThat(outcome.dispatched().cost())
                            .as("%s of %s", scheme, seed)
                            .isCloseTo(cost, within(rounding(cost)));
                } else {
                    assertThat(outcome.message()).as(scheme).isNotBlank();
                }
            }
        }
        Share.atLeast(50.0, "systems where they find it", found);
    }

    @Property(tries = 8, seed = "1615")
    void curvesOfNestedPointsApproachTheExactOne(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        Outcome exact = run("localAs", system, LDF);
        Share.atLeast(50.0, "systems that have a local market", exact.dispatch().isPresent());
        if (exact.dispatch().isPresent()) {
            double before = Double.POSITIVE_INFINITY;
            for (int samples : List.of(3, 5, 9)) {
                Outcome sampled = run("localAs-sampled", system, LDF.withSamples(samples));
                double cost = sampled.figure("curve cost");
                double least = exact.dispatched().cost();
                assertThat(cost).isGreaterThan(least - rounding(least)).isLessThan(before + rounding(least));
                assertThat(sampled.dispatched().cost()).isLessThan(cost + rounding(cost));
                before = cost;
            }
        }
    }

    /** Nobody can balance a feeder in which nobody offers anything. */
    @Property(tries = 15, seed = "1616")
    void aFeederWithoutOffersCannotKeepItsSchedule(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll boolean linear) {
        Outcome outcome = run("sharedBalancing", RandomSystems.withAHelplessFeeder(seed), linear ? LDF : SOCP);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.INFEASIBLE);
        assertThat(outcome.message()).contains("network F0");
    }

    /** Of a box that the linear model qualifies, whatever is called breaks no limit. */
    @Property(tries = 25, seed = "1617")
    void whateverIsCalledOfAQualifiedBoxIsFeasible(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TsoDsoSystem system = RandomSystems.of(seed);
        Bench bench = new Bench(system, system.resources().toList(), LDF);
        List<FeederPoint> needs;
        try {
            needs = bench.needs();
        } catch (SchemeFailure e) {
            assertThat(e.status()).isEqualTo(OutcomeStatus.INFEASIBLE);
            Share.atLeast(20.0, "boxes of some size", false);
            return;
        }
        double size = 0.0;
        for (Prequalification.Rule rule : Prequalification.Rule.values()) {
            for (int k = 0; k < needs.size(); k++) {
                Feeder feeder = system.feeders().get(k);
                FeederPoint need = needs.get(k);
                List<StandingOffer> left = StandingOffer.left(feeder.area(), need.activations());
                Activations box = Activations.none();
                for (Direction way : Direction.values()) {
                    List<StandingOffer> ofWay = left.stream()
                            .filter(offer -> offer.direction() == way)
                            .toList();
                    box = box.plus(rule.qualify(bench, feeder, need, ofWay, way));
                }
                size += box.volume();
                for (int corner = 0; corner < 20; corner++) {
                    Map<String, Activation> called = new LinkedHashMap<>();
                    box.byResource()
                            .forEach((id, most) -> called.put(
                                    id,
                                    new Activation(
                                            random.nextBoolean() ? most.up() : random.nextDouble() * most.up(),
                                            random.nextBoolean() ? most.down() : random.nextDouble() * most.down())));
                    assertThat(new LinearFeeder(feeder, need.reactive())
                                    .excess(need.activations().plus(Activations.of(called))))
                            .as("%s of %s", rule, seed)
                            .isLessThanOrEqualTo(1.5 * Prequalification.SLACK);
                }
            }
        }
        Share.atLeast(20.0, "boxes of some size", size > 1.0);
    }

    /** Any flow between the least and the largest can be met by what is offered. */
    @Property(tries = 15, seed = "1618")
    void everyFlowOfTheRangeCanBeMet(@ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll boolean linear) {
        TsoDsoSystem system = RandomSystems.of(seed);
        Bench bench = new Bench(system, system.resources().toList(), linear ? LDF : SOCP);
        Feeder feeder = system.feeders().get(0);
        boolean has = false;
        try {
            FlowRange range = FlowRange.of(bench, feeder, Activations.none());
            has = range.largest() - range.least() > 0.1;
            for (double share : has ? List.of(0.001, 0.3, 0.7, 0.999) : List.<Double>of()) {
                double flow = range.least() + share * (range.largest() - range.least());
                assertThat(new ModelAgent(bench, feeder).at(flow).flow()).isCloseTo(flow, within(1e-6));
            }
        } catch (SchemeFailure e) {
            assertThat(e.status()).as(e.getMessage()).isEqualTo(OutcomeStatus.INFEASIBLE);
        }
        Share.atLeast(60.0, "feeders with room", has);
    }

    private static TsoDsoSystem mapped(TsoDsoSystem system, UnaryOperator<Resource> change) {
        Area transmission = system.transmission()
                .withResources(
                        system.transmission().resources().stream().map(change).toList());
        return system.withAreas(
                transmission,
                system.feeders().stream()
                        .map(feeder -> feeder.withArea(feeder.area()
                                .withResources(feeder.area().resources().stream()
                                        .map(change)
                                        .toList())))
                        .toList());
    }

    @Property(tries = 12, seed = "1619")
    void moreOffersAndWiderLimitsNeverCostMore(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll boolean linear) {
        SchemeOptions options = linear ? LDF : SOCP;
        TsoDsoSystem system = RandomSystems.of(seed);
        Outcome before = run("common", system, options);
        Share.atLeast(
                50.0, "systems that have a common market", before.dispatch().isPresent());
        if (before.dispatch().isPresent()) {
            double cost = before.dispatched().cost();
            TsoDsoSystem richer = mapped(
                    system,
                    resource -> resource.withOffers(
                            resource.up().withQuantity(1.5 * resource.up().quantity() + 0.1),
                            resource.down().withQuantity(1.5 * resource.down().quantity() + 0.1)));
            Outcome more = run("common", richer, options);
            // What a relaxation meets by burning is no answer, and no cheaper one either.
            if (more.status() == OutcomeStatus.OPTIMAL) {
                assertThat(more.dispatched().cost()).isLessThan(cost + rounding(cost));
            }
            TsoDsoSystem wider = system.withAreas(
                    system.transmission(),
                    system.feeders().stream()
                            .map(feeder -> feeder.withArea(feeder.area()
                                    .withNetwork(feeder.area().network().toBuilder()
                                            .mapBranches(branch -> branch.withRating(2.0 * branch.rating()))
                                            .mapBuses(bus -> bus.isReference() ? bus : bus.withVoltageLimits(0.9, 1.1))
                                            .build())))
                            .toList());
            Outcome freer = run("common", wider, options);
            assertThat(freer.status()).as(freer.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
            assertThat(freer.dispatched().cost()).isLessThan(cost + rounding(cost));
        }
    }

    @Property(tries = 10, seed = "1620")
    void costsScaleWithPrices(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        double scale = 3.0;
        TsoDsoSystem system = RandomSystems.of(seed);
        TsoDsoSystem dearer = mapped(
                system, resource -> resource.withOffers(times(scale, resource.up()), times(scale, resource.down())));
        TsoDsoSystem scaled = new TsoDsoSystem(
                "scaled",
                "EUR",
                scale * system.dayAheadPrice(),
                dearer.transmission(),
                dearer.feeders(),
                List.of(),
                List.of());
        boolean any = false;
        for (String scheme : List.of("common", "localAs", "prequalification-proportional", "sharedBalancing")) {
            Outcome outcome = run(scheme, system, SOCP);
            Outcome other = run(scheme, scaled, SOCP);
            assertThat(other.status()).as(scheme).isEqualTo(outcome.status());
            if (outcome.dispatch().isPresent()) {
                any = true;
                double cost = outcome.dispatched().cost();
                assertThat(other.dispatched().cost()).isCloseTo(scale * cost, within(scale * rounding(cost)));
            }
        }
        Share.atLeast(60.0, "systems with outcomes", any);
    }

    private static Offer times(double scale, Offer offer) {
        return new Offer(offer.quantity(), scale * offer.price());
    }

    @Property(tries = 10, seed = "1621")
    void orderOfFeedersAndOffersDoesNotMatter(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        List<Feeder> feeders = new ArrayList<>();
        for (Feeder feeder : system.feeders()) {
            feeders.add(feeder.withArea(
                    feeder.area().withResources(reversed(feeder.area().resources()))));
        }
        Collections.reverse(feeders);
        TsoDsoSystem other = system.withAreas(
                system.transmission()
                        .withResources(reversed(system.transmission().resources())),
                feeders);
        boolean any = false;
        for (String scheme : List.of("common", "blocking", "localAs")) {
            Outcome outcome = run(scheme, system, SOCP);
            Outcome turned = run(scheme, other, SOCP);
            assertThat(turned.status()).as("%s %s", scheme, turned).isEqualTo(outcome.status());
            if (outcome.dispatch().isPresent()) {
                any = true;
                system.resources()
                        .forEach(resource -> assertThat(turned.dispatched()
                                        .activations()
                                        .of(resource.id())
                                        .net())
                                .as("%s of %s", resource.id(), seed)
                                .isCloseTo(
                                        outcome.dispatched()
                                                .activations()
                                                .of(resource.id())
                                                .net(),
                                        within(2e-3)));
            }
        }
        Share.atLeast(60.0, "systems with outcomes", any);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }

    /**
     * A MW more of demand at the bus of an interface costs what the price says, or lies between the slopes of a kink.
     */
    @Property(tries = 12, seed = "1622")
    void interfacePricesAreSlopesOfTheCost(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        Outcome outcome = run("common", system, SOCP);
        boolean smooth = false;
        if (outcome.dispatch().isPresent()) {
            Feeder feeder = system.feeders().get(0);
            double up = slope(
                    system, feeder.interfaceBus(), 0.02, outcome.dispatched().cost());
            double down = slope(
                    system, feeder.interfaceBus(), -0.02, outcome.dispatched().cost());
            assertThat(outcome.dispatched().at(feeder.name()).price()).isBetween(down - 0.02, up + 0.02);
            smooth = up - down < 0.1;
        }
        Share.atLeast(30.0, "systems without a kink there", smooth);
    }

    private static double slope(TsoDsoSystem system, int bus, double demand, double cost) {
        double[] imbalance = system.transmission().imbalance();
        imbalance[system.transmission().network().busIndex(bus)] -= demand;
        Outcome moved =
                run("common", system.withAreas(system.transmission().withImbalance(imbalance), system.feeders()), SOCP);
        return (moved.dispatched().cost() - cost) / demand;
    }

    /**
     * Whatever is bought is paid: what parties have in the end adds up to zero, and sellers lose nothing when cleared.
     */
    @Property(tries = 10, seed = "1623")
    void paymentsAddUpToZero(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        boolean any = false;
        for (PaymentRule rule : PaymentRule.values()) {
            SchemeOptions options = SOCP.withMoney(new SchemeOptions.Money(rule, DeviationCharge.NODAL, true));
            for (String scheme : List.of("common", "localAs", "blocking")) {
                Outcome outcome = run(scheme, system, options);
                if (outcome.dispatch().isPresent()) {
                    any |= !outcome.settlement().payments().isEmpty();
                    assertThat(outcome.settlement().balances().values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            .isCloseTo(0.0, within(1e-9));
                    outcome.settlement()
                            .surplus()
                            .forEach((seller, surplus) -> assertThat(surplus)
                                    .as("%s of %s in %s", seller, seed, scheme)
                                    .isGreaterThan(-1e-3));
                }
            }
        }
        Share.atLeast(60.0, "systems with payments", any);
    }

    /**
     * The bill of every scheme, by either rule and with reactive power at a price: balances add up to zero, and where
     * sellers are paid as they bid, what all pay is what it costs.
     */
    @Property(tries = 4, seed = "1625")
    void theBillOfEverySchemeAddsUp(@ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll PaymentRule rule) {
        TsoDsoSystem system = mapped(
                RandomSystems.of(seed),
                resource -> resource.withReactive(new ReactiveOffer(new Range(-0.2, 0.2), 0.5)));
        SchemeOptions options = LDF.withMoney(new SchemeOptions.Money(rule, DeviationCharge.DAY_AHEAD, false));
        int bills = 0;
        for (CoordinationScheme scheme : Schemes.all()) {
            Outcome outcome = scheme.run(system, options);
            assertThat(outcome.settlement().balances().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .as(outcome.toString())
                    .isCloseTo(0.0, within(1e-9));
            if (outcome.dispatch().isPresent()) {
                bills++;
                double paid = outcome.settlement().payments().stream()
                        .filter(payment -> !payment.reason().startsWith("interface flow"))
                        .mapToDouble(Payment::amount)
                        .sum();
                double cost = outcome.dispatched().cost();
                if (rule == PaymentRule.PAY_AS_BID) {
                    assertThat(paid).as(outcome.toString()).isCloseTo(cost, within(1e-9 * (1.0 + Math.abs(cost))));
                }
            } else {
                assertThat(outcome.settlement().payments()).isEmpty();
            }
        }
        Share.atLeast(50.0, "systems with ten bills and more", bills >= 10);
    }

    /** The same bits whatever the threads. */
    @Property(tries = 4, seed = "1624")
    void threadsDoNotMatter(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            for (String scheme : List.of("decentralised", "decentralised-dual", "decentralised-cuts")) {
                Outcome alone = run(scheme, system, SOCP);
                Outcome together = run(scheme, system, SOCP.on(pool));
                assertThat(together.steps()).isEqualTo(alone.steps());
                assertThat(together).isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
