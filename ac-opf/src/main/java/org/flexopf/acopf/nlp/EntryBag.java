package org.flexopf.acopf.nlp;

import java.util.Arrays;

/** Collects entries of a square matrix of n rows as numbers {@code i n + j}. */
final class EntryBag {

    private final int rows;
    private long[] entry = new long[256];
    private int count;

    EntryBag(int rows) {
        this.rows = rows;
    }

    void add(int i, int j) {
        if (count == entry.length) {
            entry = Arrays.copyOf(entry, 2 * count);
        }
        entry[count++] = (long) i * rows + j;
    }

    long[] toArray() {
        return Arrays.copyOf(entry, count);
    }
}
