package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * Equilibration in the largest norm (Ruiz, A scaling algorithm to equilibrate both rows and columns norms in matrices,
 * 2001): rows and columns of {@code [P C'; C 0]} are divided by the square roots of their largest entries, up to a few
 * times over. Rows of one second-order cone share one factor, for only multiples of the identity map the cone onto
 * itself. Scales are powers of two, so that scaling rounds nothing; sixteenths of binary logarithms are precise enough
 * to find them, and integers take neither roots nor quotients.
 */
final class RuizEquilibration {

    private static final int PASSES = 3;
    /** Logarithms are counted in parts of a power of two, of which there are {@code 1 << BITS}. */
    private static final int BITS = 4;
    /** The largest factor is 2^13, the smallest 2^-13. */
    private static final int LARGEST = 13 << BITS;
    /** Rows and columns whose largest entry has a logarithm below this hold nothing but zeros. */
    private static final int EMPTY = -800 << BITS;

    private static final int BIAS = 1023;
    /** After a pass in which all norms were within a factor of two of 1, another one would change next to nothing. */
    private static final int NEARLY_ONE = 1 << BITS;

    private RuizEquilibration() {}

    /** The binary logarithm of a number, linear between powers of two; far below {@link #EMPTY} for 0. */
    static int logarithm(double value) {
        return ((int) (Double.doubleToRawLongBits(value) >>> (52 - BITS)) & ((1 << (11 + BITS)) - 1)) - (BIAS << BITS);
    }

    /** Computes the scales of a program whose numbers are still unscaled. */
    static void compute(ScaledProgram program) {
        int[] d = program.variableLogarithm;
        int[] e = program.rowLogarithm;
        Arrays.fill(d, 0);
        Arrays.fill(e, 0);
        SparseColumns quadratic = program.quadratic;
        int n = d.length;
        int[] rowNorm = program.rowNorm;
        int[] columnNorm = program.columnNorm;
        for (int pass = 0; pass < PASSES; pass++) {
            Arrays.fill(rowNorm, Integer.MIN_VALUE);
            Arrays.fill(columnNorm, Integer.MIN_VALUE);
            program.matrix.raiseNorms(e, d, rowNorm, columnNorm);
            for (int j = 0; j < n; j++) {
                for (int k = quadratic.start()[j]; k < quadratic.start()[j + 1]; k++) {
                    int i = quadratic.row()[k];
                    int size = logarithm(quadratic.value()[k]) + d[i] + d[j];
                    columnNorm[j] = Math.max(columnNorm[j], size);
                    columnNorm[i] = Math.max(columnNorm[i], size);
                }
            }
            int[] cones = program.structure.coneStart;
            for (int c = 0; c < cones.length - 1; c++) {
                int largest = Integer.MIN_VALUE;
                for (int i = cones[c]; i < cones[c + 1]; i++) {
                    largest = Math.max(largest, rowNorm[i]);
                }
                Arrays.fill(rowNorm, cones[c], cones[c + 1], largest);
            }
            int off = Math.max(update(d, columnNorm), update(e, rowNorm));
            if (off <= NEARLY_ONE) {
                break;
            }
        }
        raise(d, program.variableScale);
        raise(e, program.rowScale);
        double largestCost = 0.0;
        for (int j = 0; j < n; j++) {
            largestCost = Math.max(largestCost, Math.abs(program.cost[j]) * program.variableScale[j]);
        }
        program.costScale = largestCost > 0.0 ? Math.scalb(1.0, -Math.getExponent(largestCost * Math.sqrt(2.0))) : 1.0;
    }

    /** Divides by the roots of the norms; returns the largest of their logarithms, either way. */
    private static int update(int[] logarithm, int[] norm) {
        int largest = 0;
        for (int i = 0; i < logarithm.length; i++) {
            if (norm[i] > EMPTY) {
                logarithm[i] = Math.min(LARGEST, Math.max(-LARGEST, logarithm[i] - (norm[i] >> 1)));
                largest = Math.max(largest, Math.abs(norm[i]));
            }
        }
        return largest;
    }

    /** The nearest powers of two. */
    private static void raise(int[] logarithm, double[] scale) {
        int half = 1 << (BITS - 1);
        for (int i = 0; i < scale.length; i++) {
            scale[i] = Double.longBitsToDouble((long) (BIAS + ((logarithm[i] + half) >> BITS)) << 52);
        }
    }
}
