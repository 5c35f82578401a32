package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** What schemes of this kind are called, with the number of points behind it where it is not an option. */
    static final String NAME = "localAs-sampled";

    private static final int AS_OPTIONS_SAY = 0;

    private final int samples;

    /** With as many points as the options say. */
    LocalAsSampled() {
        this(NAME, AS_OPTIONS_SAY);
    }

    private LocalAsSampled(String name, int samples) {
        super(name, "local markets first, then one market with points of the curves of what is left");
        this.samples = samples;
    }

    /** With a number of points, such as {@code localAs-sampled11}; empty if the name is none of these. */
    static Optional<CoordinationScheme> named(String name) {
        return name.matches(NAME + "[1-9][0-9]{0,3}") && !name.equals(NAME + "1")
                ? Optional.of(new LocalAsSampled(name, Integer.parseInt(name.substring(NAME.length()))))
                : Optional.empty();
    }

    @Override
    Proposal propose(Bench bench) {
        List<FeederPoint> needs = bench.needs();
        List<FlowTerms> curves = new ArrayList<>();
        for (int k = 0; k < needs.size(); k++) {
            Feeder feeder = bench.system.feeders().get(k);
            curves.add(curve(bench, feeder, needs.get(k).activations()));
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "points of the aggregated curve");
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "interface flow");
        }
        TransmissionPoint cleared = bench.solve(
                new TransmissionProgram(bench.system, bench.transmissionOffers(), curves),
                "its operator's clearing with curves");
        double curveCost =
                needs.stream().mapToDouble(FeederPoint::activationCost).sum() + cleared.objective();
        bench.minutes.figure("curve cost", curveCost);
        bench.minutes.step(
                "TSO: clears at %.6f by the curves; flows %s", curveCost, bench.minutes.told(cleared.flows()));
        List<FeederPoint> points = new ArrayList<>();
        Purchase balancing = cleared.purchase();
        for (int k = 0; k < needs.size(); k++) {
            Range range = curves.get(k).flow();
            double flow = Math.min(range.max(), Math.max(range.min(), cleared.flows()[k]));
            FeederPoint point = SupplyCurve.met(
                    bench, bench.system.feeders().get(k), needs.get(k).activations(), flow);
            points.add(bench.exact(point, "its flow"));
            balancing = balancing.and(point.purchase());
        }
        return Proposal.of(Bench.purchased(needs), balancing, points, cleared);
    }

    /** The points of a feeder's curve, as far as its model is exact there. */
    private FlowTerms curve(Bench bench, Feeder feeder, Activations committed) {
        FlowRange range = FlowRange.of(bench, feeder, committed);
        int count = samples == AS_OPTIONS_SAY ? bench.options.samples() : samples;
        double first = range.least() + INSET;
        double width = range.largest() - INSET - first;
        if (width <= INSET) {
            FeederPoint only = SupplyCurve.point(bench, feeder, committed, 0.5 * (range.least() + range.largest()));
            return FlowTerms.fixed(only.flow()).costing(new CostCurve.Linear(only.cost(), 0.0));
        }
        List<CostCurve.Point> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double flow = first + width * k / (count - 1);
            FeederPoint point = SupplyCurve.point(bench, feeder, committed, flow);
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
        bench.minutes.step(
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
}
