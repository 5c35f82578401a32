package org.flexopf.solver.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.KktReport;

/**
 * Finds the multipliers of an optimal point for solvers that return none, or wrong ones.
 *
 * <p>At an optimum x there are y and z with {@code Px + q + A'y + G'z = 0}, z in the cone and {@code s'z = 0}. So z is
 * zero on inactive rows, not negative on active ones, and on a second-order cone that is active away from its tip it is
 * a multiple, not negative, of {@code (s_0, -s_1, .., -s_k)}. What remains is a nonnegative least-squares problem whose
 * residual is the stationarity error. It has a solution of residual zero exactly if x is optimal, so the multipliers
 * that pass {@link KktReport} prove the optimum, whoever found x. A cone that is active at its tip is outside this
 * reach: its multiplier may be any point of the cone, and the recovery then ends with a residual, which the report
 * shows.
 *
 * <p>Which rows are active is judged by three widths, narrow first; too wide a choice shows in the gap, too narrow a
 * one in the residual. The work grows with the cube of the number of variables: seconds at 2,000, which is why larger
 * programs are refused.
 */
public final class MultiplierRecovery {

    /** The largest number of variables that recovery takes. */
    public static final int MAX_VARIABLES = 3000;

    private static final double[] ACTIVE_WIDTHS = {1e-10, 1e-8, 1e-6};

    private MultiplierRecovery() {}

    /**
     * The multipliers that fit a primal point best, judged by {@link KktReport#worst()}; empty if the program is too
     * large.
     *
     * @param x a point that is optimal, or nearly so
     */
    public static Optional<Multipliers> recover(ConicProgram program, double[] x, SolveLimits limits) {
        if (program.variableCount() > MAX_VARIABLES) {
            return Optional.empty();
        }
        double[] gradient = gradient(program, x);
        double[] slack = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, slack);
        SparseMatrix equalities = program.equalityMatrix().transpose();
        SparseMatrix coneRows = program.coneMatrix().transpose();
        Multipliers best = null;
        double bestWorst = Double.POSITIVE_INFINITY;
        int previousActive = -1;
        for (double width : ACTIVE_WIDTHS) {
            List<Ray> rays = activeRays(program, slack, coneRows, x, width);
            if (rays.size() == previousActive) {
                continue;
            }
            previousActive = rays.size();
            Multipliers candidate = fit(program, gradient, equalities, coneRows, rays, limits);
            double worst =
                    KktReport.of(program, x, candidate.y(), candidate.z()).worst();
            if (best == null || worst < bestWorst) {
                best = candidate;
                bestWorst = worst;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * A direction z may take, from a given row on: one entry for an inequality, a whole block for a second-order cone.
     */
    private record Ray(int firstRow, double[] direction) {}

    private static Multipliers fit(
            ConicProgram program,
            double[] gradient,
            SparseMatrix equalities,
            SparseMatrix coneRows,
            List<Ray> rays,
            SolveLimits limits) {
        int n = program.variableCount();
        int p = program.equalityCount();
        double[][] columns = new double[p + rays.size()][n];
        for (int i = 0; i < p; i++) {
            scatter(equalities, i, 1.0, columns[i]);
        }
        for (int k = 0; k < rays.size(); k++) {
            Ray ray = rays.get(k);
            for (int i = 0; i < ray.direction().length; i++) {
                scatter(coneRows, ray.firstRow() + i, ray.direction()[i], columns[p + k]);
            }
        }
        double[] rhs = new double[n];
        for (int j = 0; j < n; j++) {
            rhs[j] = -gradient[j];
        }
        double[] coefficients = new NonnegativeLeastSquares(columns, p, rhs).solve(limits);
        double[] y = new double[p];
        System.arraycopy(coefficients, 0, y, 0, p);
        double[] z = new double[program.coneRowCount()];
        for (int k = 0; k < rays.size(); k++) {
            Ray ray = rays.get(k);
            for (int i = 0; i < ray.direction().length; i++) {
                z[ray.firstRow() + i] = coefficients[p + k] * ray.direction()[i];
            }
        }
        return new Multipliers(y, z);
    }

    private static List<Ray> activeRays(
            ConicProgram program, double[] slack, SparseMatrix coneRows, double[] x, double width) {
        List<Ray> rays = new ArrayList<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            if (cone instanceof Cone.SecondOrder && cone.dimension() > 1) {
                double tail = 0.0;
                for (int i = 1; i < cone.dimension(); i++) {
                    tail = Math.hypot(tail, slack[row + i]);
                }
                if (slack[row] - tail <= width * scale(program, coneRows, row, x) && tail > 0.0) {
                    double[] direction = new double[cone.dimension()];
                    direction[0] = 1.0;
                    for (int i = 1; i < cone.dimension(); i++) {
                        direction[i] = -slack[row + i] / tail;
                    }
                    rays.add(new Ray(row, direction));
                }
            } else {
                for (int i = row; i < row + cone.dimension(); i++) {
                    if (slack[i] <= width * scale(program, coneRows, i, x)) {
                        rays.add(new Ray(i, new double[] {1.0}));
                    }
                }
            }
            row += cone.dimension();
        }
        return rays;
    }

    /** The size of the terms that make up a row's slack. */
    private static double scale(ConicProgram program, SparseMatrix coneRows, int row, double[] x) {
        double scale = 1.0 + Math.abs(program.coneRhs(row));
        for (int k = coneRows.columnStart(row); k < coneRows.columnStart(row + 1); k++) {
            scale += Math.abs(coneRows.value(k) * x[coneRows.rowIndex(k)]);
        }
        return scale;
    }

    private static double[] gradient(ConicProgram program, double[] x) {
        double[] gradient = program.linear();
        program.quadratic().symmetricMultiplyAdd(1.0, x, gradient);
        return gradient;
    }

    private static void scatter(SparseMatrix matrix, int column, double factor, double[] target) {
        for (int k = matrix.columnStart(column); k < matrix.columnStart(column + 1); k++) {
            target[matrix.rowIndex(k)] += factor * matrix.value(k);
        }
    }
}
