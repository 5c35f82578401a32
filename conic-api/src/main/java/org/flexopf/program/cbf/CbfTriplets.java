package org.flexopf.program.cbf;

import java.util.Arrays;

/**
 * Entries (first, second, value) of a file with the lines they stand on, in arrays that grow with what the file really
 * holds.
 */
final class CbfTriplets {

    private int[] first = new int[16];
    private int[] second = new int[16];
    private double[] value = new double[16];
    private int[] line = new int[16];
    private int count;

    void add(int newFirst, int newSecond, double newValue, int newLine) {
        if (count == first.length) {
            int larger = count + (count >> 1) + 1;
            first = Arrays.copyOf(first, larger);
            second = Arrays.copyOf(second, larger);
            value = Arrays.copyOf(value, larger);
            line = Arrays.copyOf(line, larger);
        }
        first[count] = newFirst;
        second[count] = newSecond;
        value[count] = newValue;
        line[count++] = newLine;
    }

    int count() {
        return count;
    }

    int first(int entry) {
        return first[entry];
    }

    int second(int entry) {
        return second[entry];
    }

    double value(int entry) {
        return value[entry];
    }

    /** The line of an entry whose place has occurred before; 0 if none has. */
    int lineOfFirstRepetition() {
        long[] places = new long[count];
        for (int k = 0; k < count; k++) {
            places[k] = place(k);
        }
        Arrays.sort(places);
        for (int k = 1; k < count; k++) {
            if (places[k] == places[k - 1]) {
                return lineOfSecond(places[k]);
            }
        }
        return 0;
    }

    private int lineOfSecond(long repeated) {
        boolean met = false;
        for (int k = 0; k < count; k++) {
            if (place(k) == repeated) {
                if (met) {
                    return line[k];
                }
                met = true;
            }
        }
        throw new AssertionError("a place that occurs twice has been met once");
    }

    private long place(int entry) {
        return ((long) first[entry] << 32) | second[entry];
    }
}
