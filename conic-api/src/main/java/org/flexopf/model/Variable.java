package org.flexopf.model;

/**
 * One variable of a program under construction, or one whose value is known already because another program decided it
 * ({@link ProgramBuilder#decided}): expressions take that for its number.
 *
 * @param column its column; negative where the value is known
 * @param value the known value; NaN where it is to be found
 */
public record Variable(int column, double value) {

    /** A variable to be found. */
    public Variable(int column) {
        this(column, Double.NaN);
    }

    /** Whether its value is known already. */
    public boolean isDecided() {
        return column < 0;
    }

    /** A variable that was decided. */
    static Variable decided(double value) {
        return new Variable(-1, value);
    }
}
