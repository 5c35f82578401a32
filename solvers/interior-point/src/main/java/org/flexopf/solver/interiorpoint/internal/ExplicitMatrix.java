package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The symmetric KKT matrix with the cone rows explicit and scaled,
 *
 * <pre>
 *   [ P       A'  (W^-1 G)' ]
 *   [ A       0   0         ]
 *   [ W^-1 G  0   -I        ],
 * </pre>
 *
 * as a list of the entries of one triangle. Nodes are the variables, then the rows of C, then auxiliary ones. A row of
 * a second-order cone in {@code W^-1 G} meets all variables of its cone; a wide cone is therefore written with two more
 * variables, {@code t = g_0'x} for its head and {@code r = w_1'G_1 x} for its tail, so that
 *
 * <pre>
 *   W^-1 G x = eta^-1 (w_0 t - r,  G_1 x - w_1 t + w_1 r / (1 + w_0))
 * </pre>
 *
 * and every row keeps its own entries.
 */
final class ExplicitMatrix {

    /** From this dimension on a cone is wide. */
    private static final int WIDE = 30;

    /** +1 for nodes of variables, -1 for those of rows. */
    final byte[] sign;
    /** The entries off the diagonal, each pair of nodes once, and the diagonal. */
    final int[] row;

    final int[] column;
    final double[] value;
    final double[] diagonal;

    private final ScaledProgram program;
    private final ProgramStructure structure;
    private final ConeProduct cones;
    /**
     * For every entry of second-order rows in sequence, which of its cone's variables it belongs to; and how many
     * variables the cones have before each.
     */
    private final int[] memberOfEntry;

    private final int[] memberStart;
    /** G_c of one cone, by columns, and one of its columns at the places of its rows. */
    private final double[] block;

    private final double[] blockColumn;
    private final double[] scaledColumn;

    ExplicitMatrix(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.structure = program.structure;
        this.cones = cones;
        int wideCones = 0;
        int largestBlock = 0;
        int coneCount = structure.coneStart.length - 1;
        memberStart = new int[coneCount + 1];
        memberOfEntry = new int[program.matrix.entriesOf(structure.linearEnd, structure.rows)];
        IntList members = membersOfCones();
        for (int c = 0; c < coneCount; c++) {
            int width = memberStart[c + 1] - memberStart[c];
            wideCones += isWide(c) ? 1 : 0;
            largestBlock = Math.max(largestBlock, isWide(c) ? width : Math.multiplyExact(width, dimension(c)));
        }
        block = new double[largestBlock];
        blockColumn = new double[structure.rows];
        scaledColumn = new double[structure.rows];

        int nodes = structure.variables + structure.rows + 4 * wideCones;
        sign = new byte[nodes];
        diagonal = new double[nodes];
        Arrays.fill(sign, (byte) 1);
        Arrays.fill(sign, structure.variables, structure.variables + structure.rows, (byte) -1);
        IntList rowOf = new IntList(64);
        IntList columnOf = new IntList(64);
        placeEntries(members.toArray(), rowOf, columnOf);
        row = rowOf.toArray();
        column = columnOf.toArray();
        value = new double[row.length];
    }

    private boolean isWide(int cone) {
        return dimension(cone) >= WIDE;
    }

    private int dimension(int cone) {
        return structure.coneStart[cone + 1] - structure.coneStart[cone];
    }

    /** Numbers the variables of every second-order cone in the order in which its rows name them. */
    private IntList membersOfCones() {
        IntList members = new IntList(64);
        int[] place = new int[structure.variables];
        int[] lastCone = new int[structure.variables];
        Arrays.fill(lastCone, -1);
        int next = 0;
        for (int c = 0; c < memberStart.length - 1; c++) {
            for (int i = structure.coneStart[c]; i < structure.coneStart[c + 1]; i++) {
                for (int k = 0; k < program.matrix.length(i); k++) {
                    int j = program.matrix.column[program.matrix.entry(i, k)];
                    if (lastCone[j] != c) {
                        lastCone[j] = c;
                        place[j] = members.size() - memberStart[c];
                        members.add(j);
                    }
                    memberOfEntry[next++] = place[j];
                }
            }
            memberStart[c + 1] = members.size();
        }
        return members;
    }

    /** Writes down the entries in the sequence in which {@link #assemble} sets their values. */
    private void placeEntries(int[] members, IntList rowOf, IntList columnOf) {
        int n = structure.variables;
        SparseColumns p = program.quadratic;
        for (int j = 0; j < n; j++) {
            for (int k = p.start()[j]; k < p.start()[j + 1]; k++) {
                if (p.row()[k] != j) {
                    add(j, p.row()[k], rowOf, columnOf);
                }
            }
        }
        for (int i = 0; i < structure.linearEnd; i++) {
            addRow(n + i, i, rowOf, columnOf);
        }
        int auxiliary = n + structure.rows;
        for (int c = 0; c < memberStart.length - 1; c++) {
            int head = structure.coneStart[c];
            int end = structure.coneStart[c + 1];
            if (!isWide(c)) {
                for (int a = memberStart[c]; a < memberStart[c + 1]; a++) {
                    for (int i = head; i < end; i++) {
                        add(n + i, members[a], rowOf, columnOf);
                    }
                }
                continue;
            }
            int t = auxiliary++;
            int r = auxiliary++;
            int definitionOfT = auxiliary++;
            int definitionOfR = auxiliary++;
            sign[definitionOfT] = -1;
            sign[definitionOfR] = -1;
            add(definitionOfT, t, rowOf, columnOf);
            addRow(definitionOfT, head, rowOf, columnOf);
            add(definitionOfR, r, rowOf, columnOf);
            for (int a = memberStart[c]; a < memberStart[c + 1]; a++) {
                add(definitionOfR, members[a], rowOf, columnOf);
            }
            for (int i = head; i < end; i++) {
                add(n + i, t, rowOf, columnOf);
                add(n + i, r, rowOf, columnOf);
                if (i > head) {
                    addRow(n + i, i, rowOf, columnOf);
                }
            }
        }
    }

    private void addRow(int node, int i, IntList rowOf, IntList columnOf) {
        for (int k = 0; k < program.matrix.length(i); k++) {
            add(node, program.matrix.column[program.matrix.entry(i, k)], rowOf, columnOf);
        }
    }

    private static void add(int node, int other, IntList rowOf, IntList columnOf) {
        rowOf.add(node);
        columnOf.add(other);
    }

    /** Sets all values for the present scaling. */
    void assemble() {
        Arrays.fill(diagonal, 0.0);
        Arrays.fill(diagonal, structure.variables + structure.equalities, structure.variables + structure.rows, -1.0);
        int next = 0;
        SparseColumns p = program.quadratic;
        for (int j = 0; j < structure.variables; j++) {
            for (int k = p.start()[j]; k < p.start()[j + 1]; k++) {
                if (p.row()[k] == j) {
                    diagonal[j] = p.value()[k];
                } else {
                    value[next++] = p.value()[k];
                }
            }
        }
        for (int i = 0; i < structure.linearEnd; i++) {
            next = setRow(i, i < structure.equalities ? 1.0 : 1.0 / cones.scaling.w[i], next);
        }
        int entry = 0;
        for (int c = 0; c < memberStart.length - 1; c++) {
            int entries = program.matrix.entriesOf(structure.coneStart[c], structure.coneStart[c + 1]);
            next = isWide(c) ? setWideCone(c, entry, next) : setCone(c, entry, next);
            entry += entries;
        }
    }

    private int setRow(int i, double factor, int first) {
        int next = first;
        for (int k = 0; k < program.matrix.length(i); k++) {
            value[next++] = factor * program.matrix.value[program.matrix.entry(i, k)];
        }
        return next;
    }

    private int setCone(int c, int firstEntry, int first) {
        int head = structure.coneStart[c];
        int dimension = dimension(c);
        int width = memberStart[c + 1] - memberStart[c];
        Arrays.fill(block, 0, width * dimension, 0.0);
        int entry = firstEntry;
        for (int i = 0; i < dimension; i++) {
            for (int k = 0; k < program.matrix.length(head + i); k++) {
                block[memberOfEntry[entry++] * dimension + i] = program.matrix.value[program.matrix.entry(head + i, k)];
            }
        }
        int next = first;
        for (int a = 0; a < width; a++) {
            System.arraycopy(block, a * dimension, blockColumn, head, dimension);
            ConesOfAnySize.divide(cones.scaling, c, 1.0, blockColumn, 0, scaledColumn, 0);
            System.arraycopy(scaledColumn, head, value, next, dimension);
            next += dimension;
        }
        return next;
    }

    private int setWideCone(int c, int firstEntry, int first) {
        int head = structure.coneStart[c];
        int end = structure.coneStart[c + 1];
        int width = memberStart[c + 1] - memberStart[c];
        double unit = 1.0 / cones.scaling.eta[c];
        double share = unit / (1.0 + cones.scaling.w[head]);
        int next = first;
        value[next++] = -1.0;
        next = setRow(head, 1.0, next);
        value[next++] = -1.0;
        Arrays.fill(block, 0, width, 0.0);
        int entry = firstEntry + program.matrix.length(head);
        for (int i = head + 1; i < end; i++) {
            for (int k = 0; k < program.matrix.length(i); k++) {
                block[memberOfEntry[entry++]] += cones.scaling.w[i] * program.matrix.value[program.matrix.entry(i, k)];
            }
        }
        System.arraycopy(block, 0, value, next, width);
        next += width;
        for (int i = head; i < end; i++) {
            value[next++] = i == head ? unit * cones.scaling.w[i] : -unit * cones.scaling.w[i];
            value[next++] = i == head ? -unit : share * cones.scaling.w[i];
            if (i > head) {
                next = setRow(i, unit, next);
            }
        }
        return next;
    }

    /**
     * Puts the right side minus the product of this matrix and a vector into a target; returns its largest entry, or
     * NaN if it holds one.
     */
    double residual(double[] rightSide, double[] x, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = rightSide[i] - diagonal[i] * x[i];
        }
        for (int k = 0; k < value.length; k++) {
            double v = value[k];
            target[row[k]] -= v * x[column[k]];
            target[column[k]] -= v * x[row[k]];
        }
        double largest = 0.0;
        for (double error : target) {
            largest = Double.isNaN(error) ? Double.NaN : Math.max(largest, Math.abs(error));
        }
        return largest;
    }
}
