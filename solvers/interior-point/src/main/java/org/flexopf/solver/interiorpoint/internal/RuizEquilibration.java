package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * Equilibration in the largest norm (Ruiz, A scaling algorithm to equilibrate both rows and columns norms in matrices, 2001): rows and columns of
 * {@code [P C'; C 0]} are divided by the square roots of their largest entries, a few times over. Rows of one second-order cone share one factor, for only multiples of
 * the identity map the cone onto itself. Scales are powers of two, so that scaling rounds nothing.
 */
final class RuizEquilibration {

    private static final int PASSES = 3;
    private static final double SMALLEST = 1e-4;
    private static final double LARGEST = 1e4;

    private RuizEquilibration() {
    }

    /** Computes the scales of a program whose numbers are still unscaled. */
    static void compute(ScaledProgram program) {
        double[] d = program.variableScale;
        double[] e = program.rowScale;
        Arrays.fill(d, 1.0);
        Arrays.fill(e, 1.0);
        SparseColumns quadratic = program.quadratic;
        int n = d.length;
        double[] rowNorm = program.rowNorm;
        double[] columnNorm = program.columnNorm;
        for (int pass = 0; pass < PASSES; pass++) {
            Arrays.fill(rowNorm, 0.0);
            Arrays.fill(columnNorm, 0.0);
            program.matrix.norms(e, d, rowNorm, columnNorm);
            for (int j = 0; j < n; j++) {
                for (int k = quadratic.start()[j]; k < quadratic.start()[j + 1]; k++) {
                    int i = quadratic.row()[k];
                    double size = Math.abs(quadratic.value()[k]) * d[i] * d[j];
                    columnNorm[j] = Math.max(columnNorm[j], size);
                    columnNorm[i] = Math.max(columnNorm[i], size);
                }
            }
            int[] cones = program.structure.coneStart;
            for (int c = 0; c < cones.length - 1; c++) {
                double largest = 0.0;
                for (int i = cones[c]; i < cones[c + 1]; i++) {
                    largest = Math.max(largest, rowNorm[i]);
                }
                Arrays.fill(rowNorm, cones[c], cones[c + 1], largest);
            }
            update(d, columnNorm);
            update(e, rowNorm);
        }
        roundToPowersOfTwo(d);
        roundToPowersOfTwo(e);
        double largestCost = 0.0;
        for (int j = 0; j < n; j++) {
            largestCost = Math.max(largestCost, Math.abs(program.cost[j]) * d[j]);
        }
        program.costScale = largestCost > 0.0 ? powerOfTwo(1.0 / largestCost) : 1.0;
    }

    private static void update(double[] scale, double[] norm) {
        for (int i = 0; i < scale.length; i++) {
            if (norm[i] > 0.0) {
                scale[i] = Math.min(LARGEST, Math.max(SMALLEST, scale[i] / Math.sqrt(norm[i])));
            }
        }
    }

    private static void roundToPowersOfTwo(double[] scale) {
        for (int i = 0; i < scale.length; i++) {
            scale[i] = powerOfTwo(scale[i]);
        }
    }

    private static double powerOfTwo(double value) {
        return Math.scalb(1.0, Math.getExponent(value * 1.4142135623730951));
    }
}
