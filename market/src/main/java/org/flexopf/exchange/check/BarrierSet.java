package org.flexopf.exchange.check;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Numbers below a bound, each once, told in the order in which they came. */
final class BarrierSet {

    private final boolean[] present;
    private final int[] numbers;
    private int size;

    BarrierSet(int bound) {
        present = new boolean[bound];
        numbers = new int[bound];
    }

    void add(int number) {
        if (!present[number]) {
            present[number] = true;
            numbers[size++] = number;
        }
    }

    void clear() {
        for (int k = 0; k < size; k++) {
            present[numbers[k]] = false;
        }
        size = 0;
    }

    /** Tells all numbers and forgets them; what comes in meanwhile is kept for the next time. */
    void drain(IntConsumer target) {
        int[] told = Arrays.copyOf(numbers, size);
        clear();
        for (int number : told) {
            target.accept(number);
        }
    }
}
