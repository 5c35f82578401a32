package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Range;

/**
 * What may flow into a feeder, and what that costs whoever decides.
 *
 * @param flow from the least to the largest flow, MW; either end may be infinite
 * @param cost currency per hour as a function of the flow
 */
record FlowTerms(Range flow, CostCurve cost) {

    /**
     * What a flow may differ from the one that is asked for by, MW, so that a feeder at the end of its range has room.
     */
    static final double ROOM = 2e-6;

    private static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Any flow, at a price, currency per MWh. */
    static FlowTerms at(double price) {
        return new FlowTerms(ANY, CostCurve.linear(price));
    }

    /** One flow, at no cost. */
    static FlowTerms fixed(double flow) {
        return new FlowTerms(new Range(flow, flow), CostCurve.free());
    }

    /** A flow next to one, at no cost: at the end of its range a feeder has no room otherwise. */
    static FlowTerms about(double flow) {
        return within(flow - ROOM, flow + ROOM);
    }

    /** A flow within a range, at no cost. */
    static FlowTerms within(double least, double largest) {
        return new FlowTerms(new Range(least, largest), CostCurve.free());
    }

    FlowTerms costing(CostCurve curve) {
        return new FlowTerms(flow, curve);
    }

    /** The same for the injection into the other network, which is the flow with the other sign. */
    FlowTerms mirrored() {
        return new FlowTerms(new Range(0.0 - flow.max(), 0.0 - flow.min()), mirrored(cost));
    }

    private static CostCurve mirrored(CostCurve curve) {
        if (curve instanceof CostCurve.Linear linear) {
            return new CostCurve.Linear(linear.constant(), 0.0 - linear.slope());
        }
        if (curve instanceof CostCurve.PiecewiseLinear pieces) {
            List<CostCurve.Point> points = new ArrayList<>();
            pieces.points().forEach(point -> points.add(new CostCurve.Point(0.0 - point.power(), point.cost())));
            Collections.reverse(points);
            return new CostCurve.PiecewiseLinear(points);
        }
        CostCurve.Quadratic quadratic = (CostCurve.Quadratic) curve;
        return new CostCurve.Quadratic(quadratic.constant(), 0.0 - quadratic.linear(), quadratic.quadratic());
    }
}
