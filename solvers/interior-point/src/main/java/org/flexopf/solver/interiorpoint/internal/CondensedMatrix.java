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
    /** The entries of condensed orthant rows with more than one, row by row. */
    private final int[] longRowStart;

    private final int[] longRowEntry;
    /**
     * For every entry of second-order rows, which of the variables of its cone it belongs to; the table first, then the
     * rests of long rows.
     */
    private final int[] memberOfEntry;

    private final int[] memberOfRest;
    /** How many variables each second-order cone has before it; and where pairs of them go. */
    private final int[] memberStart;

    private final int[] pairPlace;
    /** {@code (G_c' J G_c)} of every pair of variables of every second-order cone. */
    private final double[] pairConstant;

    private final double[] gradient;

    CondensedMatrix(ScaledProgram program, ConeProduct cones, LdlFactorization factorization, byte[] sign) {
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
                quadraticPlace[k] = place(j, p.row()[k]);
            }
        }
        SparseRows matrix = program.matrix;
        explicitPlace = new int[matrix.entriesOf(0, structure.explicitEnd)];
        int next = 0;
        for (int i = 0; i < structure.explicitEnd; i++) {
            for (int k = 0; k < matrix.length(i); k++) {
                explicitPlace[next++] = factorization.place(
                        structure.rowNode[i], structure.variableNode[matrix.column[matrix.entry(i, k)]]);
            }
        }
        singlePlace = new int[structure.singleEnd - structure.explicitEnd];
        for (int i = structure.explicitEnd; i < structure.singleEnd; i++) {
            singlePlace[i - structure.explicitEnd] = place(matrix.column[2 * i], matrix.column[2 * i]);
        }
        longRowStart = new int[structure.linearEnd - structure.singleEnd + 1];
        longRowEntry = new int[matrix.entriesOf(structure.singleEnd, structure.linearEnd)];
        longPairPlace = placeLongRows(matrix);

        int coneCount = cones.secondOrderCount();
        memberStart = new int[coneCount + 1];
        memberOfEntry = new int[2 * (structure.rows - structure.linearEnd)];
        memberOfRest = new int[matrix.column.length - 2 * structure.rows];
        pairPlace = placeCones(matrix);
        pairConstant = new double[pairPlace.length];
        int widest = 0;
        for (int c = 0; c < coneCount; c++) {
            widest = Math.max(widest, memberStart[c + 1] - memberStart[c]);
        }
        gradient = new double[widest];
    }

    private int place(int variable, int other) {
        return factorization.place(structure.variableNode[variable], structure.variableNode[other]);
    }

    private int[] placeLongRows(SparseRows matrix) {
        IntList places = new IntList(3 * (structure.linearEnd - structure.singleEnd));
        int next = 0;
        for (int i = structure.singleEnd; i < structure.linearEnd; i++) {
            int begin = next;
            for (int k = 0; k < matrix.length(i); k++) {
                longRowEntry[next] = matrix.entry(i, k);
                for (int t = begin; t <= next; t++) {
                    places.add(place(matrix.column[longRowEntry[next]], matrix.column[longRowEntry[t]]));
                }
                next++;
            }
            longRowStart[i - structure.singleEnd + 1] = next;
        }
        return places.toArray();
    }

    private int[] placeCones(SparseRows matrix) {
        IntList pairs = new IntList(10 * (memberStart.length - 1));
        int[] member = new int[structure.variables];
        int[] lastCone = new int[structure.variables];
        Arrays.fill(lastCone, -1);
        int[] variables = new int[16];
        for (int c = 0; c < memberStart.length - 1; c++) {
            int count = 0;
            for (int i = structure.coneStart[c]; i < structure.coneStart[c + 1]; i++) {
                for (int k = 0; k < matrix.length(i); k++) {
                    int j = matrix.column[matrix.entry(i, k)];
                    if (lastCone[j] != c) {
                        lastCone[j] = c;
                        if (count == variables.length) {
                            variables = Arrays.copyOf(variables, 2 * count);
                        }
                        member[j] = count;
                        variables[count++] = j;
                    }
                    if (k < 2) {
                        memberOfEntry[2 * (i - structure.linearEnd) + k] = member[j];
                    } else {
                        memberOfRest[matrix.entry(i, k) - 2 * structure.rows] = member[j];
                    }
                }
                if (matrix.length(i) == 1) {
                    memberOfEntry[2 * (i - structure.linearEnd) + 1] = memberOfEntry[2 * (i - structure.linearEnd)];
                }
            }
            memberStart[c + 1] = memberStart[c] + count;
            for (int a = 0; a < count; a++) {
                for (int b = 0; b <= a; b++) {
                    pairs.add(place(variables[a], variables[b]));
                }
            }
        }
        return pairs.toArray();
    }

    /** Takes over new numbers of the program. */
    void load() {
        Arrays.fill(fixedValues, 0.0);
        for (int k = 0; k < quadraticPlace.length; k++) {
            fixedValues[quadraticPlace[k]] += program.quadratic.value()[k];
        }
        SparseRows matrix = program.matrix;
        int next = 0;
        for (int i = 0; i < structure.explicitEnd; i++) {
            for (int k = 0; k < matrix.length(i); k++) {
                fixedValues[explicitPlace[next++]] += matrix.value[matrix.entry(i, k)];
            }
        }
        Arrays.fill(pairConstant, 0.0);
        int pairBase = 0;
        for (int c = 0; c < memberStart.length - 1; c++) {
            for (int i = structure.coneStart[c]; i < structure.coneStart[c + 1]; i++) {
                double signOfRow = i == structure.coneStart[c] ? 1.0 : -1.0;
                for (int k = 0; k < matrix.length(i); k++) {
                    int a = member(matrix, i, k);
                    double va = signOfRow * matrix.value[matrix.entry(i, k)];
                    for (int t = 0; t <= k; t++) {
                        int b = member(matrix, i, t);
                        pairConstant[pairBase + pair(a, b)] += va * matrix.value[matrix.entry(i, t)];
                    }
                }
            }
            int count = memberStart[c + 1] - memberStart[c];
            pairBase += count * (count + 1) / 2;
        }
    }

    private int member(SparseRows matrix, int i, int k) {
        return k < 2
                ? memberOfEntry[2 * (i - structure.linearEnd) + k]
                : memberOfRest[matrix.entry(i, k) - 2 * structure.rows];
    }

    private static int pair(int a, int b) {
        int high = Math.max(a, b);
        return high * (high + 1) / 2 + Math.min(a, b);
    }

    /** Writes the values at the present scaling. */
    void assemble(double regularisation) {
        double[] target = factorization.values();
        System.arraycopy(fixedValues, 0, target, 0, target.length);
        int diagonal = factorization.place(0, 0);
        for (int node = 0; node < sign.length; node++) {
            target[diagonal + node] += sign[node] > 0 ? VARIABLE_SHARE * regularisation : -regularisation;
        }
        for (int i = structure.equalities; i < structure.explicitEnd; i++) {
            target[factorization.place(structure.rowNode[i], structure.rowNode[i])] -= cones.w[i] * cones.w[i];
        }
        double[] value = program.matrix.value;
        double[] inverse = cones.inverse;
        int offset = structure.explicitEnd;
        for (int i = offset; i < structure.singleEnd; i++) {
            double scaled = value[2 * i] * inverse[i];
            target[singlePlace[i - offset]] += scaled * scaled;
        }
        int pair = 0;
        for (int i = structure.singleEnd; i < structure.linearEnd; i++) {
            double inverseSquare = inverse[i] * inverse[i];
            int begin = longRowStart[i - structure.singleEnd];
            int end = longRowStart[i - structure.singleEnd + 1];
            for (int k = begin; k < end; k++) {
                double scaled = value[longRowEntry[k]] * inverseSquare;
                for (int t = begin; t <= k; t++) {
                    target[longPairPlace[pair++]] += scaled * value[longRowEntry[t]];
                }
            }
        }
        assembleSecondOrderCones(target, value);
    }

    /** {@code G_c' W^-2 G_c = eta^-2 (2 g g' - G_c' J G_c)} with {@code g = G_c' J w}. */
    private void assembleSecondOrderCones(double[] target, double[] value) {
        SparseRows matrix = program.matrix;
        double[] w = cones.w;
        double[] g = gradient;
        int entry = 0;
        int pair = 0;
        int next = matrix.firstLong(structure.linearEnd);
        for (int c = 0; c < memberStart.length - 1; c++) {
            int head = structure.coneStart[c];
            int end = structure.coneStart[c + 1];
            int count = memberStart[c + 1] - memberStart[c];
            for (int a = 0; a < count; a++) {
                g[a] = 0.0;
            }
            if (count == 0) {
                entry += 2 * (end - head);
                continue;
            }
            for (int i = head; i < end; i++) {
                double wi = i == head ? w[i] : -w[i];
                g[memberOfEntry[entry]] += value[2 * i] * wi;
                g[memberOfEntry[entry + 1]] += value[2 * i + 1] * wi;
                entry += 2;
            }
            for (; next < matrix.longRows() && matrix.longRow(next) < end; next++) {
                int i = matrix.longRow(next);
                double wi = i == head ? w[i] : -w[i];
                for (int k = matrix.restStart(next); k < matrix.restStart(next + 1); k++) {
                    g[memberOfRest[k - 2 * structure.rows]] += value[k] * wi;
                }
            }
            double inverseSquare = cones.inverseEta[c] * cones.inverseEta[c];
            for (int a = 0; a < count; a++) {
                double twice = 2.0 * g[a];
                for (int b = 0; b <= a; b++) {
                    target[pairPlace[pair]] += inverseSquare * (twice * g[b] - pairConstant[pair]);
                    pair++;
                }
            }
        }
    }
}
