package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.Purchase;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Range;

/**
 * The local market whose aggregated curves go up as points. Between points the operator of the transmission network
 * goes along straight lines, which is feasible since a feeder's set is convex, and costs too much: an upper bound. Each
 * feeder then meets its flow at least cost.
 */
final class LocalAsSampled extends CoordinationScheme {

    /** Points keep off the ends of the range by so much, MW. */
    private static final double INSET = 1e-5;

    /** Costs of points that are off by less are rounding, currency per hour. */
    private static final double ROUNDING = 1e-5;

    LocalAsSampled() {
        super("localAs-sampled", "local markets first, then one market with points of the curves of what is left");
    }

    @Override
    Proposal propose(Bench bench) {
        List<FeederPoint> needs = bench.needs();
        List<FlowTerms> curves = new ArrayList<>();
        for (int k = 0; k < needs.size(); k++) {
            Feeder feeder = bench.system.feeders().get(k);
            curves.add(curve(bench, feeder, needs.get(k).activations()));
            bench.send(Bench.dso(feeder), Bench.TSO, "points of the aggregated curve");
            bench.send(Bench.TSO, Bench.dso(feeder), "interface flow");
        }
        TransmissionPoint cleared = bench.solve(
                new TransmissionProgram(bench.system, bench.transmissionOffers(), curves),
                "its operator's clearing with curves");
        double curveCost = needs.stream().mapToDouble(FeederPoint::cost).sum() + cleared.objective();
        bench.figure("curve cost", curveCost);
        bench.step("TSO: clears at %.6f by the curves; flows %s", curveCost, bench.told(cleared.flows()));
        List<FeederPoint> points = new ArrayList<>();
        Purchase balancing = cleared.purchase();
        for (int k = 0; k < needs.size(); k++) {
            Range range = curves.get(k).flow();
            double flow = Math.min(range.max(), Math.max(range.min(), cleared.flows()[k]));
            FeederPoint point =
                    at(bench, bench.system.feeders().get(k), needs.get(k).activations(), flow);
            points.add(bench.exact(point, "its flow"));
            balancing = balancing.and(point.purchase());
        }
        return Proposal.of(Bench.purchased(needs), balancing, points, cleared);
    }

    /** The points of a feeder's curve, as far as its model is exact there. */
    private static FlowTerms curve(Bench bench, Feeder feeder, Activations committed) {
        FlowRange range = FlowRange.of(bench, feeder, committed);
        int count = bench.options.samples();
        double first = range.least() + INSET;
        double width = range.largest() - INSET - first;
        if (width <= INSET) {
            FeederPoint only = at(bench, feeder, committed, 0.5 * (range.least() + range.largest()));
            return FlowTerms.fixed(only.flow()).costing(new CostCurve.Linear(only.cost(), 0.0));
        }
        List<CostCurve.Point> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double flow = first + width * k / (count - 1);
            FeederPoint point = at(bench, feeder, committed, flow);
            if (point.isExact()) {
                points.add(new CostCurve.Point(flow, point.cost()));
            }
        }
        if (points.size() < 2) {
            throw new SchemeFailure(
                    OutcomeStatus.INEXACT,
                    "network " + feeder.name() + ": its relaxation is exact at " + points.size() + " of " + count
                            + " points of its curve; take the linear model, or more points");
        }
        bench.step(
                "%s: %d points of its curve, from %.4f MW at %.4f to %.4f MW at %.4f",
                Bench.dso(feeder),
                points.size(),
                points.get(0).power(),
                points.get(0).cost(),
                points.get(points.size() - 1).power(),
                points.get(points.size() - 1).cost());
        return FlowTerms.within(
                        points.get(0).power(), points.get(points.size() - 1).power())
                .costing(CostCurve.PiecewiseLinear.rounded(points, new CostCurve.Point(0.0, ROUNDING)));
    }

    private static FeederPoint at(Bench bench, Feeder feeder, Activations committed, double flow) {
        return bench.solve(
                new FeederProgram(
                        feeder,
                        bench.options.model(),
                        committed,
                        StandingOffer.left(feeder.area(), committed),
                        FlowTerms.fixed(flow)),
                "a flow of " + flow + " MW");
    }
}
