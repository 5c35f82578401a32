package org.flexopf.solver.interiorpoint.internal;

import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * The rays along which an objective with a quadratic part falls without end, as a program of their own without one:
 *
 * <pre>
 *   find x with  P x = 0,  A x = 0,  q'x = -1,  -G x in K.
 * </pre>
 *
 * <p>The homogeneous embedding with P inside finds such a ray only to the square root of its accuracy: its equations
 * bound {@code x'Px}, while the certificate asks for {@code Px}.
 */
final class RayProgram {

    private RayProgram() {}

    /** The program whose feasible points are the rays of another. */
    static ConicProgram of(ConicProgram program) {
        int n = program.variableCount();
        SparseMatrix p = program.quadratic();
        SparseMatrix a = program.equalityMatrix();
        int lastRow = n + a.rows();
        SparseMatrix.Builder rows = new SparseMatrix.Builder(lastRow + 1, n);
        for (int j = 0; j < n; j++) {
            for (int k = p.columnStart(j); k < p.columnStart(j + 1); k++) {
                rows.add(p.rowIndex(k), j, p.value(k));
                if (p.rowIndex(k) != j) {
                    rows.add(j, p.rowIndex(k), p.value(k));
                }
            }
            for (int k = a.columnStart(j); k < a.columnStart(j + 1); k++) {
                rows.add(n + a.rowIndex(k), j, a.value(k));
            }
            if (program.linear(j) != 0.0) {
                rows.add(lastRow, j, program.linear(j));
            }
        }
        double[] rightSide = new double[lastRow + 1];
        rightSide[lastRow] = -1.0;
        return ConicProgram.continuous(
                SparseMatrix.zero(n, n),
                new double[n],
                0.0,
                rows.build(),
                rightSide,
                program.coneMatrix(),
                new double[program.coneRowCount()],
                program.cones());
    }
}
