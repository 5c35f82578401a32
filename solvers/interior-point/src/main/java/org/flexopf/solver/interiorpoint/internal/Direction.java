package org.flexopf.solver.interiorpoint.internal;

/**
 * A search direction. It is computed in the nodes of the KKT system and in scaled coordinates, in which corrections are added up;
 * {@link KktSystem#finish} then recovers the steps of x, v and s.
 */
final class Direction {

    /** Steps of x and of the multipliers of explicit rows, in the order of elimination. */
    final double[] nodes;
    /** {@code W^-1 ds} and {@code W dz}. */
    final double[] scaledS;
    final double[] scaledZ;
    final double[] x;
    final double[] v;
    final double[] s;
    double tau;
    double kappa;

    Direction(ProgramStructure structure) {
        nodes = new double[structure.variables + structure.explicitEnd];
        scaledS = new double[structure.rows];
        scaledZ = new double[structure.rows];
        x = new double[structure.variables];
        v = new double[structure.rows];
        s = new double[structure.rows];
    }

    /** Adds a multiple of another direction, as far as it is computed before {@link KktSystem#finish}. */
    void add(double factor, Direction other) {
        addTo(nodes, factor, other.nodes);
        addTo(scaledS, factor, other.scaledS);
        addTo(scaledZ, factor, other.scaledZ);
        tau += factor * other.tau;
        kappa += factor * other.kappa;
    }

    /** Multiplies the same parts by a factor. */
    void scale(double factor) {
        scale(nodes, factor);
        scale(scaledS, factor);
        scale(scaledZ, factor);
        tau *= factor;
        kappa *= factor;
    }

    private static void addTo(double[] target, double factor, double[] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * other[i];
        }
    }

    private static void scale(double[] target, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] *= factor;
        }
    }
}
