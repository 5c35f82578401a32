package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers of which one direction rules out the other: the answer is the best of all choices, found one by one. */
class OneWayTest {

    private static final SchemeOptions LDF = SchemeOptions.of(FeederModel.LDF);
    private static final double BOTH = 1e-4;

    private static TsoDsoSystem mapped(TsoDsoSystem system, UnaryOperator<Resource> change) {
        Area transmission = system.transmission();
        List<Feeder> feeders = system.feeders().stream()
                .map(feeder -> feeder.withArea(feeder.area()
                        .withResources(
                                feeder.area().resources().stream().map(change).toList())))
                .toList();
        return system.withAreas(
                transmission.withResources(
                        transmission.resources().stream().map(change).toList()),
                feeders);
    }

    private static Resource without(Resource resource, Direction way) {
        return way == Direction.UP
                ? resource.withOffers(Offer.NONE, resource.down())
                : resource.withOffers(resource.up(), Offer.NONE);
    }

    /** The least cost of the common market over all choices of a direction for some resources; infinite for none. */
    private static double enumerated(TsoDsoSystem system, List<List<String>> groups) {
        double best = Double.POSITIVE_INFINITY;
        for (int choice = 0; choice < 1 << groups.size(); choice++) {
            TsoDsoSystem chosen = system;
            for (int k = 0; k < groups.size(); k++) {
                List<String> group = groups.get(k);
                Direction out = (choice >> k & 1) == 1 ? Direction.UP : Direction.DOWN;
                chosen = mapped(chosen, resource -> group.contains(resource.id()) ? without(resource, out) : resource);
            }
            Outcome outcome = Schemes.named("common").run(chosen, LDF);
            if (outcome.status() == OutcomeStatus.OPTIMAL) {
                best = Math.min(best, outcome.dispatched().cost());
            }
        }
        return best;
    }

    /** Up to three resources that would be called both ways, since that pays. */
    @Property(tries = 20, seed = "1702")
    void exclusiveOffersAreTheBestOfAllChoices(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TsoDsoSystem random1 = RandomSystems.of(seed);
        List<String> ids = new ArrayList<>();
        random1.resources().map(Resource::id).forEach(ids::add);
        List<List<String>> chosen = new ArrayList<>();
        for (int k = 0; k < 3 && !ids.isEmpty(); k++) {
            chosen.add(List.of(ids.remove(random.nextInt(ids.size()))));
        }
        TsoDsoSystem free = mapped(
                random1,
                resource -> chosen.contains(List.of(resource.id()))
                        ? resource.withOffers(
                                new Offer(resource.up().quantity(), 20.0 + random.nextDouble()),
                                new Offer(resource.down().quantity(), -26.0 + random.nextDouble()))
                        : resource);
        TsoDsoSystem exclusive =
                mapped(free, resource -> resource.withExclusive(chosen.contains(List.of(resource.id()))));
        Outcome outcome = Schemes.named("common").run(exclusive, LDF);
        double best = enumerated(free, chosen);
        if (best == Double.POSITIVE_INFINITY) {
            assertThat(outcome.status()).isNotEqualTo(OutcomeStatus.OPTIMAL);
            return;
        }
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
        assertThat(outcome.dispatched().cost()).isCloseTo(best, within(1e-4 * Math.abs(best) + 1e-4));
        for (List<String> id : chosen) {
            Activation activation = outcome.dispatched().activations().of(id.get(0));
            assertThat(Math.min(activation.up(), activation.down()))
                    .as(id.get(0))
                    .isLessThan(BOTH);
        }
        Outcome relaxed = Schemes.named("common").run(free, LDF);
        Share.atLeast(
                50.0,
                "systems in which the choice costs something",
                relaxed.dispatched().cost() < best - 1e-3);
    }

    /** Without counter-activation, all that is called in a network goes one way: the best of all ways. */
    @Property(tries = 12, seed = "1703")
    void aMeritOrderGoesOneWay(@ForAll long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        List<List<String>> groups = new ArrayList<>();
        system.areas()
                .forEach(area ->
                        groups.add(area.resources().stream().map(Resource::id).toList()));
        Outcome outcome = Schemes.named("common").run(system, LDF.withCounterActivation(false));
        double best = enumerated(system, groups);
        Share.atLeast(40.0, "systems with an answer", best < Double.POSITIVE_INFINITY);
        if (best == Double.POSITIVE_INFINITY) {
            assertThat(outcome.status()).isNotEqualTo(OutcomeStatus.OPTIMAL);
            return;
        }
        assertThat(outcome.dispatched().cost()).isCloseTo(best, within(1e-4 * Math.abs(best) + 1e-4));
        Activations all = outcome.dispatched().activations();
        for (List<String> group : groups) {
            double up = group.stream().mapToDouble(id -> all.of(id).up()).sum();
            double down = group.stream().mapToDouble(id -> all.of(id).down()).sum();
            assertThat(Math.min(up, down)).isLessThan(BOTH * group.size());
        }
    }

    /**
     * hand2 with a battery at the transmission bus that sells at 5 and buys at 30: by itself it would do both. Short by
     * 5.5 MW, it sells 10 at most: it takes the place of t1, h1 and h2's second MW, and what is too much it cannot be.
     */
    @Test
    void aBatteryDoesOneThing() throws IOException {
        TsoDsoSystem hand = AnswersTest.system("hand2");
        List<Resource> resources = new ArrayList<>(hand.transmission().resources());
        resources.add(Resource.of("battery", 1, new Offer(3.0, 5.0), new Offer(3.0, -30.0)));
        TsoDsoSystem both = hand.withAreas(hand.transmission().withResources(resources), hand.feeders());
        Outcome free = Schemes.named("common").run(both, LDF);
        assertThat(free.dispatched().activations().of("battery")).satisfies(activation -> {
            assertThat(activation.up()).isCloseTo(3.0, within(1e-3));
            // Buying at 30 pays no more where the next MW costs more than that.
            assertThat(activation.down()).isCloseTo(0.0, within(1e-3));
        });
        // Needed 5.5: the need of h2 (1 at 55), the battery 3 at 5, h1 the last 1.5 at 50.
        assertThat(free.dispatched().cost()).isCloseTo(55.0 + 15.0 + 75.0, within(1e-3));
    }

    /**
     * What parties agree on by flows, prices and curves is agreed on with part of up and part of down; then every
     * network decides. No scheme calls both, none costs less than the common market, and what deciding costs is told.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "decentralised",
                "decentralised-dual",
                "decentralised-cuts",
                "localAs",
                "localAs-sampled",
                "fragmented-optimal",
                "forwarding-aggregated"
            })
    void everySchemeDecidesAnEitherOr(String scheme) throws IOException {
        TsoDsoSystem odd = mapped(
                AnswersTest.system("hand2"),
                resource -> resource.id().equals("h3")
                        ? resource.withOffers(new Offer(1.0, 10.0), new Offer(1.0, -20.0))
                                .withExclusive(true)
                        : resource);
        double least = Schemes.named("common").run(odd, LDF).dispatched().cost();
        Outcome outcome = Schemes.named(scheme).run(odd, LDF);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
        Activation activation = outcome.dispatched().activations().of("h3");
        assertThat(Math.min(activation.up(), activation.down())).isLessThan(BOTH);
        assertThat(outcome.dispatched().cost()).isGreaterThan(least - 1e-3).isLessThan(least + 30.0);
        if (outcome.figures().containsKey("cost of deciding H")) {
            assertThat(outcome.figure("cost of deciding H")).isGreaterThan(-1e-6);
            assertThat(outcome.steps())
                    .anySatisfy(step -> assertThat(step).contains("Either up or down is decided in h3 of network H"));
        } else {
            // One program decides it, or the need of the feeder's own operator has decided it before.
            assertThat(scheme).isIn("localAs", "fragmented-optimal", "localAs-sampled", "forwarding-aggregated");
        }
    }

    /**
     * On random systems with exclusive resources: what ADMM agrees on in part is a lower bound, deciding costs the
     * difference, and the optimum of the common market lies between.
     */
    @Property(tries = 12, seed = "1704")
    void theOptimumLiesBetweenInPartAndDecided(@ForAll long seed) {
        TsoDsoSystem system = mapped(
                RandomSystems.of(seed),
                resource -> resource.withOffers(
                                new Offer(
                                        resource.up().quantity(), resource.up().price() - 30.0),
                                resource.down())
                        .withExclusive(true));
        Outcome common = Schemes.named("common").run(system, LDF);
        Outcome admm = Schemes.named("decentralised").run(system, LDF);
        boolean both = common.status() == OutcomeStatus.OPTIMAL && admm.status() == OutcomeStatus.OPTIMAL;
        Share.atLeast(40.0, "systems with both", both);
        if (both) {
            double decided = admm.dispatched().cost();
            double deciding = admm.figures().entrySet().stream()
                    .filter(figure -> figure.getKey().startsWith("cost of deciding"))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            double least = common.dispatched().cost();
            double rounding = 1e-4 * (10.0 + Math.abs(least));
            assertThat(least).isBetween(decided - deciding - rounding, decided + rounding);
            admm.dispatched()
                    .activations()
                    .byResource()
                    .forEach((id, activation) -> assertThat(Math.min(activation.up(), activation.down()))
                            .as(id)
                            .isLessThan(BOTH));
        }
    }

    /** Where the flow that was agreed on in part cannot be met by a decision, that is told with resource and remedy. */
    @Test
    void aFlowThatNoDecisionMeetsIsTold() throws IOException {
        TsoDsoSystem odd = mapped(
                AnswersTest.system("hand2"),
                resource -> resource.id().equals("h3")
                        ? resource.withOffers(new Offer(1.0, 10.0), new Offer(1.0, -20.0))
                                .withExclusive(true)
                        : resource);
        Bench bench = new Bench(odd, odd.resources().toList(), LDF);
        Feeder feeder = odd.feeder("H");
        FeederProgram impossible = new FeederProgram(
                feeder,
                FeederModel.LDF,
                Activations.none(),
                StandingOffer.left(feeder.area(), Activations.none()),
                FlowTerms.fixed(-50.0));
        assertThatThrownBy(() -> bench.decided(impossible, "a flow of -50 MW"))
                .isInstanceOf(SchemeFailure.class)
                .hasMessageContaining("network H")
                .hasMessageContaining("h3 of network H")
                .hasMessageContaining("such as common");
    }

    /** An offer whose directions together cost something is never called both ways, and needs no decision. */
    @Test
    void whatCostsSomethingBothWaysNeedsNoDecision() throws IOException {
        TsoDsoSystem hand = AnswersTest.system("hand2");
        TsoDsoSystem exclusive = mapped(hand, resource -> resource.withExclusive(true));
        Outcome outcome = Schemes.named("decentralised").run(exclusive, LDF);
        assertThat(outcome.dispatched().cost()).isCloseTo(290.0, within(3e-3));
        assertThat(SystemFile.parse("hand2", SystemFile.write(exclusive))).isEqualTo(exclusive);
    }
}
