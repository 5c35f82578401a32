package org.flexopf.socp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.flexopf.network.Network;

/**
 * The active and reactive power that a feeder can draw at its root, by its supports: in each direction the farthest
 * point {@code max cos(deg) P + sin(deg) Q} (Silva et al., "Estimating the active and reactive power flexibility area
 * at the TSO-DSO interface", IEEE TPWRS 33(5), 2018, rotate the objective in the same way).
 *
 * <p>The points are states that an AC power flow confirms, and span the inner polygon. The half-planes through them
 * make up the outer polygon, as good as the points are the farthest there are. What is certain is the bound of the
 * relaxation in each direction; where P or Q rise with losses it is of little use, since a relaxation can waste power,
 * and such a direction is not exact. An AC region need not be convex, so that a point of the inner polygon may be out
 * of reach.
 *
 * @param network the feeder
 * @param supports the supports, by rising direction
 */
public record FeederRegion(Network network, List<Support> supports) {

    /**
     * The farthest point in a direction.
     *
     * @param degrees the direction: 0 is the largest P, 90 the largest Q
     * @param p active power that the root supplies, MW; NaN if no state was found
     * @param q reactive power that the root supplies, Mvar; NaN if no state was found
     * @param bound what no AC state goes beyond, {@code cos(deg) P + sin(deg) Q}, MW; NaN if nothing is proved
     * @param exact whether the point is proved to be the farthest
     */
    public record Support(double degrees, double p, double q, double bound, boolean exact) {

        /** How far the point lies in its direction, MW. */
        public double reached() {
            return along(degrees, p, q);
        }

        /** Whether a state was found. */
        public boolean isReached() {
            return !Double.isNaN(p);
        }
    }

    /**
     * A point of the plane.
     *
     * @param p active power, MW
     * @param q reactive power, Mvar
     */
    public record Point(double p, double q) {}

    /** Points are apart if their distance is that share of the region's size. */
    private static final double APART = 0.05;

    /** All parts are required; supports are sorted by direction. */
    public FeederRegion {
        Objects.requireNonNull(network, "network");
        supports = supports.stream()
                .sorted(Comparator.comparingDouble(Support::degrees))
                .toList();
    }

    static double along(double degrees, double p, double q) {
        double angle = Math.toRadians(degrees);
        return Math.cos(angle) * p + Math.sin(angle) * q;
    }

    /** The least active power of a point, MW; NaN without points. */
    public double pMin() {
        return reached().stream().mapToDouble(Support::p).min().orElse(Double.NaN);
    }

    /** The largest active power of a point, MW; NaN without points. */
    public double pMax() {
        return reached().stream().mapToDouble(Support::p).max().orElse(Double.NaN);
    }

    /** The least reactive power of a point, Mvar; NaN without points. */
    public double qMin() {
        return reached().stream().mapToDouble(Support::q).min().orElse(Double.NaN);
    }

    /** The largest reactive power of a point, Mvar; NaN without points. */
    public double qMax() {
        return reached().stream().mapToDouble(Support::q).max().orElse(Double.NaN);
    }

    private List<Support> reached() {
        return supports.stream().filter(Support::isReached).toList();
    }

    /** The area of the polygon that the points span, MW Mvar. */
    public double innerArea() {
        List<Point> corners = reached().stream()
                .map(support -> new Point(support.p(), support.q()))
                .toList();
        return Math.abs(area(corners));
    }

    /** The area that the half-planes through the points leave, MW Mvar; at least the inner one. */
    public double outerArea() {
        return Math.abs(area(outline()));
    }

    /** The area that is proved to hold all AC states, by the bounds, MW Mvar; infinite where bounds leave it open. */
    public double provedArea() {
        return supports.stream().anyMatch(support -> Double.isNaN(support.bound()))
                ? Double.POSITIVE_INFINITY
                : Math.abs(area(clipped(supports, true)));
    }

    /** The corners of the outer polygon, counter-clockwise. */
    public List<Point> outline() {
        return clipped(reached(), false);
    }

    /** The middle between each two neighbouring points of the inner polygon that are apart. */
    List<Point> between() {
        List<Support> known = reached();
        List<Point> between = new ArrayList<>();
        for (int k = 0; k < known.size(); k++) {
            Support here = known.get(k);
            Support next = known.get((k + 1) % known.size());
            if (Math.hypot(next.p() - here.p(), next.q() - here.q())
                    > APART * Math.max(pMax() - pMin(), qMax() - qMin())) {
                between.add(new Point(0.5 * (here.p() + next.p()), 0.5 * (here.q() + next.q())));
            }
        }
        return between;
    }

    /** What half-planes leave of a square that is larger than all of them together. */
    private static List<Point> clipped(List<Support> supports, boolean byBound) {
        double size = 1.0;
        for (Support support : supports) {
            size += Math.abs(byBound ? support.bound() : support.reached());
        }
        size *= 1e3;
        List<Point> polygon =
                List.of(new Point(-size, -size), new Point(size, -size), new Point(size, size), new Point(-size, size));
        for (Support support : supports) {
            double limit = byBound ? support.bound() : support.reached();
            polygon = cut(polygon, support.degrees(), limit);
        }
        return polygon;
    }

    /** The part of a polygon on the near side of a line (I. Sutherland and G. Hodgman, 1974). */
    private static List<Point> cut(List<Point> polygon, double degrees, double limit) {
        List<Point> left = new ArrayList<>();
        for (int k = 0; k < polygon.size(); k++) {
            Point here = polygon.get(k);
            Point next = polygon.get((k + 1) % polygon.size());
            double excess = along(degrees, here.p(), here.q()) - limit;
            double excessNext = along(degrees, next.p(), next.q()) - limit;
            if (excess <= 0.0) {
                left.add(here);
            }
            if (excess * excessNext < 0.0) {
                double share = excess / (excess - excessNext);
                left.add(new Point(here.p() + share * (next.p() - here.p()), here.q() + share * (next.q() - here.q())));
            }
        }
        return left;
    }

    /** The signed area of a polygon (C. F. Gauss). */
    private static double area(List<Point> corners) {
        double twice = 0.0;
        for (int k = 0; k < corners.size(); k++) {
            Point here = corners.get(k);
            Point next = corners.get((k + 1) % corners.size());
            twice += here.p() * next.q() - next.p() * here.q();
        }
        return 0.5 * twice;
    }

    /** The direction between two neighbours where outer and inner polygon differ most, degrees; NaN where none does. */
    double widestGap() {
        List<Support> known = reached();
        double widest = 0.0;
        double direction = Double.NaN;
        for (int k = 0; k < known.size(); k++) {
            Support here = known.get(k);
            Support next = known.get((k + 1) % known.size());
            double turn = (next.degrees() - here.degrees() + 360.0) % 360.0;
            double sine = Math.sin(Math.toRadians(turn));
            if (turn <= 0.0 || turn >= 180.0 || sine < 1e-9) {
                continue;
            }
            // The corner where both lines meet, and the triangle that it makes with both points.
            double a = Math.toRadians(here.degrees());
            double b = Math.toRadians(next.degrees());
            double p = (here.reached() * Math.sin(b) - next.reached() * Math.sin(a)) / sine;
            double q = (next.reached() * Math.cos(a) - here.reached() * Math.cos(b)) / sine;
            double gap = Math.abs(
                    area(List.of(new Point(here.p(), here.q()), new Point(p, q), new Point(next.p(), next.q()))));
            if (gap > widest) {
                widest = gap;
                direction = (here.degrees() + 0.5 * turn) % 360.0;
            }
        }
        return direction;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the region of %s at its root: P %.4f to %.4f MW, Q %.4f to %.4f Mvar, %d directions",
                network.name(),
                rounded(pMin()),
                rounded(pMax()),
                rounded(qMin()),
                rounded(qMax()),
                supports.size());
    }

    /** To the digits that are printed; what is smaller, of whichever sign, is nothing. */
    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4 + 0.0;
    }
}
