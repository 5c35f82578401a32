package org.flexopf.solver.branchandbound.internal.cuts;

import java.util.Arrays;

/**
 * Rounds a combination of rows, {@code sum g_j x_j + sum c_k t_k <= b} with integers {@code x >= 0} and other columns
 * {@code t >= 0} counted from their bounds, to
 *
 * <pre>  sum G(g_j / d) x_j + sum of c_k &lt; 0 of c_k / (d (1 - f)) t_k &lt;= floor(b / d),
 *   f = b / d - floor(b / d),  G(a) = floor(a) + max(0, a - floor(a) - f) / (1 - f)</pre>
 *
 * <p>for the divisor d, and the choice from which of its bounds each integer is counted, that cut a point off the
 * farthest. Where a bound moves with an integer, a continuous column is counted from there, so that covers of flows and
 * of knapsacks are among the planes. (Marchand and Wolsey, "Aggregation and mixed integer rounding to solve MIPs",
 * Operations Research 49, 2001.)
 *
 * <p>G is continuous, and f is kept away from zero and one, so that rounding moves entries by little; the right-hand
 * side is then raised by more than that.
 */
final class MixedIntegerRounding {

    private static final double LEAST_FRACTION = 0.01;
    private static final double LARGEST_FRACTION = 0.99;
    private static final int MOST_DIVISORS = 12;
    private static final double SAME_DIVISOR = 1e-6;
    private static final double INSIDE = 1e-6;
    private static final double LEAST_DISTANCE = 1e-4;
    /** Entries smaller than this share of the largest are put at their bounds. */
    private static final double SMALLEST_SHARE = 1e-6;
    /** By how much a right-hand side is raised, relative to itself, and to what the terms of the row can be. */
    private static final double SAFE = 1e-9;

    private static final double SAFE_OF_TERMS = 1e-12;
    private static final double REACH = 1e3;
    private static final double SMALLEST_ENTRY = 1e-11;
    /** What rounding leaves of an entry that cancels, relative to the largest; it is put at its bound. */
    private static final double LEFT_OVER = 1e-10;

    private final RowSystem system;
    private final int ownColumns;
    private final int longest;
    private final double[] coefficient;
    private final boolean[] listed;
    private final int[] pattern;
    private int patternCount;
    private double rhs;

    // Continuous columns that stay in the plane.
    private final int[] flow;
    private final double[] flowEntry;
    private final double[] flowValue;
    private final boolean[] flowFromLower;
    private final VariableBounds.Bound[] flowBound;
    private int flows;

    private final int[] whole;
    private final double[] wholeEntry;
    private final double[] wholeValue;
    private final boolean[] complemented;
    private int wholes;

    /**
     * A rounding.
     *
     * @param ownColumns planes have no columns from this one on
     * @param longest planes with more entries are not worth it
     */
    MixedIntegerRounding(RowSystem system, int ownColumns, int longest) {
        this.system = system;
        this.ownColumns = ownColumns;
        this.longest = longest;
        int all = system.n + system.m;
        coefficient = new double[all];
        listed = new boolean[all];
        pattern = new int[all];
        flow = new int[all];
        flowEntry = new double[all];
        flowValue = new double[all];
        flowFromLower = new boolean[all];
        flowBound = new VariableBounds.Bound[all];
        whole = new int[all];
        wholeEntry = new double[all];
        wholeValue = new double[all];
        complemented = new boolean[all];
    }

    /**
     * The plane of a combination times a sign that cuts a point off the farthest; null if there is none.
     *
     * @param point with slacks
     */
    Cut of(Combination combination, double sign, double[] point) {
        load(combination, sign, point);
        if (!countFlows(point) || !countWholes(point)) {
            return null;
        }
        double divisor = bestDivisor();
        return divisor > 0.0 ? write(divisor, point) : null;
    }

    private void load(Combination combination, double sign, double[] point) {
        clear();
        rhs = sign * combination.rhs();
        double largest = 0.0;
        for (int k = 0; k < combination.size(); k++) {
            largest = Math.max(largest, Math.abs(combination.value(combination.column(k))));
        }
        for (int k = 0; k < combination.size(); k++) {
            int j = combination.column(k);
            double a = sign * combination.value(j);
            if (Math.abs(a) > LEFT_OVER * largest || system.integer[j]) {
                add(j, a);
            } else if (a != 0.0) {
                double bound = a > 0.0 ? system.lower[j] : system.upper[j];
                rhs += Double.isInfinite(bound) ? Math.abs(a) * reach(bound, point[j]) : -a * bound;
            }
        }
    }

    private void clear() {
        for (int k = 0; k < patternCount; k++) {
            coefficient[pattern[k]] = 0.0;
            listed[pattern[k]] = false;
        }
        patternCount = 0;
    }

    private void add(int column, double term) {
        if (!listed[column]) {
            listed[column] = true;
            pattern[patternCount++] = column;
        }
        coefficient[column] += term;
    }

    /** Counts continuous columns from the nearer of their bounds. Returns false where one has none. */
    private boolean countFlows(double[] point) {
        flows = 0;
        int size = patternCount;
        for (int k = 0; k < size; k++) {
            int j = pattern[k];
            double a = coefficient[j];
            if (system.integer[j] || a == 0.0) {
                continue;
            }
            if (system.isFixed(j)) {
                rhs -= a * system.lower[j];
                continue;
            }
            VariableBounds.Bound below = null;
            double low = system.lower[j];
            for (VariableBounds.Bound bound : system.variableBounds.lower(j)) {
                double at = bound.at(point);
                if (at >= low - INSIDE * (1.0 + Math.abs(at)) && (below == null || at > low)) {
                    low = at;
                    below = bound;
                }
            }
            VariableBounds.Bound above = null;
            double high = system.upper[j];
            for (VariableBounds.Bound bound : system.variableBounds.upper(j)) {
                double at = bound.at(point);
                if (at <= high + INSIDE * (1.0 + Math.abs(at)) && (above == null || at < high)) {
                    high = at;
                    above = bound;
                }
            }
            double fromLow = point[j] - low;
            double fromHigh = high - point[j];
            if (Double.isInfinite(fromLow) && Double.isInfinite(fromHigh)) {
                return false;
            }
            boolean useLower = fromLow <= fromHigh;
            VariableBounds.Bound bound = useLower ? below : above;
            rhs -= a * (bound != null ? bound.offset() : useLower ? system.lower[j] : system.upper[j]);
            if (bound != null) {
                add(bound.integer(), a * bound.factor());
            }
            double entry = useLower ? a : -a;
            if (entry < 0.0) {
                flow[flows] = j;
                flowEntry[flows] = entry;
                flowValue[flows] = Math.max(0.0, useLower ? fromLow : fromHigh);
                flowFromLower[flows] = useLower;
                flowBound[flows++] = bound;
            }
        }
        return true;
    }

    /** Counts integer columns from the nearer of their bounds. Returns false where one has none. */
    private boolean countWholes(double[] point) {
        wholes = 0;
        for (int k = 0; k < patternCount; k++) {
            int j = pattern[k];
            double a = coefficient[j];
            if (!system.integer[j] || a == 0.0) {
                continue;
            }
            double low = system.lower[j];
            double high = system.upper[j];
            if (low == high) {
                rhs -= a * low;
                continue;
            }
            boolean fromHigh = high - point[j] < point[j] - low;
            double bound = fromHigh ? high : low;
            if (Double.isInfinite(bound)) {
                return false;
            }
            rhs -= a * bound;
            whole[wholes] = j;
            wholeEntry[wholes] = fromHigh ? -a : a;
            wholeValue[wholes] = Math.max(0.0, fromHigh ? high - point[j] : point[j] - low);
            complemented[wholes++] = fromHigh;
        }
        return true;
    }

    private double width(int k) {
        return system.upper[whole[k]] - system.lower[whole[k]];
    }

    private boolean isInside(int k) {
        return wholeValue[k] > INSIDE && wholeValue[k] < width(k) - INSIDE;
    }

    /** The best divisor, with integers counted accordingly; zero if nothing cuts the point off. */
    private double bestDivisor() {
        double[] tried = new double[MOST_DIVISORS];
        int count = 0;
        double best = 0.0;
        double distance = LEAST_DISTANCE;
        for (int k = 0; k < wholes && count < MOST_DIVISORS; k++) {
            double d = Math.abs(wholeEntry[k]);
            boolean isNew = isInside(k) && d > SMALLEST_ENTRY;
            for (int t = 0; isNew && t < count; t++) {
                isNew = Math.abs(tried[t] - d) > SAME_DIVISOR * d;
            }
            if (isNew) {
                tried[count++] = d;
                double gained = distance(d);
                if (gained > distance) {
                    distance = gained;
                    best = d;
                }
            }
        }
        if (best == 0.0) {
            return 0.0;
        }
        double first = best;
        for (double part = 2.0; part <= 8.0; part *= 2.0) {
            double gained = distance(first / part);
            if (gained > distance) {
                distance = gained;
                best = first / part;
            }
        }
        for (int k = 0; k < wholes; k++) {
            if (isInside(k) && Double.isFinite(width(k))) {
                complement(k);
                double gained = distance(best);
                if (gained > distance) {
                    distance = gained;
                } else {
                    complement(k);
                }
            }
        }
        return best;
    }

    private void complement(int k) {
        rhs -= wholeEntry[k] * width(k);
        wholeEntry[k] = -wholeEntry[k];
        wholeValue[k] = width(k) - wholeValue[k];
        complemented[k] = !complemented[k];
    }

    private static double rounded(double a, double f) {
        double floor = Math.floor(a);
        return floor + Math.max(0.0, a - floor - f) / (1.0 - f);
    }

    /** How far the plane of a divisor cuts the point off, in the columns as they are counted. */
    private double distance(double divisor) {
        double b = rhs / divisor;
        double f = b - Math.floor(b);
        if (!(f >= LEAST_FRACTION && f <= LARGEST_FRACTION) || Math.abs(b) > 1e6) {
            return 0.0;
        }
        double beyond = -Math.floor(b);
        double square = 0.0;
        for (int k = 0; k < wholes; k++) {
            double g = rounded(wholeEntry[k] / divisor, f);
            beyond += g * wholeValue[k];
            square += g * g;
        }
        double factor = 1.0 / (divisor * (1.0 - f));
        for (int k = 0; k < flows; k++) {
            double c = flowEntry[k] * factor;
            beyond += c * flowValue[k];
            square += c * c;
        }
        return square > 0.0 ? beyond / Math.sqrt(square) : 0.0;
    }

    /** The plane in the columns of the program; null if its numbers are not safe, or it cuts off too little. */
    private Cut write(double divisor, double[] point) {
        double b = rhs / divisor;
        double floor = Math.floor(b);
        double f = b - floor;
        double right = floor;
        clear();
        for (int k = 0; k < wholes; k++) {
            double g = rounded(wholeEntry[k] / divisor, f);
            double bound = complemented[k] ? system.upper[whole[k]] : system.lower[whole[k]];
            right += (complemented[k] ? -g : g) * bound;
            right += addColumn(whole[k], complemented[k] ? -g : g);
        }
        double factor = 1.0 / (divisor * (1.0 - f));
        for (int k = 0; k < flows; k++) {
            double c = flowEntry[k] * factor;
            double signed = flowFromLower[k] ? c : -c;
            int j = flow[k];
            VariableBounds.Bound bound = flowBound[k];
            right += signed * (bound != null ? bound.offset() : flowFromLower[k] ? system.lower[j] : system.upper[j]);
            right += addColumn(j, signed);
            if (bound != null) {
                right += addColumn(bound.integer(), -signed * bound.factor());
            }
        }
        return safe(right, point);
    }

    /** Adds a column, or the row of a slack in its place; returns what belongs on the right. */
    private double addColumn(int column, double factor) {
        if (column < system.n) {
            add(column, factor);
            return 0.0;
        }
        int row = column - system.n;
        for (int e = system.rows.rowStart(row); e < system.rows.rowStart(row + 1); e++) {
            add(system.rows.columnOf(e), -factor * system.rows.valueOf(e));
        }
        return -factor * system.rows.rhs(row);
    }

    private Cut safe(double right, double[] point) {
        double largest = 0.0;
        for (int k = 0; k < patternCount; k++) {
            largest = Math.max(largest, Math.abs(coefficient[pattern[k]]));
        }
        if (!(largest > SMALLEST_ENTRY && largest < 1.0 / SMALLEST_ENTRY)) {
            return null;
        }
        int[] columns = Arrays.copyOf(pattern, patternCount);
        Arrays.sort(columns);
        double[] values = new double[columns.length];
        double scaled = right / largest;
        double terms = 0.0;
        int kept = 0;
        for (int j : columns) {
            double a = coefficient[j] / largest;
            if (a == 0.0) {
                continue;
            }
            double low = system.lower[j];
            double high = system.upper[j];
            terms += Math.abs(a) * Math.max(reach(low, point[j]), reach(high, point[j]));
            if (Math.abs(a) < SMALLEST_SHARE || low == high) {
                double bound = a > 0.0 ? low : high;
                if (Double.isInfinite(bound)) {
                    return null;
                }
                scaled -= a * bound;
            } else {
                columns[kept] = j;
                values[kept++] = a;
            }
        }
        if (kept == 0 || kept > longest || columns[kept - 1] >= ownColumns) {
            return null;
        }
        scaled += SAFE * Math.max(1.0, Math.abs(scaled)) + SAFE_OF_TERMS * terms;
        Cut cut = new Cut(Arrays.copyOf(columns, kept), Arrays.copyOf(values, kept), scaled);
        return cut.distance(point) > LEAST_DISTANCE ? cut : null;
    }

    private static double reach(double bound, double at) {
        return Double.isInfinite(bound) ? REACH * Math.max(1.0, Math.abs(at)) : Math.abs(bound);
    }

    /** The better of two planes, by how far they cut a point off. */
    static Cut better(Cut a, Cut b, double[] point) {
        return a == null || (b != null && b.distance(point) > a.distance(point)) ? b : a;
    }
}
