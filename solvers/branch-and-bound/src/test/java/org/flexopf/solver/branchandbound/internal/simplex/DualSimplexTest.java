package org.flexopf.solver.branchandbound.internal.simplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;
import org.junit.jupiter.api.Test;

/** Random linear programs, held against the interior-point method and against the conditions of optimality. */
class DualSimplexTest {

    private static final int PROGRAMS = 400;
    private static final double TOLERANCE = 1e-7;

    /** A program with bounds that can be changed. */
    private static final class Sample {
        final int n;
        final int m;
        final double[] cost;
        final double[][] a;
        final double[] b;
        final boolean[] equality;
        final double[] lower;
        final double[] upper;

        Sample(long seed) {
            Random random = new Random(seed);
            n = 2 + random.nextInt(12);
            m = 1 + random.nextInt(10);
            cost = new double[n];
            a = new double[m][n];
            b = new double[m];
            equality = new boolean[m];
            lower = new double[n];
            upper = new double[n];
            // Small whole numbers make ties: many vertices are degenerate, and many optima are not alone.
            boolean whole = random.nextBoolean();
            double[] inside = new double[n];
            for (int j = 0; j < n; j++) {
                boolean free = random.nextInt(6) == 0;
                cost[j] = free ? 0.0 : number(random, whole);
                lower[j] = free ? Double.NEGATIVE_INFINITY : -random.nextInt(4);
                upper[j] = free ? Double.POSITIVE_INFINITY : lower[j] + random.nextInt(5);
                inside[j] = free ? number(random, whole) : lower[j] + (upper[j] - lower[j]) * random.nextInt(3) / 2.0;
            }
            for (int i = 0; i < m; i++) {
                equality[i] = random.nextInt(3) == 0;
                for (int j = 0; j < n; j++) {
                    if (random.nextInt(3) > 0) {
                        a[i][j] = number(random, whole);
                        b[i] += a[i][j] * inside[j];
                    }
                }
                if (!equality[i]) {
                    b[i] += random.nextInt(3);
                }
                if (random.nextInt(12) == 0) {
                    b[i] -= 6.0;
                }
            }
        }

        private static double number(Random random, boolean whole) {
            return whole ? random.nextInt(7) - 3 : 3.0 * random.nextGaussian();
        }

        DualSimplex simplex() {
            SparseMatrix.Builder builder = new SparseMatrix.Builder(m, n);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    if (a[i][j] != 0.0) {
                        builder.add(i, j, a[i][j]);
                    }
                }
            }
            return new DualSimplex(new LinearRows(cost, builder.build(), b, equality));
        }

        CheckedAnswer byInteriorPoints() {
            int equalities = 0;
            for (boolean e : equality) {
                equalities += e ? 1 : 0;
            }
            SparseMatrix.Builder rows = new SparseMatrix.Builder(equalities, n);
            SparseMatrix.Builder cone = new SparseMatrix.Builder(m - equalities + 2 * n, n);
            double[] right = new double[equalities];
            double[] room = new double[m - equalities + 2 * n];
            int e = 0;
            int g = 0;
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    if (a[i][j] != 0.0) {
                        (equality[i] ? rows : cone).add(equality[i] ? e : g, j, a[i][j]);
                    }
                }
                if (equality[i]) {
                    right[e++] = b[i];
                } else {
                    room[g++] = b[i];
                }
            }
            for (int j = 0; j < n; j++) {
                if (Double.isFinite(upper[j])) {
                    cone.add(g, j, 1.0);
                    room[g++] = upper[j];
                    cone.add(g, j, -1.0);
                    room[g++] = -lower[j];
                } else {
                    room[g++] = 1.0;
                    room[g++] = 1.0;
                }
            }
            ConicProgram program = ConicProgram.continuous(
                    SparseMatrix.zero(n, n),
                    cost,
                    0.0,
                    rows.build(),
                    right,
                    cone.build(),
                    room,
                    List.of(new Cone.Nonnegative(g)));
            return CheckedSolver.of(new InteriorPointSolver()).solve(program, SolverOptions.defaults());
        }

        double objective(double[] x) {
            double sum = 0.0;
            for (int j = 0; j < n; j++) {
                sum += cost[j] * x[j];
            }
            return sum;
        }

        void assertFeasible(double[] x) {
            for (int j = 0; j < n; j++) {
                assertThat(x[j]).isBetween(lower[j] - TOLERANCE, upper[j] + TOLERANCE);
            }
            for (int i = 0; i < m; i++) {
                double left = 0.0;
                for (int j = 0; j < n; j++) {
                    left += a[i][j] * x[j];
                }
                assertThat(left).isLessThanOrEqualTo(b[i] + TOLERANCE);
                if (equality[i]) {
                    assertThat(left).isGreaterThanOrEqualTo(b[i] - TOLERANCE);
                }
            }
        }

        /** {@code min (cost + A'y)'x - b'y} over the bounds. */
        double proved(double[] y, double[] objective) {
            double sum = 0.0;
            for (int i = 0; i < m; i++) {
                assertThat(equality[i] || y[i] >= -TOLERANCE).isTrue();
                sum -= b[i] * y[i];
            }
            for (int j = 0; j < n; j++) {
                double r = objective[j];
                for (int i = 0; i < m; i++) {
                    r += a[i][j] * y[i];
                }
                if (Double.isInfinite(upper[j])) {
                    assertThat(r).isCloseTo(0.0, within(TOLERANCE));
                } else {
                    sum += r > 0.0 ? r * lower[j] : r * upper[j];
                }
            }
            return sum;
        }
    }

    private static DualSimplex.End solve(Sample sample, DualSimplex simplex, Basis from) {
        return simplex.solve(sample.lower, sample.upper, from, Double.POSITIVE_INFINITY, 0.0, () -> false);
    }

    /** A combination of rows has factor one of its column, and none of others in the basis. */
    @Test
    void combinationsLeaveOneColumnOfTheBasis() {
        int seen = 0;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Sample sample = new Sample(seed);
            DualSimplex simplex = sample.simplex();
            DualSimplex.End end =
                    simplex.solve(sample.lower, sample.upper, null, Double.POSITIVE_INFINITY, 0.0, () -> false);
            for (int j = 0; end == DualSimplex.End.OPTIMAL && j < sample.n; j++) {
                if (!simplex.isBasic(j)) {
                    continue;
                }
                double[] factors = simplex.combination(j);
                for (int k = 0; k < sample.n; k++) {
                    double entry = 0.0;
                    for (int i = 0; i < sample.m; i++) {
                        entry += factors[i] * sample.a[i][k];
                    }
                    if (simplex.isBasic(k)) {
                        assertThat(entry).as("%d, %d", seed, k).isCloseTo(k == j ? 1.0 : 0.0, within(TOLERANCE));
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(PROGRAMS);
    }

    @Test
    void optimaAndCertificatesHold() {
        int optimal = 0;
        int infeasible = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Sample sample = new Sample(seed);
            DualSimplex simplex = sample.simplex();
            DualSimplex.End end = solve(sample, simplex, null);
            CheckedAnswer other = sample.byInteriorPoints();
            if (end == DualSimplex.End.OPTIMAL) {
                optimal++;
                sample.assertFeasible(simplex.x());
                double objective = sample.objective(simplex.x());
                assertThat(sample.proved(simplex.multipliers(), sample.cost))
                        .as("seed %d: multipliers prove the optimum", seed)
                        .isCloseTo(objective, within(1e-6));
                assertThat(other.status()).as("seed %d", seed).isEqualTo(SolveStatus.OPTIMAL);
                assertThat(objective).isCloseTo(other.objective(), within(1e-5));
            } else {
                assertThat(end).as("seed %d", seed).isEqualTo(DualSimplex.End.INFEASIBLE);
                infeasible++;
                assertThat(other.status()).as("seed %d", seed).isNotEqualTo(SolveStatus.OPTIMAL);
                assertThat(sample.proved(simplex.multipliers(), new double[sample.n]))
                        .as("seed %d: the certificate", seed)
                        .isGreaterThan(1e-9);
            }
        }
        assertThat(optimal).isGreaterThan(PROGRAMS / 2);
        assertThat(infeasible).isGreaterThan(PROGRAMS / 20);
    }

    /** What was solved before, and from where, leaves the optimum alone; and the same start gives the same bits. */
    @Test
    void changedBoundsFromAnyBasisGiveTheOptimumOfAFreshSolve() {
        int compared = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Sample sample = new Sample(seed);
            DualSimplex simplex = sample.simplex();
            if (solve(sample, simplex, null) != DualSimplex.End.OPTIMAL) {
                continue;
            }
            Basis root = simplex.basis();
            Random random = new Random(seed);
            for (int change = 0; change < 6; change++) {
                int j = random.nextInt(sample.n);
                double[] lower = sample.lower.clone();
                double[] upper = sample.upper.clone();
                if (Double.isFinite(upper[j])) {
                    double cut = Math.rint(lower[j] + random.nextDouble() * (upper[j] - lower[j]));
                    if (random.nextBoolean()) {
                        sample.upper[j] = cut;
                    } else {
                        sample.lower[j] = cut;
                    }
                }
                DualSimplex.End warm = solve(sample, simplex, root);
                double[] x = simplex.x();
                DualSimplex fresh = sample.simplex();
                assertThat(solve(sample, fresh, root)).isEqualTo(warm);
                assertThat(fresh.x()).as("seed %d: the same bits", seed).isEqualTo(x);
                DualSimplex.End cold = solve(sample, fresh, null);
                assertThat(cold).as("seed %d", seed).isEqualTo(warm);
                if (warm == DualSimplex.End.OPTIMAL) {
                    sample.assertFeasible(x);
                    assertThat(sample.objective(x)).isCloseTo(sample.objective(fresh.x()), within(1e-6));
                    compared++;
                }
                System.arraycopy(lower, 0, sample.lower, 0, sample.n);
                System.arraycopy(upper, 0, sample.upper, 0, sample.n);
            }
        }
        assertThat(compared).isGreaterThan(PROGRAMS);
    }

    @Test
    void aCutOffEndsWithMultipliersThatProveIt() {
        int cut = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Sample sample = new Sample(seed);
            DualSimplex simplex = sample.simplex();
            if (solve(sample, simplex, null) != DualSimplex.End.OPTIMAL) {
                continue;
            }
            double cutOff = sample.objective(simplex.x()) - 1.0;
            DualSimplex.End end = simplex.solve(sample.lower, sample.upper, null, cutOff, 0.0, () -> false);
            if (end == DualSimplex.End.CUT_OFF) {
                cut++;
                assertThat(sample.proved(simplex.multipliers(), sample.cost)).isGreaterThan(cutOff - 1e-9);
            }
        }
        assertThat(cut).isGreaterThan(10);
    }

    @Test
    void whoGivesUpGetsNoAnswer() {
        Sample sample = new Sample(1);
        boolean[] asked = new boolean[1];
        DualSimplex.End end = sample.simplex()
                .solve(sample.lower, sample.upper, null, Double.POSITIVE_INFINITY, 0.0, () -> asked[0] = true);
        assertThat(!asked[0] || end == DualSimplex.End.FAILED).isTrue();
        assertThat(Arrays.stream(sample.cost).anyMatch(c -> c != 0.0)).isTrue();
    }
}
