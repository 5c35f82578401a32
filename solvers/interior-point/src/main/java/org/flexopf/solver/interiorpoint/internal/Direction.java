package org.flexopf.solver.interiorpoint.internal;

/**
 * A search direction. It is computed in the nodes of the KKT system and in scaled coordinates, in which corrections are
 * added up; {@link #finish} then recovers the steps of x, v and s.
 */
final class Direction {

    /** Steps of x and of the multipliers of explicit rows, in the order of elimination. */
    final double[] nodes;
    /**
     * {@code W^-1 ds} and {@code W dz}; before the system is solved, the f that it asks of their sum stands in the
     * latter.
     */
    final double[] scaledS;

    final double[] scaledZ;
    final double[] x;
    final double[] v;
    /** ds. */
    final double[] s;

    double tau;
    double kappa;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private final Crew crew;
    /** C with nodes for columns. */
    private final SparseRows nodeRows;

    private final Crew.Task reducing = this::reduce;
    private final Crew.Task expanding = this::expand;
    private final Crew.Task finishing = this::finish;
    private final Crew.Task adding = this::add;
    /** What the tasks work on. */
    private KktSystem system;

    private double[] rightX;
    private double[] rightV;
    private double factor;
    private Direction added;

    Direction(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.cones = cones;
        ProgramStructure structure = program.structure;
        crew = structure.crew;
        nodeRows = program.matrix.renamed(structure.nodeOfEntry);
        nodes = new double[structure.factor.nodes()];
        scaledS = new double[structure.rows];
        scaledZ = new double[structure.rows];
        x = new double[structure.variables];
        v = new double[structure.rows];
        s = new double[structure.rows];
    }

    /** Becomes the solution of {@code P dx + C'dv = r_x, C dx + ds = r_v, W^-1 ds + W dz = 0}; still to be finished. */
    void solve(KktSystem kkt, double[] rx, double[] rv) {
        system = kkt;
        rightX = rx;
        rightV = rv;
        tau = 0.0;
        kappa = 0.0;
        crew.run(reducing);
        kkt.solveTrunk(this);
        crew.run(expanding);
    }

    /** Finds x and the multipliers of equalities alone, for a right side with nothing on the cone rows. */
    void solveNodes(KktSystem kkt, double[] rx, double[] rv) {
        for (int region = 0; region < cones.regions(); region++) {
            kkt.begin(region, rx, rv, this);
            kkt.reduce(region, this);
        }
        kkt.solveTrunk(this);
        for (int region = 0; region < cones.regions(); region++) {
            kkt.expand(region, this);
            finishNodes(region);
        }
    }

    private void reduce(int region) {
        system.begin(region, rightX, rightV, this);
        for (ConePart part : cones.parts(region)) {
            part.divide(-1.0, rightV, v, 0);
            System.arraycopy(v, part.rowBegin(), scaledZ, part.rowBegin(), part.rowEnd() - part.rowBegin());
            system.spread(region, part, this);
        }
        system.reduce(region, this);
    }

    private void expand(int region) {
        system.expand(region, this);
        for (ConePart part : cones.parts(region)) {
            system.gather(region, part, this);
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
        system = kkt;
        rightV = rv;
        crew.run(finishing);
    }

    private void finish(int region) {
        finishNodes(region);
        for (ConePart part : cones.parts(region)) {
            finish(part, system, rightV);
        }
    }

    /** The part of {@link #finish} that concerns x and the multipliers of equalities of a region; it comes first. */
    void finishNodes(int region) {
        ProgramStructure structure = program.structure;
        for (int j = structure.variableStart(region); j < structure.variableStart(region + 1); j++) {
            x[j] = nodes[structure.variableNode[j]];
        }
        for (int i = structure.equalityStart(region); i < structure.equalityStart(region + 1); i++) {
            v[i] = nodes[structure.rowNode[i]];
        }
    }

    /** The part of {@link #finish} that concerns one part of the cone rows. */
    void finish(ConePart part, KktSystem kkt, double[] rv) {
        part.divide(1.0, scaledZ, v, 0);
        for (int i = part.rowBegin(); i < Math.min(part.rowEnd(), kkt.nodeRows()); i++) {
            v[i] = nodes[program.structure.rowNode[i]];
        }
        // On the orthant the scaled step is relatively exact, so that a slack that may shrink to nothing stays
        // positive. On second-order cones, where scaling back
        // would lose the small eigenvalue, the step follows from x.
        for (int i = part.rowBegin(); i < part.linearEnd(); i++) {
            s[i] = cones.scaling.w[i] * scaledS[i];
        }
        nodeRows.multiply(part.linearEnd(), part.rowEnd(), nodes, s);
        for (int i = part.linearEnd(); i < part.rowEnd(); i++) {
            s[i] = rv[i] - s[i];
        }
    }

    /** Adds a multiple of another direction, as far as it is computed before {@link #finish}. */
    void add(double multiple, Direction other) {
        factor = multiple;
        added = other;
        crew.run(adding);
        addEmbedding(multiple, other);
    }

    private void add(int region) {
        for (ConePart part : cones.parts(region)) {
            addScaled(part, factor, added);
        }
        addNodes(region, factor, added);
    }

    /** The part of {@link #add} that concerns the scaled steps on one part of the cone rows. */
    void addScaled(ConePart part, double multiple, Direction other) {
        for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
            scaledS[i] += multiple * other.scaledS[i];
            scaledZ[i] += multiple * other.scaledZ[i];
        }
    }

    /** The part of {@link #add} that concerns the nodes of a region. */
    void addNodes(int region, double multiple, Direction other) {
        int end = program.structure.factor.regionStart[region + 1];
        for (int k = program.structure.factor.regionStart[region]; k < end; k++) {
            nodes[k] += multiple * other.nodes[k];
        }
    }

    /** Becomes a share of itself and the rest of another direction, as {@link #add} does, in a region. */
    void mix(int region, double share, Direction other) {
        for (ConePart part : cones.parts(region)) {
            mix(scaledS, other.scaledS, share, part.rowBegin(), part.rowEnd());
            mix(scaledZ, other.scaledZ, share, part.rowBegin(), part.rowEnd());
        }
        int[] start = program.structure.factor.regionStart;
        mix(nodes, other.nodes, share, start[region], start[region + 1]);
    }

    private static void mix(double[] vector, double[] other, double share, int begin, int end) {
        for (int i = begin; i < end; i++) {
            vector[i] = share * vector[i] + (1.0 - share) * other[i];
        }
    }

    /** The part of {@link #add} that concerns tau and kappa. */
    void addEmbedding(double multiple, Direction other) {
        tau += multiple * other.tau;
        kappa += multiple * other.kappa;
    }
}
