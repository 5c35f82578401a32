package org.flexopf.examples;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;

/**
 * Solves a second-order cone program by a solver of linear programs: every cone {@code s_0 >= |s_1 ..|} is replaced by
 * rows {@code s_0 >= u . (s_1 ..)} with |u| = 1, and where the optimum breaks the cone, the u that it breaks most is
 * added (Kelley, "The cutting-plane method for solving convex programs", 1960). Each optimum is a lower bound.
 */
final class CuttingPlanes {

    private static final int ROUNDS = 400;

    private final ConicProgram program;
    private final ConvexSolver solver;
    /** Rows of the linear program: coefficients of x, and the right-hand side. */
    private final List<double[]> rows = new ArrayList<>();

    private final double[][] cone;

    private CuttingPlanes(ConicProgram program, ConvexSolver solver) {
        this.program = program;
        this.solver = solver;
        int n = program.variableCount();
        cone = new double[program.coneRowCount()][n + 1];
        for (int column = 0; column < n; column++) {
            for (int k = program.coneMatrix().columnStart(column);
                    k < program.coneMatrix().columnStart(column + 1);
                    k++) {
                cone[program.coneMatrix().rowIndex(k)][column] =
                        program.coneMatrix().value(k);
            }
        }
        for (int row = 0; row < cone.length; row++) {
            cone[row][n] = program.coneRhs(row);
        }
    }

    /**
     * The optimal value.
     *
     * @param program with a linear objective
     * @param solver for linear programs
     */
    static double optimum(ConicProgram program, ConvexSolver solver) {
        return new CuttingPlanes(program, solver).run();
    }

    private double run() {
        int row = 0;
        for (Cone each : program.cones()) {
            for (int k = 0; k < each.dimension(); k++) {
                if (each instanceof Cone.Nonnegative) {
                    rows.add(cone[row + k]);
                } else if (k > 0) {
                    double[] unit = new double[each.dimension()];
                    unit[k] = 1.0;
                    cut(row, unit);
                    unit[k] = -1.0;
                    cut(row, unit);
                }
            }
            row += each.dimension();
        }
        double value = Double.NaN;
        for (int round = 0; round < ROUNDS; round++) {
            SolverResult result = solver.solve(linear(), SolverOptions.defaults());
            if (result.x().length == 0) {
                throw new AssertionError("the linear program of round " + round + " ended with " + result.status()
                        + ": " + result.message());
            }
            value = result.primalObjective();
            if (!cutOff(result.x())) {
                return value;
            }
        }
        return value;
    }

    /** Adds a cut for every cone that a point breaks. */
    private boolean cutOff(double[] x) {
        boolean any = false;
        int row = 0;
        for (Cone each : program.cones()) {
            if (each instanceof Cone.SecondOrder) {
                double[] s = new double[each.dimension()];
                double norm = 0.0;
                for (int k = 0; k < s.length; k++) {
                    s[k] = cone[row + k][x.length];
                    for (int j = 0; j < x.length; j++) {
                        s[k] -= cone[row + k][j] * x[j];
                    }
                    norm = k == 0 ? 0.0 : Math.hypot(norm, s[k]);
                }
                if (norm > s[0] + 1e-9) {
                    double[] unit = s.clone();
                    for (int k = 1; k < s.length; k++) {
                        unit[k] /= norm;
                    }
                    cut(row, unit);
                    any = true;
                }
            }
            row += each.dimension();
        }
        return any;
    }

    /** {@code s_0 - u . s >= 0} with {@code s = h - G x}, as a row {@code a x <= b}. */
    private void cut(int firstRow, double[] unit) {
        double[] added = cone[firstRow].clone();
        for (int k = 1; k < unit.length; k++) {
            for (int j = 0; j < added.length; j++) {
                added[j] -= unit[k] * cone[firstRow + k][j];
            }
        }
        rows.add(added);
    }

    private ConicProgram linear() {
        int n = program.variableCount();
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(rows.size(), n);
        double[] rhs = new double[rows.size()];
        for (int row = 0; row < rhs.length; row++) {
            for (int j = 0; j < n; j++) {
                if (rows.get(row)[j] != 0.0) {
                    matrix.add(row, j, rows.get(row)[j]);
                }
            }
            rhs[row] = rows.get(row)[n];
        }
        return ConicProgram.continuous(
                SparseMatrix.zero(n, n),
                program.linear(),
                program.constant(),
                program.equalityMatrix(),
                program.equalityRhs(),
                matrix.build(),
                rhs,
                List.of(new Cone.Nonnegative(rhs.length)));
    }
}
