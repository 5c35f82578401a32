package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;

/**
 * Each operator of a feeder meets its own need first, and then says how much of what is left may be called: quantities
 * {@code q} by which neither all upward nor all downward calls at once break a limit. The operator of the transmission
 * network clears these as if they stood at its buses.
 *
 * <p>With reactive power fixed and the linear model, whatever is called of such a box is feasible, since voltages and
 * flows are monotone in injections; by AC power flow that is tested, and not guaranteed.
 */
final class Prequalification extends CoordinationScheme {

    /** What a limit may be broken by in a check: p.u. of voltage, or a share of a rating. */
    static final double SLACK = 1e-5;

    /** How quantities are chosen. */
    enum Rule {

        /** The same share of every offer of a direction, the largest that the feeder's check passes. */
        PROPORTIONAL("the same share of each offer") {
            @Override
            Activations qualify(Bench bench, Feeder feeder, FeederPoint need, List<StandingOffer> left, Direction way) {
                Activations wishes = StandingOffer.all(left);
                double share = bench.check(feeder, need.reactive()).largestShare(need.activations(), wishes, SLACK);
                bench.minutes.figure("factor " + way.name().toLowerCase(Locale.ROOT) + " " + feeder.name(), share);
                return wishes.times(share);
            }
        },

        /** The most in all by the linear model, and among equals the one nearest to what is offered. */
        VOLUME("the largest volume") {
            @Override
            Activations qualify(Bench bench, Feeder feeder, FeederPoint need, List<StandingOffer> left, Direction way) {
                Activations qualified = largestVolume(bench, feeder, need, left);
                bench.minutes.figure(
                        "volume " + way.name().toLowerCase(Locale.ROOT) + " " + feeder.name(), qualified.volume());
                return qualified;
            }
        };

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        /** The qualified quantities of what is left in a direction. */
        abstract Activations qualify(
                Bench bench, Feeder feeder, FeederPoint need, List<StandingOffer> left, Direction way);
    }

    private final Rule rule;

    Prequalification(String name, Rule rule) {
        super(name, "operators of feeders first say what may be called: " + rule.words);
        this.rule = rule;
    }

    @Override
    Proposal propose(Bench bench) {
        List<FeederPoint> needs = bench.needs();
        List<List<StandingOffer>> offers = new ArrayList<>();
        for (int k = 0; k < needs.size(); k++) {
            offers.add(qualified(bench, bench.system.feeders().get(k), needs.get(k)));
        }
        CopperPlate cleared = CopperPlate.clear(
                bench, offers, needs.stream().mapToDouble(FeederPoint::flow).toArray());
        for (Feeder feeder : bench.system.feeders()) {
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "activations");
            bench.minutes.step("TSO: clears %s of %s", bench.minutes.told(cleared.of(feeder)), feeder.name());
        }
        return Proposal.of(needs, cleared);
    }

    /** The largest volume by the linear model of what is left in a direction; nothing where that is broken already. */
    static Activations largestVolume(Bench bench, Feeder feeder, FeederPoint need, List<StandingOffer> left) {
        return new LinearFeeder(feeder, need.reactive()).excess(need.activations()) > SLACK
                ? Activations.none()
                : LargestVolume.of(bench, feeder, need.reactive(), need.activations(), left);
    }

    private List<StandingOffer> qualified(Bench bench, Feeder feeder, FeederPoint need) {
        List<StandingOffer> left = StandingOffer.left(feeder.area(), need.activations());
        Activations qualified = Activations.none();
        for (Direction way : Direction.values()) {
            List<StandingOffer> ofWay =
                    left.stream().filter(offer -> offer.direction() == way).toList();
            qualified = qualified.plus(rule.qualify(bench, feeder, need, ofWay, way));
        }
        bench.minutes.send(Bench.dso(feeder), Bench.TSO, "qualified bids");
        bench.minutes.step("%s: may be called: %s", Bench.dso(feeder), bench.minutes.told(qualified));
        return StandingOffer.within(qualified, left);
    }
}
