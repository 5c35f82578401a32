package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * The factor of a factorisation by fronts, {@code K = L D L'}: of every front its unknowns, the pivots first, and the
 * eliminated columns from the diagonal on. Grows where more is eliminated than there is room for.
 */
final class LdlFactor {

    private int[] index;
    private boolean[] isPair;
    private double[] value;
    private final int[] indexStart;
    private final int[] valueStart;
    private final int[] pivots;
    /** Room for the numbers of one front. */
    private double[] local;

    /**
     * @param fronts the number of fronts
     * @param indices room for so many unknowns of all fronts
     * @param values room for so many entries of all fronts
     * @param tallest room for a front of so many rows
     */
    LdlFactor(int fronts, int indices, int values, int tallest) {
        index = new int[indices];
        isPair = new boolean[indices];
        value = new double[values];
        indexStart = new int[fronts + 1];
        valueStart = new int[fronts + 1];
        pivots = new int[fronts];
        local = new double[tallest];
    }

    /** Keeps what a front has eliminated; fronts come in their order. */
    void store(int s, DenseFront front) {
        int size = front.size();
        int eliminated = front.eliminated();
        pivots[s] = eliminated;
        int indexAt = indexStart[s];
        if (indexAt + size > index.length) {
            index = Arrays.copyOf(index, indexAt + size + index.length / 2);
            isPair = Arrays.copyOf(isPair, index.length);
        }
        System.arraycopy(front.index, 0, index, indexAt, size);
        System.arraycopy(front.isPair, 0, isPair, indexAt, eliminated);
        indexStart[s + 1] = indexAt + size;
        int at = valueStart[s];
        int entries = eliminated * size - eliminated * (eliminated - 1) / 2;
        if (at + entries > value.length) {
            value = Arrays.copyOf(value, at + entries + value.length / 2);
        }
        for (int k = 0; k < eliminated; k++) {
            System.arraycopy(front.value, k * size + k, value, at, size - k);
            at += size - k;
        }
        valueStart[s + 1] = at;
        if (local.length < size) {
            local = new double[2 * size];
        }
    }

    /** Solves {@code L D L' x = x} in place, by the numbers of the unknowns. */
    void solve(double[] x) {
        for (int s = 0; s < pivots.length; s++) {
            forward(s, x);
        }
        for (int s = pivots.length - 1; s >= 0; s--) {
            backward(s, x);
        }
    }

    private void forward(int s, double[] x) {
        int begin = indexStart[s];
        int size = indexStart[s + 1] - begin;
        for (int i = 0; i < size; i++) {
            local[i] = x[index[begin + i]];
        }
        int at = valueStart[s];
        for (int k = 0; k < pivots[s]; k++) {
            if (isPair[begin + k]) {
                int second = at + size - k;
                double first = local[k];
                double other = local[k + 1];
                for (int i = k + 2; i < size; i++) {
                    local[i] -= value[at + i - k] * first + value[second + i - k - 1] * other;
                }
                double a = value[at];
                double b = value[at + 1];
                double c = value[second];
                double determinant = a * c - b * b;
                local[k] = (c * first - b * other) / determinant;
                local[k + 1] = (a * other - b * first) / determinant;
                at = second + size - k - 1;
                k++;
            } else {
                double pivot = local[k];
                for (int i = k + 1; i < size; i++) {
                    local[i] -= value[at + i - k] * pivot;
                }
                local[k] = pivot / value[at];
                at += size - k;
            }
        }
        for (int i = 0; i < size; i++) {
            x[index[begin + i]] = local[i];
        }
    }

    private void backward(int s, double[] x) {
        int begin = indexStart[s];
        int size = indexStart[s + 1] - begin;
        for (int i = 0; i < size; i++) {
            local[i] = x[index[begin + i]];
        }
        int at = valueStart[s + 1];
        for (int k = pivots[s] - 1; k >= 0; k--) {
            at -= size - k;
            if (k > 0 && isPair[begin + k - 1]) {
                local[k] -= product(at + 1, k + 1, size);
                at -= size - k + 1;
                k--;
                local[k] -= product(at + 2, k + 2, size);
            } else {
                local[k] -= product(at + 1, k + 1, size);
            }
        }
        for (int i = 0; i < pivots[s]; i++) {
            x[index[begin + i]] = local[i];
        }
    }

    private double product(int at, int begin, int end) {
        double even = 0.0;
        double odd = 0.0;
        int i = begin;
        int t = at;
        for (; i + 1 < end; i += 2, t += 2) {
            even += value[t] * local[i];
            odd += value[t + 1] * local[i + 1];
        }
        return i < end ? even + odd + value[t] * local[i] : even + odd;
    }
}
