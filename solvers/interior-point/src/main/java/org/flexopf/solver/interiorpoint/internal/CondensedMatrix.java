package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The values of the condensed KKT matrix {@code [P + G' W^-2 G + 10^-4 delta I, A'; A, -delta I]}, written straight
 * into the places of its factor. Where everything goes is found once per structure; what does not depend on the scaling
 * is prepared once per program.
 */
final class CondensedMatrix {

    /** The share of delta that variables get: a variable that nothing pins down must still be able to move. */
    private static final double VARIABLE_SHARE = 1e-4;

    private final ScaledProgram program;
    private final ProgramStructure structure;
    private final ConeProduct cones;
    private final LdlFactorization factorization;
    private final byte[] sign;

    /** The part of the values that does not depend on the scaling: P and the explicit rows; and where they go. */
    private final double[] fixedValues;

    private final int[] quadraticPlace;
    private final int[] explicitPlace;
    /**
     * Where the squares of rows with one entry go, and the products of the entries of longer condensed orthant rows,
     * pair by pair.
     */
    private final int[] singlePlace;

    private final int[] longPairPlace;
    /**
     * The entries of second-order cones, cone by cone and row by row: where each stands in the matrix, its row, and
     * which of the variables of its cone it belongs to; and where each cone starts there.
     */
    private final int[] coneEntry;

    private final int[] coneEntryRow;
    private final int[] coneEntryMember;
    private final int[] coneEntryStart;

    /** How many variables each second-order cone has before it; and where pairs of them go. */
    private final int[] memberStart;

    private final int[] pairPlace;
    /** The first pair of the condensed rows and of the cones of each region. */
    private final int[] longPairStart;

    private final int[] pairStart;
    /** {@code (G_c' J G_c)} of every pair of variables of every second-order cone. */
    private final double[] pairConstant;
    /** The two variables of every pair of a cone, in the sequence of its pairs. */
    private final int[] firstOfPair;

    private final int[] secondOfPair;

    /** Room for one cone in each region. */
    private final double[][] gradient;
    /** The program's matrix with nodes for columns. */
    private final SparseRows nodeRows;

    CondensedMatrix(
            ScaledProgram program,
            ConeProduct cones,
            LdlFactorization factorization,
            byte[] sign,
            SparseRows nodeRows) {
        this.nodeRows = nodeRows;
        this.program = program;
        this.structure = program.structure;
        this.cones = cones;
        this.factorization = factorization;
        this.sign = sign;
        fixedValues = new double[factorization.values().length];
        SparseColumns p = program.quadratic;
        quadraticPlace = new int[p.entries()];
        for (int j = 0; j < structure.variables; j++) {
            for (int k = p.start()[j]; k < p.start()[j + 1]; k++) {
                quadraticPlace[k] = place(structure.variableNode[j], structure.variableNode[p.row()[k]]);
            }
        }
        SparseRows matrix = program.matrix;
        explicitPlace = new int[matrix.entriesOf(0, structure.explicitEnd)];
        int next = 0;
        for (int i = 0; i < structure.explicitEnd; i++) {
            for (int k = 0; k < matrix.length(i); k++) {
                explicitPlace[next++] = place(structure.rowNode[i], nodeRows.column[matrix.entry(i, k)]);
            }
        }
        singlePlace = new int[structure.singleEnd - structure.explicitEnd];
        for (int i = structure.explicitEnd; i < structure.singleEnd; i++) {
            int node = nodeRows.column[matrix.entry(i, 0)];
            singlePlace[i - structure.explicitEnd] = factorization.place(node, node);
        }
        longPairStart = new int[structure.regions() + 1];
        longPairPlace = placeLongRows(matrix);

        int coneCount = cones.secondOrderCount();
        memberStart = new int[coneCount + 1];
        coneEntry = new int[matrix.entriesOf(structure.linearEnd, structure.rows)];
        coneEntryRow = new int[coneEntry.length];
        coneEntryMember = new int[coneEntry.length];
        coneEntryStart = new int[coneCount + 1];
        pairStart = new int[structure.regions() + 1];
        pairPlace = placeCones(matrix);
        pairConstant = new double[pairPlace.length];
        int widest = 0;
        for (int c = 0; c < coneCount; c++) {
            widest = Math.max(widest, memberStart[c + 1] - memberStart[c]);
        }
        gradient = new double[structure.regions()][widest];
        firstOfPair = new int[pair(widest, 0)];
        secondOfPair = new int[firstOfPair.length];
        for (int a = 0; a < widest; a++) {
            for (int b = 0; b <= a; b++) {
                firstOfPair[pair(a, b)] = a;
                secondOfPair[pair(a, b)] = b;
            }
        }
    }

    /** The place of two nodes, of which one may be in a domain and the other in the trunk. */
    private int place(int node, int other) {
        FactorLayout factor = structure.factor;
        int region = factor.region(Math.min(node, other));
        return factorization.place(factor.seenFrom(region, node), factor.seenFrom(region, other));
    }

    private int[] placeLongRows(SparseRows matrix) {
        IntList places = new IntList(3 * (structure.linearEnd - structure.singleEnd));
        int[] node = nodeRows.column;
        int region = 0;
        for (int i = structure.singleEnd; i < structure.linearEnd; i++) {
            while (i >= structure.condensedStart(region + 1)) {
                longPairStart[++region] = places.size();
            }
            for (int k = matrix.entry(i, 0); k < matrix.entry(i, matrix.length(i)); k++) {
                for (int t = matrix.entry(i, 0); t <= k; t++) {
                    places.add(factorization.place(node[k], node[t]));
                }
            }
        }
        Arrays.fill(longPairStart, region + 1, longPairStart.length, places.size());
        return places.toArray();
    }

    private int[] placeCones(SparseRows matrix) {
        IntList pairs = new IntList(10 * (memberStart.length - 1));
        int[] member = new int[structure.variables];
        int[] lastCone = new int[structure.variables];
        Arrays.fill(lastCone, -1);
        int[] nodes = new int[16];
        int region = 0;
        int entry = 0;
        for (int c = 0; c < memberStart.length - 1; c++) {
            while (c >= structure.secondOrderStart(region + 1)) {
                pairStart[++region] = pairs.size();
            }
            int count = 0;
            for (int i = structure.coneStart[c]; i < structure.coneStart[c + 1]; i++) {
                for (int k = matrix.entry(i, 0); k < matrix.entry(i, matrix.length(i)); k++) {
                    int j = matrix.column[k];
                    if (lastCone[j] != c) {
                        lastCone[j] = c;
                        if (count == nodes.length) {
                            nodes = Arrays.copyOf(nodes, 2 * count);
                        }
                        member[j] = count;
                        nodes[count++] = nodeRows.column[k];
                    }
                    coneEntry[entry] = k;
                    coneEntryRow[entry] = i;
                    coneEntryMember[entry++] = member[j];
                }
            }
            coneEntryStart[c + 1] = entry;
            memberStart[c + 1] = memberStart[c] + count;
            for (int a = 0; a < count; a++) {
                for (int b = 0; b <= a; b++) {
                    pairs.add(factorization.place(nodes[a], nodes[b]));
                }
            }
        }
        Arrays.fill(pairStart, region + 1, pairStart.length, pairs.size());
        return pairs.toArray();
    }

    /** Takes over new numbers of the program. */
    void load() {
        Arrays.fill(fixedValues, 0.0);
        for (int k = 0; k < quadraticPlace.length; k++) {
            fixedValues[quadraticPlace[k]] += program.quadratic.value()[k];
        }
        SparseRows matrix = program.matrix;
        for (int k = 0; k < explicitPlace.length; k++) {
            fixedValues[explicitPlace[k]] += matrix.value[k];
        }
        Arrays.fill(pairConstant, 0.0);
        int pairBase = 0;
        for (int c = 0; c < memberStart.length - 1; c++) {
            int firstOfRow = coneEntryStart[c];
            for (int e = firstOfRow; e < coneEntryStart[c + 1]; e++) {
                int row = coneEntryRow[e];
                firstOfRow = coneEntryRow[firstOfRow] == row ? firstOfRow : e;
                double value = (row == structure.coneStart[c] ? 1.0 : -1.0) * matrix.value[coneEntry[e]];
                for (int t = firstOfRow; t <= e; t++) {
                    int pair = pair(coneEntryMember[e], coneEntryMember[t]);
                    pairConstant[pairBase + pair] += value * matrix.value[coneEntry[t]];
                }
            }
            int count = memberStart[c + 1] - memberStart[c];
            pairBase += count * (count + 1) / 2;
        }
    }

    private static int pair(int a, int b) {
        int high = Math.max(a, b);
        return high * (high + 1) / 2 + Math.min(a, b);
    }

    /** Writes the values of a region at the present scaling. */
    void assemble(int region, double regularisation) {
        double[] target = factorization.values();
        FactorLayout factor = structure.factor;
        factor.copyValues(region, fixedValues, target);
        int diagonal = factor.values;
        for (int node = factor.regionStart[region]; node < factor.ownEnd[region]; node++) {
            target[diagonal + node] += sign[node] > 0 ? VARIABLE_SHARE * regularisation : -regularisation;
        }
        for (int i = structure.explicitStart(region); i < structure.explicitStart(region + 1); i++) {
            target[diagonal + structure.rowNode[i]] -= cones.scaling.w[i] * cones.scaling.w[i];
        }
        SparseRows matrix = program.matrix;
        double[] value = matrix.value;
        double[] inverse = cones.scaling.inverse;
        // Rows with one entry each, so that entries follow each other as rows do.
        int place = structure.singleStart(region) - structure.explicitEnd;
        int entry = matrix.entry(structure.singleStart(region), 0);
        for (int i = structure.singleStart(region); i < structure.singleStart(region + 1); i++) {
            double scaled = value[entry++] * inverse[i];
            target[singlePlace[place++]] += scaled * scaled;
        }
        int pair = longPairStart[region];
        for (int i = structure.condensedStart(region); i < structure.condensedStart(region + 1); i++) {
            double inverseSquare = inverse[i] * inverse[i];
            int begin = matrix.entry(i, 0);
            int end = matrix.entry(i, matrix.length(i));
            for (int k = begin; k < end; k++) {
                double scaled = value[k] * inverseSquare;
                for (int t = begin; t <= k; t++) {
                    target[longPairPlace[pair++]] += scaled * value[t];
                }
            }
        }
        assembleSecondOrderCones(region, target);
    }

    /**
     * {@code G_c' W^-2 G_c = eta^-2 (2 g g' - G_c' J G_c)} with {@code g = G_c' J w}. Entries and pairs are run through
     * without nested loops: cones of one shape follow each other, and a processor guesses the end of a loop right that
     * runs as long as the one before.
     */
    private void assembleSecondOrderCones(int region, double[] target) {
        double[] value = program.matrix.value;
        double[] w = cones.scaling.w;
        double[] g = gradient[region];
        int pair = pairStart[region];
        int entry = coneEntryStart[structure.secondOrderStart(region)];
        for (int c = structure.secondOrderStart(region); c < structure.secondOrderStart(region + 1); c++) {
            int head = structure.coneStart[c];
            int count = memberStart[c + 1] - memberStart[c];
            for (int a = 0; a < count; a++) {
                g[a] = 0.0;
            }
            for (int end = coneEntryStart[c + 1]; entry < end; entry++) {
                int row = coneEntryRow[entry];
                double wi = row == head ? w[row] : -w[row];
                g[coneEntryMember[entry]] += value[coneEntry[entry]] * wi;
            }
            double inverseSquare = cones.scaling.inverseEta[c] * cones.scaling.inverseEta[c];
            int pairs = pair(count, 0);
            for (int p = 0; p < pairs; p++, pair++) {
                double product = 2.0 * g[firstOfPair[p]] * g[secondOfPair[p]];
                target[pairPlace[pair]] += inverseSquare * (product - pairConstant[pair]);
            }
        }
    }
}
