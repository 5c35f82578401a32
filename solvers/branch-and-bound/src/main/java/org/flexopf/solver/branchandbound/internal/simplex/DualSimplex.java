package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The dual simplex method with bounds on all variables: dual steepest edge pricing (Forrest and Goldfarb,
 * "Steepest-edge simplex algorithms for linear programming", Mathematical Programming 57, 1992) and a ratio test that
 * flips variables from bound to bound (Maros, "A generalized dual phase-2 simplex algorithm", European Journal of
 * Operational Research 149, 2003). One of these belongs to one thread.
 *
 * <p>Its answer depends on the program and on where it starts, and on nothing that was solved before. Multipliers are
 * to be judged by who asks: whatever rounding does here, what they prove is computed from them and the data.
 */
public final class DualSimplex {

    /** What a solve ended with. */
    public enum End {
        /** A vertex with all rows and bounds met, and multipliers of the right signs. */
        OPTIMAL,
        /** The multipliers are those of a certificate that no point exists. */
        INFEASIBLE,
        /** Multipliers prove what was asked to be proved; the point does not meet all bounds. */
        CUT_OFF,
        /** Neither: the numbers did not allow more, or there were too many steps. */
        FAILED
    }

    private static final double PRIMAL_TOLERANCE = 1e-9;
    private static final double PIVOT_MISMATCH = 1e-6;
    private static final int LOOK_UP_EVERY = 10;
    /** After so many exchanges, and so many per variable, the method is going in circles. */
    private static final int FEWEST_ITERATIONS = 2000;

    private static final int ITERATIONS_PER_VARIABLE = 10;
    /** So often new factors may be tried for the sake of a pivot that is too small. */
    private static final int MOST_REFUSED = 20;

    private final LinearRows program;
    private final int n;
    private final int m;
    private final BasisFactors factors;
    private final double[] lower;
    private final double[] upper;
    private final byte[] standing;
    /** The variable in each place of the basis. */
    private final int[] basic;

    /** Values of the basic variables by place, and of all others. */
    private final double[] basicValue;

    private final double[] value;
    private final double[] multipliers;
    private final double[] reduced;
    private final SteepestEdge edges;
    private final PivotRow row;
    private final RatioTest ratioTest;
    private final double[] column;
    private final double[] places;
    private final double[] byRow;
    /** The basis that the factors are of; null if they are of another by now. */
    private Basis factored;

    private final int maxIterations;
    private int iterations;

    /** A solver of programs with these rows. */
    public DualSimplex(LinearRows program) {
        this.program = program;
        this.n = program.columns;
        this.m = program.rows;
        factors = new BasisFactors(program);
        int all = n + m;
        lower = new double[all];
        upper = new double[all];
        System.arraycopy(program.slackUpper, 0, upper, n, m);
        standing = new byte[all];
        basic = new int[m];
        basicValue = new double[m];
        value = new double[all];
        multipliers = new double[m];
        reduced = new double[all];
        edges = new SteepestEdge(factors, m);
        row = new PivotRow(program, factors);
        ratioTest = new RatioTest(lower, upper, standing, reduced, program.dualTolerance);
        column = new double[m];
        places = new double[m];
        byRow = new double[m];
        maxIterations = FEWEST_ITERATIONS + ITERATIONS_PER_VARIABLE * all;
    }

    /** The number of exchanges of the last solve. */
    public int iterations() {
        return iterations;
    }

    /** The columns at the last vertex. */
    public double[] x() {
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = value[j];
        }
        for (int place = 0; place < m; place++) {
            if (basic[place] < n) {
                x[basic[place]] = basicValue[place];
            }
        }
        return x;
    }

    /**
     * The multipliers of the rows, with the sign of {@code c'x + y'(Ax - b)}: not negative where rows have a slack.
     * After {@link End#INFEASIBLE} those of the certificate.
     */
    public double[] multipliers() {
        double[] y = new double[m];
        for (int i = 0; i < m; i++) {
            y[i] = -multipliers[i];
        }
        return y;
    }

    /**
     * The combination of rows that leaves one column of the basis alone, with factor 1: a row of the inverse.
     *
     * @param column one of the basis
     * @return the factor of each row
     * @throws IllegalArgumentException if the column is not in the basis
     */
    public double[] combination(int column) {
        int place = 0;
        while (place < m && basic[place] != column) {
            place++;
        }
        if (place == m) {
            throw new IllegalArgumentException("column " + column + " is not in the basis");
        }
        Arrays.fill(places, 0.0);
        places[place] = 1.0;
        double[] factorsOfRows = new double[m];
        factors.solveTransposed(places, factorsOfRows);
        return factorsOfRows;
    }

    /** Whether a column is in the basis. */
    public boolean isBasic(int column) {
        return standing[column] == Basis.BASIC;
    }

    /** Where the last solve ended, to start another from. */
    public Basis basis() {
        int[] placeOf = new int[n + m];
        for (int place = 0; place < m; place++) {
            placeOf[basic[place]] = place;
        }
        float[] weights = new float[m];
        int count = 0;
        for (int j = 0; j < n + m; j++) {
            if (standing[j] == Basis.BASIC) {
                weights[count++] = (float) edges.weight(placeOf[j]);
            }
        }
        return new Basis(standing, weights);
    }

    /**
     * Solves the program with bounds on its columns.
     *
     * @param from where to start; {@code null} for the basis of all slacks
     * @param cutOff the objective at which the solve may end, because nothing better is looked for
     * @param constant what the objective has beside {@code c'x}
     * @param giveUp asked now and then whether to stop with {@link End#FAILED}
     */
    public End solve(
            double[] columnLower,
            double[] columnUpper,
            Basis from,
            double cutOff,
            double constant,
            BooleanSupplier giveUp) {
        System.arraycopy(columnLower, 0, lower, 0, n);
        System.arraycopy(columnUpper, 0, upper, 0, n);
        iterations = 0;
        if (!begin(from)) {
            return End.FAILED;
        }
        int refused = 0;
        while (true) {
            int place = leaving();
            if (place < 0) {
                return End.OPTIMAL;
            }
            if (iterations % LOOK_UP_EVERY == 0) {
                if (iterations > maxIterations || giveUp.getAsBoolean()) {
                    return End.FAILED;
                }
                if (cutOff < Double.POSITIVE_INFINITY && constant + dualObjective() > cutOff) {
                    return End.CUT_OFF;
                }
            }
            double distance = distanceOutside(place);
            row.of(place);
            if (!edges.confirms(place, row.rho)) {
                continue;
            }
            double room = PRIMAL_TOLERANCE * (1.0 + Math.abs(basicValue[place]));
            int entering = ratioTest.entering(row, distance, room);
            if (entering < 0) {
                certificate(distance);
                return End.INFEASIBLE;
            }
            column(entering);
            double pivot = column[place];
            boolean matches = Math.abs(pivot - row.entry[entering]) <= PIVOT_MISMATCH * (1.0 + Math.abs(pivot));
            if (!matches || Math.abs(pivot) < RatioTest.SMALLEST_PIVOT) {
                // Exchanges have worn the factors out; or the pivot really is too small.
                if (factors.exchangeCount() == 0 || ++refused > MOST_REFUSED) {
                    return End.FAILED;
                }
                if (!refresh()) {
                    return End.FAILED;
                }
                continue;
            }
            exchange(place, entering, distance);
            iterations++;
            if (factors.isDueForFactors() && !refresh()) {
                return End.FAILED;
            }
        }
    }

    private boolean begin(Basis from) {
        boolean known = from != null && from == factored;
        Basis weighted = from;
        if (from == null) {
            standOnSlacks();
        } else {
            from.copyTo(standing);
        }
        collectBasic();
        if (known) {
            factors.forgetExchanges();
        } else {
            factored = null;
            if (!factors.factor(basic)) {
                standOnSlacks();
                collectBasic();
                weighted = null;
                if (!factors.factor(basic)) {
                    return false;
                }
            } else {
                factored = from;
            }
        }
        edges.begin(weighted);
        computeReduced();
        standRight();
        computeBasicValues();
        return true;
    }

    private void standOnSlacks() {
        Arrays.fill(standing, 0, n, Basis.AT_LOWER);
        Arrays.fill(standing, n, n + m, Basis.BASIC);
    }

    private void collectBasic() {
        int place = 0;
        for (int j = 0; j < n + m; j++) {
            if (standing[j] == Basis.BASIC) {
                basic[place++] = j;
            }
        }
    }

    /** New factors of the basis as it is, and all that is computed from them. */
    private boolean refresh() {
        factored = null;
        if (!factors.factor(basic)) {
            return false;
        }
        computeReduced();
        standRight();
        computeBasicValues();
        return true;
    }

    private double cost(int j) {
        return j < n ? program.cost[j] : 0.0;
    }

    private void computeReduced() {
        for (int place = 0; place < m; place++) {
            places[place] = cost(basic[place]);
        }
        factors.solveTransposed(places, multipliers);
        for (int j = 0; j < n; j++) {
            double d = program.cost[j];
            for (int e = program.columnStart[j]; e < program.columnStart[j + 1]; e++) {
                d -= program.value[e] * multipliers[program.rowOfEntry[e]];
            }
            reduced[j] = d;
        }
        for (int i = 0; i < m; i++) {
            reduced[n + i] = -multipliers[i];
        }
        for (int place = 0; place < m; place++) {
            reduced[basic[place]] = 0.0;
        }
    }

    /** Every variable outside the basis stands at the bound that suits its reduced cost, where it has that bound. */
    private void standRight() {
        for (int j = 0; j < n + m; j++) {
            if (standing[j] == Basis.BASIC) {
                continue;
            }
            boolean hasLower = lower[j] > Double.NEGATIVE_INFINITY;
            boolean hasUpper = upper[j] < Double.POSITIVE_INFINITY;
            if (!hasLower && !hasUpper) {
                standing[j] = Basis.FREE;
            } else if (!hasUpper) {
                standing[j] = Basis.AT_LOWER;
            } else if (!hasLower) {
                standing[j] = Basis.AT_UPPER;
            } else if (reduced[j] > program.dualTolerance || standing[j] == Basis.FREE) {
                standing[j] = Basis.AT_LOWER;
            } else if (reduced[j] < -program.dualTolerance) {
                standing[j] = Basis.AT_UPPER;
            }
            value[j] = standing[j] == Basis.FREE ? 0.0 : standing[j] == Basis.AT_LOWER ? lower[j] : upper[j];
        }
    }

    private void computeBasicValues() {
        System.arraycopy(program.rhs, 0, byRow, 0, m);
        for (int j = 0; j < n; j++) {
            if (standing[j] != Basis.BASIC && value[j] != 0.0) {
                for (int e = program.columnStart[j]; e < program.columnStart[j + 1]; e++) {
                    byRow[program.rowOfEntry[e]] -= program.value[e] * value[j];
                }
            }
        }
        for (int i = 0; i < m; i++) {
            if (standing[n + i] != Basis.BASIC) {
                byRow[i] -= value[n + i];
            }
        }
        factors.solve(byRow, basicValue);
    }

    /** How far the basic variable in a place is above its upper bound (positive) or below its lower one (negative). */
    private double distanceOutside(int place) {
        int j = basic[place];
        double x = basicValue[place];
        double tolerance = PRIMAL_TOLERANCE * (1.0 + Math.abs(x));
        if (x > upper[j] + tolerance) {
            return x - upper[j];
        }
        return x < lower[j] - tolerance ? x - lower[j] : 0.0;
    }

    /**
     * The place whose variable leaves the basis: the farthest outside its bounds in the norm of its edge; -1 if none.
     */
    private int leaving() {
        int best = -1;
        double most = 0.0;
        for (int place = 0; place < m; place++) {
            double distance = distanceOutside(place);
            if (distance != 0.0) {
                double score = distance * distance / edges.weight(place);
                if (score > most) {
                    most = score;
                    best = place;
                }
            }
        }
        return best;
    }

    private void column(int variable) {
        Arrays.fill(byRow, 0.0);
        addColumn(variable, 1.0);
        factors.solve(byRow, column);
    }

    private void addColumn(int variable, double factor) {
        if (variable >= n) {
            byRow[variable - n] += factor;
        } else {
            for (int e = program.columnStart[variable]; e < program.columnStart[variable + 1]; e++) {
                byRow[program.rowOfEntry[e]] += factor * program.value[e];
            }
        }
    }

    private void exchange(int place, int entering, double distance) {
        int leaving = basic[place];
        double step = reduced[entering] / row.entry[entering];
        // Rounding must not move multipliers backwards.
        if (distance > 0.0 ? step < 0.0 : step > 0.0) {
            step = 0.0;
        }
        boolean flipped = false;
        Arrays.fill(byRow, 0.0);
        for (int k = 0; k < row.count; k++) {
            int j = row.pattern[k];
            if (standing[j] == Basis.BASIC) {
                continue;
            }
            reduced[j] -= step * row.entry[j];
            if (j != entering && mustFlip(j)) {
                double to = standing[j] == Basis.AT_LOWER ? upper[j] : lower[j];
                addColumn(j, to - value[j]);
                standing[j] = standing[j] == Basis.AT_LOWER ? Basis.AT_UPPER : Basis.AT_LOWER;
                value[j] = to;
                flipped = true;
            }
        }
        for (int i = 0; i < m; i++) {
            multipliers[i] += step * row.rho[i];
        }
        if (flipped) {
            factors.solve(byRow, places);
            for (int i = 0; i < m; i++) {
                basicValue[i] -= places[i];
            }
        }
        double bound = distance > 0.0 ? upper[leaving] : lower[leaving];
        double move = (basicValue[place] - bound) / column[place];
        for (int i = 0; i < m; i++) {
            if (column[i] != 0.0) {
                basicValue[i] -= move * column[i];
            }
        }
        edges.exchange(place, column, row.rho);
        factors.exchange(place, column);
        basicValue[place] = value[entering] + move;
        basic[place] = entering;
        standing[entering] = Basis.BASIC;
        standing[leaving] = distance > 0.0 ? Basis.AT_UPPER : Basis.AT_LOWER;
        value[leaving] = bound;
        reduced[entering] = 0.0;
        reduced[leaving] = -step;
    }

    /** Whether a variable's reduced cost has the sign of its other bound now. */
    private boolean mustFlip(int j) {
        if (lower[j] == upper[j] || standing[j] == Basis.FREE) {
            return false;
        }
        return standing[j] == Basis.AT_LOWER
                ? reduced[j] < -program.dualTolerance && upper[j] < Double.POSITIVE_INFINITY
                : reduced[j] > program.dualTolerance && lower[j] > Double.NEGATIVE_INFINITY;
    }

    private void certificate(double distance) {
        double sign = distance > 0.0 ? 1.0 : -1.0;
        for (int i = 0; i < m; i++) {
            multipliers[i] = sign * row.rho[i];
        }
    }

    /** {@code b'pi + min over the bounds of d'x}, of which infinite bounds are left out. */
    private double dualObjective() {
        double sum = 0.0;
        for (int i = 0; i < m; i++) {
            sum += program.rhs[i] * multipliers[i];
        }
        for (int j = 0; j < n; j++) {
            double d = reduced[j];
            double bound = d > 0.0 ? lower[j] : upper[j];
            if (d != 0.0 && Math.abs(bound) < Double.POSITIVE_INFINITY) {
                sum += d * bound;
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return "a dual simplex method at work";
    }
}
