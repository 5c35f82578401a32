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

    /**
     * Recovers the steps of x, v and s from the nodes and the scaled parts.
     *
     * @param nodeRows the rows before it have their multipliers among the nodes
     * @param rv       right side of {@code C dx + ds = r_v}
     */
    void recover(ScaledProgram program, ConeProduct cones, int nodeRows, double[] rv) {
        ProgramStructure structure = program.structure;
        for (int j = 0; j < x.length; j++) {
            x[j] = nodes[structure.variableNode[j]];
        }
        cones.divide(scaledZ, v);
        for (int i = 0; i < nodeRows; i++) {
            v[i] = nodes[structure.rowNode[i]];
        }
        // On the orthant the scaled step is relatively exact, so that a slack that may shrink to nothing stays positive. On second-order cones, where scaling back
        // would lose the small eigenvalue, the step follows from x.
        for (int i = structure.equalities; i < structure.linearEnd; i++) {
            s[i] = cones.w[i] * scaledS[i];
        }
        program.matrix.multiply(structure.linearEnd, structure.rows, x, s);
        for (int i = structure.linearEnd; i < structure.rows; i++) {
            s[i] = rv[i] - s[i];
        }
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
