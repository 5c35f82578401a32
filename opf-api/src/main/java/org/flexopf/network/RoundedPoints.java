package org.flexopf.network;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.CostCurve.PiecewiseLinear;
import org.flexopf.network.CostCurve.Point;

/** Levels the points of a cost where its slopes fall by no more than the rounding of the points explains. */
final class RoundedPoints {

    /** Rounding that makes more of a slope than this is no rounding: the points are too coarse to be a cost. */
    private static final double LARGEST_SHARE = 1e-3;

    private final List<Point> points;
    private final Point rounding;

    private RoundedPoints(List<Point> points, Point rounding) {
        this.points = points;
        this.rounding = rounding;
    }

    /**
     * The points without those that a straight line passes by within their rounding. The points as they are where that
     * does not make the cost convex.
     */
    static List<Point> levelled(List<Point> points, Point rounding) {
        return new RoundedPoints(points, rounding).levelled();
    }

    /** Pools pieces whose slopes fall with those before them, until slopes rise (pool adjacent violators). */
    private List<Point> levelled() {
        for (int k = 1; k < points.size(); k++) {
            if (!(points.get(k).power() > points.get(k - 1).power())) {
                return points;
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < points.size(); k++) {
            while (kept.size() > 1 && falls(kept.get(kept.size() - 2), kept.get(kept.size() - 1), k)) {
                kept.remove(kept.size() - 1);
            }
            kept.add(k);
        }
        for (int piece = 1; piece < kept.size(); piece++) {
            if (!isExplained(kept.get(piece - 1), kept.get(piece))) {
                return points;
            }
        }
        return kept.stream().map(points::get).toList();
    }

    private boolean falls(int first, int middle, int last) {
        return PiecewiseLinear.falls(slope(first, middle), slope(middle, last));
    }

    private double slope(int left, int right) {
        return PiecewiseLinear.slope(points.get(left), points.get(right));
    }

    /** Whether the line through two points passes all points between them within the rounding of these and its own. */
    private boolean isExplained(int first, int last) {
        double slope = slope(first, last);
        double uncertainty = rounding.cost() + Math.abs(slope) * rounding.power();
        for (int k = first + 1; k < last; k++) {
            Point point = points.get(k);
            double off = Math.abs(point.cost()
                    - points.get(first).cost()
                    - slope * (point.power() - points.get(first).power()));
            double most = LARGEST_SHARE * (1.0 + Math.abs(slope));
            boolean small = Math.abs(slope(first, k) - slope) <= most && Math.abs(slope(k, last) - slope) <= most;
            if (!small || off > 2.0 * uncertainty) {
                return false;
            }
        }
        return true;
    }
}
