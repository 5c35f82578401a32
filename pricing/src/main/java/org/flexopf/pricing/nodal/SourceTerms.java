package org.flexopf.pricing.nodal;

import java.util.Arrays;

/**
 * What one source adds to the states of a {@link NetworkState}: a sparse vector, which may name a place more than once.
 */
final class SourceTerms {

    private int[] place = new int[4];
    private double[] value = new double[4];
    private int count;

    void add(int at, double amount) {
        if (count == place.length) {
            place = Arrays.copyOf(place, 2 * count);
            value = Arrays.copyOf(value, 2 * count);
        }
        place[count] = at;
        value[count++] = amount;
    }

    void addTo(double[] dense) {
        for (int k = 0; k < count; k++) {
            dense[place[k]] += value[k];
        }
    }

    double times(double[] dense) {
        double sum = 0.0;
        for (int k = 0; k < count; k++) {
            sum += value[k] * dense[place[k]];
        }
        return sum;
    }
}
