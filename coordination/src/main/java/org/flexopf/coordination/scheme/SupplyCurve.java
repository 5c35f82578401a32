package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;

/**
 * What a feeder can still do at its interface, as bids: steps of quantity at rising prices, upward (less flows in) and
 * downward from where its own need left it. They are the pieces of {@code Phi_k(F) = min { c'y : (x_L + y, F) in D_k
 * }}, found by the tangents at the ends of an interval: where these meet is the only place at which a line could break,
 * and there the curve is asked (the sandwich algorithm of Burkard, Hamacher and Rote 1991). By the linear model, in
 * which the curve is piecewise linear, all breaks are found; a curved one is followed to a tolerance from above, so
 * that the bids promise no more than the feeder can do.
 */
final class SupplyCurve {

    /** Steps keep off the ends of the range by so much, MW. */
    private static final double INSET = 1e-5;

    /** Where tangents lie below the curve by less, currency per hour, nothing is added. */
    private static final double TOLERANCE = 2e-3;

    /** Parts of the range that are narrower are not divided, MW. */
    private static final double NARROW = 1e-3;

    /** Prices that differ by less are the same, currency per MWh. */
    private static final double SAME_PRICE = 1e-3;

    private static final int MOST_POINTS = 200;

    /** A point of the curve and how steep it is there, currency per MWh. */
    private record Point(double flow, double cost, double slope) {}

    private final Bench bench;
    private final Feeder feeder;
    private final Activations committed;
    private final List<Point> points = new ArrayList<>();

    private SupplyCurve(Bench bench, Feeder feeder, Activations committed) {
        this.bench = bench;
        this.feeder = feeder;
        this.committed = committed;
    }

    /**
     * The bids of a feeder.
     *
     * @param need what its operator has done, and what flows into it then
     * @throws SchemeFailure if the model is not exact anywhere on the curve
     */
    static List<StandingOffer> bids(Bench bench, Feeder feeder, FeederPoint need) {
        SupplyCurve curve = new SupplyCurve(bench, feeder, need.activations());
        FlowRange range = FlowRange.of(bench, feeder, need.activations());
        double start = need.flow();
        curve.points.add(curve.at(start));
        Point least = curve.end(Math.min(start, range.least() + INSET));
        Point largest = curve.end(Math.max(start, range.largest() - INSET));
        curve.divide(least, curve.points.get(0));
        curve.divide(curve.points.get(0), largest);
        return curve.bids(start);
    }

    private Point at(double flow) {
        FeederPoint point = solved(flow);
        if (!point.isExact()) {
            throw new SchemeFailure(
                    OutcomeStatus.INEXACT,
                    "network " + feeder.name() + ": its relaxation is not exact where its own need leaves it; take the "
                            + "linear model");
        }
        return new Point(flow, point.cost(), -point.rootPrice());
    }

    private FeederPoint solved(double flow) {
        return point(bench, feeder, committed, flow);
    }

    /** What a flow costs beside what is committed, as a point of the curve: either-ors count in part. */
    static FeederPoint point(Bench bench, Feeder feeder, Activations committed, double flow) {
        Bench inParts = bench.inParts();
        return Bench.meeting(flow, terms -> inParts.solve(program(bench, feeder, committed, terms), what(flow)));
    }

    /** How a feeder meets a flow that was cleared by its curve, with either-ors decided. */
    static FeederPoint met(Bench bench, Feeder feeder, Activations committed, double flow) {
        return Bench.meeting(flow, terms -> bench.decided(program(bench, feeder, committed, terms), what(flow)));
    }

    private static FeederProgram program(Bench bench, Feeder feeder, Activations committed, FlowTerms terms) {
        return new FeederProgram(
                feeder, bench.options.model(), committed, StandingOffer.left(feeder.area(), committed), terms);
    }

    private static String what(double flow) {
        return "a flow of " + flow + " MW";
    }

    /** The end of the curve on one side: where the relaxation is exact, found by bisection if it is not at the end. */
    private Point end(double wanted) {
        Point end = points.get(0);
        double outside = wanted;
        double flow = wanted;
        while (Math.abs(outside - end.flow) > NARROW) {
            FeederPoint point = solved(flow);
            if (point.isExact()) {
                end = new Point(flow, point.cost(), -point.rootPrice());
                points.add(end);
            } else {
                outside = flow;
            }
            flow = 0.5 * (end.flow + outside);
        }
        return end;
    }

    /** Asks the curve where tangents at the ends of an interval meet, as long as that tells anything new. */
    private void divide(Point left, Point right) {
        double width = right.flow - left.flow;
        double bend = right.slope - left.slope;
        if (width <= NARROW || bend <= 0.0 || points.size() >= MOST_POINTS) {
            return;
        }
        double meet = (left.cost - right.cost + right.slope * right.flow - left.slope * left.flow) / bend;
        if (!(meet > left.flow + INSET && meet < right.flow - INSET)) {
            return;
        }
        double chord = left.cost + (right.cost - left.cost) * (meet - left.flow) / width;
        double tangent = left.cost + left.slope * (meet - left.flow);
        if (chord - tangent <= TOLERANCE) {
            return;
        }
        FeederPoint found = solved(meet);
        Point middle = new Point(meet, found.cost(), -found.rootPrice());
        points.add(middle);
        if (middle.cost - tangent > TOLERANCE) {
            divide(left, middle);
            divide(middle, right);
        }
    }

    /** Lines between the points as bids, on each side from where the feeder is outwards. */
    private List<StandingOffer> bids(double start) {
        points.sort(Comparator.comparingDouble(Point::flow));
        int at = 0;
        while (at < points.size() - 1 && points.get(at).flow < start) {
            at++;
        }
        List<StandingOffer> bids = new ArrayList<>();
        for (int k = at; k > 0; k--) {
            Point left = points.get(k - 1);
            step(bids, Direction.UP, points.get(k).flow - left.flow, left.cost - points.get(k).cost);
        }
        for (int k = at; k < points.size() - 1; k++) {
            Point left = points.get(k);
            step(bids, Direction.DOWN, points.get(k + 1).flow - left.flow, points.get(k + 1).cost - left.cost);
        }
        return bids;
    }

    /** Adds a step; one that is narrow, or costs what the one before does, makes that one wider. */
    private void step(List<StandingOffer> bids, Direction direction, double quantity, double cost) {
        if (quantity <= StandingOffer.LEAST) {
            return;
        }
        double price = cost / quantity;
        int last = bids.size() - 1;
        if (last >= 0 && bids.get(last).direction() == direction) {
            StandingOffer before = bids.get(last);
            boolean isNarrow = Math.min(quantity, before.quantity()) <= NARROW;
            if (isNarrow || Math.abs(price - before.price()) <= SAME_PRICE) {
                double sum = before.quantity() + quantity;
                double mean = (before.price() * before.quantity() + cost) / sum;
                bids.set(last, bid(last, direction, sum, mean));
                return;
            }
        }
        bids.add(bid(last + 1, direction, quantity, price));
    }

    private StandingOffer bid(int place, Direction direction, double quantity, double price) {
        String name = feeder.name() + " aggregated " + (place + 1);
        return new StandingOffer(name, feeder.interfaceBus(), direction, quantity, price, false);
    }

    @Override
    public String toString() {
        return feeder.name() + ": " + points.size() + " points";
    }
}
