package org.flexopf.solver.adapter;

/**
 * Dual variables of a program, with the signs of {@link org.flexopf.program.ConicProgram}.
 *
 * @param y multipliers of the equalities
 * @param z multipliers of the cone rows, in the dual cone
 */
public record Multipliers(double[] y, double[] z) {

    /** No duals at all, as a program with integer variables has none. */
    public static Multipliers none() {
        return new Multipliers(new double[0], new double[0]);
    }

    @Override
    public String toString() {
        return y.length + " multipliers of equalities, " + z.length + " of cone rows";
    }
}
