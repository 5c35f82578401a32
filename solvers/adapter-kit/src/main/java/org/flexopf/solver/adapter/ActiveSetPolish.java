package org.flexopf.solver.adapter;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * Sharpens a nearly optimal point with multipliers: which constraints are active is read off the pair, and then the
 * optimality conditions with exactly these active are solved as equations by Newton's method. One step is exact where
 * the active rows are linear; second-order cones away from their tip take a few. A cone at its tip, with the multiplier
 * inside, counts as so many equalities.
 *
 * <p>The system {@code [H B; B' 0]} is regularised by a small multiple of the unit matrix and refined against the true
 * one, so that dependent active rows do no harm (Stellato et al., "OSQP", 2020, section 5.2). The result is a proposal:
 * whoever asks for it compares it with what was there before.
 */
final class ActiveSetPolish {

    /** The largest number of variables, equalities and cones together that a dense factorisation is used for. */
    private static final int MAX_SIZE = 2500;
    /** A step that moves a point by more than this share of its size does not sharpen it, it looks for another. */
    private static final double FARTHEST_MOVE = 0.1;

    private static final double REGULARISATION = 1e-9;
    private static final int REFINEMENTS = 4;
    private static final int NEWTON_STEPS = 6;

    private final ConicProgram program;
    private final SolveLimits limits;
    private final SparseMatrix coneRows;
    private final List<Active> active;
    private double[] x;
    private double[] y;

    /**
     * An active constraint: an inequality, a second-order cone, or one row of a cone at its tip, whose sign is free;
     * with its multiplier.
     */
    private static final class Active {
        final int row;
        final int dimension;
        final boolean free;
        double multiplier;

        Active(int row, int dimension, boolean free, double multiplier) {
            this.row = row;
            this.dimension = dimension;
            this.free = free;
            this.multiplier = multiplier;
        }
    }

    private ActiveSetPolish(ConicProgram program, double[] x, Multipliers multipliers, SolveLimits limits) {
        this.program = program;
        this.limits = limits;
        this.coneRows = program.coneMatrix().transpose();
        this.x = x.clone();
        this.y = multipliers.y().clone();
        this.active = activeOf(program, slack(x), multipliers.z());
    }

    /** A sharper pair, or the given one where the program is too large, or the equations have no solution nearby. */
    static PrimalDualPoint polish(ConicProgram program, double[] x, Multipliers multipliers, SolveLimits limits) {
        ActiveSetPolish polish = new ActiveSetPolish(program, x, multipliers, limits);
        int size = program.variableCount() + program.equalityCount() + polish.active.size();
        if (size > MAX_SIZE) {
            return new PrimalDualPoint(x, multipliers);
        }
        boolean curved = polish.active.stream().anyMatch(constraint -> constraint.dimension > 1);
        for (int step = 0; step < (curved ? NEWTON_STEPS : 1); step++) {
            if (!polish.newtonStep()) {
                return new PrimalDualPoint(x, multipliers);
            }
        }
        return polish.point();
    }

    private static List<Active> activeOf(ConicProgram program, double[] slack, double[] z) {
        List<Active> active = new ArrayList<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            if (cone instanceof Cone.SecondOrder && cone.dimension() > 1) {
                double tail = 0.0;
                for (int i = row + 1; i < row + cone.dimension(); i++) {
                    tail = Math.hypot(tail, slack[i]);
                }
                double push = 0.0;
                for (int i = row + 1; i < row + cone.dimension(); i++) {
                    push = Math.hypot(push, z[i]);
                }
                if (z[row] - push > slack[row]) {
                    for (int i = row; i < row + cone.dimension(); i++) {
                        active.add(new Active(i, 1, true, z[i]));
                    }
                } else if (tail > 0.0 && z[row] > slack[row] - tail) {
                    active.add(new Active(row, cone.dimension(), false, z[row]));
                }
            } else {
                for (int i = row; i < row + cone.dimension(); i++) {
                    if (z[i] > slack[i]) {
                        active.add(new Active(i, 1, false, z[i]));
                    }
                }
            }
            row += cone.dimension();
        }
        return active;
    }

    private double[] slack(double[] point) {
        double[] slack = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, point, slack);
        return slack;
    }

    /** The direction of a constraint's multiplier: 1, or {@code (s_0, -s_1, .., -s_k) / s_0}. */
    private static double[] direction(Active constraint, double[] slack, double head) {
        double[] direction = new double[constraint.dimension];
        if (constraint.dimension == 1) {
            direction[0] = 1.0;
        } else {
            direction[0] = slack[constraint.row] / head;
            for (int i = 1; i < constraint.dimension; i++) {
                direction[i] = -slack[constraint.row + i] / head;
            }
        }
        return direction;
    }

    private boolean newtonStep() {
        int n = program.variableCount();
        int p = program.equalityCount();
        int size = n + p + active.size();
        double[] slack = slack(x);
        double[][] matrix = new double[size][size];
        double[] rhs = new double[size];
        addQuadratic(matrix);
        addEqualities(matrix, rhs);
        for (int k = 0; k < active.size(); k++) {
            addActive(matrix, rhs, active.get(k), n + p + k, slack);
        }
        double[] gradient = program.linear();
        program.quadratic().symmetricMultiplyAdd(1.0, x, gradient);
        for (int j = 0; j < n; j++) {
            rhs[j] = -gradient[j];
        }
        double[] solution = regularisedSolve(matrix, rhs, n);
        for (double value : solution) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        double extent = 1.0;
        double move = 0.0;
        for (int j = 0; j < n; j++) {
            extent = Math.max(extent, Math.abs(x[j]));
            move = Math.max(move, Math.abs(solution[j]));
        }
        if (move > FARTHEST_MOVE * extent) {
            return false;
        }
        for (int j = 0; j < n; j++) {
            x[j] += solution[j];
        }
        System.arraycopy(solution, n, y, 0, p);
        for (int k = 0; k < active.size(); k++) {
            active.get(k).multiplier = solution[n + p + k];
        }
        return true;
    }

    private void addQuadratic(double[][] matrix) {
        SparseMatrix quadratic = program.quadratic();
        for (int j = 0; j < quadratic.columns(); j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int i = quadratic.rowIndex(k);
                matrix[i][j] += quadratic.value(k);
                if (i != j) {
                    matrix[j][i] += quadratic.value(k);
                }
            }
        }
    }

    private void addEqualities(double[][] matrix, double[] rhs) {
        int n = program.variableCount();
        SparseMatrix a = program.equalityMatrix();
        double[] ax = new double[program.equalityCount()];
        a.multiplyAdd(1.0, x, ax);
        for (int j = 0; j < n; j++) {
            for (int k = a.columnStart(j); k < a.columnStart(j + 1); k++) {
                matrix[n + a.rowIndex(k)][j] += a.value(k);
                matrix[j][n + a.rowIndex(k)] += a.value(k);
            }
        }
        for (int i = 0; i < ax.length; i++) {
            rhs[n + i] = program.equalityRhs(i) - ax[i];
        }
    }

    /**
     * A linear row reads {@code g dx = s}; a cone {@code (s_0^2 - |s_1..|^2) / 2 = 0}, linearised, with the curvature
     * in H.
     */
    private void addActive(double[][] matrix, double[] rhs, Active constraint, int place, double[] slack) {
        double head = constraint.dimension == 1 ? 1.0 : slack[constraint.row];
        double[] direction = direction(constraint, slack, head);
        double residual = 0.0;
        for (int i = 0; i < constraint.dimension; i++) {
            int row = constraint.row + i;
            for (int k = coneRows.columnStart(row); k < coneRows.columnStart(row + 1); k++) {
                int j = coneRows.rowIndex(k);
                matrix[place][j] += direction[i] * coneRows.value(k);
                matrix[j][place] += direction[i] * coneRows.value(k);
            }
            residual += constraint.dimension == 1 ? slack[row] : 0.5 * direction[i] * slack[row];
            if (constraint.dimension > 1) {
                addCurvature(matrix, row, (i == 0 ? -1.0 : 1.0) * constraint.multiplier / head);
            }
        }
        rhs[place] = residual;
    }

    private void addCurvature(double[][] matrix, int row, double factor) {
        int from = coneRows.columnStart(row);
        int to = coneRows.columnStart(row + 1);
        for (int k = from; k < to; k++) {
            for (int l = from; l < to; l++) {
                matrix[coneRows.rowIndex(k)][coneRows.rowIndex(l)] += factor * coneRows.value(k) * coneRows.value(l);
            }
        }
    }

    private double[] regularisedSolve(double[][] matrix, double[] rhs, int n) {
        double[][] regularised = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            regularised[i] = matrix[i].clone();
            regularised[i][i] += i < n ? REGULARISATION : -REGULARISATION;
        }
        DenseLu factors = new DenseLu(regularised, limits);
        double[] solution = new double[rhs.length];
        for (int round = 0; round <= REFINEMENTS; round++) {
            double[] residual = rhs.clone();
            for (int i = 0; i < residual.length; i++) {
                for (int j = 0; j < residual.length; j++) {
                    residual[i] -= matrix[i][j] * solution[j];
                }
            }
            factors.solve(residual);
            for (int i = 0; i < solution.length; i++) {
                solution[i] += residual[i];
            }
        }
        return solution;
    }

    private PrimalDualPoint point() {
        double[] slack = slack(x);
        double[] z = new double[program.coneRowCount()];
        for (Active constraint : active) {
            double multiplier = constraint.free ? constraint.multiplier : Math.max(constraint.multiplier, 0.0);
            double head = constraint.dimension == 1 ? 1.0 : slack[constraint.row];
            double[] direction = direction(constraint, slack, head);
            for (int i = 0; i < direction.length; i++) {
                z[constraint.row + i] = multiplier * direction[i];
            }
        }
        return new PrimalDualPoint(x, new Multipliers(y, z));
    }
}
