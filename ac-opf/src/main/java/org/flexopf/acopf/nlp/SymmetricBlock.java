package org.flexopf.acopf.nlp;

/**
 * The inverse and the inertia of a small dense symmetric matrix. Pivots of one or two rows are swept in place, the
 * largest first (Bunch and Parlett, SIAM J. Numer. Anal. 8, 1971), so that indefinite blocks are as safe as definite
 * ones; by Sylvester's law the signs of the pivots are those of the eigenvalues.
 */
final class SymmetricBlock {

    /** Above this share of the largest entry beside the diagonal, a diagonal entry is a stable pivot. */
    private static final double SINGLE_PIVOT = (1.0 + Math.sqrt(17.0)) / 8.0;
    /** A pivot below this share of the largest entry that its row had is lost to rounding. */
    private static final double ROUNDING = 1e-15;

    private final boolean[] swept;
    private final double[] largest;
    private int negative;
    private int lost;

    /** @param rows the largest number of rows that a block will have */
    SymmetricBlock(int rows) {
        swept = new boolean[rows];
        largest = new double[rows];
    }

    /** The number of negative eigenvalues of the last block. */
    int negative() {
        return negative;
    }

    /** The number of eigenvalues of the last block that cannot be told from zero. */
    int lost() {
        return lost;
    }

    /** Replaces a block of n rows by its inverse; only its lower triangle is read, all of it is written. */
    void invert(double[] a, int at, int n) {
        negative = 0;
        lost = 0;
        for (int i = 0; i < n; i++) {
            swept[i] = false;
            largest[i] = 0.0;
            for (int j = 0; j <= i; j++) {
                double entry = a[at + i * n + j];
                a[at + j * n + i] = entry;
                largest[i] = Math.max(largest[i], Math.abs(entry));
                largest[j] = Math.max(largest[j], Math.abs(entry));
            }
        }
        for (int left = n; left > 0; ) {
            int rows = sweepNext(a, at, n);
            if (rows == 0) {
                lost += left;
                return;
            }
            left -= rows;
        }
        for (int t = at; t < at + n * n; t++) {
            a[t] = -a[t];
        }
    }

    /** Sweeps the best pivot that is left; returns its number of rows, 0 where only NaN is left. */
    private int sweepNext(double[] a, int at, int n) {
        int single = -1;
        int first = -1;
        int second = -1;
        double onDiagonal = -1.0;
        double beside = -1.0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i && !swept[i]; j++) {
                double size = Math.abs(a[at + i * n + j]);
                if (i == j && size > onDiagonal) {
                    onDiagonal = size;
                    single = i;
                } else if (i != j && !swept[j] && size > beside) {
                    beside = size;
                    first = i;
                    second = j;
                }
            }
        }
        if (single < 0) {
            return 0;
        }
        if (onDiagonal >= SINGLE_PIVOT * beside) {
            double smallest = ROUNDING * largest[single];
            if (onDiagonal <= smallest) {
                lost++;
                a[at + single * n + single] = Math.max(smallest, Double.MIN_NORMAL);
            }
            sweep(a, at, n, single);
            return 1;
        }
        sweep(a, at, n, first, second);
        return 2;
    }

    private void sweep(double[] a, int at, int n, int k) {
        int rowK = at + k * n;
        double inverse = 1.0 / a[rowK + k];
        negative += inverse < 0.0 ? 1 : 0;
        swept[k] = true;
        for (int i = 0; i < n; i++) {
            if (i != k) {
                double factor = a[at + i * n + k] * inverse;
                for (int j = 0; j < n; j++) {
                    a[at + i * n + j] -= j == k ? 0.0 : factor * a[rowK + j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            a[rowK + i] *= inverse;
            a[at + i * n + k] = a[rowK + i];
        }
        a[rowK + k] = -inverse;
    }

    private void sweep(double[] a, int at, int n, int k, int l) {
        double kk = a[at + k * n + k];
        double kl = a[at + k * n + l];
        double ll = a[at + l * n + l];
        double determinant = kk * ll - kl * kl;
        // The entry beside the diagonal is the largest: one eigenvalue is below zero, one above.
        negative++;
        swept[k] = true;
        swept[l] = true;
        double pkk = ll / determinant;
        double pkl = -kl / determinant;
        double pll = kk / determinant;
        for (int i = 0; i < n; i++) {
            if (i != k && i != l) {
                double ik = a[at + i * n + k];
                double il = a[at + i * n + l];
                double fk = ik * pkk + il * pkl;
                double fl = ik * pkl + il * pll;
                for (int j = 0; j < n; j++) {
                    if (j != k && j != l) {
                        a[at + i * n + j] -= fk * a[at + k * n + j] + fl * a[at + l * n + j];
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (i != k && i != l) {
                double ik = a[at + i * n + k];
                double il = a[at + i * n + l];
                a[at + i * n + k] = ik * pkk + il * pkl;
                a[at + i * n + l] = ik * pkl + il * pll;
                a[at + k * n + i] = a[at + i * n + k];
                a[at + l * n + i] = a[at + i * n + l];
            }
        }
        a[at + k * n + k] = -pkk;
        a[at + k * n + l] = -pkl;
        a[at + l * n + k] = -pkl;
        a[at + l * n + l] = -pll;
    }
}
