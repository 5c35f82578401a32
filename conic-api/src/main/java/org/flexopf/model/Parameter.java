package org.flexopf.model;

/**
 * A number of a program that may be another one after the program was written, in the same places: a demand, a limit, a
 * price. It stands in expressions, limits and costs as a number does; {@link Model#at} puts in others.
 *
 * @param place its place among the parameters of the program, from 0; negative for a number that stays as it is
 * @param value what it is while the program is written
 */
public record Parameter(int place, double value) {

    private static final int STAYS = -1;

    /** A number that stays as it is. */
    public static Parameter fixed(double value) {
        return new Parameter(STAYS, value);
    }

    /** Whether it stays as it is. */
    public boolean isFixed() {
        return place < 0;
    }

    /** What it is where the parameters of the program are these. */
    double at(double[] parameters) {
        return isFixed() ? value : parameters[place];
    }
}
