package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * The system with the cone rows explicit and scaled, in the unknowns (dx, dy, u = W dz): the symmetric matrix is
 * {@link ExplicitMatrix}, and what is factored is {@code E K E + diag(delta, -delta, -delta)} with a diagonal E that
 * equilibrates it. No factor ever sees W squared, and iterative refinement runs on all rows, against the matrix without
 * its regularisation, so that directions stay right where the condensed form has lost its digits: flat optimal faces,
 * unbounded multipliers, certificates. The price is a factor several times as large, and refinement for every right
 * side.
 */
final class ExplicitKktSystem implements KktSystem {

    private static final double REGULARISATION = 1e-9;
    private static final double REGULARISATION_GROWTH = 10.0;
    private static final double LARGEST_REGULARISATION = 1e-6;
    private static final int EQUILIBRATION_PASSES = 6;
    private static final int REFINEMENTS = 8;
    /** Refinement is done when what is left is rounding. */
    private static final double ROUNDING = 1e-15;

    private final ProgramStructure structure;
    private final ConeProduct cones;
    private final ExplicitMatrix matrix;
    private final LdlFactorization factorization;
    /** Where each node stands in the factor, and where each entry of the matrix goes. */
    private final int[] position;

    private final int[] place;
    private final double[] scale;
    private final double[] norm;
    private final double[] rightSide;
    private final double[] solution;
    private final double[] best;
    private final double[] residual;
    private final double[] permuted;
    private double regularisation;

    ExplicitKktSystem(ScaledProgram program, ConeProduct cones) {
        this.structure = program.structure;
        this.cones = cones;
        matrix = new ExplicitMatrix(program, cones);
        int nodes = matrix.sign.length;
        int[] start = new int[nodes + 1];
        int[] neighbour = neighbours(start);
        Elimination elimination = Elimination.of(start, neighbour);
        FactorLayout factor = FactorLayout.of(elimination, Domains.whole(elimination));
        position = factor.place;
        byte[] sign = new byte[nodes];
        for (int k = 0; k < nodes; k++) {
            sign[k] = matrix.sign[factor.order[k]];
        }
        factorization = new LdlFactorization(factor, sign);
        place = new int[matrix.row.length];
        for (int k = 0; k < place.length; k++) {
            place[k] = factorization.place(position[matrix.row[k]], position[matrix.column[k]]);
        }
        scale = new double[nodes];
        norm = new double[nodes];
        rightSide = new double[nodes];
        solution = new double[nodes];
        best = new double[nodes];
        residual = new double[nodes];
        permuted = new double[nodes];
    }

    /** The graph of the matrix, its starts written to an array. */
    private int[] neighbours(int[] start) {
        for (int k = 0; k < matrix.row.length; k++) {
            start[matrix.row[k] + 1]++;
            start[matrix.column[k] + 1]++;
        }
        for (int i = 0; i < start.length - 1; i++) {
            start[i + 1] += start[i];
        }
        int[] next = start.clone();
        int[] neighbour = new int[2 * matrix.row.length];
        for (int k = 0; k < matrix.row.length; k++) {
            neighbour[next[matrix.row[k]]++] = matrix.column[k];
            neighbour[next[matrix.column[k]]++] = matrix.row[k];
        }
        return neighbour;
    }

    @Override
    public double regularisation() {
        return regularisation;
    }

    /** Its own refinement undoes it, before anybody else refines. */
    @Override
    public boolean isStronglyRegularised() {
        return false;
    }

    @Override
    public int replacedPivots() {
        return factorization.replacedPivots();
    }

    /** Every factorisation starts with the least regularisation. */
    @Override
    public void reset() {
        regularisation = REGULARISATION;
    }

    @Override
    public boolean factor() {
        matrix.assemble();
        equilibrate();
        for (reset(); ; regularisation *= REGULARISATION_GROWTH) {
            write();
            factorization.factor(0);
            boolean finite = factorization.isFinite();
            if ((finite && factorization.replacedPivots() == 0) || regularisation >= LARGEST_REGULARISATION) {
                return finite;
            }
        }
    }

    /** Ruiz's equilibration in the largest norm, by powers of two. */
    private void equilibrate() {
        Arrays.fill(scale, 1.0);
        for (int pass = 0; pass < EQUILIBRATION_PASSES; pass++) {
            for (int i = 0; i < norm.length; i++) {
                norm[i] = Math.abs(matrix.diagonal[i]) * scale[i] * scale[i];
            }
            for (int k = 0; k < place.length; k++) {
                int i = matrix.row[k];
                int j = matrix.column[k];
                double size = Math.abs(matrix.value[k]) * scale[i] * scale[j];
                norm[i] = Math.max(norm[i], size);
                norm[j] = Math.max(norm[j], size);
            }
            for (int i = 0; i < norm.length; i++) {
                if (norm[i] > 0.0) {
                    scale[i] = Math.scalb(scale[i], -Math.getExponent(norm[i]) / 2);
                }
            }
        }
    }

    private void write() {
        double[] values = factorization.values();
        Arrays.fill(values, 0.0);
        for (int k = 0; k < place.length; k++) {
            values[place[k]] = matrix.value[k] * scale[matrix.row[k]] * scale[matrix.column[k]];
        }
        int firstDiagonal = factorization.place(0, 0);
        for (int i = 0; i < scale.length; i++) {
            values[firstDiagonal + position[i]] =
                    matrix.diagonal[i] * scale[i] * scale[i] + matrix.sign[i] * regularisation;
        }
    }

    @Override
    public void begin(int region, double[] rx, double[] rv, Direction out) {
        int variable = structure.variableStart(region);
        System.arraycopy(rx, variable, rightSide, variable, structure.variableStart(region + 1) - variable);
        int row = structure.equalityStart(region);
        System.arraycopy(rv, row, rightSide, structure.variables + row, structure.equalityStart(region + 1) - row);
        if (region == structure.factor.trunk()) {
            // Auxiliary nodes belong to no region.
            Arrays.fill(rightSide, structure.variables + structure.rows, rightSide.length, 0.0);
        }
    }

    @Override
    public void begin(int region, Direction out) {
        Arrays.fill(rightSide, structure.variableStart(region), structure.variableStart(region + 1), 0.0);
        Arrays.fill(
                rightSide,
                structure.variables + structure.equalityStart(region),
                structure.variables + structure.equalityStart(region + 1),
                0.0);
        if (region == structure.factor.trunk()) {
            Arrays.fill(rightSide, structure.variables + structure.rows, rightSide.length, 0.0);
        }
    }

    @Override
    public void spread(int region, ConePart part, Direction out) {
        for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
            rightSide[structure.variables + i] = -out.scaledZ[i];
        }
    }

    /** Regions are those of the condensed form: here everything is solved for at once. */
    @Override
    public void reduce(int region, Direction out) {}

    @Override
    public void solveTrunk(Direction out) {
        solveRefined();
        for (int j = 0; j < structure.variables; j++) {
            out.nodes[structure.variableNode[j]] = best[j];
        }
        for (int i = 0; i < structure.equalities; i++) {
            out.nodes[structure.rowNode[i]] = best[structure.variables + i];
        }
        for (int i = structure.equalities; i < structure.explicitEnd; i++) {
            out.nodes[structure.rowNode[i]] = cones.scaling.inverse[i] * best[structure.variables + i];
        }
    }

    @Override
    public void expand(int region, Direction out) {
        structure.factor.setCopies(region, out.nodes);
    }

    @Override
    public void gather(int region, ConePart part, Direction out) {
        for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
            out.scaledS[i] = out.scaledZ[i] - best[structure.variables + i];
            out.scaledZ[i] = best[structure.variables + i];
        }
    }

    @Override
    public int nodeRows() {
        return structure.equalities;
    }

    @Override
    public int inexactRows() {
        return structure.linearEnd;
    }

    /**
     * Solves with the regularised factors, then refines towards the matrix without regularisation; the best solution
     * met is kept.
     */
    private void solveRefined() {
        double size = 0.0;
        for (double entry : rightSide) {
            size = Math.max(size, Math.abs(entry));
        }
        Arrays.fill(solution, 0.0);
        Arrays.fill(best, 0.0);
        System.arraycopy(rightSide, 0, residual, 0, residual.length);
        double bestError = Double.POSITIVE_INFINITY;
        for (int step = 0; step <= REFINEMENTS; step++) {
            for (int i = 0; i < residual.length; i++) {
                permuted[position[i]] = scale[i] * residual[i];
            }
            factorization.solve(permuted);
            for (int i = 0; i < residual.length; i++) {
                solution[i] += scale[i] * permuted[position[i]];
            }
            double error = matrix.residual(rightSide, solution, residual);
            if (error < bestError) {
                bestError = error;
                System.arraycopy(solution, 0, best, 0, best.length);
            }
            if (!(error > ROUNDING * size)) {
                return;
            }
        }
    }
}
