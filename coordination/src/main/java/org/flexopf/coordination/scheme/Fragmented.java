package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;

/**
 * Operators of feeders decide first, each at a price of its interface, {@code min C_k + pi_k F_k}; then the operator of
 * the transmission network, with their flows given. Told beside: the sum of what all find separately, {@code min C_T -
 * sum pi_k F_k} for the latter, which is a lower bound of the common cost at any prices and equal to it at the best
 * ones (strong duality). Prices coordinate values, not flows: where an optimum is flat, flows need not fit.
 */
final class Fragmented extends CoordinationScheme {

    /** Flows that the operator of the transmission network considers when it decides alone, MW. */
    private static final double WIDEST = 1000.0;

    private final boolean atBestPrices;

    private Fragmented(String name, String description, boolean atBestPrices) {
        super(name, description);
        this.atBestPrices = atBestPrices;
    }

    static Fragmented atDayAheadPrice() {
        return new Fragmented("fragmented", "feeders decide first at the day-ahead price of energy", false);
    }

    static Fragmented atBestPrices() {
        return new Fragmented("fragmented-optimal", "feeders decide first at the prices of the common market", true);
    }

    @Override
    Proposal propose(Bench bench) {
        double[] prices = prices(bench);
        List<FeederPoint> points = new ArrayList<>();
        List<FlowTerms> given = new ArrayList<>();
        List<FlowTerms> free = new ArrayList<>();
        double bound = 0.0;
        for (int k = 0; k < prices.length; k++) {
            Feeder feeder = bench.system.feeders().get(k);
            FeederPoint point = decide(bench, feeder, prices[k]);
            points.add(point);
            given.add(FlowTerms.fixed(point.flow()));
            free.add(FlowTerms.within(-WIDEST, WIDEST)
                    .costing(FlowTerms.at(-prices[k]).cost()));
            bound += point.cost() + prices[k] * point.flow();
            bench.minutes.figure("interface price " + feeder.name(), prices[k]);
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "interface price");
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "interface flow");
        }
        List<StandingOffer> offers = bench.transmissionOffers();
        bound += bench.solve(new TransmissionProgram(bench.system, offers, free), "its own optimum at interface prices")
                .objective();
        bench.minutes.figure("lagrangian", bound);
        bench.minutes.step("Lower bound of the common cost at these prices: %.6f", bound);
        TransmissionPoint transmission = bench.solve(
                new TransmissionProgram(bench.system, offers, given), "its operator's clearing with flows given");
        return Proposal.of(Bench.purchased(points), transmission.purchase(), points, transmission);
    }

    private double[] prices(Bench bench) {
        List<Feeder> feeders = bench.system.feeders();
        if (!atBestPrices) {
            return feeders.stream()
                    .mapToDouble(feeder -> bench.system.dayAheadPrice())
                    .toArray();
        }
        Joint joint = Joint.solve(bench, Activations.none());
        return feeders.stream()
                .mapToDouble(feeder -> joint.transmission().prices().get(feeder.interfaceBus()))
                .toArray();
    }

    private static FeederPoint decide(Bench bench, Feeder feeder, double price) {
        String what = "its own optimum at an interface price of " + price;
        FeederProgram program = new FeederProgram(
                feeder,
                bench.options.model(),
                Activations.none(),
                StandingOffer.left(feeder.area(), Activations.none()),
                FlowTerms.at(price));
        FeederPoint point = bench.exact(bench.solve(program, what), what);
        bench.minutes.step(
                "%s: at %.4f per MWh %s, %.4f MW flow in",
                Bench.dso(feeder), price, bench.minutes.told(point.activations()), point.flow());
        return point;
    }
}
