package org.flexopf.solver.interiorpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.KktAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs over balls: {@code min c'x, |x| <= 1} has the value -|c| at -c/|c|, and the multipliers (|c|, c). */
class LargeConesTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    private final InteriorPointSolver solver = new InteriorPointSolver();

    /** Cones that stay whole, are cut once, and twice. */
    @ParameterizedTest
    @ValueSource(ints = {90, 101, 2_000, 20_000})
    void theNearestPointOfABall(int n) {
        double[] c = cost(n);
        ConicProgram program = ball(c, null, 0.0);
        SolverResult result = solver.solve(program, OPTIONS);
        KktAssertions.assertThat(program, OPTIONS, result).isOptimal();
        double norm = norm(c);
        assertThat(result.primalObjective()).isCloseTo(-norm, within(1e-7 * (1.0 + norm)));
        assertThat(result.z()[0]).isCloseTo(norm, within(1e-5 * norm));
        for (int j = 0; j < n; j += 1 + n / 50) {
            assertThat(result.z()[1 + j]).isCloseTo(c[j], within(1e-5 * norm));
            assertThat(result.x()[j]).isCloseTo(-c[j] / norm, within(1e-3));
        }
    }

    /** The sum of the entries of a point of the ball is at most the square root of their number. */
    @Test
    void aPlaneBeyondTheBall() {
        int n = 3_000;
        ConicProgram program = ball(cost(n), ones(n), 1.1 * Math.sqrt(n));
        KktAssertions.assertThat(program, OPTIONS, solver.solve(program, OPTIONS))
                .isCertificateOfPrimalInfeasibility();
        ConicProgram inside = ball(cost(n), ones(n), 0.9 * Math.sqrt(n));
        KktAssertions.assertThat(inside, OPTIONS, solver.solve(inside, OPTIONS)).isOptimal();
    }

    /** A reward for {@code x_0 >= |(x_1, ..)|}, which nothing bounds from above. */
    @Test
    void anEpigraphWithoutEnd() {
        int n = 500;
        SparseMatrix.Builder g = new SparseMatrix.Builder(n, n);
        for (int j = 0; j < n; j++) {
            g.add(j, j, -1.0);
        }
        double[] q = new double[n];
        q[0] = -1.0;
        ConicProgram program = ConicProgram.continuous(
                SparseMatrix.zero(n, n),
                q,
                0.0,
                SparseMatrix.zero(0, n),
                new double[0],
                g.build(),
                new double[n],
                List.of(new Cone.SecondOrder(n)));
        KktAssertions.assertThat(program, OPTIONS, solver.solve(program, OPTIONS))
                .isCertificateOfDualInfeasibility();
    }

    /** A session gives the bits of the solver, over new numbers too, and a neighbour's solution shortens the way. */
    @Test
    void sessionsAndHints() {
        SolverSession session = solver.session();
        ConicProgram program = ball(cost(700), ones(700), 3.0);
        SolverResult first = session.solve(program, OPTIONS, null);
        ConicProgram next = ball(cost(700), ones(700), 3.1);
        SolverResult cold = session.solve(next, OPTIONS, null);
        assertThat(cold.x()).containsExactly(solver.solve(next, OPTIONS).x());
        SolverResult warm = session.solve(next, OPTIONS, WarmStart.from(first));
        KktAssertions.assertThat(next, OPTIONS, warm).isOptimal();
        assertThat(warm.iterations()).isLessThan(cold.iterations());
        assertThat(warm.primalObjective())
                .isCloseTo(cold.primalObjective(), within(1e-7 * (1.0 + Math.abs(cold.primalObjective()))));
    }

    /** {@code min c'x} over the unit ball, and over a plane if there is one. */
    private static ConicProgram ball(double[] c, double[] normal, double distance) {
        int n = c.length;
        SparseMatrix.Builder g = new SparseMatrix.Builder(n + 1, n);
        SparseMatrix.Builder a = new SparseMatrix.Builder(normal == null ? 0 : 1, n);
        for (int j = 0; j < n; j++) {
            g.add(j + 1, j, -1.0);
            if (normal != null) {
                a.add(0, j, normal[j]);
            }
        }
        double[] h = new double[n + 1];
        h[0] = 1.0;
        return ConicProgram.continuous(
                SparseMatrix.zero(n, n),
                c,
                0.0,
                a.build(),
                normal == null ? new double[0] : new double[] {distance},
                g.build(),
                h,
                List.of(new Cone.SecondOrder(n + 1)));
    }

    private static double[] cost(int n) {
        return new SplittableRandom(n).doubles(n, -1.0, 1.0).toArray();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1.0);
        return ones;
    }

    private static double norm(double[] v) {
        double square = 0.0;
        for (double value : v) {
            square += value * value;
        }
        return Math.sqrt(square);
    }
}
