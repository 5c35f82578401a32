package org.flexopf.solver.branchandbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.internal.simplex.DualSimplex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cutting planes against enumeration: at every integer point the rest of the program has the same optimum with the
 * planes as without, whatever the objective, so that no plane cuts off anything. A plane turned round does.
 */
class CuttingPlanesTest {

    private static final int PROGRAMS = 150;
    private static final int OBJECTIVES = 3;
    private static final double ACCURACY = 1e-6;
    private static final double[] NONE = {};

    /** Small programs with all that cuts are made of. */
    private enum Kind {
        /** Units over some hours: ramps, minimum times, starts and stops that are whole without being integers. */
        COMMITMENT,
        /** Flows through arcs that are opened, in a network. */
        FLOWS,
        /** Rows of any entries over integers of all signs and continuous columns. */
        ANY
    }

    /** Rows as they are written one after the other. */
    private static final class Sketch {

        private final int n;
        private final boolean[] integer;
        private final double[] cost;
        private final List<double[]> rows = new ArrayList<>();
        private final List<double[]> equalities = new ArrayList<>();

        Sketch(int n) {
            this.n = n;
            integer = new boolean[n];
            cost = new double[n];
        }

        /** A row of columns and entries in turns. */
        private double[] row(double rhs, double... terms) {
            double[] row = new double[n + 1];
            for (int k = 0; k < terms.length; k += 2) {
                row[(int) terms[k]] += terms[k + 1];
            }
            row[n] = rhs;
            return row;
        }

        void atMost(double rhs, double... terms) {
            rows.add(row(rhs, terms));
        }

        void equal(double rhs, double... terms) {
            equalities.add(row(rhs, terms));
        }

        void between(int column, double lower, double upper) {
            atMost(upper, column, 1);
            atMost(-lower, column, -1);
        }

        private SparseMatrix matrix(List<double[]> list) {
            SparseMatrix.Builder builder = new SparseMatrix.Builder(list.size(), n);
            for (int i = 0; i < list.size(); i++) {
                for (int j = 0; j < n; j++) {
                    if (list.get(i)[j] != 0.0) {
                        builder.add(i, j, list.get(i)[j]);
                    }
                }
            }
            return builder.build();
        }

        private double[] rhs(List<double[]> list) {
            return list.stream().mapToDouble(row -> row[n]).toArray();
        }

        ConicProgram program() {
            return new ConicProgram(
                    SparseMatrix.zero(n, n),
                    cost,
                    0.0,
                    matrix(equalities),
                    rhs(equalities),
                    matrix(rows),
                    rhs(rows),
                    List.of(new Cone.Nonnegative(rows.size())),
                    integer);
        }
    }

    private static ConicProgram program(Kind kind, long seed) {
        Random random = new Random(seed);
        return switch (kind) {
            case COMMITMENT -> commitment(random);
            case FLOWS -> flows(random);
            case ANY -> any(random);
        };
    }

    private static ConicProgram commitment(Random random) {
        int units = 2;
        int hours = 3;
        // Power, on, start and stop of each unit and hour, then what is dear in each hour.
        Sketch sketch = new Sketch(4 * units * hours + hours);
        double total = 0.0;
        for (int i = 0; i < units; i++) {
            double most = 1.0 + 3.0 * random.nextDouble();
            double least = most * (0.3 + 0.4 * random.nextDouble());
            double ramp = most * (0.1 + 0.4 * random.nextDouble());
            double start = least + random.nextDouble() * (most - least);
            double wasOn = random.nextInt(2);
            total += most;
            for (int t = 0; t < hours; t++) {
                int p = 4 * (i * hours + t);
                int u = p + 1;
                int v = p + 2;
                int w = p + 3;
                sketch.integer[u] = true;
                sketch.cost[p] = 1.0 + random.nextDouble();
                sketch.cost[u] = 2.0 * random.nextDouble();
                sketch.cost[v] = 4.0 * random.nextDouble();
                sketch.between(u, 0, 1);
                sketch.atMost(0, v, -1);
                sketch.atMost(0, w, -1);
                sketch.atMost(0, u, least, p, -1);
                sketch.atMost(0, p, 1, u, -most, v, most - start);
                sketch.atMost(0, v, 1, u, -1);
                sketch.atMost(1, w, 1, u, 1);
                if (t == 0) {
                    sketch.equal(wasOn, u, 1, v, -1, w, 1);
                } else {
                    sketch.equal(0, u, 1, u - 4, -1, v, -1, w, 1);
                    sketch.atMost(0, p, 1, p - 4, -1, u - 4, -ramp, v, -start);
                    sketch.atMost(0, p - 4, 1, p, -1, u, -ramp, w, -start);
                    sketch.atMost(0, v, 1, v - 4, 1, u, -1);
                }
            }
        }
        for (int t = 0; t < hours; t++) {
            int dear = 4 * units * hours + t;
            sketch.between(dear, 0, total);
            sketch.cost[dear] = 20.0;
            sketch.equal(total * (0.2 + 0.7 * random.nextDouble()), 4 * t, 1, 4 * (hours + t), 1, dear, 1);
        }
        return sketch.program();
    }

    private static ConicProgram flows(Random random) {
        int nodes = 4;
        int arcs = 6;
        // The flow through each arc, whether it is open, and what each node gets from elsewhere.
        Sketch sketch = new Sketch(2 * arcs + nodes);
        double[][] balance = new double[nodes][2 * arcs + nodes + 1];
        for (int k = 0; k < arcs; k++) {
            int from = k % nodes;
            int to = (from + 1 + random.nextInt(nodes - 1)) % nodes;
            double most = 1.0 + 4.0 * random.nextDouble();
            boolean bothWays = random.nextBoolean();
            int open = arcs + k;
            sketch.integer[open] = true;
            sketch.between(open, 0, 1);
            sketch.cost[open] = 1.0 + 3.0 * random.nextDouble();
            sketch.cost[k] = bothWays ? 0.0 : random.nextDouble();
            sketch.atMost(0, k, 1, open, -most);
            sketch.atMost(0, k, -1, open, bothWays ? -most : 0.0);
            balance[to][k] += 1.0;
            balance[from][k] -= 1.0;
        }
        for (int i = 0; i < nodes; i++) {
            int other = 2 * arcs + i;
            sketch.between(other, 0, i == 0 ? 100.0 : 10.0);
            sketch.cost[other] = i == 0 ? 0.1 : 5.0;
            balance[i][other] = 1.0;
            balance[i][2 * arcs + nodes] = i == 0 ? 0.0 : 3.0 * random.nextDouble();
            sketch.equalities.add(balance[i]);
        }
        return sketch.program();
    }

    private static ConicProgram any(Random random) {
        int wholes = 5;
        int others = 3;
        Sketch sketch = new Sketch(wholes + others);
        for (int j = 0; j < wholes + others; j++) {
            sketch.integer[j] = j < wholes;
            sketch.cost[j] = random.nextInt(9) - 6;
            double lower = random.nextInt(4) - 2;
            sketch.between(j, lower, lower + 1 + random.nextInt(3));
        }
        for (int i = 0; i < 4; i++) {
            double[] row = new double[wholes + others + 1];
            for (int j = 0; j < wholes + others; j++) {
                row[j] = random.nextInt(3) == 0
                        ? 0.0
                        : random.nextBoolean() ? random.nextInt(9) - 3 : 5 * random.nextGaussian();
            }
            row[wholes + others] = 3.0 * random.nextDouble() + 0.5;
            sketch.rows.add(row);
        }
        return sketch.program();
    }

    /** The integer points within the bounds of the integers. */
    private static List<double[]> integerPoints(Box bounds, int[] integers) {
        List<double[]> points = new ArrayList<>(List.of(new double[integers.length]));
        for (int k = 0; k < integers.length; k++) {
            List<double[]> longer = new ArrayList<>();
            for (double[] point : points) {
                for (double v = bounds.lower()[integers[k]]; v <= bounds.upper()[integers[k]]; v++) {
                    double[] next = point.clone();
                    next[k] = v;
                    longer.add(next);
                }
            }
            points = longer;
        }
        return points;
    }

    /** The optimum with the integers at a point; infinite if there is none. */
    private static double optimum(OuterApproximation rows, Box bounds, int[] integers, double[] at, double[] cost) {
        Box box = bounds.copy();
        for (int k = 0; k < integers.length; k++) {
            box.lower()[integers[k]] = at[k];
            box.upper()[integers[k]] = at[k];
        }
        DualSimplex simplex = new DualSimplex(rows.rows());
        DualSimplex.End end = simplex.solve(box.lower(), box.upper(), null, Double.POSITIVE_INFINITY, 0.0, () -> false);
        assertThat(end).isIn(DualSimplex.End.OPTIMAL, DualSimplex.End.INFEASIBLE);
        if (end == DualSimplex.End.INFEASIBLE) {
            return Double.POSITIVE_INFINITY;
        }
        double[] x = simplex.x();
        return IntStream.range(0, cost.length).mapToDouble(j -> cost[j] * x[j]).sum();
    }

    private static OuterApproximation strengthened(ConicProgram program, Box bounds, int[] integers) {
        OuterApproximation approximation = OuterApproximation.of(program).orElseThrow();
        Relaxation relaxation = new Relaxation(Relaxation.Kind.SOLVED, bounds.copy(), 0.0, NONE, 0, NONE, NONE, null);
        Clock clock = new Clock(SolverOptions.defaults());
        new CuttingPlanes(approximation, integers, clock).strengthen(relaxation);
        return approximation;
    }

    private static double relaxed(OuterApproximation rows, Box bounds) {
        DualSimplex simplex = new DualSimplex(rows.rows());
        simplex.solve(bounds.lower(), bounds.upper(), null, Double.POSITIVE_INFINITY, 0.0, () -> false);
        return rows.rows().objective(simplex.x());
    }

    @ParameterizedTest
    @EnumSource
    void noPlaneCutsOffAnIntegerPoint(Kind kind) {
        int planes = 0;
        int wouldCut = 0;
        int stronger = 0;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            ConicProgram program = program(kind, seed);
            int[] integers = IntStream.range(0, program.variableCount())
                    .filter(program::isInteger)
                    .toArray();
            Random random = new Random(-seed - 1);
            OuterApproximation bare = OuterApproximation.of(program).orElseThrow();
            // With all columns bounded, any objective has an optimum.
            Box bounds = Box.open(program.variableCount());
            if (!new Propagation(program).tighten(bounds)) {
                continue;
            }
            List<double[]> points = integerPoints(bounds, integers);
            if (points.stream().allMatch(at -> optimum(bare, bounds, integers, at, program.linear()) > 1e300)) {
                continue;
            }
            int before = program.coneRowCount();
            for (int objective = 0; objective < OBJECTIVES; objective++) {
                ConicProgram cut = strengthened(program, bounds, integers).program();
                if (cut.coneRowCount() == before) {
                    break;
                }
                double[] cost = objective == 0
                        ? program.linear()
                        : random.doubles(program.variableCount(), -1.0, 1.0).toArray();
                // Both are solved for this objective; the planes are those of the program's own.
                OuterApproximation with =
                        OuterApproximation.of(cut.withLinear(cost, 0.0)).orElseThrow();
                OuterApproximation without =
                        OuterApproximation.of(program.withLinear(cost, 0.0)).orElseThrow();
                for (double[] at : points) {
                    double expected = optimum(without, bounds, integers, at, cost);
                    double found = optimum(with, bounds, integers, at, cost);
                    String what = kind + " " + seed + " at " + Arrays.toString(at);
                    if (Double.isInfinite(expected)) {
                        continue;
                    }
                    assertThat(found).as(what).isCloseTo(expected, within(ACCURACY * (1.0 + Math.abs(expected))));
                }
                if (objective == 0) {
                    stronger += relaxed(with, bounds) > relaxed(without, bounds) + ACCURACY ? 1 : 0;
                    for (int row = before; row < cut.coneRowCount(); row++) {
                        planes++;
                        OuterApproximation turned =
                                OuterApproximation.of(turned(cut, before, row)).orElseThrow();
                        wouldCut += points.stream()
                                        .anyMatch(at -> Double.isInfinite(optimum(turned, bounds, integers, at, cost))
                                                && Double.isFinite(optimum(without, bounds, integers, at, cost)))
                                ? 1
                                : 0;
                    }
                }
            }
        }
        assertThat(planes).isGreaterThan(PROGRAMS / 2);
        assertThat(stronger).as("programs whose relaxation rises").isGreaterThan(PROGRAMS / 3);
        assertThat(wouldCut)
                .as("planes that cut integer points off when turned round")
                .isGreaterThan(9 * planes / 10);
    }

    /** The program without planes but one, and that one turned round. */
    private static ConicProgram turned(ConicProgram cut, int before, int row) {
        SparseMatrix g = cut.coneMatrix();
        SparseMatrix.Builder builder = new SparseMatrix.Builder(before + 1, g.columns());
        for (int j = 0; j < g.columns(); j++) {
            for (int e = g.columnStart(j); e < g.columnStart(j + 1); e++) {
                if (g.rowIndex(e) < before) {
                    builder.add(g.rowIndex(e), j, g.value(e));
                } else if (g.rowIndex(e) == row) {
                    builder.add(before, j, -g.value(e));
                }
            }
        }
        double[] h = Arrays.copyOf(cut.coneRhs(), before + 1);
        h[before] = -cut.coneRhs(row) - 1e-3;
        return new ConicProgram(
                cut.quadratic(),
                cut.linear(),
                0.0,
                cut.equalityMatrix(),
                cut.equalityRhs(),
                builder.build(),
                h,
                List.of(new Cone.Nonnegative(before + 1)),
                cut.integers());
    }
}
