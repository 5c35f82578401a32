package org.flexopf.acopf;

import java.util.Arrays;

/** A list of numbers that grows. */
final class DoubleBag {

    private double[] number = new double[16];
    private int count;

    void add(double value) {
        if (count == number.length) {
            number = Arrays.copyOf(number, 2 * count);
        }
        number[count++] = value;
    }

    double[] toArray() {
        return Arrays.copyOf(number, count);
    }
}
