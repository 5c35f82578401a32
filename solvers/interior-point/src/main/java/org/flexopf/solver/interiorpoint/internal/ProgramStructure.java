package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.flexopf.internal.sparse.Elimination;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * Everything about a program that depends on its pattern alone. Variables and rows are renumbered in the order in which
 * the factorisation eliminates them, so that all later work visits memory nearly in sequence; rows stand in the
 * sequence equalities, orthant rows that stay explicit in the KKT system, orthant rows with one entry, other orthant
 * rows, second-order cones.
 */
final class ProgramStructure {

    /** An orthant row with more entries stays explicit: condensed it would fill the square of its entries. */
    private static final int LONGEST_CONDENSED_ROW = 8;
    /** Kinds of orthant rows; rows of second-order cones carry the number of their cone. */
    static final int EXPLICIT = -1;

    static final int SINGLE = -2;
    static final int CONDENSED = -3;
    /** Rows or cones that are sorted together, and the number of lengths that are told apart. */
    private static final int STRETCH = 1024;

    private static final int LENGTHS = 16;
    /** What a node and an entry of the factor cost in an iteration, in the time of a cone row. */
    private static final double OF_NODE = 0.5;

    private static final double OF_ENTRY = 0.15;

    final int variables;
    final int equalities;
    /** End of the rows that are nodes of the KKT system: the equalities and long orthant rows. */
    final int explicitEnd;
    /** End of the condensed orthant rows with one entry, and of all orthant rows. */
    final int singleEnd;

    final int linearEnd;
    final int rows;
    final int[] coneStart;

    /** Which variable of the program stands at each place, and which row (equalities first, cone rows after them). */
    final int[] variableOf;

    final int[] rowOf;

    /** Upper triangle of P, and C by rows, as patterns. */
    final SparseColumns quadratic;

    final SparseRows matrix;
    /** Where each entry of the program's P, A, G goes in the patterns above. */
    final int[] quadraticEntry;

    final int[] equalityEntry;
    final int[] coneEntry;

    /** The KKT nodes of variables and of explicit rows. */
    final int[] variableNode;

    final int[] rowNode;
    /** The factor of the KKT matrix. */
    final FactorLayout factor;
    /**
     * C with nodes for columns: in rows that are nodes, the nodes of the variables; in others, which belong to one
     * region of the factor, the nodes as that region sees them.
     */
    final int[] nodeOfEntry;

    /** The rows that are nodes, variable by variable. */
    final NodeColumns nodeColumns;
    /** The threads that work on the regions of the factor: but the caller's none, until some are hired. */
    final Crew crew;

    private final Regions regions;

    ProgramStructure(ConicProgram program) {
        this(program, Domains::of);
    }

    /** The structure with the elimination tree cut in a way of one's own. */
    ProgramStructure(ConicProgram program, Function<Elimination, Domains> cut) {
        variables = program.variableCount();
        equalities = program.equalityCount();
        rows = equalities + program.coneRowCount();
        SparseMatrix a = program.equalityMatrix();
        SparseMatrix g = program.coneMatrix();
        SparseMatrix p = program.quadratic();

        // The rows before renumbering by elimination: kind by kind, blocks of one cone together.
        int[] block = new int[program.coneRowCount()];
        int[] length = new int[rows];
        for (int k = 0; k < a.entryCount(); k++) {
            length[a.rowIndex(k)]++;
        }
        for (int k = 0; k < g.entryCount(); k++) {
            length[equalities + g.rowIndex(k)]++;
        }
        int explicit = 0;
        int single = 0;
        int linear = 0;
        int secondOrder = 0;
        List<Cone> cones = program.cones();
        int row = 0;
        for (Cone cone : cones) {
            boolean isLinear = cone instanceof Cone.Nonnegative || cone.dimension() == 1;
            for (int i = 0; i < cone.dimension(); i++, row++) {
                int entries = length[equalities + row];
                block[row] = !isLinear
                        ? secondOrder
                        : entries > LONGEST_CONDENSED_ROW ? EXPLICIT : entries == 1 ? SINGLE : CONDENSED;
                linear += isLinear ? 1 : 0;
                explicit += block[row] == EXPLICIT ? 1 : 0;
                single += block[row] == SINGLE ? 1 : 0;
            }
            secondOrder += isLinear ? 0 : 1;
        }
        explicitEnd = equalities + explicit;
        singleEnd = explicitEnd + single;
        linearEnd = equalities + linear;

        KktGraph graph = new KktGraph(program, block, explicit, secondOrder);
        Elimination elimination = Elimination.of(graph.start, graph.neighbour);
        factor = FactorLayout.of(elimination, cut.apply(elimination));
        regions = new Regions(factor.regions);

        // Variables and explicit rows in the order of elimination; other rows by the first of their variables to be
        // eliminated.
        variableOf = new int[variables];
        rowOf = new int[rows];
        variableNode = new int[variables];
        rowNode = new int[explicitEnd];
        int nextVariable = 0;
        int nextEquality = 0;
        int nextExplicit = equalities;
        regions.explicit[0] = equalities;
        for (int r = 0; r < factor.regions; r++) {
            for (int k = factor.regionStart[r]; k < factor.ownEnd[r]; k++) {
                int original = factor.order[k];
                if (original < variables) {
                    variableNode[nextVariable] = k;
                    variableOf[nextVariable++] = original;
                } else {
                    int programRow = graph.rowOfNode(original);
                    int place = programRow < equalities ? nextEquality++ : nextExplicit++;
                    rowNode[place] = k;
                    rowOf[place] = programRow;
                }
            }
            regions.variable[r + 1] = nextVariable;
            regions.equality[r + 1] = nextEquality;
            regions.explicit[r + 1] = nextExplicit;
            sortByLength(regions.equality[r], nextEquality, length);
        }
        coneStart = new int[secondOrder + 1];
        placeOtherRows(program, block, secondOrder, length);

        int[] newVariable = inverse(variableOf);
        int[] newRow = inverse(rowOf);
        quadraticEntry = new int[p.entryCount()];
        quadratic = permutedUpper(p, newVariable);
        int[] newLength = new int[rows];
        for (int i = 0; i < rows; i++) {
            newLength[i] = length[rowOf[i]];
        }
        matrix = new SparseRows(newLength, coneStart);
        int[] filled = new int[rows];
        equalityEntry = placeEntries(a, 0, newVariable, newRow, filled);
        coneEntry = placeEntries(g, equalities, newVariable, newRow, filled);
        nodeOfEntry = nodesOfEntries();
        nodeColumns = new NodeColumns(this);
        crew = new Crew(work());
    }

    /** What each region costs in an iteration, in the time of one of its cone rows. */
    private double[] work() {
        double[] work = new double[factor.regions];
        for (int r = 0; r < work.length; r++) {
            int ofCones = regions.single[r + 1]
                    - regions.single[r]
                    + regions.condensed[r + 1]
                    - regions.condensed[r]
                    + coneStart[regions.cone[r + 1]]
                    - coneStart[regions.cone[r]];
            int entries = 0;
            for (int k = factor.regionStart[r]; k < factor.ownEnd[r] && r < factor.trunk(); k++) {
                entries += factor.listEnd[k] - factor.listStart[k];
            }
            work[r] = ofCones + OF_NODE * (factor.regionStart[r + 1] - factor.regionStart[r]) + OF_ENTRY * entries;
        }
        return work;
    }

    /** What is where among variables and rows, for each region of the factor: where it starts, and the end. */
    private static final class Regions {

        private final int[] variable;
        private final int[] equality;
        private final int[] explicit;
        private final int[] single;
        private final int[] condensed;
        private final int[] cone;

        Regions(int count) {
            variable = new int[count + 1];
            equality = new int[count + 1];
            explicit = new int[count + 1];
            single = new int[count + 1];
            condensed = new int[count + 1];
            cone = new int[count + 1];
        }
    }

    /** The number of regions of the factor. */
    int regions() {
        return factor.regions;
    }

    /** Where the variables of a region start; the number of variables behind the last one. So for rows and cones. */
    int variableStart(int region) {
        return regions.variable[region];
    }

    int equalityStart(int region) {
        return regions.equality[region];
    }

    int explicitStart(int region) {
        return regions.explicit[region];
    }

    int singleStart(int region) {
        return regions.single[region];
    }

    int condensedStart(int region) {
        return regions.condensed[region];
    }

    int secondOrderStart(int region) {
        return regions.cone[region];
    }

    private int[] nodesOfEntries() {
        int[] nodes = new int[matrix.column.length];
        for (int r = 0; r < factor.regions; r++) {
            nameNodes(regions.equality[r], regions.equality[r + 1], factor.trunk(), nodes);
            nameNodes(regions.explicit[r], regions.explicit[r + 1], factor.trunk(), nodes);
            nameNodes(regions.single[r], regions.single[r + 1], r, nodes);
            nameNodes(regions.condensed[r], regions.condensed[r + 1], r, nodes);
            nameNodes(coneStart[regions.cone[r]], coneStart[regions.cone[r + 1]], r, nodes);
        }
        return nodes;
    }

    private void nameNodes(int from, int to, int region, int[] nodes) {
        for (int i = from; i < to; i++) {
            for (int k = matrix.entry(i, 0); k < matrix.entry(i, matrix.length(i)); k++) {
                nodes[k] = factor.seenFrom(region, variableNode[matrix.column[k]]);
            }
        }
    }

    private static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[permutation[i]] = i;
        }
        return inverse;
    }

    /**
     * Sorts a range of rows by their number of entries, stretch by stretch, so that they make long runs of one length.
     */
    private void sortByLength(int from, int to, int[] length) {
        boolean areNodes = from < explicitEnd;
        int[] row = new int[Math.min(to - from, STRETCH)];
        int[] node = new int[row.length];
        int[] next = new int[LENGTHS + 1];
        for (int begin = from; begin < to; begin += STRETCH) {
            int count = Math.min(STRETCH, to - begin);
            System.arraycopy(rowOf, begin, row, 0, count);
            if (areNodes) {
                System.arraycopy(rowNode, begin, node, 0, count);
            }
            Arrays.fill(next, 0);
            for (int k = 0; k < count; k++) {
                next[lengthClass(length[row[k]]) + 1]++;
            }
            for (int c = 0; c < LENGTHS; c++) {
                next[c + 1] += next[c];
            }
            for (int k = 0; k < count; k++) {
                int place = begin + next[lengthClass(length[row[k]])]++;
                rowOf[place] = row[k];
                if (areNodes) {
                    rowNode[place] = node[k];
                }
            }
        }
    }

    private static int lengthClass(int length) {
        return Math.min(length, LENGTHS - 1);
    }

    /**
     * Places condensed orthant rows and second-order cones by the first node among their variables, and brings equal
     * ones together within stretches.
     */
    private void placeOtherRows(ConicProgram program, int[] block, int secondOrder, int[] length) {
        SparseMatrix g = program.coneMatrix();
        int[] node = factor.place;
        int nodes = factor.nodes();
        int[] firstOfRow = new int[block.length];
        int[] firstOfCone = new int[secondOrder];
        Arrays.fill(firstOfRow, nodes);
        Arrays.fill(firstOfCone, nodes);
        for (int j = 0; j < variables; j++) {
            for (int k = g.columnStart(j); k < g.columnStart(j + 1); k++) {
                int i = g.rowIndex(k);
                firstOfRow[i] = Math.min(firstOfRow[i], node[j]);
                if (block[i] >= 0) {
                    firstOfCone[block[i]] = Math.min(firstOfCone[block[i]], node[j]);
                }
            }
        }
        int[] bucket = new int[nodes + 2];
        int[] coneBucket = new int[nodes + 2];
        for (int i = 0; i < block.length; i++) {
            if (block[i] == SINGLE || block[i] == CONDENSED) {
                bucket[firstOfRow[i] + 1]++;
            }
        }
        int[] firstRowOfCone = new int[secondOrder];
        int[] dimension = new int[secondOrder];
        for (int i = block.length - 1; i >= 0; i--) {
            if (block[i] >= 0) {
                firstRowOfCone[block[i]] = i;
                dimension[block[i]]++;
            }
        }
        for (int c = 0; c < secondOrder; c++) {
            coneBucket[firstOfCone[c] + 1]++;
        }
        for (int k = 0; k <= nodes; k++) {
            bucket[k + 1] += bucket[k];
            coneBucket[k + 1] += coneBucket[k];
        }
        int[] byFirst = new int[bucket[nodes + 1]];
        for (int i = 0; i < block.length; i++) {
            if (block[i] == SINGLE || block[i] == CONDENSED) {
                byFirst[bucket[firstOfRow[i]]++] = i;
            }
        }
        int nextSingle = explicitEnd;
        int nextCondensed = singleEnd;
        for (int i : byFirst) {
            rowOf[block[i] == SINGLE ? nextSingle++ : nextCondensed++] = equalities + i;
            int region = regionOf(firstOfRow[i]);
            regions.single[region + 1] = nextSingle;
            regions.condensed[region + 1] = nextCondensed;
        }
        int[] coneAt = new int[secondOrder];
        for (int c = 0; c < secondOrder; c++) {
            coneAt[coneBucket[firstOfCone[c]]++] = c;
        }
        for (int k = 0, end = 0; k < secondOrder; k = end) {
            int region = regionOf(firstOfCone[coneAt[k]]);
            while (end < secondOrder && regionOf(firstOfCone[coneAt[end]]) == region) {
                end++;
            }
            sortByShape(coneAt, k, end, firstRowOfCone, dimension, length);
        }
        int place = linearEnd;
        for (int k = 0; k < secondOrder; k++) {
            int c = coneAt[k];
            coneStart[k] = place;
            regions.cone[regionOf(firstOfCone[c]) + 1] = k + 1;
            for (int i = 0; i < dimension[c]; i++) {
                rowOf[place++] = equalities + firstRowOfCone[c] + i;
            }
        }
        coneStart[secondOrder] = place;
        close(regions.single, explicitEnd);
        close(regions.condensed, singleEnd);
        close(regions.cone, 0);
        for (int r = 0; r < factor.regions; r++) {
            sortByLength(regions.condensed[r], regions.condensed[r + 1], length);
        }
    }

    /** Sorts a range of cones by their number of rows and the lengths of these, stretch by stretch. */
    private void sortByShape(int[] cones, int from, int to, int[] firstRow, int[] dimension, int[] length) {
        long[] key = new long[Math.min(to - from, STRETCH)];
        int[] cone = new int[key.length];
        for (int begin = from; begin < to; begin += STRETCH) {
            int count = Math.min(STRETCH, to - begin);
            System.arraycopy(cones, begin, cone, 0, count);
            for (int k = 0; k < count; k++) {
                int rows = dimension[cone[k]];
                int shape = rows;
                for (int i = 0; i < rows; i++) {
                    shape = 31 * shape + length[equalities + firstRow[cone[k]] + i];
                }
                // Whatever shapes meet in one number stay in their sequence; nothing but speed depends on it.
                key[k] = (long) Math.min(rows, LENGTHS) << 56 | (shape & 0xFFFFFFFFL) << 24 | k;
            }
            Arrays.sort(key, 0, count);
            for (int k = 0; k < count; k++) {
                cones[begin + k] = cone[(int) key[k] & 0xFFFFFF];
            }
        }
    }

    /** The region of a node; what has no node belongs to the trunk. */
    private int regionOf(int node) {
        return node < factor.nodes() ? factor.region(node) : factor.trunk();
    }

    /** Fills in where regions without an element end: where the one before them does. */
    private static void close(int[] starts, int begin) {
        starts[0] = begin;
        for (int r = 0; r < starts.length - 1; r++) {
            starts[r + 1] = Math.max(starts[r + 1], starts[r]);
        }
    }

    /**
     * Writes the entries of the rows of A or G, of which the first is row {@code offset} of C, into the pattern of C;
     * returns their places.
     */
    private int[] placeEntries(SparseMatrix part, int offset, int[] newVariable, int[] newRow, int[] filled) {
        int[] places = new int[part.entryCount()];
        for (int j = 0; j < variables; j++) {
            for (int k = part.columnStart(j); k < part.columnStart(j + 1); k++) {
                int i = newRow[offset + part.rowIndex(k)];
                places[k] = matrix.place(i, filled[i]++, newVariable[j]);
            }
        }
        return places;
    }

    private SparseColumns permutedUpper(SparseMatrix p, int[] newVariable) {
        int[] starts = new int[variables + 1];
        for (int j = 0; j < variables; j++) {
            for (int k = p.columnStart(j); k < p.columnStart(j + 1); k++) {
                starts[Math.max(newVariable[j], newVariable[p.rowIndex(k)]) + 1]++;
            }
        }
        for (int j = 0; j < variables; j++) {
            starts[j + 1] += starts[j];
        }
        int[] next = starts.clone();
        long[] keys = new long[p.entryCount()];
        for (int j = 0; j < variables; j++) {
            for (int k = p.columnStart(j); k < p.columnStart(j + 1); k++) {
                int i = p.rowIndex(k);
                keys[next[Math.max(newVariable[j], newVariable[i])]++] =
                        key(Math.min(newVariable[j], newVariable[i]), k);
            }
        }
        int[] source = sortColumns(starts, keys);
        for (int k = 0; k < source.length; k++) {
            quadraticEntry[source[k]] = k;
        }
        return SparseColumns.withPattern(starts, rowsOf(keys));
    }

    /** A row and the number of an entry in one sortable word. */
    private static long key(int row, int entry) {
        return ((long) row << 32) | entry;
    }

    /** Sorts the keys of every column by row; returns the entry each key carries. */
    private static int[] sortColumns(int[] starts, long[] keys) {
        for (int j = 0; j < starts.length - 1; j++) {
            if (starts[j + 1] - starts[j] > 1) {
                Arrays.sort(keys, starts[j], starts[j + 1]);
            }
        }
        int[] entries = new int[keys.length];
        for (int k = 0; k < keys.length; k++) {
            entries[k] = (int) keys[k];
        }
        return entries;
    }

    private static int[] rowsOf(long[] keys) {
        int[] rows = new int[keys.length];
        for (int k = 0; k < keys.length; k++) {
            rows[k] = (int) (keys[k] >>> 32);
        }
        return rows;
    }
}
