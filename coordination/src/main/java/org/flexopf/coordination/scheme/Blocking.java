package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;

/**
 * After the needs of operators of feeders, the operator of the transmission network clears what is left as if it stood
 * at its buses; each operator of a feeder checks what was cleared, and blocks what it cannot take; the market is
 * cleared again with that for a cap, until all accept.
 */
final class Blocking extends CoordinationScheme {

    /** So many rounds are gone through at most. */
    private static final int MOST_ROUNDS = 20;

    /** What an accepted clearing may break a limit by; wider than in the search, else rounds never end. */
    private static final double ACCEPTED = 2e-5;

    private static final double SEARCHED = 5e-6;

    /** How much of what was cleared is let through where not all of it can be. */
    enum Variant {

        /** The same share of everything. */
        PROPORTIONAL("the same share of all that was cleared is let through") {
            @Override
            Activations accept(Bench bench, Feeder feeder, FeederPoint need, Activations wishes) {
                return share(bench, feeder, need, wishes);
            }
        },

        /** As little as possible is blocked, by the linear model; and a share of that where AC needs it. */
        LEAST("as little volume as possible is blocked") {
            @Override
            Activations accept(Bench bench, Feeder feeder, FeederPoint need, Activations wishes) {
                List<StandingOffer> offers =
                        StandingOffer.within(wishes, StandingOffer.left(feeder.area(), need.activations()));
                if (new LinearFeeder(feeder, need.reactive()).excess(need.activations()) > SEARCHED) {
                    return Activations.none();
                }
                Activations largest = LargestVolume.of(bench, feeder, need.reactive(), need.activations(), offers);
                return share(bench, feeder, need, largest);
            }
        },

        /** Whole bids are out: those that come, from the cheapest on, when there is no room left. */
        WHOLE("whole bids are blocked") {
            @Override
            Activations accept(Bench bench, Feeder feeder, FeederPoint need, Activations wishes) {
                FeederCheck check = bench.check(feeder, need.reactive());
                Activations accepted = Activations.none();
                List<StandingOffer> order =
                        StandingOffer.within(wishes, StandingOffer.left(feeder.area(), need.activations())).stream()
                                .sorted(Comparator.comparingDouble(StandingOffer::price)
                                        .thenComparing(StandingOffer::resource))
                                .toList();
                for (StandingOffer offer : order) {
                    Activations with = accepted.plus(StandingOffer.all(List.of(offer)));
                    if (check.excess(need.activations().plus(with)) <= SEARCHED) {
                        accepted = with;
                    }
                }
                return accepted;
            }
        };

        private final String words;

        Variant(String words) {
            this.words = words;
        }

        /** What is let through of what was cleared. */
        abstract Activations accept(Bench bench, Feeder feeder, FeederPoint need, Activations wishes);

        private static Activations share(Bench bench, Feeder feeder, FeederPoint need, Activations wishes) {
            double share = bench.check(feeder, need.reactive()).largestShare(need.activations(), wishes, SEARCHED);
            bench.minutes.step("%s: accepts %.6f of what is asked of it", Bench.dso(feeder), share);
            return wishes.times(share);
        }
    }

    private final Variant variant;

    Blocking(String name, Variant variant) {
        super(name, "operators of feeders block what they cannot take, and it is cleared again: " + variant.words);
        this.variant = variant;
    }

    @Override
    Proposal propose(Bench bench) {
        List<Feeder> feeders = bench.system.feeders();
        List<FeederPoint> needs = bench.needs();
        double[] flows = needs.stream().mapToDouble(FeederPoint::flow).toArray();
        double needCost = needs.stream().mapToDouble(FeederPoint::cost).sum();
        List<List<StandingOffer>> offers = new ArrayList<>();
        needs.forEach(need ->
                offers.add(StandingOffer.left(bench.system.feeder(need.feeder()).area(), need.activations())));
        Set<String> blocked = new LinkedHashSet<>();
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            CopperPlate cleared = CopperPlate.clear(bench, offers, flows);
            bench.minutes.rounds(round);
            bench.minutes.figure(
                    "cleared cost " + round, needCost + cleared.point().cost());
            bench.minutes.step(
                    "Round %d: TSO clears %s; cost with needs %.6f",
                    round,
                    bench.minutes.told(cleared.point().activations()),
                    needCost + cleared.point().cost());
            boolean allAccept = true;
            for (int k = 0; k < feeders.size(); k++) {
                Feeder feeder = feeders.get(k);
                bench.minutes.send(Bench.TSO, Bench.dso(feeder), "cleared volumes");
                bench.minutes.send(Bench.dso(feeder), Bench.TSO, "accepted volumes");
                Activations wishes = cleared.of(feeder);
                double excess = bench.check(feeder, needs.get(k).reactive())
                        .excess(needs.get(k).activations().plus(wishes));
                if (excess > ACCEPTED && wishes.volume() > StandingOffer.LEAST) {
                    Activations accepted = variant.accept(bench, feeder, needs.get(k), wishes);
                    offers.set(k, capped(offers.get(k), wishes, accepted, blocked));
                    bench.minutes.step("%s: lets through %s", Bench.dso(feeder), bench.minutes.told(accepted));
                    allAccept = false;
                }
            }
            if (allAccept) {
                bench.minutes.figure("blocked bids", blocked.size());
                return Proposal.of(needs, cleared);
            }
        }
        throw new SchemeFailure(
                OutcomeStatus.NOT_CONVERGED,
                "after " + MOST_ROUNDS + " rounds operators of feeders still block: " + blocked);
    }

    /** What was cleared is capped at what was accepted of it; all else stands as it did. */
    private static List<StandingOffer> capped(
            List<StandingOffer> offers, Activations cleared, Activations accepted, Set<String> blocked) {
        Map<String, Activation> caps = new LinkedHashMap<>();
        for (StandingOffer offer : offers) {
            Direction way = offer.direction();
            double was = cleared.of(offer.resource()).in(way);
            double is = accepted.of(offer.resource()).in(way);
            double cap = was > StandingOffer.LEAST ? is : offer.quantity();
            if (was - is > StandingOffer.LEAST) {
                blocked.add(offer.resource() + " " + way.name().toLowerCase(Locale.ROOT));
            }
            Activation own = way == Direction.UP ? new Activation(cap, 0.0) : new Activation(0.0, cap);
            caps.merge(offer.resource(), own, Activation::plus);
        }
        return StandingOffer.within(Activations.of(caps), offers);
    }
}
