package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Range;

/** The largest of some tangents to a convex function of a flow, over a range: a lower bound of the function. */
final class Tangents {

    /** Slopes that differ by less are the same. */
    private static final double SAME = 1e-7;

    /** What a tangent may lie above another answer by, as a share of its cost. */
    private static final double CONTRADICTION = 1e-3;

    private record Line(double slope, double atZero) {
        double at(double flow) {
            return slope * flow + atZero;
        }
    }

    private final Range range;
    private final List<Line> lines = new ArrayList<>();
    private final List<CostCurve.Point> answers = new ArrayList<>();

    Tangents(Range range) {
        this.range = range;
    }

    /**
     * Adds the tangent at a flow, with what the function is there.
     *
     * @return whether all answers can be of one convex function: no tangent lies above another answer
     */
    boolean add(double flow, double value, double slope) {
        lines.add(new Line(slope, value - slope * flow));
        answers.add(new CostCurve.Point(flow, value));
        return answers.stream()
                .allMatch(answer -> lines.stream()
                        .allMatch(line -> line.at(answer.power())
                                <= answer.cost() + CONTRADICTION * (1.0 + Math.abs(answer.cost()))));
    }

    /** The bound, for whoever decides on the flow. */
    FlowTerms terms() {
        FlowTerms any = FlowTerms.within(range.min(), range.max());
        List<Line> upper = upper();
        if (upper.size() == 1) {
            return any.costing(new CostCurve.Linear(upper.get(0).atZero, upper.get(0).slope));
        }
        List<CostCurve.Point> points = new ArrayList<>();
        points.add(new CostCurve.Point(range.min(), upper.get(0).at(range.min())));
        for (int k = 1; k < upper.size(); k++) {
            double corner = crossing(upper.get(k - 1), upper.get(k));
            points.add(new CostCurve.Point(corner, upper.get(k).at(corner)));
        }
        points.add(new CostCurve.Point(range.max(), upper.get(upper.size() - 1).at(range.max())));
        return any.costing(CostCurve.piecewiseLinear(points));
    }

    /** The lines that are on top somewhere inside of the range, from the left to the right. */
    private List<Line> upper() {
        List<Line> ascending = new ArrayList<>(lines);
        ascending.sort(Comparator.comparingDouble(Line::slope).thenComparingDouble(Line::atZero));
        List<Line> upper = new ArrayList<>();
        for (Line line : ascending) {
            while (!upper.isEmpty() && isHidden(upper, line)) {
                upper.remove(upper.size() - 1);
            }
            if (upper.isEmpty() || crossing(upper.get(upper.size() - 1), line) < range.max() - SAME) {
                upper.add(line);
            }
        }
        return upper;
    }

    /** Whether the last of the lines on top is nowhere above both its neighbours, or above the new one in the range. */
    private boolean isHidden(List<Line> upper, Line line) {
        Line last = upper.get(upper.size() - 1);
        if (line.slope - last.slope <= SAME) {
            return line.at(0.5 * (range.min() + range.max())) >= last.at(0.5 * (range.min() + range.max()));
        }
        double begins = upper.size() == 1 ? range.min() : crossing(upper.get(upper.size() - 2), last);
        return crossing(last, line) <= begins + SAME;
    }

    /** Where a line of a larger slope overtakes another; parallel ones never do. */
    private static double crossing(Line left, Line right) {
        return right.slope - left.slope <= SAME
                ? Double.POSITIVE_INFINITY
                : (left.atZero - right.atZero) / (right.slope - left.slope);
    }

    @Override
    public String toString() {
        return lines.size() + " tangents over " + range;
    }
}
