package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Purchase;

/**
 * Local markets first, and what they leave is forwarded as bids, which the operator of the transmission network clears
 * at its own buses, lossless, and knows no limits of feeders (Ananduta, Sanjab and Marques 2024). The variants differ
 * in what makes that safe.
 */
final class BidForwarding extends CoordinationScheme {

    /** What is done about the limits of feeders. */
    private enum Variant {

        /** Nothing: bids go up as they are. */
        RAW("forwarding-raw", "bids that local markets leave are forwarded as they are"),

        /** Only so much of each bid goes up as the feeder takes whatever is called of it. */
        FILTERED("forwarding-filtered", "bids are forwarded as far as feeders take whatever is called of them"),

        /** The bids of a feeder go up as those of one, step by step, and it says itself who serves what is called. */
        AGGREGATED("forwarding-aggregated", "each feeder forwards bids of its own, made of those that it has"),

        /** Bids go up as they are, and each operator of a feeder restores its limits after. */
        CORRECTED("forwarding-corrected", "bids are forwarded as they are, and feeders restore their limits after");

        private final String name;
        private final String description;

        Variant(String name, String description) {
            this.name = name;
            this.description = description;
        }
    }

    private final Variant variant;

    private BidForwarding(Variant variant) {
        super(variant.name, variant.description);
        this.variant = variant;
    }

    /** All variants. */
    static List<CoordinationScheme> all() {
        return Arrays.stream(Variant.values())
                .map(variant -> (CoordinationScheme) new BidForwarding(variant))
                .toList();
    }

    @Override
    Proposal propose(Bench bench) {
        List<FeederPoint> needs = bench.needs();
        List<List<StandingOffer>> offers = new ArrayList<>();
        for (FeederPoint need : needs) {
            Feeder feeder = bench.system.feeder(need.feeder());
            List<StandingOffer> left = StandingOffer.left(feeder.area(), need.activations());
            offers.add(
                    switch (variant) {
                        case RAW, CORRECTED -> left;
                        case FILTERED -> filtered(bench, feeder, need, left);
                        case AGGREGATED -> aggregated(bench, feeder, need);
                    });
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "bids");
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "activations");
        }
        CopperPlate cleared = CopperPlate.clear(
                bench, offers, needs.stream().mapToDouble(FeederPoint::flow).toArray());
        bench.minutes.step(
                "TSO: clears %s; into the feeders would flow %s",
                bench.minutes.told(cleared.point().activations()), bench.minutes.told(cleared.flows()));
        return switch (variant) {
            case RAW, FILTERED -> Proposal.of(needs, cleared);
            case AGGREGATED -> disaggregated(bench, needs, cleared);
            case CORRECTED -> corrected(bench, needs, cleared);
        };
    }

    /**
     * The largest volume that the linear model takes in each direction, and of that the share that the operator's own
     * check passes.
     */
    private static List<StandingOffer> filtered(
            Bench bench, Feeder feeder, FeederPoint need, List<StandingOffer> left) {
        Activations qualified = Activations.none();
        for (Direction way : Direction.values()) {
            List<StandingOffer> ofWay =
                    left.stream().filter(offer -> offer.direction() == way).toList();
            Activations largest = Prequalification.largestVolume(bench, feeder, need, ofWay);
            double share = bench.check(feeder, need.reactive())
                    .largestShare(need.activations(), largest, Prequalification.SLACK);
            qualified = qualified.plus(largest.times(share));
        }
        bench.minutes.step("%s: forwards %s", Bench.dso(feeder), bench.minutes.told(qualified));
        return StandingOffer.within(qualified, left);
    }

    private static List<StandingOffer> aggregated(Bench bench, Feeder feeder, FeederPoint need) {
        List<StandingOffer> bids = SupplyCurve.bids(bench, feeder, need);
        List<String> told = new ArrayList<>();
        bids.forEach(bid -> told.add(String.format(
                Locale.ROOT,
                "%s %.4f MW at %.4f",
                bid.direction() == Direction.UP ? "up" : "down",
                bid.quantity(),
                bid.price())));
        bench.minutes.step("%s: forwards %s", Bench.dso(feeder), Minutes.listed(told, "more steps"));
        return bids;
    }

    /**
     * Each feeder meets what was called of its bids at least cost; the operator of transmission closes what is lost.
     */
    private static Proposal disaggregated(Bench bench, List<FeederPoint> needs, CopperPlate cleared) {
        Purchase balancing = new Purchase(
                cleared.point().activations().of(bench.system.transmission().resources()),
                cleared.point().resourcePrices());
        List<FeederPoint> points = new ArrayList<>();
        for (int k = 0; k < needs.size(); k++) {
            Feeder feeder = bench.system.feeders().get(k);
            FeederPoint point = SupplyCurve.met(bench, feeder, needs.get(k).activations(), cleared.flows()[k]);
            points.add(bench.exact(point, "what was called of its bids"));
            bench.minutes.step(
                    "%s: serves what was called by %s", Bench.dso(feeder), bench.minutes.told(point.activations()));
            balancing = balancing.and(point.purchase());
        }
        return Proposal.of(Bench.purchased(needs), balancing, points, cleared.point());
    }

    private static Proposal corrected(Bench bench, List<FeederPoint> needs, CopperPlate cleared) {
        Purchase need = Bench.purchased(needs);
        Purchase balancing = Purchase.NOTHING;
        List<FeederPoint> restored = new ArrayList<>();
        List<FlowTerms> flows = new ArrayList<>();
        for (int k = 0; k < needs.size(); k++) {
            Feeder feeder = bench.system.feeders().get(k);
            Activations called = cleared.of(feeder);
            Activations committed = needs.get(k).activations().plus(called);
            String what = "restoring its limits after what was called";
            FeederPoint point = bench.exact(
                    bench.solve(
                            new FeederProgram(
                                    feeder,
                                    bench.options.model(),
                                    committed,
                                    StandingOffer.left(feeder.area(), committed),
                                    FlowTerms.at(bench.system.dayAheadPrice())),
                            what),
                    what);
            bench.minutes.step(
                    "%s: restores its limits by %s, for %.4f",
                    Bench.dso(feeder), bench.minutes.told(point.activations()), point.cost());
            restored.add(point);
            flows.add(FlowTerms.fixed(point.flow()));
            need = need.and(point.purchase());
            balancing = balancing.and(new Purchase(called, cleared.point().resourcePrices()));
        }
        TransmissionPoint closed = bench.solve(
                new TransmissionProgram(bench.system, bench.transmissionOffers(), flows),
                "its operator's last clearing");
        bench.minutes.rounds(2);
        return Proposal.of(need, balancing.and(closed.purchase()), restored, closed);
    }
}
