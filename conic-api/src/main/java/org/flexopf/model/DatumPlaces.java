package org.flexopf.model;

import java.util.Arrays;

/** Places of an array whose numbers follow from parameters. */
final class DatumPlaces {

    private int[] places = new int[4];
    private Datum[] data = new Datum[4];
    private int size;

    void add(int place, Datum datum) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            data = Arrays.copyOf(data, 2 * size);
        }
        places[size] = place;
        data[size++] = datum;
    }

    void addAll(DatumPlaces others, int offset) {
        for (int k = 0; k < others.size; k++) {
            add(offset + others.places[k], others.data[k]);
        }
    }

    int size() {
        return size;
    }

    int place(int k) {
        return places[k];
    }

    Datum datum(int k) {
        return data[k];
    }

    /** Writes what the numbers are where the parameters are these. */
    void write(double[] parameters, double[] target) {
        for (int k = 0; k < size; k++) {
            target[places[k]] = data[k].at(parameters);
        }
    }
}
