package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * The pattern of the factor L of a symmetric matrix, below its diagonal.
 *
 * @param start where each column starts
 * @param row rows, increasing within a column
 */
record FactorPattern(int[] start, int[] row) {

    /** The pattern of an elimination, columns in its own order. */
    static FactorPattern of(Elimination elimination) {
        int[] identity = new int[elimination.order().length];
        Arrays.setAll(identity, k -> k);
        return of(elimination, identity, identity);
    }

    /**
     * The same with the columns in another sequence in which children still come before their parents.
     *
     * @param sequence which column comes at each place
     * @param place the inverse of the sequence
     */
    static FactorPattern of(Elimination elimination, int[] sequence, int[] place) {
        int[] starts = new int[sequence.length + 1];
        int[] rows = new int[elimination.row().length];
        int count = 0;
        for (int k = 0; k < sequence.length; k++) {
            int begin = count;
            for (int t = elimination.start()[sequence[k]]; t < elimination.start()[sequence[k] + 1]; t++) {
                rows[count++] = place[elimination.row()[t]];
            }
            sort(rows, begin, count);
            starts[k + 1] = count;
        }
        return new FactorPattern(starts, rows);
    }

    /** Insertion sort for the short columns of a feeder, the library's for others. */
    private static void sort(int[] row, int begin, int end) {
        if (end - begin > 24) {
            Arrays.sort(row, begin, end);
            return;
        }
        for (int k = begin + 1; k < end; k++) {
            int key = row[k];
            int t = k;
            while (t > begin && row[t - 1] > key) {
                row[t] = row[t - 1];
                t--;
            }
            row[t] = key;
        }
    }
}
