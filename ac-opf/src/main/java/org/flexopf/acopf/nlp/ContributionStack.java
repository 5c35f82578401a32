package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * What fronts leave to those above them, on a stack: of every front the unknowns that it has not eliminated, delayed
 * ones first, and the lower triangle of their matrix by columns. Children come before their parent, so that what is
 * left to a front lies on top when its turn comes. Grows where more is left than there is room for.
 */
final class ContributionStack {

    private final int[] count;
    private int[] index;
    private double[] value;
    private int top;
    private int indexEnd;
    private int valueEnd;

    /**
     * @param fronts the number of fronts
     * @param indices room for so many unknowns at once
     * @param values room for so many entries at once
     */
    ContributionStack(int fronts, int indices, int values) {
        count = new int[fronts + 1];
        index = new int[indices];
        value = new double[values];
    }

    void clear() {
        top = 0;
        indexEnd = 0;
        valueEnd = 0;
    }

    /** Puts what a front has not eliminated on top. */
    void push(DenseFront front) {
        int size = front.size();
        int pivots = front.eliminated();
        int left = size - pivots;
        if (indexEnd + left > index.length) {
            index = Arrays.copyOf(index, indexEnd + left + index.length / 2);
        }
        System.arraycopy(front.index, pivots, index, indexEnd, left);
        indexEnd += left;
        int entries = left * (left + 1) / 2;
        if (valueEnd + entries > value.length) {
            value = Arrays.copyOf(value, valueEnd + entries + value.length / 2);
        }
        for (int k = pivots; k < size; k++) {
            System.arraycopy(front.value, k * size + k, value, valueEnd, size - k);
            valueEnd += size - k;
        }
        count[top++] = left;
    }

    /**
     * Writes the delayed unknowns that the children of a front have left.
     *
     * @param children how many lie on top
     * @param from what is less is of a front below, and delayed
     * @param to what is no less is an added row, and delayed
     * @return how many there are
     */
    int delayed(int children, int from, int to, int[] target) {
        int found = 0;
        int at = indexBegin(children);
        for (int c = top - children; c < top; c++) {
            for (int t = at; t < at + count[c] && (index[t] >= to || index[t] < from); t++) {
                target[found++] = index[t];
            }
            at += count[c];
        }
        return found;
    }

    private int indexBegin(int children) {
        int begin = indexEnd;
        for (int c = top - children; c < top; c++) {
            begin -= count[c];
        }
        return begin;
    }

    /**
     * Adds what the children of a front have left to it, and takes it off.
     *
     * @param children how many lie on top
     * @param place the place in the front of each unknown
     */
    void popInto(DenseFront front, int children, int[] place) {
        double[] v = front.value;
        int size = front.size();
        int bottom = top - children;
        int indexBegin = indexBegin(children);
        int valueBegin = valueEnd;
        for (int c = bottom; c < top; c++) {
            valueBegin -= count[c] * (count[c] + 1) / 2;
        }
        int at = valueBegin;
        int first = indexBegin;
        for (int c = bottom; c < top; c++) {
            for (int j = 0; j < count[c]; j++) {
                int column = place[index[first + j]];
                for (int i = j; i < count[c]; i++) {
                    int row = place[index[first + i]];
                    v[row >= column ? column * size + row : row * size + column] += value[at++];
                }
            }
            first += count[c];
        }
        top = bottom;
        indexEnd = indexBegin;
        valueEnd = valueBegin;
    }
}
