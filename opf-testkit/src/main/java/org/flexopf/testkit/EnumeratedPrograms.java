package org.flexopf.testkit;

import java.util.Arrays;
import java.util.Random;
import org.flexopf.solver.SolverCapabilities;

/**
 * Random programs with integers whose optimum is known by looking at every integer point. For given integers v the
 * continuous part has its optimum in closed form, so that nothing is solved here:
 *
 * <pre>
 *   minimise    q'v + 1/2 v'Pv + c t - g'y
 *   subject to  Av at most b
 *               |Bv + d| at most r - e'v
 *               t at least |Cv - f|
 *               y_i from 0 to U_i v_i, their sum at most m
 * </pre>
 *
 * <p>with t at its bound, and y filled up in the order of g. The bounds {@code U_i v_i} of the binaries are up to a
 * thousand, so that integers which are only nearly integers are found out.
 */
public final class EnumeratedPrograms {

    /**
     * How far from a cone's surface integer points lie, so that which of them are feasible is no matter of rounding.
     */
    private static final double MARGIN = 1e-4;

    private final Random random;
    private final int integers;
    private final int gated;
    private final double[] lower;
    private final double[] upper;
    private final double[] cost;
    private final double[][] quadratic;
    private final double[][] rows;
    private final double[] rhs;
    /** The head of the cone on integers, then its tails: constants first. */
    private final double[][] cone;
    /** The tails below t: constants first. */
    private final double[][] distance;

    private final double distanceCost;
    private final double[] gain;
    private final double[] most;
    private final double capacity;

    private EnumeratedPrograms(SolverCapabilities capabilities, long seed) {
        random = new Random(seed);
        boolean ties = random.nextInt(3) == 0;
        integers = 2 + random.nextInt(5);
        gated = random.nextInt(3);
        lower = new double[integers];
        upper = new double[integers];
        cost = new double[integers];
        for (int j = 0; j < integers; j++) {
            boolean binary = j < gated || random.nextBoolean();
            lower[j] = binary ? 0.0 : -random.nextInt(3);
            upper[j] = lower[j] + (binary ? 1.0 : 1.0 + random.nextInt(3));
            cost[j] = ties ? random.nextInt(3) - 1.0 : 4.0 * random.nextGaussian();
        }
        quadratic = capabilities.quadraticObjective() && random.nextBoolean() ? gram() : null;
        rows = new double[1 + random.nextInt(3)][integers];
        rhs = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < integers; j++) {
                rows[i][j] = random.nextInt(7) - 3.0;
            }
            rhs[i] = random.nextInt(10) - 3.0;
        }
        boolean cones = capabilities.secondOrderCones() && random.nextBoolean();
        cone = cones ? affine(3) : null;
        if (cones) {
            cone[0][0] = 3.0 + 3.0 * random.nextDouble();
        }
        distance = affine(capabilities.secondOrderCones() ? 2 : 1);
        distanceCost = ties ? 1.0 : 0.1 + 3.0 * random.nextDouble();
        gain = new double[gated];
        most = new double[gated];
        double total = 0.0;
        for (int i = 0; i < gated; i++) {
            gain[i] = 1.0 / (1 + random.nextInt(50));
            most[i] = Math.pow(10.0, 3.0 * random.nextDouble());
            total += most[i];
        }
        capacity = total * (0.3 + 0.5 * random.nextDouble());
    }

    private double[][] gram() {
        double[][] factors = affine(2);
        double[][] p = new double[integers + 1 + gated][integers + 1 + gated];
        for (int i = 0; i < integers; i++) {
            for (int j = 0; j < integers; j++) {
                p[i][j] = factors[0][i + 1] * factors[0][j + 1] + factors[1][i + 1] * factors[1][j + 1];
            }
        }
        return p;
    }

    private double[][] affine(int count) {
        double[][] expressions = new double[count][1 + integers];
        for (double[] expression : expressions) {
            Arrays.setAll(expression, j -> random.nextGaussian());
        }
        return expressions;
    }

    /** A program that a solver with these capabilities takes, with what enumeration says of it. */
    public static KnownProgram of(SolverCapabilities capabilities, long seed) {
        for (long attempt = 0; ; attempt++) {
            EnumeratedPrograms made = new EnumeratedPrograms(capabilities, seed + 1_000_003L * attempt);
            double best = made.enumerate();
            if (!Double.isNaN(best)) {
                String name = "random integer program, seed " + seed;
                return Double.isInfinite(best)
                        ? KnownProgram.primalInfeasible(name, made.sketch().program())
                        : KnownProgram.optimal(name, made.sketch().program(), best);
            }
        }
    }

    /** The optimum over all integer points; infinite if none is feasible, NaN if one lies too near to a surface. */
    private double enumerate() {
        double best = Double.POSITIVE_INFINITY;
        double[] v = lower.clone();
        int place = 0;
        while (place < integers) {
            double value = value(v);
            if (Double.isNaN(value)) {
                return value;
            }
            best = Math.min(best, value);
            place = 0;
            while (place < integers && ++v[place] > upper[place]) {
                v[place] = lower[place];
                place++;
            }
        }
        return best;
    }

    private double value(double[] v) {
        for (int i = 0; i < rows.length; i++) {
            double activity = 0.0;
            for (int j = 0; j < integers; j++) {
                activity += rows[i][j] * v[j];
            }
            if (activity > rhs[i]) {
                return Double.POSITIVE_INFINITY;
            }
        }
        if (cone != null) {
            double room = at(cone[0], v) - Math.hypot(at(cone[1], v), at(cone[2], v));
            if (Math.abs(room) < MARGIN) {
                return Double.NaN;
            }
            if (room < 0.0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        double value = distanceCost * Math.hypot(at(distance[0], v), distance.length > 1 ? at(distance[1], v) : 0.0);
        for (int i = 0; i < integers; i++) {
            value += cost[i] * v[i];
            for (int j = 0; quadratic != null && j < integers; j++) {
                value += 0.5 * v[i] * quadratic[i][j] * v[j];
            }
        }
        return value - filled(v);
    }

    /** The gain of y, filled up in the order of its gain per unit. */
    private double filled(double[] v) {
        double left = capacity;
        double total = 0.0;
        boolean[] used = new boolean[gated];
        for (int round = 0; round < gated; round++) {
            int next = -1;
            for (int i = 0; i < gated; i++) {
                next = !used[i] && (next < 0 || gain[i] > gain[next]) ? i : next;
            }
            used[next] = true;
            double amount = Math.min(left, most[next] * v[next]);
            total += gain[next] * amount;
            left -= amount;
        }
        return total;
    }

    private static double at(double[] expression, double[] v) {
        double value = expression[0];
        for (int j = 0; j < v.length; j++) {
            value += expression[j + 1] * v[j];
        }
        return value;
    }

    private ProgramSketch sketch() {
        int n = integers + 1 + gated;
        int t = integers;
        double[] q = Arrays.copyOf(cost, n);
        q[t] = distanceCost;
        for (int i = 0; i < gated; i++) {
            q[t + 1 + i] = -gain[i];
        }
        ProgramSketch sketch = ProgramSketch.minimise(q);
        if (quadratic != null) {
            sketch.plusHalfSquare(quadratic);
        }
        for (int j = 0; j < integers; j++) {
            sketch.atMost(unit(n, j, 1.0), upper[j])
                    .atLeast(unit(n, j, 1.0), lower[j])
                    .integer(j);
        }
        for (int i = 0; i < rows.length; i++) {
            sketch.atMost(Arrays.copyOf(rows[i], n), rhs[i]);
        }
        double[] sum = new double[n];
        for (int i = 0; i < gated; i++) {
            int y = t + 1 + i;
            double[] gate = unit(n, y, 1.0);
            gate[i] = -most[i];
            sum[y] = 1.0;
            sketch.atMost(gate, 0.0).atLeast(unit(n, y, 1.0), 0.0);
        }
        if (gated > 0) {
            sketch.atMost(sum, capacity);
        }
        if (cone != null) {
            sketch.secondOrder(wide(cone[0], n), wide(cone[1], n), wide(cone[2], n));
        }
        if (distance.length > 1) {
            sketch.secondOrder(unit(n + 1, t + 1, 1.0), wide(distance[0], n), wide(distance[1], n));
        } else {
            for (double sign : new double[] {1.0, -1.0}) {
                double[] row = new double[n];
                for (int j = 0; j < integers; j++) {
                    row[j] = sign * distance[0][j + 1];
                }
                row[t] = -1.0;
                sketch.atMost(row, -sign * distance[0][0]);
            }
        }
        return sketch;
    }

    private static double[] wide(double[] expression, int n) {
        return Arrays.copyOf(expression, n + 1);
    }

    private static double[] unit(int n, int place, double value) {
        double[] vector = new double[n];
        vector[place] = value;
        return vector;
    }
}
