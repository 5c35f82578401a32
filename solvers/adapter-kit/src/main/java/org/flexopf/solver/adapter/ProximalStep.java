package org.flexopf.solver.adapter;

import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * One step of the proximal point method: the program with {@code w/2 |x - centre|^2} added to its objective
 * (Rockafellar, 1976). Methods that crawl where the objective has no curvature solve it quickly, and its optimum is at
 * least as near to the program's own as the centre; repeated, and polished in between, it arrives.
 */
public final class ProximalStep {

    /** The curvature that is added, as a share of what the objective has. */
    private static final double SHARE = 0.1;

    private ProximalStep() {}

    /** The program with curvature around a centre. */
    public static ConicProgram around(ConicProgram program, double[] centre) {
        int n = program.variableCount();
        double weight = weight(program, centre);
        SparseMatrix.Builder quadratic = new SparseMatrix.Builder(n, n);
        SparseMatrix own = program.quadratic();
        double[] linear = program.linear();
        for (int j = 0; j < n; j++) {
            for (int k = own.columnStart(j); k < own.columnStart(j + 1); k++) {
                quadratic.add(own.rowIndex(k), j, own.value(k));
            }
            quadratic.add(j, j, weight);
            linear[j] -= weight * centre[j];
        }
        return program.withObjective(quadratic.build(), linear, program.constant());
    }

    private static double weight(ConicProgram program, double[] centre) {
        double curvature = 0.0;
        for (int k = 0; k < program.quadratic().entryCount(); k++) {
            curvature = Math.max(curvature, Math.abs(program.quadratic().value(k)));
        }
        double size = 1.0;
        double slope = 0.0;
        for (int j = 0; j < centre.length; j++) {
            size = Math.max(size, Math.abs(centre[j]));
            slope = Math.max(slope, Math.abs(program.linear(j)));
        }
        double scale = Math.max(curvature, slope / size);
        return SHARE * (scale > 0.0 ? scale : 1.0);
    }
}
