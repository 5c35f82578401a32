package org.flexopf.solver.joptimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.program.Cone;
import org.flexopf.program.ConvexProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.adapter.LinearEquations;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * The equalities as JOptimizer wants them: those of the program and those hidden in pairs of inequalities that leave no
 * room between them (a fixed variable, a row limited from both sides to one value), without the ones that follow from others.
 */
final class Equalities {

    private static final double CONSISTENT = 1e-9;

    private final SparseMatrix all;
    private final double[] allRhs;
    private final boolean[] implied;
    private final double[][] matrix;
    private final double[] rhs;

    private Equalities(SparseMatrix all, double[] allRhs, boolean[] implied) {
        this.all = all;
        this.allRhs = allRhs;
        this.implied = implied;
        boolean[] independent = LinearEquations.independentRows(all);
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

    static Equalities of(ConvexProgram program) {
        SparseMatrix rows = program.coneMatrix().transpose();
        boolean[] implied = new boolean[program.coneRowCount()];
        List<Integer> hidden = hiddenEqualities(program, rows, implied);
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
            int row = hidden.get(i);
            for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
                all.add(p + i, rows.rowIndex(k), rows.value(k));
            }
            rhs[p + i] = program.coneRhs(row);
        }
        return new Equalities(all.build(), rhs, implied);
    }

    /** The inequalities that come twice with opposite signs and no room in between; both rows of such a pair are marked as implied. */
    private static List<Integer> hiddenEqualities(ConvexProgram program, SparseMatrix rows, boolean[] implied) {
        Map<Row, Integer> seen = new HashMap<>();
        List<Integer> hidden = new ArrayList<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            for (int i = row; cone instanceof Cone.Nonnegative && i < row + cone.dimension(); i++) {
                Integer opposite = seen.get(Row.of(rows, i, program.coneRhs(i), -1.0));
                if (opposite != null && !implied[opposite]) {
                    implied[i] = true;
                    implied[opposite] = true;
                    hidden.add(opposite);
                } else {
                    seen.put(Row.of(rows, i, program.coneRhs(i), 1.0), i);
                }
            }
            row += cone.dimension();
        }
        return hidden;
    }

    /** A row {@code g'x <= h}, normalised to a largest entry of 1, for finding it again. */
    private record Row(List<Integer> columns, List<Double> values, double rhs) {

        static Row of(SparseMatrix rows, int row, double rhs, double sign) {
            List<Integer> columns = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            double size = 0.0;
            for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
                size = Math.max(size, Math.abs(rows.value(k)));
            }
            for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
                if (rows.value(k) != 0.0) {
                    columns.add(rows.rowIndex(k));
                    values.add(sign * rows.value(k) / size);
                }
            }
            // Adding zero turns a negative zero into a positive one, which the comparison of records tells apart.
            return new Row(columns, values, size == 0.0 ? Double.NaN : sign * rhs / size + 0.0);
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

    /** A point that satisfies the equalities, found by a correction of the given one. */
    double[] project(double[] x, SolveLimits limits) {
        double[] residual = allRhs.clone();
        all.multiplyAdd(-1.0, x, residual);
        double[] correction = LinearEquations.point(all, residual, limits);
        double[] point = x.clone();
        for (int j = 0; j < point.length; j++) {
            point[j] += correction[j];
        }
        return point;
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
