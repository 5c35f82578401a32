package org.flexopf.acopf;

import java.util.Arrays;

/** A list of whole numbers that grows. */
final class IntBag {

    private int[] number = new int[16];
    private int count;

    void add(int value) {
        if (count == number.length) {
            number = Arrays.copyOf(number, 2 * count);
        }
        number[count++] = value;
    }

    int get(int place) {
        return number[place];
    }

    int size() {
        return count;
    }

    int[] toArray() {
        return Arrays.copyOf(number, count);
    }
}
