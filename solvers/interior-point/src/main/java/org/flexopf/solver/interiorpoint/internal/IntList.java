package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/** A growing list of numbers without boxes. */
final class IntList {

    private int[] items = new int[64];
    private int size;

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.addExact(size, size >> 1));
        }
        items[size++] = item;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
