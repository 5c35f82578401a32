package org.flexopf.solver.interiorpoint;

import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/** Small programs from dense arrays. */
public final class Programs {

    private Programs() {}

    /** {@code min 1/2 x'Px + q'x, Ax = b, h - Gx in K}; P may be null for zero. */
    public static ConicProgram of(
            double[][] p, double[] q, double[][] a, double[] b, double[][] g, double[] h, Cone... cones) {
        int n = q.length;
        SparseMatrix.Builder upper = new SparseMatrix.Builder(n, n);
        for (int i = 0; p != null && i < n; i++) {
            for (int j = i; j < n; j++) {
                if (p[i][j] != 0.0) {
                    upper.add(i, j, p[i][j]);
                }
            }
        }
        return ConicProgram.continuous(upper.build(), q, 0.0, sparse(a, n), b, sparse(g, n), h, List.of(cones));
    }

    /** The entries of a dense matrix that are not zero. */
    public static SparseMatrix sparse(double[][] dense, int columns) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(dense.length, columns);
        for (int i = 0; i < dense.length; i++) {
            for (int j = 0; j < columns; j++) {
                if (dense[i][j] != 0.0) {
                    builder.add(i, j, dense[i][j]);
                }
            }
        }
        return builder.build();
    }
}
