package org.flexopf.solver.interiorpoint.internal;

/** A point of the method: x, the multipliers v = (y, z), the slack s (zero on equalities), and tau and kappa of the homogeneous embedding (1 and 0 without it). */
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

    void copyFrom(Iterate other) {
        System.arraycopy(other.x, 0, x, 0, x.length);
        System.arraycopy(other.v, 0, v, 0, v.length);
        System.arraycopy(other.s, 0, s, 0, s.length);
        tau = other.tau;
        kappa = other.kappa;
    }

    /** Moves along a direction, (x, s) by one step and the multipliers by another. */
    void advance(Direction direction, double primalStep, double dualStep) {
        for (int j = 0; j < x.length; j++) {
            x[j] += primalStep * direction.x[j];
        }
        for (int i = 0; i < v.length; i++) {
            s[i] += primalStep * direction.s[i];
            v[i] += dualStep * direction.v[i];
        }
        tau += primalStep * direction.tau;
        kappa += primalStep * direction.kappa;
    }
}
