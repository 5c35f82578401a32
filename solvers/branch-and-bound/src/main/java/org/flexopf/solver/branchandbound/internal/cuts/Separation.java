package org.flexopf.solver.branchandbound.internal.cuts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.flexopf.solver.branchandbound.internal.simplex.DualSimplex;
import org.flexopf.solver.branchandbound.internal.simplex.LinearRows;

/**
 * Looks for planes that cut off a vertex, from two kinds of combinations of rows: those along which continuous columns
 * between their bounds cancel, one row after the other from each row that holds the vertex, and the rows of the
 * vertex's tableau in which an integer column is fractional (Gomory).
 */
public final class Separation {

    private static final double TIGHT = 1e-7;
    private static final double FRACTIONAL = 0.01;
    private static final int MOST_TABLEAU_ROWS = 120;
    private static final double SMALLEST_FACTOR = 1e-9;
    private static final double LARGEST_FACTOR = 1e4;
    private static final double CANCELLED = 1e-9;
    /** So many rows are combined at most. */
    private static final int LONGEST_PATH = 100;

    private static final int MOST_OPEN = 24;
    /** Rows of longer paths need no path of their own. */
    private static final int SHORT_PATH = 4;
    /** What a column without bounds counts for, among columns that are to cancel. */
    private static final int WITHOUT_BOUNDS = 4;
    /** What a row counts for that is not a balance, with all such columns of one size. */
    private static final int UNEVEN = 2;

    private static final double EVEN = 1e-9;
    /** Planes with normals closer than this are alike. */
    private static final double LARGEST_COSINE = 0.8;

    private static final int FEWEST_KEPT = 60;

    private final RowSystem system;
    private final Combination combination;
    private final MixedIntegerRounding rounding;
    private final int longest;
    private final int kept;
    /** How far each continuous column is from the nearer of its bounds; zero for others. */
    private final double[] distance;

    private final boolean[] used;
    private final boolean[] covered;

    /**
     * A separation.
     *
     * @param rows the linear program
     * @param lower bounds of its columns that hold at all points that matter
     * @param upper the same
     * @param integers which columns are integers
     * @param ownColumns planes have no columns from this one on
     */
    public Separation(LinearRows rows, double[] lower, double[] upper, int[] integers, int ownColumns) {
        system = new RowSystem(rows, lower, upper, integers);
        combination = new Combination(system);
        longest = 100 + system.n / 10;
        rounding = new MixedIntegerRounding(system, ownColumns, longest);
        kept = Math.max(FEWEST_KEPT, integers.length);
        distance = new double[system.n];
        used = new boolean[system.m];
        covered = new boolean[system.m];
    }

    /**
     * Planes that cut off a vertex, the farthest first.
     *
     * @param x the columns at the vertex
     * @param simplex what found the vertex
     */
    public List<Cut> at(double[] x, DualSimplex simplex) {
        double[] point = system.withSlacks(x);
        measure(point);
        List<Cut> found = new ArrayList<>();
        Arrays.fill(covered, false);
        for (int i = 0; i < system.m; i++) {
            if (!covered[i] && isTight(i, point) && isRoundable(i)) {
                path(i, point, found);
            }
        }
        tableau(point, simplex, found);
        return chosen(found, point);
    }

    private boolean isTight(int row, double[] point) {
        return point[system.n + row] <= TIGHT * (1.0 + Math.abs(system.rows.rhs(row)));
    }

    /** Whether something in a row is an integer, or is bounded by one; other rows are met on the way. */
    private boolean isRoundable(int row) {
        for (int e = system.rows.rowStart(row); e < system.rows.rowStart(row + 1); e++) {
            int j = system.rows.columnOf(e);
            if (!system.isFixed(j) && (system.integer[j] || system.variableBounds.isAny(j))) {
                return true;
            }
        }
        return false;
    }

    private void measure(double[] point) {
        for (int j = 0; j < system.n; j++) {
            double nearest = 0.0;
            if (!system.integer[j] && !system.isFixed(j)) {
                nearest = Math.min(point[j] - system.lower[j], system.upper[j] - point[j]);
                for (VariableBounds.Bound bound : system.variableBounds.lower(j)) {
                    nearest = Math.min(nearest, point[j] - bound.at(point));
                }
                for (VariableBounds.Bound bound : system.variableBounds.upper(j)) {
                    nearest = Math.min(nearest, bound.at(point) - point[j]);
                }
            }
            distance[j] = nearest > TIGHT * (1.0 + Math.abs(point[j])) ? nearest : 0.0;
        }
    }

    /** Combines rows from one on, until a plane is found or nothing is left to cancel. */
    private void path(int first, double[] point, List<Cut> found) {
        combination.clear();
        combination.add(first, 1.0);
        int[] rows = new int[LONGEST_PATH];
        rows[0] = first;
        used[first] = true;
        int length = 1;
        boolean ended = false;
        while (!ended) {
            Cut cut = MixedIntegerRounding.better(
                    rounding.of(combination, 1.0, point), rounding.of(combination, -1.0, point), point);
            int next = -1;
            if (cut != null) {
                found.add(cut);
            } else if (length < LONGEST_PATH) {
                next = extend(point);
            }
            if (next >= 0) {
                rows[length++] = next;
                used[next] = true;
            } else {
                ended = true;
            }
        }
        for (int k = 0; k < length; k++) {
            used[rows[k]] = false;
            covered[rows[k]] |= length > SHORT_PATH;
        }
    }

    /** Adds the row that cancels a column and brings the fewest new ones; -1 if there is none. */
    private int extend(double[] point) {
        int open = 0;
        int bestRow = -1;
        int bestColumn = -1;
        int bestCost = Integer.MAX_VALUE;
        int bestUse = 0;
        for (int k = 0; k < combination.size(); k++) {
            int j = combination.column(k);
            if (j >= system.n || distance[j] == 0.0 || combination.value(j) == 0.0) {
                continue;
            }
            if (++open > MOST_OPEN) {
                return -1;
            }
            for (int e = system.rows.columnStart(j); e < system.rows.columnStart(j + 1); e++) {
                int row = system.rows.rowOf(e);
                double factor = -combination.value(j) / system.rows.valueInColumn(e);
                if (used[row] || !isTight(row, point) || !(Math.abs(factor) <= LARGEST_FACTOR)) {
                    continue;
                }
                int cost = 0;
                int use = 0;
                double size = Math.abs(system.rows.valueInColumn(e));
                boolean even = true;
                for (int f = system.rows.rowStart(row); f < system.rows.rowStart(row + 1); f++) {
                    int other = system.rows.columnOf(f);
                    if (distance[other] == 0.0) {
                        use++;
                        continue;
                    }
                    even &= Math.abs(Math.abs(system.rows.valueOf(f)) - size) <= EVEN * size;
                    int weight = Double.isInfinite(distance[other]) ? WITHOUT_BOUNDS : 1;
                    double before = combination.value(other);
                    double after = before + factor * system.rows.valueOf(f);
                    boolean cancels = Math.abs(after) <= CANCELLED * Math.abs(before);
                    cost += before == 0.0 ? weight : cancels ? -weight : 0;
                }
                cost += even ? 0 : UNEVEN;
                boolean better =
                        cost < bestCost || (cost == bestCost && (use > bestUse || (use == bestUse && row < bestRow)));
                if (better) {
                    bestRow = row;
                    bestColumn = j;
                    bestCost = cost;
                    bestUse = use;
                }
            }
        }
        if (bestRow < 0) {
            return -1;
        }
        double factor = -combination.value(bestColumn) / entry(bestRow, bestColumn);
        combination.add(bestRow, factor);
        return bestRow;
    }

    private double entry(int row, int column) {
        int e = system.rows.rowStart(row);
        while (system.rows.columnOf(e) != column) {
            e++;
        }
        return system.rows.valueOf(e);
    }

    private void tableau(double[] point, DualSimplex simplex, List<Cut> found) {
        List<Integer> fractional = new ArrayList<>();
        for (int j = 0; j < system.n; j++) {
            if (system.integer[j] && simplex.isBasic(j) && fraction(point[j]) > FRACTIONAL) {
                fractional.add(j);
            }
        }
        fractional.sort(Comparator.comparingDouble(j -> -fraction(point[j])));
        for (int j : fractional.subList(0, Math.min(MOST_TABLEAU_ROWS, fractional.size()))) {
            double[] factors = simplex.combination(j);
            combination.clear();
            for (int i = 0; i < system.m && combination.size() <= 4 * longest; i++) {
                if (Math.abs(factors[i]) > SMALLEST_FACTOR) {
                    combination.add(i, factors[i]);
                }
            }
            if (combination.size() <= 4 * longest) {
                Cut cut = MixedIntegerRounding.better(
                        rounding.of(combination, 1.0, point), rounding.of(combination, -1.0, point), point);
                if (cut != null) {
                    found.add(cut);
                }
            }
        }
    }

    private static double fraction(double value) {
        return Math.abs(value - Math.rint(value));
    }

    /** The planes that cut the farthest, without those that are much like one before. */
    private List<Cut> chosen(List<Cut> found, double[] point) {
        List<Cut> sorted = new ArrayList<>(found);
        // The sort is stable: among equals the one that was found first.
        sorted.sort(Comparator.comparingDouble(cut -> -cut.distance(point)));
        List<Cut> chosen = new ArrayList<>();
        for (Cut cut : sorted) {
            if (chosen.size() < kept && chosen.stream().allMatch(other -> cut.cosine(other) <= LARGEST_COSINE)) {
                chosen.add(cut);
            }
        }
        return chosen;
    }
}
