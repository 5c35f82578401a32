package org.flexopf.network;

import java.util.List;

/**
 * Cost in currency per hour as a convex function of power in MW (or Mvar). Convex by construction: the constructors
 * refuse anything else.
 */
public sealed interface CostCurve {

    /** The cost at a power, currency per hour. */
    double at(double power);

    /** The slope at a power, currency per MWh; at a kink the slope to its right. */
    double marginalAt(double power);

    /** The same curve with an amount added at every power, currency per hour. */
    CostCurve plus(double amount);

    /** No cost at all. */
    static CostCurve free() {
        return new Linear(0.0, 0.0);
    }

    /** A constant price, currency per MWh. */
    static CostCurve linear(double price) {
        return new Linear(0.0, price);
    }

    /** {@code quadratic p^2 + linear p + constant}. */
    static CostCurve quadratic(double quadratic, double linear, double constant) {
        return quadratic == 0.0 ? new Linear(constant, linear) : new Quadratic(constant, linear, quadratic);
    }

    /**
     * A price for going up from zero and another for going down, currency per MWh, each positive where it costs money.
     *
     * @throws InvalidCostException if going up and down again earns money: the prices add up to less than zero
     */
    static CostCurve kinked(double upPrice, double downPrice) {
        requireFinite("price up", upPrice);
        requireFinite("price down", downPrice);
        if (upPrice + downPrice < 0.0) {
            throw new InvalidCostException(
                    "up at " + upPrice + ", down at " + downPrice,
                    "going up and down again earns money",
                    "give prices that do not add up to less than zero");
        }
        return upPrice == -downPrice
                ? linear(upPrice)
                : piecewiseLinear(List.of(new Point(-1.0, downPrice), new Point(0.0, 0.0), new Point(1.0, upPrice)));
    }

    /** Straight lines through points of ascending power. */
    static CostCurve piecewiseLinear(List<Point> points) {
        return new PiecewiseLinear(points);
    }

    /**
     * {@code constant + slope p}.
     *
     * @param constant currency per hour
     * @param slope currency per MWh
     */
    record Linear(double constant, double slope) implements CostCurve {
        /** @throws InvalidCostException if a coefficient is NaN or infinite */
        public Linear {
            requireFinite("constant", constant);
            requireFinite("slope", slope);
        }

        @Override
        public double at(double power) {
            return constant + slope * power;
        }

        @Override
        public CostCurve plus(double amount) {
            return new Linear(constant + amount, slope);
        }

        @Override
        public double marginalAt(double power) {
            return slope;
        }
    }

    /**
     * {@code constant + linear p + quadratic p^2}.
     *
     * @param constant currency per hour
     * @param linear currency per MWh
     * @param quadratic currency per MW^2 h, not negative
     */
    record Quadratic(double constant, double linear, double quadratic) implements CostCurve {
        /** @throws InvalidCostException if a coefficient is NaN or infinite, or the curve is concave */
        public Quadratic {
            requireFinite("constant", constant);
            requireFinite("linear coefficient", linear);
            requireFinite("quadratic coefficient", quadratic);
            if (quadratic < 0.0) {
                throw new InvalidCostException(
                        "quadratic coefficient " + quadratic,
                        "the cost is concave",
                        "give a quadratic coefficient of zero or more");
            }
        }

        @Override
        public double at(double power) {
            return constant + (linear + quadratic * power) * power;
        }

        @Override
        public CostCurve plus(double amount) {
            return new Quadratic(constant + amount, linear, quadratic);
        }

        @Override
        public double marginalAt(double power) {
            return linear + 2.0 * quadratic * power;
        }
    }

    /**
     * A corner of a piecewise linear cost.
     *
     * @param power MW or Mvar
     * @param cost currency per hour
     */
    record Point(double power, double cost) {}

    /**
     * Straight lines through points, prolonged beyond the first and the last.
     *
     * @param points at least two, of strictly ascending power, with slopes that do not fall
     */
    record PiecewiseLinear(List<Point> points) implements CostCurve {

        /** Slopes that fall by no more than this, relative to their size, are taken for rounding in the data. */
        private static final double SLOPE_ROUNDING = 1e-9;

        /** @throws InvalidCostException if there are fewer than two points, powers do not ascend, or slopes fall */
        public PiecewiseLinear {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new InvalidCostException(
                        points.size() + " point(s)",
                        "a piecewise linear cost needs two points or more",
                        "give at least two points");
            }
            double lastSlope = Double.NEGATIVE_INFINITY;
            requireFinite("cost", points.get(0).cost());
            requireFinite("power", points.get(0).power());
            for (int k = 1; k < points.size(); k++) {
                requireFinite("power", points.get(k).power());
                requireFinite("cost", points.get(k).cost());
                if (points.get(k).power() <= points.get(k - 1).power()) {
                    throw new InvalidCostException(
                            "points " + k + " and " + (k + 1) + " at "
                                    + points.get(k - 1).power() + " and "
                                    + points.get(k).power(),
                            "the powers do not ascend",
                            "order the points by power and drop repeated ones");
                }
                double slope = slope(points, k);
                if (falls(lastSlope, slope)) {
                    throw new InvalidCostException(
                            "slopes " + lastSlope + " then " + slope + " at point " + k,
                            "the cost is concave there",
                            "give points whose slopes do not fall");
                }
                lastSlope = slope;
            }
        }

        /**
         * The curve through points that were rounded when they were written. Where slopes fall by no more than that
         * explains, the points between are left out, so that one piece goes straight on; elsewhere points stay as they
         * are.
         *
         * @param points at least two, of strictly ascending power
         * @param rounding how far each power (MW) and each cost (currency per hour) may be off; 0 where they are exact
         * @throws InvalidCostException as the constructor does; slopes that fall by more than the rounding explains
         *     make the cost concave
         */
        public static PiecewiseLinear rounded(List<Point> points, Point rounding) {
            return new PiecewiseLinear(RoundedPoints.levelled(points, rounding));
        }

        /** Whether a slope is lower than the one before it by more than the rounding of arithmetic. */
        static boolean falls(double before, double slope) {
            return slope < before - SLOPE_ROUNDING * (1.0 + Math.abs(before));
        }

        /** The number of straight pieces. */
        public int pieces() {
            return points.size() - 1;
        }

        /** The slope of a piece, counted from 0, currency per MWh. */
        public double slope(int piece) {
            return slope(points, piece + 1);
        }

        /** The cost at zero power of the prolonged piece, counted from 0, currency per hour. */
        public double intercept(int piece) {
            Point point = points.get(piece);
            return point.cost() - slope(piece) * point.power();
        }

        @Override
        public CostCurve plus(double amount) {
            return new PiecewiseLinear(points.stream()
                    .map(point -> new Point(point.power(), point.cost() + amount))
                    .toList());
        }

        @Override
        public double at(double power) {
            int piece = pieceAt(power);
            return intercept(piece) + slope(piece) * power;
        }

        @Override
        public double marginalAt(double power) {
            return slope(pieceAt(power));
        }

        private int pieceAt(double power) {
            int piece = 0;
            while (piece < pieces() - 1 && power >= points.get(piece + 1).power()) {
                piece++;
            }
            return piece;
        }

        private static double slope(List<Point> points, int k) {
            return slope(points.get(k - 1), points.get(k));
        }

        /** The slope of the line through two points, currency per MWh. */
        static double slope(Point left, Point right) {
            return (right.cost() - left.cost()) / (right.power() - left.power());
        }
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidCostException(name + " " + value, "the number is not finite", "give a finite number");
        }
    }
}
