package org.flexopf.benchmarks;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/** Google's GLOP through OR-Tools, as a native yardstick for linear programs. */
final class GlopTimes {

    private GlopTimes() {}

    /** Loads the native library; why it could not be loaded, or {@code null}. */
    static Throwable load() {
        try {
            Loader.loadNativeLibraries();
        } catch (RuntimeException | LinkageError e) {
            return e;
        }
        return null;
    }

    /**
     * Solves a linear program from scratch; the processor time in milliseconds and the optimal value, NaN if there is
     * no answer.
     */
    static double[] solve(ConicProgram program) {
        MPSolver solver = MPSolver.createSolver("GLOP");
        MPVariable[] x = new MPVariable[program.variableCount()];
        MPObjective objective = solver.objective();
        for (int j = 0; j < x.length; j++) {
            x[j] = solver.makeNumVar(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");
            objective.setCoefficient(x[j], program.linear(j));
        }
        objective.setOffset(program.constant());
        objective.setMinimization();
        MPConstraint[] equalities = new MPConstraint[program.equalityCount()];
        for (int i = 0; i < equalities.length; i++) {
            equalities[i] = solver.makeConstraint(program.equalityRhs(i), program.equalityRhs(i));
        }
        fill(program.equalityMatrix(), equalities, x);
        MPConstraint[] inequalities = new MPConstraint[program.coneRowCount()];
        for (int i = 0; i < inequalities.length; i++) {
            inequalities[i] = solver.makeConstraint(Double.NEGATIVE_INFINITY, program.coneRhs(i));
        }
        fill(program.coneMatrix(), inequalities, x);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begin = clock.getCurrentThreadCpuTime();
        MPSolver.ResultStatus status = solver.solve();
        double milliseconds = (clock.getCurrentThreadCpuTime() - begin) * 1e-6;
        double value = status == MPSolver.ResultStatus.OPTIMAL ? objective.value() : Double.NaN;
        solver.delete();
        return new double[] {milliseconds, value};
    }

    private static void fill(SparseMatrix matrix, MPConstraint[] rows, MPVariable[] x) {
        for (int j = 0; j < x.length; j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                rows[matrix.rowIndex(k)].setCoefficient(x[j], matrix.value(k));
            }
        }
    }
}
