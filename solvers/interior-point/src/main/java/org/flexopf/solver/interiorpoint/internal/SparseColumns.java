package org.flexopf.solver.interiorpoint.internal;

/**
 * A sparse matrix in compressed column form with values that may be overwritten. Read as rows of its transpose it serves as a row form too.
 *
 * @param start index of the first entry of each column, and the number of entries at the end
 * @param row   row of each entry, increasing within a column
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

    /** The inner product of a column and a vector. */
    double columnDot(int column, double[] vector) {
        double sum = 0.0;
        for (int k = start[column], end = start[column + 1]; k < end; k++) {
            sum += value[k] * vector[row[k]];
        }
        return sum;
    }

    /** Puts {@code M'v} into a target: one inner product per column. */
    void transposeMultiply(double[] vector, double[] target) {
        for (int j = 0; j < start.length - 1; j++) {
            target[j] = columnDot(j, vector);
        }
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

    /** The pattern of the transpose; {@code entryOf[k]} receives where entry k of this matrix went. */
    SparseColumns transposedPattern(int rows, int[] entryOf) {
        int[] next = new int[rows + 1];
        for (int i : row) {
            next[i + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            next[i + 1] += next[i];
        }
        int[] starts = next.clone();
        int[] column = new int[row.length];
        for (int j = 0; j < start.length - 1; j++) {
            for (int k = start[j]; k < start[j + 1]; k++) {
                int place = next[row[k]]++;
                column[place] = j;
                entryOf[k] = place;
            }
        }
        return withPattern(starts, column);
    }
}
