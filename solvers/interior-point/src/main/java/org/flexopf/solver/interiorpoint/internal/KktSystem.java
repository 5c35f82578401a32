package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The linear system of every search direction,
 *
 * <pre>
 *   P dx + C'dv     = r_x
 *   A dx            = r_v    on equalities
 *   G dx + ds       = r_v    on cone rows
 *   W^-1 ds + W dz  = f
 * </pre>
 *
 * in condensed form: with ds and dz eliminated, what is factored is {@code [H + 10^-4 delta I, A'; A, -delta I]} with {@code H = P + G' W^-2 G}. Condensing the cones
 * keeps near-degenerate ones (whose W^2 spans twenty orders of magnitude) out of the pivots, and halves the fill. Long orthant rows stay explicit, with
 * {@code -W^2} on the diagonal. The regularisation delta is undone by iterative refinement.
 */
final class KktSystem {

    static final double REGULARISATION = 1e-9;
    /** The share of delta that variables get: a variable that nothing pins down must still be able to move. */
    private static final double VARIABLE_SHARE = 1e-4;
    private static final double REGULARISATION_GROWTH = 100.0;
    private static final double LARGEST_REGULARISATION = 1e-5;

    private final ScaledProgram program;
    private final ProgramStructure structure;
    private final ConeProduct cones;
    private final LdlFactorization factorization;

    /** The part of the KKT values that does not depend on the scaling: P and the explicit rows. */
    private final double[] fixedValues;
    private final int[] quadraticPlace;
    private final int[] explicitPlace;
    /** Where the products of the entries of condensed orthant rows go, pair by pair. */
    private final int[] rowPairPlace;
    /** The variables of each second-order cone: where they start, which entries of C by columns they have there, and where pairs of them go. */
    private final int[] memberStart;
    private final int[] memberEntry;
    private final int[] memberEntryEnd;
    private final int[] conePairPlace;
    /** {@code (G_c' J G_c)} of every pair of variables of every second-order cone. */
    private final double[] conePairConstant;

    /** The node of each entry of the condensed rows. */
    private final int[] nodeOfEntry;
    private final double[] gradient;
    private final double[] condensed;
    private final double[] residualX;
    private final double[] residualV;
    private final double[] zeroRows;
    private final Direction correction;
    private final byte[] sign;
    /** delta. */
    private double regularisation;

    KktSystem(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.structure = program.structure;
        this.cones = cones;
        int nodes = structure.variables + structure.explicitEnd;
        sign = new byte[nodes];
        Arrays.fill(sign, (byte) 1);
        for (int node : structure.rowNode) {
            sign[node] = -1;
        }
        factorization = new LdlFactorization(structure.factor.start(), structure.factor.row(), sign);
        fixedValues = new double[factorization.values().length];
        condensed = new double[structure.rows];
        residualX = new double[structure.variables];
        residualV = new double[structure.rows];
        zeroRows = new double[structure.rows];
        correction = new Direction(structure);

        SparseColumns p = program.quadratic;
        quadraticPlace = new int[p.entries()];
        for (int j = 0; j < structure.variables; j++) {
            for (int k = p.start()[j]; k < p.start()[j + 1]; k++) {
                quadraticPlace[k] = factorization.place(structure.variableNode[j], structure.variableNode[p.row()[k]]);
            }
        }
        SparseColumns rows = program.rowForm;
        explicitPlace = new int[rows.start()[structure.explicitEnd]];
        for (int i = 0; i < structure.explicitEnd; i++) {
            for (int k = rows.start()[i]; k < rows.start()[i + 1]; k++) {
                explicitPlace[k] = factorization.place(structure.rowNode[i], structure.variableNode[rows.row()[k]]);
            }
        }
        rowPairPlace = rowPairs(rows);
        int firstCondensed = rows.start()[structure.explicitEnd];
        nodeOfEntry = new int[rows.entries() - firstCondensed];
        for (int k = firstCondensed; k < rows.entries(); k++) {
            nodeOfEntry[k - firstCondensed] = structure.variableNode[rows.row()[k]];
        }

        int[] coneStart = structure.coneStart;
        int coneCount = coneStart.length - 1;
        memberStart = new int[coneCount + 1];
        IntList members = new IntList();
        IntList memberEnds = new IntList();
        IntList pairs = new IntList();
        int widest = 0;
        SparseColumns columns = program.columns;
        int[] lastCone = new int[structure.variables];
        Arrays.fill(lastCone, -1);
        int[] cursor = new int[structure.variables];
        int[] variables = new int[16];
        for (int c = 0; c < coneCount; c++) {
            int count = 0;
            for (int t = rows.start()[coneStart[c]]; t < rows.start()[coneStart[c + 1]]; t++) {
                int j = rows.row()[t];
                if (lastCone[j] != c) {
                    lastCone[j] = c;
                    if (count == variables.length) {
                        variables = Arrays.copyOf(variables, 2 * count);
                    }
                    variables[count++] = j;
                }
            }
            Arrays.sort(variables, 0, count);
            widest = Math.max(widest, count);
            for (int a = 0; a < count; a++) {
                int j = variables[a];
                // The cones come in row order and rows increase within a column: the search goes on where the last cone ended.
                int k = Math.max(cursor[j], columns.start()[j]);
                while (columns.row()[k] < coneStart[c]) {
                    k++;
                }
                members.add(k);
                while (k < columns.start()[j + 1] && columns.row()[k] < coneStart[c + 1]) {
                    k++;
                }
                memberEnds.add(k);
                cursor[j] = k;
                for (int b = 0; b <= a; b++) {
                    pairs.add(factorization.place(structure.variableNode[j], structure.variableNode[variables[b]]));
                }
            }
            memberStart[c + 1] = members.size();
        }
        memberEntry = members.toArray();
        memberEntryEnd = memberEnds.toArray();
        conePairPlace = pairs.toArray();
        conePairConstant = new double[conePairPlace.length];
        gradient = new double[widest];
    }

    private int[] rowPairs(SparseColumns rows) {
        IntList places = new IntList();
        for (int i = structure.explicitEnd; i < structure.linearEnd; i++) {
            for (int k = rows.start()[i]; k < rows.start()[i + 1]; k++) {
                for (int t = rows.start()[i]; t <= k; t++) {
                    places.add(factorization.place(structure.variableNode[rows.row()[k]], structure.variableNode[rows.row()[t]]));
                }
            }
        }
        return places.toArray();
    }

    /** The number of entries of the factor. */
    int factorEntries() {
        return factorization.entries();
    }

    double regularisation() {
        return regularisation;
    }

    int replacedPivots() {
        return factorization.replacedPivots();
    }

    /** Takes over new numbers of the program. */
    void load() {
        Arrays.fill(fixedValues, 0.0);
        for (int k = 0; k < quadraticPlace.length; k++) {
            fixedValues[quadraticPlace[k]] += program.quadratic.value()[k];
        }
        for (int k = 0; k < explicitPlace.length; k++) {
            fixedValues[explicitPlace[k]] += program.rowForm.value()[k];
        }
        setRegularisation(REGULARISATION);
        double[] value = program.columns.value();
        int[] row = program.columns.row();
        int pair = 0;
        for (int c = 0; c < memberStart.length - 1; c++) {
            int head = structure.coneStart[c];
            for (int a = memberStart[c]; a < memberStart[c + 1]; a++) {
                for (int b = memberStart[c]; b <= a; b++) {
                    double sum = 0.0;
                    int k = memberEntry[a];
                    int t = memberEntry[b];
                    while (k < memberEntryEnd[a] && t < memberEntryEnd[b]) {
                        if (row[k] < row[t]) {
                            k++;
                        } else if (row[k] > row[t]) {
                            t++;
                        } else {
                            double product = value[k++] * value[t];
                            sum += row[t++] == head ? product : -product;
                        }
                    }
                    conePairConstant[pair++] = sum;
                }
            }
        }
    }

    /** Takes back what {@link #factor} has raised; every lane starts afresh. */
    void setRegularisation(double delta) {
        regularisation = delta;
    }

    /**
     * Assembles and factors the matrix at the present scaling. Where pivots lose their sign to rounding, the regularisation is raised, and stays so for the iterations to come:
     * refinement makes up for it as long as the factors are sound. Returns whether all numbers are finite.
     */
    boolean factor() {
        for (;;) {
            assemble();
            boolean finite = factorization.factor();
            if ((finite && factorization.replacedPivots() == 0) || regularisation >= LARGEST_REGULARISATION) {
                return finite;
            }
            regularisation *= REGULARISATION_GROWTH;
        }
    }

    private void assemble() {
        double[] target = factorization.values();
        System.arraycopy(fixedValues, 0, target, 0, target.length);
        int diagonal = factorization.place(0, 0);
        for (int node = 0; node < sign.length; node++) {
            target[diagonal + node] += sign[node] > 0 ? VARIABLE_SHARE * regularisation : -regularisation;
        }
        for (int i = structure.equalities; i < structure.explicitEnd; i++) {
            target[factorization.place(structure.rowNode[i], structure.rowNode[i])] -= cones.w[i] * cones.w[i];
        }
        SparseColumns rows = program.rowForm;
        int pair = 0;
        for (int i = structure.explicitEnd; i < structure.linearEnd; i++) {
            double inverseSquare = 1.0 / (cones.w[i] * cones.w[i]);
            int begin = rows.start()[i];
            int end = rows.start()[i + 1];
            for (int k = begin; k < end; k++) {
                double scaled = rows.value()[k] * inverseSquare;
                for (int t = begin; t <= k; t++) {
                    target[rowPairPlace[pair++]] += scaled * rows.value()[t];
                }
            }
        }
        assembleSecondOrderCones(target);
    }

    /** {@code G_c' W^-2 G_c = eta^-2 (2 g g' - G_c' J G_c)} with {@code g = G_c' J w}. */
    private void assembleSecondOrderCones(double[] target) {
        double[] value = program.columns.value();
        int[] row = program.columns.row();
        double[] w = cones.w;
        int pair = 0;
        for (int c = 0; c < memberStart.length - 1; c++) {
            int head = structure.coneStart[c];
            int begin = memberStart[c];
            int end = memberStart[c + 1];
            double inverseSquare = 1.0 / (cones.eta[c] * cones.eta[c]);
            for (int a = begin; a < end; a++) {
                double sum = 0.0;
                for (int k = memberEntry[a]; k < memberEntryEnd[a]; k++) {
                    double product = value[k] * w[row[k]];
                    sum += row[k] == head ? product : -product;
                }
                gradient[a - begin] = sum;
            }
            for (int a = 0; a < end - begin; a++) {
                double twice = 2.0 * gradient[a];
                for (int b = 0; b <= a; b++) {
                    target[conePairPlace[pair]] += inverseSquare * (twice * gradient[b] - conePairConstant[pair]);
                    pair++;
                }
            }
        }
    }

    /** Solves the system, without refinement, for the nodes and the scaled parts of a direction. */
    void solve(double[] rx, double[] rv, double[] f, Direction out) {
        // Right side of the condensed system: r_x + G' W^-1 (W^-1 r_v - f).
        cones.condense(rv, f, condensed);
        for (int j = 0; j < rx.length; j++) {
            out.nodes[structure.variableNode[j]] = rx[j];
        }
        for (int i = 0; i < structure.explicitEnd; i++) {
            out.nodes[structure.rowNode[i]] = i < structure.equalities ? rv[i] : rv[i] - cones.w[i] * f[i];
        }
        backsolve(out.nodes);
        for (int i = structure.explicitEnd; i < structure.rows; i++) {
            out.s[i] = rv[i] - rowDotNodes(i, out.nodes);
        }
        scaleParts(f, out);
    }

    /** Solves the system with {@code r_x = 0, r_v = 0}. */
    void solve(double[] f, Direction out) {
        cones.condense(f, condensed);
        Arrays.fill(out.nodes, 0.0);
        for (int i = structure.equalities; i < structure.explicitEnd; i++) {
            out.nodes[structure.rowNode[i]] = -cones.w[i] * f[i];
        }
        backsolve(out.nodes);
        for (int i = structure.explicitEnd; i < structure.rows; i++) {
            out.s[i] = -rowDotNodes(i, out.nodes);
        }
        scaleParts(f, out);
    }

    /** Adds {@code G'} times the condensed right side to the nodes and solves. */
    private void backsolve(double[] nodes) {
        int[] start = program.rowForm.start();
        double[] value = program.rowForm.value();
        int k = start[structure.explicitEnd];
        int first = k;
        for (int i = structure.explicitEnd; i < structure.rows; i++) {
            double t = condensed[i];
            for (int end = start[i + 1]; k < end; k++) {
                nodes[nodeOfEntry[k - first]] += value[k] * t;
            }
        }
        factorization.solve(nodes);
    }

    private double rowDotNodes(int i, double[] nodes) {
        int[] start = program.rowForm.start();
        double[] value = program.rowForm.value();
        int first = start[structure.explicitEnd];
        double sum = 0.0;
        for (int k = start[i], end = start[i + 1]; k < end; k++) {
            sum += value[k] * nodes[nodeOfEntry[k - first]];
        }
        return sum;
    }

    private void scaleParts(double[] f, Direction out) {
        out.tau = 0.0;
        out.kappa = 0.0;
        for (int i = structure.equalities; i < structure.explicitEnd; i++) {
            out.s[i] = cones.w[i] * (f[i] - cones.w[i] * out.nodes[structure.rowNode[i]]);
        }
        cones.split(out.s, f, out.scaledS, out.scaledZ);
    }

    /** Recovers the steps of x, v and s. */
    void finish(double[] rv, Direction out) {
        for (int j = 0; j < out.x.length; j++) {
            out.x[j] = out.nodes[structure.variableNode[j]];
        }
        cones.divide(out.scaledZ, out.v);
        for (int i = 0; i < structure.explicitEnd; i++) {
            out.v[i] = out.nodes[structure.rowNode[i]];
        }
        // On the orthant the scaled step is relatively exact, so that a slack that may shrink to nothing stays positive. On second-order cones, where scaling back
        // would lose the small eigenvalue, the step follows from x.
        for (int i = structure.equalities; i < structure.linearEnd; i++) {
            out.s[i] = cones.w[i] * out.scaledS[i];
        }
        for (int i = structure.linearEnd; i < structure.rows; i++) {
            out.s[i] = rv[i] - program.rowForm.columnDot(i, out.x);
        }
    }

    /**
     * Refines a finished direction until its residuals are below a bound in the largest norm, or stop shrinking.
     *
     * @return whether the direction has changed
     */
    boolean refine(double[] rx, double[] rv, Direction solution, double boundX, double boundV, int maxSteps) {
        double previous = Double.POSITIVE_INFINITY;
        for (int step = 0;; step++) {
            double error = residual(rx, rv, solution, boundX, boundV);
            if (step > 0 && !(error < previous)) {
                solution.add(-1.0, correction);
                finish(rv, solution);
                return step > 1;
            }
            if (error <= 1.0 || step >= maxSteps) {
                return step > 0;
            }
            previous = error;
            solve(residualX, residualV, zeroRows, correction);
            solution.add(1.0, correction);
            finish(rv, solution);
        }
    }

    /** The residuals of the first two equations, whose largest entries relative to bounds are returned; the others hold by construction. */
    private double residual(double[] rx, double[] rv, Direction solution, double boundX, double boundV) {
        double errorX = 0.0;
        program.multiplyQuadratic(solution.x, residualX);
        for (int j = 0; j < structure.variables; j++) {
            residualX[j] = rx[j] - residualX[j] - program.columns.columnDot(j, solution.v);
            errorX = Math.max(errorX, Math.abs(residualX[j]));
        }
        double errorV = 0.0;
        for (int i = 0; i < structure.explicitEnd; i++) {
            residualV[i] = rv[i] - solution.s[i] - program.rowForm.columnDot(i, solution.x);
            errorV = Math.max(errorV, Math.abs(residualV[i]));
        }
        return Math.max(errorX / boundX, errorV / boundV);
    }
}
