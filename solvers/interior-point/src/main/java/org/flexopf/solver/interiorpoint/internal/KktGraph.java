package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * The graph of the condensed KKT matrix: nodes are the variables, then the equalities, then explicit orthant rows;
 * edges come from P, from the rows that are nodes, and from cliques, one for the variables of every longer condensed
 * orthant row and every second-order cone.
 */
final class KktGraph {

    /** Rows with one entry join no variables. */
    private static final int NO_GROUP = -1;

    /** Where the neighbours of each node start; and the neighbours, with unused room behind them. */
    final int[] start;

    final int[] neighbour;
    private final int variables;
    private final int equalities;
    private final int[] explicitRow;

    KktGraph(ConicProgram program, int[] block, int explicit, int secondOrder) {
        variables = program.variableCount();
        equalities = program.equalityCount();
        explicitRow = new int[explicit];
        SparseMatrix a = program.equalityMatrix();
        SparseMatrix g = program.coneMatrix();
        SparseMatrix p = program.quadratic();
        int nodes = variables + equalities + explicit;

        // Groups of variables: rows that are nodes first (numbered as such), then the cliques.
        int[] groupOfConeRow = new int[block.length];
        int found = 0;
        int condensed = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == ProgramStructure.EXPLICIT) {
                explicitRow[found] = equalities + i;
                groupOfConeRow[i] = equalities + found++;
            } else if (block[i] == ProgramStructure.SINGLE) {
                groupOfConeRow[i] = NO_GROUP;
            } else {
                groupOfConeRow[i] = equalities + explicit + (block[i] >= 0 ? block[i] : secondOrder + condensed++);
            }
        }
        int groups = equalities + explicit + secondOrder + condensed;
        int[] groupStart = new int[groups + 1];
        int[] lastIn = new int[groups];
        int[] members = new int[0];
        // The first pass counts the members of every group, the second one writes them down; a variable enters a group
        // once.
        for (int pass = 0; pass < 2; pass++) {
            Arrays.fill(lastIn, -1);
            int[] fill = pass == 1 ? groupStart.clone() : null;
            for (int j = 0; j < variables; j++) {
                for (int k = a.columnStart(j); k < a.columnStart(j + 1); k++) {
                    int group = a.rowIndex(k);
                    if (pass == 0) {
                        groupStart[group + 1]++;
                    } else {
                        members[fill[group]++] = j;
                    }
                }
                for (int k = g.columnStart(j); k < g.columnStart(j + 1); k++) {
                    int group = groupOfConeRow[g.rowIndex(k)];
                    if (group != NO_GROUP && lastIn[group] != j) {
                        lastIn[group] = j;
                        if (pass == 0) {
                            groupStart[group + 1]++;
                        } else {
                            members[fill[group]++] = j;
                        }
                    }
                }
            }
            if (pass == 0) {
                for (int i = 0; i < groups; i++) {
                    groupStart[i + 1] += groupStart[i];
                }
                members = new int[groupStart[groups]];
            }
        }

        int[] mirror = new int[variables + 1];
        int[] mirrored = mirrorOf(p, mirror);
        int rowNodes = equalities + explicit;
        int[] lastSeen = new int[nodes];
        Arrays.fill(lastSeen, -1);
        start = new int[nodes + 1];
        int[] joined = new int[2 * (a.entryCount() + p.entryCount() + g.entryCount()) + 16];
        int count = 0;
        for (int j = 0; j < variables; j++) {
            lastSeen[j] = j;
            for (int k = a.columnStart(j); k < a.columnStart(j + 1); k++) {
                joined = append(joined, count++, variables + a.rowIndex(k));
            }
            for (int k = p.columnStart(j); k < p.columnStart(j + 1); k++) {
                if (lastSeen[p.rowIndex(k)] != j) {
                    lastSeen[p.rowIndex(k)] = j;
                    joined = append(joined, count++, p.rowIndex(k));
                }
            }
            for (int k = mirror[j]; k < mirror[j + 1]; k++) {
                if (lastSeen[mirrored[k]] != j) {
                    lastSeen[mirrored[k]] = j;
                    joined = append(joined, count++, mirrored[k]);
                }
            }
            int lastGroup = -1;
            for (int k = g.columnStart(j); k < g.columnStart(j + 1); k++) {
                int group = groupOfConeRow[g.rowIndex(k)];
                if (group == lastGroup || group == NO_GROUP) {
                    continue;
                }
                lastGroup = group;
                if (group < rowNodes) {
                    joined = append(joined, count++, variables + group);
                    continue;
                }
                for (int t = groupStart[group]; t < groupStart[group + 1]; t++) {
                    int i = members[t];
                    if (lastSeen[i] != j) {
                        lastSeen[i] = j;
                        joined = append(joined, count++, i);
                    }
                }
            }
            start[j + 1] = count;
        }
        for (int i = 0; i < rowNodes; i++) {
            for (int t = groupStart[i]; t < groupStart[i + 1]; t++) {
                joined = append(joined, count++, members[t]);
            }
            start[variables + i + 1] = count;
        }
        neighbour = joined;
    }

    /** The lower triangle of a matrix given by its upper one, without the diagonal. */
    private static int[] mirrorOf(SparseMatrix p, int[] starts) {
        for (int j = 0; j < p.columns(); j++) {
            for (int k = p.columnStart(j); k < p.columnStart(j + 1); k++) {
                starts[p.rowIndex(k) + 1]++;
            }
        }
        for (int j = 0; j < p.columns(); j++) {
            starts[j + 1] += starts[j];
        }
        int[] next = starts.clone();
        int[] columns = new int[p.entryCount()];
        for (int j = 0; j < p.columns(); j++) {
            for (int k = p.columnStart(j); k < p.columnStart(j + 1); k++) {
                columns[next[p.rowIndex(k)]++] = j;
            }
        }
        return columns;
    }

    private static int[] append(int[] array, int place, int value) {
        int[] grown = place < array.length ? array : Arrays.copyOf(array, Math.addExact(place, (place >> 1) + 16));
        grown[place] = value;
        return grown;
    }

    /** The row a node stands for: equalities first, cone rows after them. */
    int rowOfNode(int node) {
        int i = node - variables;
        return i < equalities ? i : explicitRow[i - equalities];
    }
}
