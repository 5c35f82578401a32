package org.flexopf.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.program.ConicProgram;

/**
 * Second-order cone programs that have nothing to do with power, of the families that public libraries of conic
 * programs hold (Friberg, "CBLIB 2014: a benchmark library for conic mixed-integer and continuous optimization",
 * Mathematical Programming Computation 8, 2016): sums of norms, limit analysis, robust linear programs, portfolios with
 * costs of trading, antenna arrays, chained singular functions, facility location, trusses. The same seed gives the
 * same program.
 */
public final class ConeFamilies {

    private static final double ROOT_OF_TWO = Math.sqrt(2.0);

    private ConeFamilies() {}

    private static ProgramBuilder builder() {
        return new ProgramBuilder(kind -> 0);
    }

    private static Variable[] variables(ProgramBuilder into, int count) {
        Variable[] made = new Variable[count];
        Arrays.setAll(made, k -> into.variable());
        return made;
    }

    /** {@code 2 a b >= c^2}, a and b not negative. */
    private static void rotated(ProgramBuilder into, LinearExpression a, LinearExpression b, LinearExpression c) {
        LinearExpression sum = LinearExpression.zero().plus(a).plus(b);
        LinearExpression difference = LinearExpression.zero().plus(a).minus(b);
        into.cone(null, 0, sum, LinearExpression.zero().plus(ROOT_OF_TWO, c), difference);
    }

    private static void bounds(ProgramBuilder into, Variable variable, double lower, double upper) {
        into.between(null, null, 0, LinearExpression.of(variable), lower, upper);
    }

    /** The point whose weighted distances to given points have the least sum (Fermat and Weber). */
    public static ConicProgram sumOfNorms(int points, int dimensions, long seed) {
        double[][] given = points(points, dimensions, seed);
        ProgramBuilder into = builder();
        Variable[] x = variables(into, dimensions);
        for (int i = 0; i < points; i++) {
            Variable distance = into.variable();
            into.cost(weight(i), distance);
            LinearExpression[] apart = new LinearExpression[dimensions];
            for (int k = 0; k < dimensions; k++) {
                apart[k] = LinearExpression.of(x[k]).plus(-given[i][k]);
            }
            into.cone(null, 0, LinearExpression.of(distance), apart);
        }
        return into.build().program();
    }

    /** The points of {@link #sumOfNorms}. */
    static double[][] points(int points, int dimensions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] made = new double[points][dimensions];
        for (double[] point : made) {
            Arrays.setAll(point, k -> 10.0 * random.nextDouble());
        }
        return made;
    }

    /** Their weights. */
    static double weight(int point) {
        return 1.0 + point % 3;
    }

    /** The largest load that a plate of n by n cells in antiplane shear bears, each cell up to its yield stress. */
    public static ConicProgram limitAnalysis(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ProgramBuilder into = builder();
        Variable[] across = variables(into, n * n);
        Variable[] along = variables(into, n * n);
        Variable load = into.variable();
        into.cost(-1.0, load);
        for (int cell = 0; cell < n * n; cell++) {
            double yield = 0.5 + random.nextDouble();
            into.cone(
                    null,
                    0,
                    LinearExpression.of(yield),
                    LinearExpression.of(across[cell]),
                    LinearExpression.of(along[cell]));
        }
        for (int i = 1; i < n; i++) {
            for (int j = 1; j < n; j++) {
                LinearExpression outflow = LinearExpression.zero();
                for (int di = 0; di < 2; di++) {
                    for (int dj = 0; dj < 2; dj++) {
                        int cell = (i - di) * n + j - dj;
                        outflow.plus(di == 0 ? 0.5 : -0.5, across[cell]).plus(dj == 0 ? 0.5 : -0.5, along[cell]);
                    }
                }
                into.equal(null, 0, outflow.minus(1.0 / n, load), 0.0);
            }
        }
        return into.build().program();
    }

    /** A linear program each of whose rows holds for all coefficients within an ellipsoid. */
    public static ConicProgram robustRows(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ProgramBuilder into = builder();
        Variable[] x = variables(into, columns);
        for (Variable variable : x) {
            into.cost(random.nextDouble() - 0.7, variable);
            bounds(into, variable, -10.0, 10.0);
        }
        for (int i = 0; i < rows; i++) {
            LinearExpression room = LinearExpression.of(1.0 + 5.0 * random.nextDouble());
            LinearExpression[] doubt = new LinearExpression[3];
            Arrays.setAll(doubt, k -> LinearExpression.zero());
            for (int k = 0; k < Math.min(columns, 8); k++) {
                int column = random.nextInt(columns);
                room.minus(random.nextDouble() * 2.0 - 0.5, x[column]);
                doubt[k % 3].plus(0.1 + 0.3 * random.nextDouble(), x[column]);
            }
            into.cone(null, 0, room, doubt);
        }
        return into.build().program();
    }

    /** A portfolio: return less risk less the cost of trading, which grows with the power 3/2 of what is traded. */
    public static ConicProgram portfolio(int assets, int factors, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ProgramBuilder into = builder();
        Variable[] held = variables(into, assets);
        Variable risk = into.variable();
        into.cost(2.0, risk);
        LinearExpression budget = LinearExpression.zero();
        LinearExpression[] parts = new LinearExpression[assets + factors];
        Arrays.setAll(parts, k -> LinearExpression.zero());
        for (int j = 0; j < assets; j++) {
            into.cost(-0.05 - 0.1 * random.nextDouble(), held[j]);
            bounds(into, held[j], 0.0, 1.0);
            budget.plus(held[j]);
            parts[j].plus(0.05 + 0.1 * random.nextDouble(), held[j]);
            for (int f = 0; f < factors; f++) {
                parts[assets + f].plus(0.2 * random.nextDouble() - 0.05, held[j]);
            }
            Variable traded = into.variable();
            Variable cost = into.variable();
            Variable root = into.variable();
            double before = 1.0 / assets;
            into.atLeast(null, 0, LinearExpression.of(traded).minus(held[j]), -before);
            into.atLeast(null, 0, LinearExpression.of(traded).plus(held[j]), before);
            // traded^2 <= root cost and root^2 <= traded: the cost is at least the power 3/2.
            rotated(into, LinearExpression.of(0.5, root), LinearExpression.of(cost), LinearExpression.of(traded));
            rotated(into, LinearExpression.of(0.5, traded), LinearExpression.of(1.0), LinearExpression.of(root));
            into.cost(0.02, cost);
        }
        into.equal(null, 0, budget, 1.0);
        into.cone(null, 0, LinearExpression.of(risk), parts);
        return into.build().program();
    }

    /** An array of antennas whose largest side lobe is as low as can be. */
    public static ConicProgram antennas(int elements, int angles) {
        ProgramBuilder into = builder();
        Variable[] real = variables(into, elements);
        Variable[] imaginary = variables(into, elements);
        Variable lobe = into.variable();
        into.cost(1.0, lobe);
        for (int a = 0; a < angles; a++) {
            double sine = 0.25 + 0.75 * a / (angles - 1.0);
            for (int side = -1; side <= 1; side += 2) {
                LinearExpression[] field = field(real, imaginary, side * sine);
                into.cone(null, 0, LinearExpression.of(lobe), field);
            }
        }
        LinearExpression[] main = field(real, imaginary, 0.0);
        into.equal(null, 0, main[0], 1.0);
        into.equal(null, 0, main[1], 0.0);
        return into.build().program();
    }

    private static LinearExpression[] field(Variable[] real, Variable[] imaginary, double sine) {
        LinearExpression re = LinearExpression.zero();
        LinearExpression im = LinearExpression.zero();
        for (int k = 0; k < real.length; k++) {
            double phase = Math.PI * k * sine;
            re.plus(Math.cos(phase), real[k]).minus(Math.sin(phase), imaginary[k]);
            im.plus(Math.sin(phase), real[k]).plus(Math.cos(phase), imaginary[k]);
        }
        return new LinearExpression[] {re, im};
    }

    /** The chained singular function, squares and fourth powers of neighbours, between fixed ends. */
    public static ConicProgram chainedSingular(int n) {
        ProgramBuilder into = builder();
        Variable[] x = variables(into, n);
        bounds(into, x[0], 1.0, 1.0);
        bounds(into, x[n - 1], -1.0, -1.0);
        for (int i = 0; i + 3 < n; i += 2) {
            square(into, 1.0, LinearExpression.of(x[i]).plus(10.0, x[i + 1]));
            square(into, 5.0, LinearExpression.of(x[i + 2]).minus(x[i + 3]));
            fourth(into, 1.0, LinearExpression.of(x[i + 1]).minus(2.0, x[i + 2]));
            fourth(into, 10.0, LinearExpression.of(x[i]).minus(10.0, x[i + 3]));
        }
        return into.build().program();
    }

    private static Variable square(ProgramBuilder into, double factor, LinearExpression of) {
        Variable least = into.variable();
        into.cost(factor, least);
        rotated(into, LinearExpression.of(0.5, least), LinearExpression.of(1.0), of);
        return least;
    }

    private static void fourth(ProgramBuilder into, double factor, LinearExpression of) {
        Variable squared = square(into, 0.0, of);
        square(into, factor, LinearExpression.of(squared));
    }

    /** Facilities that are opened in part, with squared shares over what is open (the relaxation by perspective). */
    public static ConicProgram facilities(int facilities, int customers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ProgramBuilder into = builder();
        Variable[] open = variables(into, facilities);
        for (Variable facility : open) {
            into.cost(1.0 + 10.0 * random.nextDouble(), facility);
            bounds(into, facility, 0.0, 1.0);
        }
        for (int c = 0; c < customers; c++) {
            LinearExpression served = LinearExpression.zero();
            for (Variable facility : open) {
                Variable share = into.variable();
                Variable square = into.variable();
                into.cost(50.0 * random.nextDouble(), square);
                into.atLeast(null, 0, LinearExpression.of(share), 0.0);
                into.atMost(null, 0, LinearExpression.of(share).minus(facility), 0.0);
                rotated(
                        into,
                        LinearExpression.of(0.5, square),
                        LinearExpression.of(facility),
                        LinearExpression.of(share));
                served.plus(share);
            }
            into.equal(null, 0, served, 1.0);
        }
        return into.build().program();
    }

    /**
     * The stiffest truss of a given volume: bars between neighbours of an n by n grid that is held on its left side.
     */
    public static ConicProgram truss(int n) {
        ProgramBuilder into = builder();
        LinearExpression[][] force = new LinearExpression[n * n][2];
        for (LinearExpression[] node : force) {
            Arrays.setAll(node, k -> LinearExpression.zero());
        }
        LinearExpression volume = LinearExpression.zero();
        int[][] steps = {{1, 0}, {0, 1}, {1, 1}, {1, -1}, {2, 1}, {1, 2}, {2, -1}, {1, -2}};
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int[] step : steps) {
                    int k = i + step[0];
                    int l = j + step[1];
                    if (k < n && l >= 0 && l < n) {
                        double length = Math.hypot(step[0], step[1]);
                        Variable tension = into.variable();
                        Variable share = into.variable();
                        Variable energy = into.variable();
                        into.cost(1.0, energy);
                        rotated(
                                into,
                                LinearExpression.of(energy),
                                LinearExpression.of(share),
                                LinearExpression.of(length, tension));
                        volume.plus(share);
                        for (int d = 0; d < 2; d++) {
                            force[i * n + j][d].plus(step[d] / length, tension);
                            force[k * n + l][d].minus(step[d] / length, tension);
                        }
                    }
                }
            }
        }
        into.atMost(null, 0, volume, 1.0);
        for (int node = n; node < n * n; node++) {
            boolean isLoaded = node == n * n - 1 - n / 2;
            into.equal(null, 0, force[node][0], 0.0);
            into.equal(null, 0, force[node][1], isLoaded ? 1.0 : 0.0);
        }
        return into.build().program();
    }
}
