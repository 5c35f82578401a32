package org.flexopf.solver.interiorpoint.internal;

/**
 * The rows of C that are nodes of the KKT system, by columns: each variable asks its rows, so that no two variables
 * write to the same place. Other rows belong to one region and need no such list.
 */
final class NodeColumns {

    private final int[] start;
    /** Places of entries in the matrix, and the nodes of their rows. */
    private final int[] entry;

    private final int[] node;
    /** The values at those places. */
    private final double[] value;

    NodeColumns(ProgramStructure structure) {
        SparseRows matrix = structure.matrix;
        start = new int[structure.variables + 1];
        for (int i = 0; i < structure.explicitEnd; i++) {
            for (int k = 0; k < matrix.length(i); k++) {
                start[matrix.column[matrix.entry(i, k)] + 1]++;
            }
        }
        for (int j = 0; j < structure.variables; j++) {
            start[j + 1] += start[j];
        }
        entry = new int[start[structure.variables]];
        node = new int[entry.length];
        value = new double[entry.length];
        int[] next = start.clone();
        for (int i = 0; i < structure.explicitEnd; i++) {
            for (int k = 0; k < matrix.length(i); k++) {
                int at = matrix.entry(i, k);
                int place = next[matrix.column[at]]++;
                entry[place] = at;
                node[place] = structure.rowNode[i];
            }
        }
    }

    /** Takes over the values of the matrix. */
    void load(double[] values) {
        for (int k = 0; k < entry.length; k++) {
            value[k] = values[entry[k]];
        }
    }

    /**
     * A number plus the product of a column with the multipliers of its rows.
     *
     * @param nodes a number per node, multipliers at those of rows
     */
    double add(double number, int column, double[] nodes) {
        double sum = number;
        for (int k = start[column]; k < start[column + 1]; k++) {
            sum += value[k] * nodes[node[k]];
        }
        return sum;
    }
}
