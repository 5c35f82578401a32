package org.flexopf.model;

import java.util.Arrays;

/**
 * The inequalities that make up the limits of one family together, each with its element, in the order of their rows.
 */
final class PieceList {

    private int[] elements = new int[16];
    private int[] rows = new int[16];
    private int size;

    void add(int element, int row) {
        if (size == rows.length) {
            elements = Arrays.copyOf(elements, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
        }
        elements[size] = element;
        rows[size++] = row;
    }

    int size() {
        return size;
    }

    int element(int piece) {
        return elements[piece];
    }

    /** The row of a piece among the inequalities. */
    int row(int piece) {
        return rows[piece];
    }

    /** The first piece of each element; -1 where it has none. */
    int[] firstOfEach() {
        int[] first = new int[Arrays.stream(elements, 0, size).max().orElse(-1) + 1];
        Arrays.fill(first, -1);
        for (int k = size - 1; k >= 0; k--) {
            first[elements[k]] = k;
        }
        return first;
    }

    /** The piece of the same element that follows each piece; -1 after the last. */
    int[] following() {
        int[] following = new int[size];
        int[] next = firstOfEach();
        Arrays.fill(next, -1);
        for (int k = size - 1; k >= 0; k--) {
            following[k] = next[elements[k]];
            next[elements[k]] = k;
        }
        return following;
    }

    /** The same pieces with rows counted from elsewhere. */
    PieceList shifted(int by) {
        PieceList moved = new PieceList();
        for (int k = 0; k < size; k++) {
            moved.add(elements[k], rows[k] + by);
        }
        return moved;
    }
}
