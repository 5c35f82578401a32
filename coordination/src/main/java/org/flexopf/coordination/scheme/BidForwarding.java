package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Purchase;

/**
 * What local markets leave is forwarded as it is: the operator of the transmission network clears it at its own buses,
 * lossless, and knows no limits of feeders. That is not safe by itself. With a correction, each operator of a feeder
 * then restores its limits at least cost with what is left, with the interface free at the day-ahead price, and the
 * operator of the transmission network clears its own offers once more.
 */
final class BidForwarding extends CoordinationScheme {

    private final boolean corrects;

    private BidForwarding(String name, String description, boolean corrects) {
        super(name, description);
        this.corrects = corrects;
    }

    static BidForwarding raw() {
        return new BidForwarding("forwarding-raw", "bids that local markets leave are forwarded as they are", false);
    }

    static BidForwarding corrected() {
        return new BidForwarding(
                "forwarding-corrected", "bids are forwarded as they are, and feeders restore their limits after", true);
    }

    @Override
    Proposal propose(Bench bench) {
        List<FeederPoint> needs = bench.needs();
        List<List<StandingOffer>> offers = new ArrayList<>();
        for (FeederPoint need : needs) {
            Feeder feeder = bench.system.feeder(need.feeder());
            offers.add(StandingOffer.left(feeder.area(), need.activations()));
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "bids");
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "activations");
        }
        CopperPlate cleared = CopperPlate.clear(
                bench, offers, needs.stream().mapToDouble(FeederPoint::flow).toArray());
        bench.minutes.step("TSO: clears %s", bench.minutes.told(cleared.point().activations()));
        return corrects ? corrected(bench, needs, cleared) : Proposal.of(needs, cleared);
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
