package org.flexopf.solver.interiorpoint.internal;

/** A search direction: steps of x, of the multipliers v = (y, z) and of the slack s, and the latter two in scaled coordinates. */
final class Direction {

    final double[] x;
    final double[] v;
    final double[] s;
    /** {@code W^-1 ds} and {@code W dz}. */
    final double[] scaledS;
    final double[] scaledZ;
    double tau;
    double kappa;

    Direction(int variables, int rows) {
        x = new double[variables];
        v = new double[rows];
        s = new double[rows];
        scaledS = new double[rows];
        scaledZ = new double[rows];
    }

    /** Adds a multiple of another direction. */
    void add(double factor, Direction other) {
        for (int j = 0; j < x.length; j++) {
            x[j] += factor * other.x[j];
        }
        for (int i = 0; i < v.length; i++) {
            v[i] += factor * other.v[i];
            s[i] += factor * other.s[i];
            scaledS[i] += factor * other.scaledS[i];
            scaledZ[i] += factor * other.scaledZ[i];
        }
        tau += factor * other.tau;
        kappa += factor * other.kappa;
    }
}
