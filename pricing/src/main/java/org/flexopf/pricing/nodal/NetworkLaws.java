package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.flexopf.internal.sparse.SparseLu;
import org.flexopf.program.SparseMatrix;

/**
 * The laws of the network in the states of a {@link NetworkState}: balances, voltage drops, the curves of currents and
 * losses, and what holds a setting. Each stands at a place in the order of the states, those of a branch before those
 * of the buses that it joins, so that the factors stay sparse.
 */
final class NetworkLaws {

    private final NetworkState state;
    private final List<LawTerms> laws = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    /** The number of the law that is a balance, by power and bus; -1 if it is a source, or there is none. */
    private final int[][] balance;

    NetworkLaws(NetworkState state, int buses) {
        this.state = state;
        this.balance = new int[Power.values().length][buses];
        for (int[] rows : balance) {
            Arrays.fill(rows, -1);
        }
    }

    /** Adds a law at the first place of its states. */
    void add(LawTerms law) {
        places.add(state.firstPlace(law.states()));
        laws.add(law);
    }

    /** Adds the balance of a bus. */
    void addBalance(Power power, int bus, LawTerms law) {
        balance[power.ordinal()][bus] = laws.size();
        places.add(state.placeOfBus(bus));
        laws.add(law);
    }

    /**
     * The laws as a linear system.
     *
     * @throws ArithmeticException if there are not as many laws as states, or they are dependent; its message is a
     *     clause
     */
    FactoredLaws factor() {
        if (laws.size() != state.count()) {
            throw new ArithmeticException(
                    "at the optimum there are " + laws.size() + " laws for " + state.count() + " flows and voltages");
        }
        Integer[] order = new Integer[laws.size()];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingInt(places::get));
        double[] scale = state.scales();
        int[] columnOf = new int[order.length];
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(state.count(), order.length);
        for (int column = 0; column < order.length; column++) {
            LawTerms law = laws.get(order[column]);
            columnOf[order[column]] = column;
            for (int k = 0; k < law.states().length; k++) {
                int row = law.states()[k];
                matrix.add(row, column, scale[row] * law.values()[k]);
            }
        }
        try {
            return new FactoredLaws(SparseLu.of(matrix.build()), scale, columnOf, balance);
        } catch (ArithmeticException singular) {
            throw new ArithmeticException("the laws of the network are dependent at the optimum");
        }
    }
}
