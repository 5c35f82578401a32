package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The system with the cones condensed: with ds and dz eliminated, what is factored is {@code [H + 10^-4 delta I, A'; A,
 * -delta I]} with {@code H = P + G' W^-2 G}. Condensing the cones keeps near-degenerate ones (whose W^2 spans twenty
 * orders of magnitude) out of the pivots, and halves the fill. Long orthant rows stay explicit, with {@code -W^2} on
 * the diagonal. The regularisation delta is undone by iterative refinement.
 */
final class CondensedKktSystem implements KktSystem {

    private static final double REGULARISATION = 1e-9;
    private static final double REGULARISATION_GROWTH = 100.0;
    /** From here on refinement feels it: a step too far costs more, in every later direction, than it saves factors. */
    private static final double STRONG_REGULARISATION = 1e-7;

    private static final double LATE_GROWTH = 10.0;
    private static final double LARGEST_REGULARISATION = 1e-5;

    private final ProgramStructure structure;
    private final ConeProduct cones;
    private final LdlFactorization factorization;

    private final CondensedMatrix condensedMatrix;
    private final Crew.Task factoring = this::factorRegion;
    /** C with nodes for columns, as the regions of their rows see them. */
    private final SparseRows nodeRows;

    /** Room for one part of the cone rows in each region. */
    private final double[][] room;

    private final boolean isSmall;
    private final byte[] sign;
    /** delta. */
    private double regularisation;

    CondensedKktSystem(ScaledProgram program, ConeProduct cones) {
        this.structure = program.structure;
        this.cones = cones;
        sign = new byte[structure.factor.nodes()];
        Arrays.fill(sign, (byte) 1);
        for (int node : structure.rowNode) {
            sign[node] = -1;
        }
        factorization = new LdlFactorization(structure.factor, sign);
        nodeRows = program.matrix.renamed(structure.nodeOfEntry);
        condensedMatrix = new CondensedMatrix(program, cones, factorization, sign, nodeRows);
        // More than is used, so that no two threads write to one line of the cache.
        room = new double[structure.regions()][cones.largestPart() + 16];
        isSmall = structure.rows <= IterationLoop.SMALL;
    }

    /** The number of entries of the factor. */
    int factorEntries() {
        return factorization.entries();
    }

    /** The entries of the factor below the diagonal, per column. */
    double entriesPerColumn() {
        return (double) factorEntries() / Math.max(1, sign.length);
    }

    @Override
    public double regularisation() {
        return regularisation;
    }

    @Override
    public boolean isStronglyRegularised() {
        return regularisation > 2.0 * STRONG_REGULARISATION;
    }

    @Override
    public int replacedPivots() {
        return factorization.replacedPivots();
    }

    /** Takes over new numbers of the program. */
    void load() {
        condensedMatrix.load();
        reset();
    }

    @Override
    public void reset() {
        regularisation = REGULARISATION;
    }

    /**
     * Where pivots lose their sign to rounding, the regularisation is raised, and stays so for the iterations to come:
     * refinement makes up for it as long as the factors are sound.
     */
    @Override
    public boolean factor() {
        for (; ; ) {
            structure.crew.run(factoring);
            factorization.addCopies();
            factorization.factor(structure.factor.trunk());
            boolean finite = factorization.isFinite();
            if ((finite && factorization.replacedPivots() == 0) || regularisation >= LARGEST_REGULARISATION) {
                return finite;
            }
            regularisation *=
                    isSmall || regularisation < 0.5 * STRONG_REGULARISATION ? REGULARISATION_GROWTH : LATE_GROWTH;
        }
    }

    /** The trunk is factored when all domains are. */
    private void factorRegion(int region) {
        condensedMatrix.assemble(region, regularisation);
        if (region < structure.factor.trunk()) {
            factorization.factor(region);
        }
    }

    @Override
    public void begin(int region, double[] rx, double[] rv, Direction out) {
        begin(region, out);
        for (int j = structure.variableStart(region); j < structure.variableStart(region + 1); j++) {
            out.nodes[structure.variableNode[j]] = rx[j];
        }
        for (int i = structure.equalityStart(region); i < structure.equalityStart(region + 1); i++) {
            out.nodes[structure.rowNode[i]] = rv[i];
        }
    }

    @Override
    public void begin(int region, Direction out) {
        Arrays.fill(out.nodes, structure.factor.regionStart[region], structure.factor.regionStart[region + 1], 0.0);
    }

    /** The right side of the condensed system on variables is {@code r_x - G' W^-1 f}. */
    @Override
    public void spread(int region, ConePart part, Direction out) {
        double[] f = out.scaledZ;
        if (isExplicit(part)) {
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                out.nodes[structure.rowNode[i]] = -cones.scaling.w[i] * f[i];
            }
            return;
        }
        part.divide(-1.0, f, room[region], part.rowBegin());
        nodeRows.addTransposed(part.rowBegin(), part.rowEnd(), room[region], part.rowBegin(), out.nodes);
    }

    @Override
    public void reduce(int region, Direction out) {
        if (region < structure.factor.trunk()) {
            factorization.reduce(region, out.nodes);
        }
    }

    @Override
    public void solveTrunk(Direction out) {
        factorization.solveTrunk(out.nodes);
    }

    @Override
    public void expand(int region, Direction out) {
        if (region < structure.factor.trunk()) {
            factorization.expand(region, out.nodes);
        }
    }

    @Override
    public void gather(int region, ConePart part, Direction out) {
        double[] product = room[region];
        if (isExplicit(part)) {
            double[] w = cones.scaling.w;
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                product[i - part.rowBegin()] = w[i] * (w[i] * out.nodes[structure.rowNode[i]] - out.scaledZ[i]);
            }
        } else {
            nodeRows.multiply(part.rowBegin(), part.rowEnd(), out.nodes, product, part.rowBegin());
        }
        part.read(product, part.rowBegin(), out.scaledS, out.scaledZ);
    }

    /** Whether the rows of a part are nodes of their own; all are or none. */
    private boolean isExplicit(ConePart part) {
        return part.rowBegin() < structure.explicitEnd;
    }

    @Override
    public int nodeRows() {
        return structure.explicitEnd;
    }

    @Override
    public int inexactRows() {
        return structure.explicitEnd;
    }
}
