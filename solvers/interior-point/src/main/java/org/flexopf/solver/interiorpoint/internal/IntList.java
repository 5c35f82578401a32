package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/** A growing list of numbers without boxes. */
final class IntList {

    private int[] items;
    private int size;

    /** An empty list with room for so many numbers, which it outgrows if it must. */
    IntList(int room) {
        items = new int[Math.max(16, room)];
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.addExact(size, size >> 1));
        }
        items[size++] = item;
    }

    int get(int index) {
        return items[index];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
