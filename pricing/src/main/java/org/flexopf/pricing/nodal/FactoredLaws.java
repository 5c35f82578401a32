package org.flexopf.pricing.nodal;

import org.flexopf.internal.sparse.SparseLu;

/** The laws of the network as a linear system, one row per state and one column per law: it gives their multipliers. */
final class FactoredLaws {

    private final SparseLu factors;
    /** What a row was multiplied by before it was factored, by state. */
    private final double[] scale;
    /** The column of each law. */
    private final int[] columnOf;

    private final int[][] balance;

    FactoredLaws(SparseLu factors, double[] scale, int[] columnOf, int[][] balance) {
        this.factors = factors;
        this.scale = scale;
        this.columnOf = columnOf;
        this.balance = balance;
    }

    /** The number of the law that is the balance of a bus; -1 if it has none, as at a root. */
    int balance(Power power, int bus) {
        return balance[power.ordinal()][bus];
    }

    /** The multipliers of all laws, by number, that together make up a vector of the states. */
    double[] multipliers(double[] source) {
        double[] scaled = new double[scale.length];
        for (int state = 0; state < scaled.length; state++) {
            scaled[state] = scale[state] * source[state];
        }
        double[] solution = factors.solve(scaled);
        double[] multipliers = new double[solution.length];
        for (int law = 0; law < multipliers.length; law++) {
            multipliers[law] = solution[columnOf[law]];
        }
        return multipliers;
    }

    /**
     * What each state has to do with the multiplier of one law: the derivatives of {@link #multipliers} by the source.
     */
    double[] derivatives(int law) {
        double[] unit = new double[scale.length];
        unit[columnOf[law]] = 1.0;
        double[] response = factors.solveTransposed(unit);
        for (int state = 0; state < response.length; state++) {
            response[state] *= scale[state];
        }
        return response;
    }
}
