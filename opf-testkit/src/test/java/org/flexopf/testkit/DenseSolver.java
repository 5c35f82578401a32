package org.flexopf.testkit;

import java.util.Arrays;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;

/**
 * A slow and simple interior-point method with dense matrices, to test the contract with: a correct solver must pass
 * it. The homogeneous embedding with a quadratic objective of Goulart and Chen (2024), Nesterov-Todd scaling and
 * Mehrotra's predictor and corrector.
 *
 * <p>It looks for (x, y, z, s, tau, kappa) with {@code Px + q tau + A'y + G'z = 0}, {@code Ax = b tau}, {@code Gx + s =
 * h tau} and {@code q'x + b'y + h'z + x'Px / tau + kappa = 0}. Hints are checked for their length and ignored.
 */
final class DenseSolver implements ConvexSolver {

    private static final double REGULARISATION = 1e-9;
    private static final int REFINEMENTS = 6;

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public SolverCapabilities capabilities() {
        return new SolverCapabilities(true, true, false, true, true, 24);
    }

    @Override
    public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        capabilities().whyNot(program).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        if (start != null
                && (start.x().length != program.variableCount()
                        || (start.hasMultipliers()
                                && (start.y().length != program.equalityCount()
                                        || start.z().length != program.coneRowCount())))) {
            throw new IllegalArgumentException("the start has the wrong length");
        }
        return new Run(program, options).solve();
    }

    /** One solve. */
    private static final class Run {

        private final ConicProgram program;
        private final SolverOptions options;
        private final long begin = System.nanoTime();
        private final int n;
        private final int p;
        private final int m;
        private final DenseCones cones;
        private final double[][] kkt;
        private final double[] q;
        private final double[] b;
        private final double[] h;
        private double[] x;
        private double[] y;
        private double[] z;
        private double[] s;
        private double tau = 1.0;
        private double kappa = 1.0;
        private int iterations;

        Run(ConicProgram program, SolverOptions options) {
            this.program = program;
            this.options = options;
            this.n = program.variableCount();
            this.p = program.equalityCount();
            this.m = program.coneRowCount();
            this.cones = new DenseCones(program.cones(), m);
            this.q = program.linear();
            this.b = program.equalityRhs();
            this.h = program.coneRhs();
            this.x = new double[n];
            this.y = new double[p];
            this.s = cones.identity();
            this.z = cones.identity();
            this.kkt = new double[n + p + m][n + p + m];
            for (int j = 0; j < n; j++) {
                fill(0, j, column(program.quadratic(), j));
                fill(n, j, column(program.equalityMatrix(), j));
            }
            for (int i = n + p; i < n + p + m; i++) {
                kkt[i][i] = -1.0;
            }
        }

        private static double[] column(SparseMatrix matrix, int j) {
            double[] column = new double[matrix.rows()];
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                column[matrix.rowIndex(k)] = matrix.value(k);
            }
            return column;
        }

        /**
         * Sets a stretch of a column of the KKT matrix, and the same stretch of its row; P's zeros below the diagonal
         * must not wipe out its triangle.
         */
        private void fill(int firstRow, int j, double[] column) {
            for (int i = 0; i < column.length; i++) {
                if (firstRow > 0 || i <= j) {
                    kkt[firstRow + i][j] = column[i];
                    kkt[j][firstRow + i] = column[i];
                }
            }
        }

        SolverResult solve() {
            double[] best = null;
            double bestError = Double.POSITIVE_INFINITY;
            while (true) {
                double[] point = join(scaled(x, 1.0 / tau), scaled(y, 1.0 / tau), scaled(z, 1.0 / tau));
                double error = report(point).worst();
                if (error < bestError) {
                    bestError = error;
                    best = point;
                }
                SolverResult certificate = certificate();
                if (report(point).within(options, true)) {
                    return answer(SolveStatus.OPTIMAL, point, "within the tolerances");
                } else if (certificate != null) {
                    return certificate;
                }
                SolveStatus stop = Thread.currentThread().isInterrupted()
                        ? SolveStatus.INTERRUPTED
                        : System.nanoTime() - begin >= options.timeLimit().toNanos()
                                ? SolveStatus.TIME_LIMIT
                                : iterations >= options.maxIterations() ? SolveStatus.ITERATION_LIMIT : null;
                if (stop == null && !step()) {
                    stop = SolveStatus.NUMERICAL_FAILURE;
                }
                if (stop != null) {
                    return answer(stop, best == null ? new double[n + p + m] : best, "stopped early");
                }
                iterations++;
            }
        }

        private KktReport report(double[] point) {
            return KktReport.of(
                    program,
                    Arrays.copyOf(point, n),
                    Arrays.copyOfRange(point, n, n + p),
                    Arrays.copyOfRange(point, n + p, n + p + m));
        }

        /** One predictor-corrector step; false if it cannot be computed or does not move. */
        private boolean step() {
            double[] lambda = cones.scale(s, z);
            for (int j = 0; j < n; j++) {
                fill(n + p, j, cones.timesInverseW(column(program.coneMatrix(), j)));
            }
            DenseLu factors = new DenseLu(kkt, n, REGULARISATION, REFINEMENTS);
            double[] px = symmetric(x);
            double xpx = KktFigures.dot(x, px);
            double[] rx = px.clone();
            program.equalityMatrix().transposeMultiplyAdd(1.0, y, rx);
            program.coneMatrix().transposeMultiplyAdd(1.0, z, rx);
            double[] ry = scaled(b, -tau);
            program.equalityMatrix().multiplyAdd(1.0, x, ry);
            double[] rz = s.clone();
            program.coneMatrix().multiplyAdd(1.0, x, rz);
            add(rx, tau, q);
            add(rz, -tau, h);
            double rt = KktFigures.dot(q, x) + KktFigures.dot(b, y) + KktFigures.dot(h, z) + xpx / tau + kappa;
            double mu = (KktFigures.dot(s, z) + tau * kappa) / (cones.degree() + 1);

            double[] constant = solve(factors, join(scaled(q, -1.0), b, h));
            double[] gradient = join(q.clone(), b, h);
            for (int j = 0; j < n; j++) {
                gradient[j] += 2.0 * px[j] / tau;
            }
            double denominator = KktFigures.dot(gradient, constant) - xpx / (tau * tau) - kappa / tau;

            double[] complementarity = cones.product(lambda, lambda);
            double scalar = tau * kappa;
            double sigma = 0.0;
            for (int phase = 0; phase < 2; phase++) {
                double keep = 1.0 - sigma;
                double[] shift = cones.timesW(cones.divide(lambda, complementarity));
                double[] rhs = join(scaled(rx, -keep), scaled(ry, -keep), scaled(rz, -keep));
                for (int i = 0; i < m; i++) {
                    rhs[n + p + i] += shift[i];
                }
                double[] direction = solve(factors, rhs);
                double dTau = (-keep * rt + scalar / tau - KktFigures.dot(gradient, direction)) / denominator;
                add(direction, dTau, constant);
                double[] dx = Arrays.copyOf(direction, n);
                double[] dz = Arrays.copyOfRange(direction, n + p, n + p + m);
                double[] wdz = cones.timesW(dz);
                double[] ds = scaled(shift, -1.0);
                add(ds, -1.0, cones.timesW(wdz));
                double dKappa = -(scalar + kappa * dTau) / tau;
                double length = Math.min(
                        Math.min(cones.longestStep(s, ds), cones.longestStep(z, dz)),
                        Math.min(dTau < 0.0 ? -tau / dTau : 1e9, dKappa < 0.0 ? -kappa / dKappa : 1e9));
                if (!Double.isFinite(dTau) || !Double.isFinite(length)) {
                    return false;
                }
                if (phase == 0) {
                    sigma = Math.pow(1.0 - Math.min(1.0, length), 3.0);
                    double[] correction = cones.product(cones.timesInverseW(ds), wdz);
                    complementarity = cones.product(lambda, lambda);
                    double[] identity = cones.identity();
                    for (int i = 0; i < m; i++) {
                        complementarity[i] += correction[i] - sigma * mu * identity[i];
                    }
                    scalar = tau * kappa + dTau * dKappa - sigma * mu;
                } else {
                    double alpha = Math.min(1.0, 0.99 * length);
                    if (alpha < 1e-10) {
                        return false;
                    }
                    add(x, alpha, dx);
                    add(y, alpha, Arrays.copyOfRange(direction, n, n + p));
                    add(z, alpha, dz);
                    add(s, alpha, ds);
                    tau += alpha * dTau;
                    kappa += alpha * dKappa;
                }
            }
            return true;
        }

        /**
         * Solves {@code [P A' G'; A 0 0; G 0 -W^2] (x, y, z) = rhs} with the cone rows scaled, {@code [W^-1 G, -1] (x,
         * W z) = W^-1 rhs_3}.
         */
        private double[] solve(DenseLu factors, double[] rhs) {
            double[] scaled = rhs.clone();
            System.arraycopy(cones.timesInverseW(Arrays.copyOfRange(rhs, n + p, n + p + m)), 0, scaled, n + p, m);
            double[] solution = factors.solve(scaled);
            System.arraycopy(
                    cones.timesInverseW(Arrays.copyOfRange(solution, n + p, n + p + m)), 0, solution, n + p, m);
            return solution;
        }

        /** A certificate if the present point holds one, normalised and checked; {@code null} if not. */
        private SolverResult certificate() {
            double dual = KktFigures.dot(b, y) + KktFigures.dot(h, z);
            double primal = KktFigures.dot(q, x);
            SolverResult candidate = null;
            // A certificate so long that rounding decides whether it is one is none.
            if (dual < -1e-8 * Math.max(KktFigures.largest(y), KktFigures.largest(z))
                    && isPrimalCertificate(scaled(y, -1.0 / dual), scaled(z, -1.0 / dual))) {
                candidate = certificate(
                        SolveStatus.PRIMAL_INFEASIBLE, new double[n], scaled(y, -1.0 / dual), scaled(z, -1.0 / dual));
            } else if (primal < -1e-8 * KktFigures.largest(x) && isDualCertificate(scaled(x, -1.0 / primal))) {
                candidate = certificate(
                        SolveStatus.DUAL_INFEASIBLE, scaled(x, -1.0 / primal), new double[p], new double[m]);
            }
            return candidate;
        }

        private boolean isPrimalCertificate(double[] certY, double[] certZ) {
            double[] sum = new double[n];
            program.equalityMatrix().transposeMultiplyAdd(1.0, certY, sum);
            program.coneMatrix().transposeMultiplyAdd(1.0, certZ, sum);
            return KktFigures.largest(sum) <= options.feasibilityTolerance()
                    && KktFigures.outside(program, certZ) <= options.feasibilityTolerance();
        }

        private boolean isDualCertificate(double[] direction) {
            double[] ax = new double[p];
            program.equalityMatrix().multiplyAdd(1.0, direction, ax);
            double[] slack = new double[m];
            program.coneMatrix().multiplyAdd(-1.0, direction, slack);
            return Math.max(KktFigures.largest(symmetric(direction)), KktFigures.largest(ax))
                            <= options.feasibilityTolerance()
                    && KktFigures.outside(program, slack) <= options.feasibilityTolerance();
        }

        private SolverResult certificate(SolveStatus status, double[] cx, double[] cy, double[] cz) {
            return SolverResult.builder(status, cx, new double[m])
                    .y(cy)
                    .z(cz)
                    .iterations(iterations)
                    .solveSeconds(seconds())
                    .message("certificate")
                    .build();
        }

        private SolverResult answer(SolveStatus status, double[] point, String message) {
            double[] px = Arrays.copyOf(point, n);
            double[] py = Arrays.copyOfRange(point, n, n + p);
            double[] pz = Arrays.copyOfRange(point, n + p, n + p + m);
            KktFigures figures = KktFigures.of(program, px, py, pz);
            return SolverResult.builder(status, px, figures.slack())
                    .y(py)
                    .z(pz)
                    .primalObjective(figures.primal())
                    .dualObjective(figures.dual())
                    .iterations(iterations)
                    .solveSeconds(seconds())
                    .message(message)
                    .build();
        }

        private double seconds() {
            return (System.nanoTime() - begin) * 1e-9;
        }

        private double[] symmetric(double[] v) {
            double[] product = new double[n];
            program.quadratic().symmetricMultiplyAdd(1.0, v, product);
            return product;
        }
    }

    private static double[] join(double[] a, double[] b, double[] c) {
        double[] joined = Arrays.copyOf(a, a.length + b.length + c.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        System.arraycopy(c, 0, joined, a.length + b.length, c.length);
        return joined;
    }

    private static double[] scaled(double[] v, double factor) {
        double[] scaled = new double[v.length];
        add(scaled, factor, v);
        return scaled;
    }

    private static void add(double[] target, double factor, double[] v) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * v[i];
        }
    }
}
