package org.flexopf.solver.interiorpoint.internal;

/**
 * A point of the method: x, the multipliers v = (y, z), the slack s (zero on equalities), and tau and kappa of the
 * homogeneous embedding (1 and 0 without it).
 */
final class Iterate {

    final double[] x;
    final double[] v;
    final double[] s;
    double tau = 1.0;
    double kappa;

    Iterate(int variables, int rows) {
        x = new double[variables];
        v = new double[rows];
        s = new double[rows];
    }

    /** Becomes another point. */
    void set(Iterate other) {
        System.arraycopy(other.x, 0, x, 0, x.length);
        System.arraycopy(other.v, 0, v, 0, v.length);
        System.arraycopy(other.s, 0, s, 0, s.length);
        tau = other.tau;
        kappa = other.kappa;
    }

    /** Becomes another point moved along a direction, (x, s) by one step and the multipliers by another. */
    void moveFrom(Iterate other, Direction direction, double primalStep, double dualStep) {
        moveColumnsFrom(other, direction, primalStep, 0, x.length);
        moveEmbeddingFrom(other, direction, primalStep);
        moveRowsFrom(other, direction, primalStep, dualStep, 0, v.length);
    }

    /** The part of {@link #moveFrom} that concerns a range of x. */
    void moveColumnsFrom(Iterate other, Direction direction, double primalStep, int begin, int end) {
        for (int j = begin; j < end; j++) {
            x[j] = other.x[j] + primalStep * direction.x[j];
        }
    }

    /** The part of {@link #moveFrom} that concerns tau and kappa. */
    void moveEmbeddingFrom(Iterate other, Direction direction, double primalStep) {
        tau = other.tau + primalStep * direction.tau;
        kappa = other.kappa + primalStep * direction.kappa;
    }

    /** The part of {@link #moveFrom} that concerns a range of rows. */
    void moveRowsFrom(Iterate other, Direction direction, double primalStep, double dualStep, int begin, int end) {
        for (int i = begin; i < end; i++) {
            s[i] = other.s[i] + primalStep * direction.s[i];
            v[i] = other.v[i] + dualStep * direction.v[i];
        }
    }
}
