package org.flexopf.powerflow;

import java.util.Arrays;

/**
 * LU factors of a matrix of 2 x 2 blocks with a symmetric pattern, in a given elimination order, without pivoting
 * between blocks.
 *
 * <p>The pattern of the factors is worked out once ({@link Pattern}); a factorisation then goes column by column,
 * left-looking, over precomputed lists, and allocates nothing. Blocks take up four numbers, row by row. Below the
 * diagonal stands L (with unit blocks on the diagonal), on and above it U; L by columns and U by rows have the same
 * pattern.
 */
final class BlockLu {

    /** Where the factors of a matrix have blocks. Immutable, and shared by all factorisations of that pattern. */
    static final class Pattern {

        final int size;
        /**
         * Blocks of row k of U (and column k of L) are numbered {@code start[k] .. start[k+1]-1}; {@link #index} holds
         * their columns, increasing.
         */
        final int[] start;

        final int[] index;
        /**
         * The blocks in column k of U (row k of L), numbered {@code columnStart[k] ..}: their place in {@link #index}
         * and their row.
         */
        private final int[] columnStart;

        private final int[] columnBlock;
        private final int[] columnRow;
        /** The place in {@link #index} of every block of the matrix above the diagonal. */
        private final int[] place;

        /**
         * The pattern of the factors of a matrix.
         *
         * @param matrixStart where the blocks of each row above the diagonal start; one place more than there are rows
         * @param matrixIndex the columns of those blocks, increasing within a row
         */
        Pattern(int[] matrixStart, int[] matrixIndex) {
            size = matrixStart.length - 1;
            start = new int[size + 1];
            int[] structure = new int[Math.max(16, 2 * matrixIndex.length)];
            int filled = 0;
            // Row k of U is row k of the matrix united with the rest of the rows whose first block stands in column k.
            int[] firstChild = new int[size];
            int[] nextSibling = new int[size];
            int[] mark = new int[size];
            Arrays.fill(firstChild, -1);
            Arrays.fill(mark, -1);
            for (int k = 0; k < size; k++) {
                start[k] = filled;
                mark[k] = k;
                if (structure.length < filled + size - k) {
                    structure = Arrays.copyOf(
                            structure, Math.max(filled + size - k, structure.length + (structure.length >> 1)));
                }
                for (int m = matrixStart[k]; m < matrixStart[k + 1]; m++) {
                    mark[matrixIndex[m]] = k;
                    structure[filled++] = matrixIndex[m];
                }
                for (int child = firstChild[k]; child >= 0; child = nextSibling[child]) {
                    for (int m = start[child]; m < start[child + 1]; m++) {
                        int j = structure[m];
                        if (mark[j] != k) {
                            mark[j] = k;
                            structure[filled++] = j;
                        }
                    }
                }
                Arrays.sort(structure, start[k], filled);
                start[k + 1] = filled;
                if (filled > start[k]) {
                    int parent = structure[start[k]];
                    nextSibling[k] = firstChild[parent];
                    firstChild[parent] = k;
                }
            }
            index = Arrays.copyOf(structure, filled);

            columnStart = new int[size + 1];
            for (int j : index) {
                columnStart[j + 1]++;
            }
            for (int k = 0; k < size; k++) {
                columnStart[k + 1] += columnStart[k];
            }
            columnBlock = new int[filled];
            columnRow = new int[filled];
            int[] next = Arrays.copyOf(columnStart, size);
            for (int k = 0; k < size; k++) {
                for (int m = start[k]; m < start[k + 1]; m++) {
                    int at = next[index[m]]++;
                    columnBlock[at] = m;
                    columnRow[at] = k;
                }
            }
            place = new int[matrixIndex.length];
            for (int k = 0; k < size; k++) {
                int m = start[k];
                for (int a = matrixStart[k]; a < matrixStart[k + 1]; a++) {
                    while (index[m] != matrixIndex[a]) {
                        m++;
                    }
                    place[a] = m;
                }
            }
        }
    }

    private final Pattern pattern;
    /** Inverted diagonal blocks of U. */
    private final double[] pivot;

    private final double[] upper;
    private final double[] lower;
    /** Place in row k of each column, plus one block per column, while column k is worked on. */
    private final double[] workUpper;

    private final double[] workLower;

    BlockLu(Pattern pattern) {
        this.pattern = pattern;
        pivot = new double[4 * pattern.size];
        upper = new double[4 * pattern.index.length];
        lower = new double[4 * pattern.index.length];
        workUpper = new double[4 * pattern.size];
        workLower = new double[4 * pattern.size];
    }

    /**
     * Factors a matrix.
     *
     * @param diagonal its diagonal blocks
     * @param matrixUpper its blocks above the diagonal, in the order in which the pattern was told of them
     * @param matrixLower its blocks below the diagonal: the one at (j, k) stands where the upper one at (k, j) does
     * @return whether it succeeded; it does not if a pivot block is singular or not finite
     */
    boolean factor(double[] diagonal, double[] matrixUpper, double[] matrixLower) {
        Arrays.fill(upper, 0.0);
        Arrays.fill(lower, 0.0);
        for (int a = 0; a < pattern.place.length; a++) {
            System.arraycopy(matrixUpper, 4 * a, upper, 4 * pattern.place[a], 4);
            System.arraycopy(matrixLower, 4 * a, lower, 4 * pattern.place[a], 4);
        }
        for (int k = 0; k < pattern.size; k++) {
            if (!column(k, diagonal)) {
                return false;
            }
        }
        return true;
    }

    private boolean column(int k, double[] diagonal) {
        int[] index = pattern.index;
        int begin = pattern.start[k];
        int end = pattern.start[k + 1];
        for (int m = begin; m < end; m++) {
            System.arraycopy(upper, 4 * m, workUpper, 4 * index[m], 4);
            System.arraycopy(lower, 4 * m, workLower, 4 * index[m], 4);
        }
        double d00 = diagonal[4 * k];
        double d01 = diagonal[4 * k + 1];
        double d10 = diagonal[4 * k + 2];
        double d11 = diagonal[4 * k + 3];
        for (int c = pattern.columnStart[k]; c < pattern.columnStart[k + 1]; c++) {
            int first = pattern.columnBlock[c];
            double l00 = lower[4 * first];
            double l01 = lower[4 * first + 1];
            double l10 = lower[4 * first + 2];
            double l11 = lower[4 * first + 3];
            double u00 = upper[4 * first];
            double u01 = upper[4 * first + 1];
            double u10 = upper[4 * first + 2];
            double u11 = upper[4 * first + 3];
            d00 -= l00 * u00 + l01 * u10;
            d01 -= l00 * u01 + l01 * u11;
            d10 -= l10 * u00 + l11 * u10;
            d11 -= l10 * u01 + l11 * u11;
            int last = pattern.start[pattern.columnRow[c] + 1];
            for (int m = first + 1; m < last; m++) {
                int j = 4 * index[m];
                int at = 4 * m;
                double a00 = upper[at];
                double a01 = upper[at + 1];
                double a10 = upper[at + 2];
                double a11 = upper[at + 3];
                workUpper[j] -= l00 * a00 + l01 * a10;
                workUpper[j + 1] -= l00 * a01 + l01 * a11;
                workUpper[j + 2] -= l10 * a00 + l11 * a10;
                workUpper[j + 3] -= l10 * a01 + l11 * a11;
                double b00 = lower[at];
                double b01 = lower[at + 1];
                double b10 = lower[at + 2];
                double b11 = lower[at + 3];
                workLower[j] -= b00 * u00 + b01 * u10;
                workLower[j + 1] -= b00 * u01 + b01 * u11;
                workLower[j + 2] -= b10 * u00 + b11 * u10;
                workLower[j + 3] -= b10 * u01 + b11 * u11;
            }
        }
        double determinant = d00 * d11 - d01 * d10;
        double scale = Math.abs(d00 * d11) + Math.abs(d01 * d10);
        if (!(Math.abs(determinant) > 1e-15 * scale) || Double.isInfinite(scale)) {
            return false;
        }
        double i00 = d11 / determinant;
        double i01 = -d01 / determinant;
        double i10 = -d10 / determinant;
        double i11 = d00 / determinant;
        pivot[4 * k] = i00;
        pivot[4 * k + 1] = i01;
        pivot[4 * k + 2] = i10;
        pivot[4 * k + 3] = i11;
        for (int m = begin; m < end; m++) {
            int j = 4 * index[m];
            System.arraycopy(workUpper, j, upper, 4 * m, 4);
            double w00 = workLower[j];
            double w01 = workLower[j + 1];
            double w10 = workLower[j + 2];
            double w11 = workLower[j + 3];
            lower[4 * m] = w00 * i00 + w01 * i10;
            lower[4 * m + 1] = w00 * i01 + w01 * i11;
            lower[4 * m + 2] = w10 * i00 + w11 * i10;
            lower[4 * m + 3] = w10 * i01 + w11 * i11;
        }
        return true;
    }

    /** Replaces b by the solution x of A x = b; two numbers per block. */
    void solve(double[] b) {
        int[] index = pattern.index;
        for (int k = 0; k < pattern.size; k++) {
            double b0 = b[2 * k];
            double b1 = b[2 * k + 1];
            for (int m = pattern.start[k]; m < pattern.start[k + 1]; m++) {
                int j = 2 * index[m];
                b[j] -= lower[4 * m] * b0 + lower[4 * m + 1] * b1;
                b[j + 1] -= lower[4 * m + 2] * b0 + lower[4 * m + 3] * b1;
            }
        }
        for (int k = pattern.size - 1; k >= 0; k--) {
            double b0 = b[2 * k];
            double b1 = b[2 * k + 1];
            for (int m = pattern.start[k]; m < pattern.start[k + 1]; m++) {
                int j = 2 * index[m];
                b0 -= upper[4 * m] * b[j] + upper[4 * m + 1] * b[j + 1];
                b1 -= upper[4 * m + 2] * b[j] + upper[4 * m + 3] * b[j + 1];
            }
            b[2 * k] = pivot[4 * k] * b0 + pivot[4 * k + 1] * b1;
            b[2 * k + 1] = pivot[4 * k + 2] * b0 + pivot[4 * k + 3] * b1;
        }
    }

    /** Replaces b by the solution x of A' x = b. */
    void solveTransposed(double[] b) {
        int[] index = pattern.index;
        for (int k = 0; k < pattern.size; k++) {
            double b0 = pivot[4 * k] * b[2 * k] + pivot[4 * k + 2] * b[2 * k + 1];
            double b1 = pivot[4 * k + 1] * b[2 * k] + pivot[4 * k + 3] * b[2 * k + 1];
            b[2 * k] = b0;
            b[2 * k + 1] = b1;
            for (int m = pattern.start[k]; m < pattern.start[k + 1]; m++) {
                int j = 2 * index[m];
                b[j] -= upper[4 * m] * b0 + upper[4 * m + 2] * b1;
                b[j + 1] -= upper[4 * m + 1] * b0 + upper[4 * m + 3] * b1;
            }
        }
        for (int k = pattern.size - 1; k >= 0; k--) {
            double b0 = b[2 * k];
            double b1 = b[2 * k + 1];
            for (int m = pattern.start[k]; m < pattern.start[k + 1]; m++) {
                int j = 2 * index[m];
                b0 -= lower[4 * m] * b[j] + lower[4 * m + 2] * b[j + 1];
                b1 -= lower[4 * m + 1] * b[j] + lower[4 * m + 3] * b[j + 1];
            }
            b[2 * k] = b0;
            b[2 * k + 1] = b1;
        }
    }
}
