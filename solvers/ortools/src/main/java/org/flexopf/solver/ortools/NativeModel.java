package org.flexopf.solver.ortools;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.time.Duration;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.adapter.LinearForm;

/** A linear program in native memory, with bounds as bounds; it belongs to one thread, and has to be closed. */
final class NativeModel implements AutoCloseable {

    private final LinearForm form;
    private final MPSolver solver;
    private final MPVariable[] x;
    private final MPConstraint[] equalities;
    private final MPConstraint[] inequalities;

    /**
     * A copy of a program.
     *
     * @param engine which of OR-Tools' solvers, by its own name
     */
    NativeModel(String engine, ConicProgram program, LinearForm form) {
        this.form = form;
        solver = MPSolver.createSolver(engine);
        if (solver == null) {
            throw new IllegalStateException("this build of OR-Tools has no solver " + engine);
        }
        double infinity = MPSolver.infinity();
        x = new MPVariable[program.variableCount()];
        MPObjective objective = solver.objective();
        for (int j = 0; j < x.length; j++) {
            x[j] = solver.makeVar(form.lower(j), form.upper(j), program.isInteger(j), "");
            objective.setCoefficient(x[j], program.linear(j));
        }
        objective.setOffset(program.constant());
        objective.setMinimization();
        equalities = new MPConstraint[program.equalityCount()];
        SparseMatrix equalityRows = program.equalityMatrix().transpose();
        for (int i = 0; i < equalities.length; i++) {
            equalities[i] = solver.makeConstraint(program.equalityRhs(i), program.equalityRhs(i));
            fill(equalities[i], equalityRows, i);
        }
        inequalities = new MPConstraint[form.generalRowCount()];
        for (int i = 0; i < inequalities.length; i++) {
            int row = form.generalRow(i);
            inequalities[i] = solver.makeConstraint(-infinity, program.coneRhs(row));
            fill(inequalities[i], form.rows(), row);
        }
    }

    private void fill(MPConstraint target, SparseMatrix rows, int row) {
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            target.setCoefficient(x[rows.rowIndex(k)], rows.value(k));
        }
    }

    /**
     * Solves within a time; an interruption of this thread ends it early.
     *
     * @param settings what the engine is told in its own words
     */
    MPSolver.ResultStatus solve(MPSolverParameters parameters, String settings, Duration time) {
        if (!solver.setSolverSpecificParametersAsString(settings)) {
            throw new IllegalStateException("OR-Tools refused the settings " + settings);
        }
        solver.setTimeLimit(milliseconds(time));
        return InterruptionWatch.during(() -> solver.solve(parameters), solver::interruptSolve);
    }

    private static long milliseconds(Duration duration) {
        return duration.compareTo(Duration.ofDays(365)) > 0
                ? Duration.ofDays(365).toMillis()
                : Math.max(1L, duration.toMillis());
    }

    /** The point, moved into its bounds where it is outside by rounding. */
    double[] point() {
        double[] point = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            point[j] = Math.min(Math.max(x[j].solutionValue(), form.lower(j)), form.upper(j));
        }
        return point;
    }

    /** Multipliers of the equalities; OR-Tools has slopes of the objective. */
    double[] equalityMultipliers() {
        return multipliers(equalities);
    }

    /** Multipliers of the general rows. */
    double[] generalMultipliers() {
        return multipliers(inequalities);
    }

    private static double[] multipliers(MPConstraint[] rows) {
        double[] multipliers = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            multipliers[i] = -rows[i].dualValue();
        }
        return multipliers;
    }

    /** The lower bound of an integer search, constant included; infinite or NaN where there is none. */
    double bound() {
        return solver.objective().bestBound();
    }

    /** Nodes of an integer search. */
    long nodes() {
        return Math.max(0L, solver.nodes());
    }

    @Override
    public void close() {
        solver.delete();
    }
}
