package org.flexopf.solver.interiorpoint.internal;

/**
 * A sparse matrix in compressed column form with values that may be overwritten.
 *
 * @param start index of the first entry of each column, and the number of entries at the end
 * @param row row of each entry, increasing within a column
 * @param value value of each entry
 */
record SparseColumns(int[] start, int[] row, double[] value) {

    /** A matrix of zeros with a pattern. */
    static SparseColumns withPattern(int[] start, int[] row) {
        return new SparseColumns(start, row, new double[row.length]);
    }

    int columns() {
        return start.length - 1;
    }

    int entries() {
        return row.length;
    }

    /** Adds {@code S v} to a target, where this matrix is the upper triangle of the symmetric S. */
    void symmetricMultiplyAdd(double[] vector, double[] target) {
        for (int j = 0; j < start.length - 1; j++) {
            double sum = 0.0;
            double vj = vector[j];
            for (int k = start[j], end = start[j + 1]; k < end; k++) {
                int i = row[k];
                sum += value[k] * vector[i];
                if (i != j) {
                    target[i] += value[k] * vj;
                }
            }
            target[j] += sum;
        }
    }
}
