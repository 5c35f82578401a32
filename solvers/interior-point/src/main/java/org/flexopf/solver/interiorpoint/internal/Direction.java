package org.flexopf.solver.interiorpoint.internal;

/**
 * A search direction. It is computed in the nodes of the KKT system and in scaled coordinates, in which corrections are
 * added up; {@link #finish} then recovers the steps of x, v and s.
 */
final class Direction {

    /** Steps of x and of the multipliers of explicit rows, in the order of elimination. */
    final double[] nodes;
    /** {@code W^-1 ds} and {@code W dz}. */
    final double[] scaledS;

    final double[] scaledZ;
    final double[] x;
    final double[] v;
    /** ds; the products {@code G dx} while the system is being solved. */
    final double[] s;

    double tau;
    double kappa;

    private final ScaledProgram program;
    private final ConeProduct cones;

    Direction(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.cones = cones;
        ProgramStructure structure = program.structure;
        nodes = new double[structure.variables + structure.explicitEnd];
        scaledS = new double[structure.rows];
        scaledZ = new double[structure.rows];
        x = new double[structure.variables];
        v = new double[structure.rows];
        s = new double[structure.rows];
    }

    /** Becomes the solution of {@code P dx + C'dv = r_x, C dx + ds = r_v, W^-1 ds + W dz = 0}; still to be finished. */
    void solve(KktSystem kkt, double[] rx, double[] rv) {
        kkt.begin(rx, rv, this);
        for (ConeProduct.Part part : cones.parts()) {
            cones.divideNegative(part, rv, v);
            kkt.spread(part, v, this);
        }
        kkt.sweep(this);
        for (ConeProduct.Part part : cones.parts()) {
            kkt.gather(part, v, this);
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                scaledS[i] -= v[i];
            }
        }
    }

    /**
     * Recovers the steps of x, v and s from the nodes and the scaled parts.
     *
     * @param rv right side of {@code C dx + ds = r_v}
     */
    void finish(KktSystem kkt, double[] rv) {
        finishNodes();
        for (ConeProduct.Part part : cones.parts()) {
            finish(part, kkt, rv);
        }
    }

    /** The part of {@link #finish} that concerns x and the multipliers of equalities; it comes first. */
    void finishNodes() {
        ProgramStructure structure = program.structure;
        for (int j = 0; j < x.length; j++) {
            x[j] = nodes[structure.variableNode[j]];
        }
        for (int i = 0; i < structure.equalities; i++) {
            v[i] = nodes[structure.rowNode[i]];
        }
    }

    /** The part of {@link #finish} that concerns one part of the cone rows. */
    void finish(ConeProduct.Part part, KktSystem kkt, double[] rv) {
        cones.divide(part, scaledZ, v);
        for (int i = part.rowBegin(); i < Math.min(part.rowEnd(), kkt.nodeRows()); i++) {
            v[i] = nodes[program.structure.rowNode[i]];
        }
        // On the orthant the scaled step is relatively exact, so that a slack that may shrink to nothing stays
        // positive. On second-order cones, where scaling back
        // would lose the small eigenvalue, the step follows from x.
        for (int i = part.rowBegin(); i < part.linearEnd(); i++) {
            s[i] = cones.w[i] * scaledS[i];
        }
        program.matrix.multiply(part.linearEnd(), part.rowEnd(), x, s);
        for (int i = part.linearEnd(); i < part.rowEnd(); i++) {
            s[i] = rv[i] - s[i];
        }
    }

    /** Adds a multiple of another direction, as far as it is computed before {@link #finish}. */
    void add(double factor, Direction other) {
        for (ConeProduct.Part part : cones.parts()) {
            addScaled(part, factor, other);
        }
        addRest(factor, other);
    }

    /** The part of {@link #add} that concerns the scaled steps on one part of the cone rows. */
    void addScaled(ConeProduct.Part part, double factor, Direction other) {
        for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
            scaledS[i] += factor * other.scaledS[i];
            scaledZ[i] += factor * other.scaledZ[i];
        }
    }

    /** The part of {@link #add} that {@link #addScaled} leaves. */
    void addRest(double factor, Direction other) {
        for (int k = 0; k < nodes.length; k++) {
            nodes[k] += factor * other.nodes[k];
        }
        tau += factor * other.tau;
        kappa += factor * other.kappa;
    }
}
