package org.flexopf.solver.interiorpoint.internal;

/**
 * The numbers of the Nesterov-Todd scaling of a product of cones at a pair (s, z) of interior points: the symmetric W
 * with {@code W z = W^-1 s = lambda} (Nesterov and Todd 1997; the formulas of Vandenberghe, The CVXOPT linear and
 * quadratic cone program solvers, 2010).
 *
 * <pre>
 *   orthant:             W = sqrt(s/z)
 *   second-order cone:   W = eta [ w_0  w_1' ; w_1  I + w_1 w_1' / (1 + w_0) ]     with w_0^2 - |w_1|^2 = 1
 *                        W^-2 = eta^-2 (2 (Jw)(Jw)' - J),   J = diag(1, -1, .., -1)
 * </pre>
 *
 * {@link ConePart} computes and applies it.
 */
final class Scaling {

    /** The first row of every second-order cone, and the end of the last one. */
    final int[] start;
    /** sqrt(s/z) on the orthant, the unit vector w on second-order cones. */
    final double[] w;
    /** sqrt(z/s) on the orthant. */
    final double[] inverse;

    final double[] lambda;
    /** 1/lambda on the orthant. */
    final double[] inverseLambda;
    /** eta of every second-order cone, and its inverse. */
    final double[] eta;

    final double[] inverseEta;
    /** 1/(1 + w_0). */
    final double[] share;
    /** 1/lambda_0. */
    final double[] inverseHead;
    /** The determinant of lambda, and its inverse. */
    final double[] determinant;

    final double[] inverseDeterminant;

    Scaling(int linearEnd, int[] start) {
        this.start = start;
        int rows = start[start.length - 1];
        w = new double[rows];
        inverse = new double[linearEnd];
        inverseLambda = new double[linearEnd];
        lambda = new double[rows];
        eta = new double[start.length - 1];
        inverseEta = new double[eta.length];
        share = new double[eta.length];
        inverseHead = new double[eta.length];
        determinant = new double[eta.length];
        inverseDeterminant = new double[eta.length];
    }

    /**
     * Sets the numbers of one second-order cone that do not depend on a row.
     *
     * @param normS the root of the determinant of s, and {@code normZ} that of z
     * @param gamma the root of half of one plus the product of s and z, each divided by its norm
     * @param w0 the head of w
     */
    void set(int cone, double normS, double normZ, double gamma, double w0) {
        double unitS = 1.0 / normS;
        double unitZ = 1.0 / normZ;
        double size = Math.sqrt(normS * normZ);
        int head = start[cone];
        w[head] = w0;
        lambda[head] = size * gamma;
        eta[cone] = size * unitZ;
        inverseEta[cone] = size * unitS;
        share[cone] = 1.0 / (1.0 + w0);
        inverseHead[cone] = 1.0 / (size * gamma);
        determinant[cone] = normS * normZ;
        inverseDeterminant[cone] = unitS * unitZ;
    }
}
