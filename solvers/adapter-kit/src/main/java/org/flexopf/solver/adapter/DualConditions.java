package org.flexopf.solver.adapter;

import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * The conditions of dual feasibility as a program: where nothing satisfies them, the objective of the program falls
 * without end.
 */
public final class DualConditions {

    private DualConditions() {}

    /**
     * What multipliers would have to satisfy: {@code A'y + G'z + Pw = -q, z in K}, in the variables (y, z, w), without
     * an objective. A proof that nothing does is a direction in which the program's objective falls without end, see
     * {@link #direction}.
     *
     * @throws IllegalArgumentException if the program has integers, and so no multipliers
     */
    public static ConicProgram of(ConicProgram program) {
        if (program.hasIntegers()) {
            throw new IllegalArgumentException("a program with integers has no multipliers; take its relaxation");
        }
        int n = program.variableCount();
        int p = program.equalityCount();
        int m = program.coneRowCount();
        int width = p + m + (program.hasQuadraticObjective() ? n : 0);
        SparseMatrix.Builder equalities = new SparseMatrix.Builder(n, width);
        SparseMatrix a = program.equalityMatrix();
        SparseMatrix g = program.coneMatrix();
        SparseMatrix quadratic = program.quadratic();
        double[] rhs = program.linear();
        for (int j = 0; j < n; j++) {
            rhs[j] = -rhs[j];
            for (int k = a.columnStart(j); k < a.columnStart(j + 1); k++) {
                equalities.add(j, a.rowIndex(k), a.value(k));
            }
            for (int k = g.columnStart(j); k < g.columnStart(j + 1); k++) {
                equalities.add(j, p + g.rowIndex(k), g.value(k));
            }
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int i = quadratic.rowIndex(k);
                equalities.add(i, p + m + j, quadratic.value(k));
                if (i != j) {
                    equalities.add(j, p + m + i, quadratic.value(k));
                }
            }
        }
        SparseMatrix.Builder cone = new SparseMatrix.Builder(m, width);
        for (int i = 0; i < m; i++) {
            cone.add(i, p + i, -1.0);
        }
        return ConicProgram.continuous(
                SparseMatrix.zero(width, width),
                new double[width],
                0.0,
                equalities.build(),
                rhs,
                cone.build(),
                new double[m],
                program.cones());
    }

    /**
     * The direction that a proof of the infeasibility of these conditions holds: minus its multipliers of the
     * equalities.
     */
    public static double[] direction(Multipliers proof) {
        double[] direction = proof.y().clone();
        for (int j = 0; j < direction.length; j++) {
            direction[j] = -direction[j];
        }
        return direction;
    }
}
