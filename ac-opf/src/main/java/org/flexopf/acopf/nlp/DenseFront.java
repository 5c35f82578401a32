package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * A dense symmetric matrix of which the first rows may be eliminated: {@code A = L D L'} with pivots of one or two
 * rows. A pivot is taken where it is not small against what stands beside it, in the rows that are not to be eliminated
 * too (Duff and Reid, ACM Trans. Math. Softw. 9, 1983). Rows that find no such pivot are left over.
 *
 * <p>Columns stand one after another; of each only the part from the diagonal on is used. After {@link #eliminate}, an
 * eliminated column has its pivot on the diagonal and the factor below; the first column of a pivot of two rows has the
 * pivot's third entry below its diagonal.
 */
final class DenseFront {

    /** A pivot is at least this share of what stands beside it. */
    private static final double THRESHOLD = 1e-6;
    /** A pivot below this share of what its column had at first is lost to rounding. */
    private static final double ROUNDING = 1e-14;

    /** Below this share of what it is the difference of, a determinant has no digits left. */
    private static final double SINGULAR = 1e-10;

    double[] value = new double[0];
    /** What stands at each place, by the numbers of the owner: swapped with rows. */
    int[] index = new int[0];
    /** By eliminated column: whether it is the first of a pivot of two rows. */
    boolean[] isPair = new boolean[0];

    private double[] scaled = new double[0];
    private double[] largest = new double[0];
    private int size;
    private int candidates;
    private int eliminated;
    private int negative;
    private int lost;
    private int partner;

    /** Makes room for a matrix of so many rows, all zero, of which the first may be eliminated. */
    void begin(int rows, int mayBeEliminated) {
        size = rows;
        candidates = mayBeEliminated;
        if (index.length < rows) {
            reserve(rows + rows / 4);
        }
        Arrays.fill(value, 0, rows * rows, 0.0);
    }

    /** Makes room for matrices of up to so many rows. */
    void reserve(int rows) {
        value = new double[Math.multiplyExact(rows, rows)];
        index = Arrays.copyOf(index, rows);
        isPair = new boolean[rows];
        scaled = new double[rows];
        largest = new double[rows];
    }

    int size() {
        return size;
    }

    /** The number of rows that were eliminated; they stand first. */
    int eliminated() {
        return eliminated;
    }

    /** The number of negative eigenvalues among the pivots. */
    int negative() {
        return negative;
    }

    /** The number of pivots that cannot be told from zero. */
    int lost() {
        return lost;
    }

    /** Adds to the entry of two places. */
    void add(int i, int j, double amount) {
        value[i >= j ? j * size + i : i * size + j] += amount;
    }

    private double at(int i, int j) {
        return value[i >= j ? j * size + i : i * size + j];
    }

    /**
     * Eliminates what can be, and takes it out of all other rows.
     *
     * @param all whether every row has to be eliminated, for better or worse
     */
    void eliminate(boolean all) {
        eliminated = 0;
        negative = 0;
        lost = 0;
        Arrays.fill(largest, 0, candidates, 0.0);
        if (all) {
            rememberSizes();
        }
        while (eliminated < candidates) {
            int pivot = findPivot();
            if (pivot < 0) {
                if (!all) {
                    break;
                }
                pivot = leastBad();
            }
            if (partner < 0) {
                takeOne(pivot);
            } else {
                takeTwo(pivot, partner);
            }
        }
        updateRest();
    }

    private void rememberSizes() {
        for (int j = 0; j < candidates; j++) {
            for (int i = j; i < candidates; i++) {
                double entry = Math.abs(value[j * size + i]);
                largest[j] = Math.max(largest[j], entry);
                largest[i] = Math.max(largest[i], entry);
            }
        }
    }

    /** The first row that is a safe pivot, alone or with its {@link #partner}; -1 if there is none. */
    private int findPivot() {
        for (int q = eliminated; q < candidates; q++) {
            int best = -1;
            double most = 0.0;
            for (int i = eliminated; i < q; i++) {
                double entry = Math.abs(value[i * size + q]);
                if (entry > most) {
                    most = entry;
                    best = i;
                }
            }
            for (int i = q + 1; i < candidates; i++) {
                double entry = Math.abs(value[q * size + i]);
                if (entry > most) {
                    most = entry;
                    best = i;
                }
            }
            double beside = Math.max(most, largestBelow(q));
            double diagonal = Math.abs(value[q * size + q]);
            if (diagonal > 0.0 && diagonal >= THRESHOLD * beside) {
                partner = -1;
                return q;
            }
            if (best >= 0 && isSafe(q, best, most)) {
                partner = best;
                return q;
            }
        }
        return -1;
    }

    /** The largest entry of a column in the rows that stay. */
    private double largestBelow(int q) {
        double most = 0.0;
        for (int t = q * size + candidates; t < (q + 1) * size; t++) {
            most = Math.max(most, Math.abs(value[t]));
        }
        return most;
    }

    private boolean isSafe(int q, int r, double between) {
        double besideQ = largestBelow(q);
        double besideR = largestBelow(r);
        for (int i = eliminated; i < candidates; i++) {
            if (i != q && i != r) {
                besideQ = Math.max(besideQ, Math.abs(at(i, q)));
                besideR = Math.max(besideR, Math.abs(at(i, r)));
            }
        }
        double qq = value[q * size + q];
        double rr = value[r * size + r];
        double determinant = Math.abs(qq * rr - between * between);
        return determinant > SINGULAR * between * between
                && THRESHOLD * (Math.abs(rr) * besideQ + between * besideR) <= determinant
                && THRESHOLD * (between * besideQ + Math.abs(qq) * besideR) <= determinant;
    }

    /** Where no pivot is safe and one is needed: the largest that is left; one that is lost is kept off zero. */
    private int leastBad() {
        int single = eliminated;
        double most = -1.0;
        int first = -1;
        int second = -1;
        double beside = 0.0;
        for (int j = eliminated; j < candidates; j++) {
            double diagonal = Math.abs(value[j * size + j]);
            if (diagonal > most) {
                most = diagonal;
                single = j;
            }
            for (int i = j + 1; i < candidates; i++) {
                if (Math.abs(value[j * size + i]) > beside) {
                    beside = Math.abs(value[j * size + i]);
                    first = j;
                    second = i;
                }
            }
        }
        if (first >= 0 && beside > most) {
            partner = second;
            return first;
        }
        partner = -1;
        return single;
    }

    private void takeOne(int pivot) {
        int k = eliminated;
        swap(k, pivot);
        int column = k * size;
        if (Math.abs(value[column + k]) <= ROUNDING * largest[k] || value[column + k] == 0.0) {
            lost++;
            value[column + k] = Math.max(ROUNDING * largest[k], Double.MIN_NORMAL);
        }
        double inverse = 1.0 / value[column + k];
        negative += inverse < 0.0 ? 1 : 0;
        isPair[k] = false;
        for (int j = k + 1; j < candidates; j++) {
            double factor = value[column + j] * inverse;
            if (factor != 0.0) {
                subtract(factor, column + j, j * size + j, size - j);
            }
        }
        for (int i = k + 1; i < size; i++) {
            value[column + i] *= inverse;
        }
        eliminated++;
    }

    private void takeTwo(int pivot, int other) {
        int k = eliminated;
        swap(k, pivot);
        swap(k + 1, other == k ? pivot : other);
        int first = k * size;
        int second = first + size;
        double a = value[first + k];
        double b = value[first + k + 1];
        double c = value[second + k + 1];
        double determinant = a * c - b * b;
        negative += determinant < 0.0 ? 1 : a < 0.0 ? 2 : 0;
        isPair[k] = true;
        isPair[k + 1] = false;
        double pa = c / determinant;
        double pb = -b / determinant;
        double pc = a / determinant;
        for (int j = k + 2; j < candidates; j++) {
            double factorA = value[first + j] * pa + value[second + j] * pb;
            double factorB = value[first + j] * pb + value[second + j] * pc;
            if (factorA != 0.0 || factorB != 0.0) {
                subtract(factorA, first + j, j * size + j, size - j);
                subtract(factorB, second + j, j * size + j, size - j);
            }
        }
        for (int i = k + 2; i < size; i++) {
            double x = value[first + i];
            double y = value[second + i];
            value[first + i] = x * pa + y * pb;
            value[second + i] = x * pb + y * pc;
        }
        eliminated += 2;
    }

    private void subtract(double factor, int from, int to, int count) {
        double[] v = value;
        for (int i = 0; i < count; i++) {
            v[to + i] -= factor * v[from + i];
        }
    }

    /** Swaps two candidates that are not eliminated, and what the eliminated columns have in their rows. */
    private void swap(int a, int b) {
        if (a == b) {
            return;
        }
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        for (int j = 0; j < low; j++) {
            exchange(j * size + low, j * size + high);
        }
        for (int j = low + 1; j < high; j++) {
            exchange(low * size + j, j * size + high);
        }
        for (int i = high + 1; i < size; i++) {
            exchange(low * size + i, high * size + i);
        }
        exchange(low * size + low, high * size + high);
        int id = index[low];
        index[low] = index[high];
        index[high] = id;
        double sizeOf = largest[low];
        largest[low] = largest[high];
        largest[high] = sizeOf;
    }

    private void exchange(int s, int t) {
        double kept = value[s];
        value[s] = value[t];
        value[t] = kept;
    }

    /** Takes the eliminated columns out of the rows that were no candidates, column after column, four at a time. */
    private void updateRest() {
        double[] v = value;
        for (int j = candidates; j < size; j++) {
            for (int k = 0; k < eliminated; k++) {
                int column = k * size;
                if (isPair[k]) {
                    double x = v[column + j];
                    double y = v[column + size + j];
                    double b = v[column + k + 1];
                    scaled[k] = v[column + k] * x + b * y;
                    scaled[k + 1] = b * x + v[column + size + k + 1] * y;
                    k++;
                } else {
                    scaled[k] = v[column + k] * v[column + j];
                }
            }
            int target = j * size;
            int k = 0;
            for (; k + 3 < eliminated; k += 4) {
                subtractFour(v, target, k * size, size, j, scaled[k], scaled[k + 1], scaled[k + 2], scaled[k + 3]);
            }
            for (; k < eliminated; k++) {
                subtract(scaled[k], k * size + j, target + j, size - j);
            }
        }
    }

    private static void subtractFour(
            double[] v, int target, int column, int size, int begin, double a, double b, double c, double d) {
        int second = column + size;
        int third = second + size;
        int fourth = third + size;
        for (int i = begin; i < size; i++) {
            v[target + i] -= a * v[column + i] + b * v[second + i] + c * v[third + i] + d * v[fourth + i];
        }
    }
}
