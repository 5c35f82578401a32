package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.flexopf.internal.sparse.SparseLu;
import org.flexopf.program.SparseMatrix;

/**
 * The linear system of a {@link MarginalModel}: one row per state, one column per law, solved for the multipliers of
 * the laws. States and laws stand in an order that keeps the factors sparse: each is given a place, and those of a
 * branch come before those of the buses that it joins.
 */
final class NetworkLaws {

    private final int states;
    private final double[] scale;
    private final List<int[]> statesOf = new ArrayList<>();
    private final List<double[]> entries = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private int[] columnOf;
    private SparseLu factors;

    /**
     * @param scale what a row is multiplied by before it is factored, so that the rows of a branch are of one size,
     *     whatever its impedance
     */
    NetworkLaws(double[] scale) {
        this.states = scale.length;
        this.scale = scale;
    }

    /** Adds a law; its number is returned. */
    int add(int place, int[] atStates, double[] values) {
        places.add(place);
        statesOf.add(atStates);
        entries.add(values);
        return entries.size() - 1;
    }

    int count() {
        return entries.size();
    }

    /** @throws ArithmeticException if the laws are dependent, or too many or too few */
    void factor() {
        Integer[] order = new Integer[entries.size()];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingInt(places::get));
        columnOf = new int[order.length];
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(states, order.length);
        for (int column = 0; column < order.length; column++) {
            int law = order[column];
            columnOf[law] = column;
            for (int k = 0; k < statesOf.get(law).length; k++) {
                int state = statesOf.get(law)[k];
                matrix.add(state, column, scale[state] * entries.get(law)[k]);
            }
        }
        factors = SparseLu.of(matrix.build());
    }

    /** The multipliers of all laws, by number, that together make up a vector of the states. */
    double[] multipliers(double[] source) {
        double[] scaled = new double[states];
        for (int state = 0; state < states; state++) {
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
        double[] unit = new double[states];
        unit[columnOf[law]] = 1.0;
        double[] response = factors.solveTransposed(unit);
        for (int state = 0; state < states; state++) {
            response[state] *= scale[state];
        }
        return response;
    }
}
