package org.flexopf.solver.joptimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.adapter.DenseLu;
import org.flexopf.solver.adapter.LinearEquations;
import org.flexopf.solver.adapter.Multipliers;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * The equalities as JOptimizer wants them: those of the program and those hidden in pairs of inequalities that leave no
 * room between them (a fixed variable, a row limited from both sides to one value), without the ones that follow from
 * others.
 */
final class Equalities {

    private static final double CONSISTENT = 1e-9;
    private static final int REFINEMENTS = 4;

    private final SparseMatrix all;
    private final double[] allRhs;
    private final int own;
    private final List<Pair> pairs;
    private final boolean[] implied;
    private final boolean[] independent;
    private final double[][] matrix;
    private final double[] rhs;

    /** Two opposite inequalities without room in between: {@code row = -factor * opposite}, with a positive factor. */
    private record Pair(int row, int opposite, double factor) {}

    private Equalities(SparseMatrix all, double[] allRhs, int own, List<Pair> pairs, boolean[] implied) {
        this.all = all;
        this.own = own;
        this.pairs = pairs;
        this.allRhs = allRhs;
        this.implied = implied;
        this.independent = LinearEquations.independentRows(all);
        int count = 0;
        for (boolean row : independent) {
            count += row ? 1 : 0;
        }
        this.matrix = new double[count][all.columns()];
        this.rhs = new double[count];
        SparseMatrix rows = all.transpose();
        int next = 0;
        for (int i = 0; i < independent.length; i++) {
            if (independent[i]) {
                for (int k = rows.columnStart(i); k < rows.columnStart(i + 1); k++) {
                    matrix[next][rows.rowIndex(k)] = rows.value(k);
                }
                rhs[next++] = allRhs[i];
            }
        }
    }

    private Equalities(Equalities narrow, double[][] matrix) {
        this.all = narrow.all;
        this.allRhs = narrow.allRhs;
        this.own = narrow.own;
        this.pairs = narrow.pairs;
        this.implied = narrow.implied;
        this.independent = narrow.independent;
        this.rhs = narrow.rhs;
        this.matrix = matrix;
    }

    static Equalities of(ConicProgram program) {
        SparseMatrix rows = program.coneMatrix().transpose();
        boolean[] implied = new boolean[program.coneRowCount()];
        List<Pair> hidden = hiddenEqualities(program, rows, implied);
        int p = program.equalityCount();
        SparseMatrix.Builder all = new SparseMatrix.Builder(p + hidden.size(), program.variableCount());
        double[] rhs = Arrays.copyOf(program.equalityRhs(), p + hidden.size());
        SparseMatrix own = program.equalityMatrix();
        for (int j = 0; j < own.columns(); j++) {
            for (int k = own.columnStart(j); k < own.columnStart(j + 1); k++) {
                all.add(own.rowIndex(k), j, own.value(k));
            }
        }
        for (int i = 0; i < hidden.size(); i++) {
            int row = hidden.get(i).row();
            for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
                all.add(p + i, rows.rowIndex(k), rows.value(k));
            }
            rhs[p + i] = program.coneRhs(row);
        }
        return new Equalities(all.build(), rhs, p, hidden, implied);
    }

    /**
     * The inequalities that come twice with opposite signs and no room in between; both rows of such a pair are marked
     * as implied.
     */
    private static List<Pair> hiddenEqualities(ConicProgram program, SparseMatrix rows, boolean[] implied) {
        Map<Row, Integer> seen = new HashMap<>();
        List<Pair> hidden = new ArrayList<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            for (int i = row; cone instanceof Cone.Nonnegative && i < row + cone.dimension(); i++) {
                if (size(rows, i) == 0.0) {
                    continue;
                }
                Integer opposite = seen.get(Row.of(rows, i, program.coneRhs(i), -1.0));
                if (opposite != null && !implied[opposite]) {
                    implied[i] = true;
                    implied[opposite] = true;
                    hidden.add(new Pair(opposite, i, size(rows, opposite) / size(rows, i)));
                } else {
                    seen.put(Row.of(rows, i, program.coneRhs(i), 1.0), i);
                }
            }
            row += cone.dimension();
        }
        return hidden;
    }

    private static double size(SparseMatrix rows, int row) {
        double size = 0.0;
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            size = Math.max(size, Math.abs(rows.value(k)));
        }
        return size;
    }

    /** A row {@code g'x <= h}, normalised to a largest entry of 1, for finding it again. */
    private record Row(List<Integer> columns, List<Double> values, double rhs) {

        static Row of(SparseMatrix rows, int row, double rhs, double sign) {
            List<Integer> columns = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            double size = size(rows, row);
            for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
                if (rows.value(k) != 0.0) {
                    columns.add(rows.rowIndex(k));
                    values.add(sign * rows.value(k) / size);
                }
            }
            // Adding zero turns a negative zero into a positive one, which the comparison of records tells apart.
            return new Row(columns, values, sign * rhs / size + 0.0);
        }
    }

    /** Independent rows, dense. */
    double[][] matrix() {
        return matrix;
    }

    /** Their right-hand sides. */
    double[] rhs() {
        return rhs;
    }

    /** Which rows of G an equality stands for. */
    boolean[] impliedRows() {
        return implied;
    }

    /**
     * The multipliers of all rows.
     *
     * @param w the multipliers of {@link #matrix()}
     * @param factor what w is to be multiplied by
     * @param z the multipliers of the cone rows, to which those of the hidden equalities are added
     */
    Multipliers multipliers(double[] w, double factor, double[] z) {
        double[] y = new double[own];
        int next = 0;
        for (int i = 0; i < independent.length; i++) {
            double value = independent[i] ? factor * w[next++] : 0.0;
            if (i < own) {
                y[i] = value;
            } else {
                Pair pair = pairs.get(i - own);
                z[pair.row()] = Math.max(value, 0.0);
                z[pair.opposite()] = Math.max(-value, 0.0) * pair.factor();
            }
        }
        return new Multipliers(y, z);
    }

    /**
     * The proof that the equalities contradict each other: what is left of them at the point that satisfies them best.
     */
    Multipliers contradiction(int coneRows, SolveLimits limits) {
        double[] nearest = LinearEquations.point(all, allRhs, limits);
        double[] residual = allRhs.clone();
        all.multiplyAdd(-1.0, nearest, residual);
        double[] z = new double[coneRows];
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            z[pair.row()] = Math.max(-residual[own + i], 0.0);
            z[pair.opposite()] = Math.max(residual[own + i], 0.0) * pair.factor();
        }
        double[] y = new double[own];
        for (int i = 0; i < own; i++) {
            y[i] = -residual[i];
        }
        return new Multipliers(y, z);
    }

    /** The same with a further variable that occurs in none of them. */
    Equalities widened() {
        double[][] wider = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            wider[i] = Arrays.copyOf(matrix[i], matrix[i].length + 1);
        }
        return new Equalities(this, wider);
    }

    /** The shortest point that satisfies the independent equalities, {@code A'(AA')^-1 b}, refined. */
    double[] shortestPoint(SolveLimits limits) {
        int p = matrix.length;
        double[][] normal = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int k = 0; k <= i; k++) {
                normal[i][k] = dot(matrix[i], matrix[k]);
                normal[k][i] = normal[i][k];
            }
        }
        DenseLu factors = new DenseLu(normal, limits);
        double[] point = new double[all.columns()];
        for (int round = 0; round < REFINEMENTS; round++) {
            double[] residual = new double[p];
            for (int i = 0; i < p; i++) {
                residual[i] = rhs[i] - dot(matrix[i], point);
            }
            factors.solve(residual);
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < point.length; j++) {
                    point[j] += residual[i] * matrix[i][j];
                }
            }
        }
        return point;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0.0;
        for (int j = 0; j < left.length; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }

    /** Whether a point satisfies all equalities, the dependent ones included. */
    boolean consistent(double[] x) {
        double[] residual = allRhs.clone();
        all.multiplyAdd(-1.0, x, residual);
        double size = 1.0;
        double error = 0.0;
        for (int i = 0; i < residual.length; i++) {
            size = Math.max(size, Math.abs(allRhs[i]));
            error = Math.max(error, Math.abs(residual[i]));
        }
        return error <= CONSISTENT * size;
    }
}
