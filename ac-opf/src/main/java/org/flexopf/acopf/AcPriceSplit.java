package org.flexopf.acopf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.internal.sparse.SparseLu;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.program.SparseMatrix;

/**
 * What prices at an optimum are made of. In every state of the network the Lagrangian is stationary:
 *
 * <pre>
 *   laws' lambda + sources = 0
 * </pre>
 *
 * <p>Laws are the balances of all buses but the roots, whose multipliers are the prices there; sources are the balances
 * of the roots at their prices, the limits at their multipliers, and the objective where it is one of voltages. There
 * are as many laws as states, so that lambda follows from the sources, and a sum of sources makes a sum of prices:
 * losses from the roots, congestion from limits of branches, voltage from limits of voltages, other from the objective.
 * What generators, transformers and shunts do is held. It is the split that {@code NodalPrices} of the module pricing
 * makes of the prices of programs that are convex.
 */
final class AcPriceSplit {

    private static final int COMPONENTS = PriceComponent.values().length;

    private final ActiveGrid grid;
    private final AcProgram program;
    private final Triplets equality;
    private final double[] equalityEntries;
    private final double[] x;
    private final NonlinearResult result;
    /** The number of each variable among the states, and of each equality among the laws; -1 if it is none. */
    private final int[] stateOf;

    private final int[] lawOf;
    private final int states;
    /** By component and state. */
    private final double[][] source;

    private final Optional<SparseLu> laws;
    /** By power, component and bus. */
    private final double[][][] part;

    /** The split. If the laws are dependent at the optimum, everything but energy is of the component other. */
    AcPriceSplit(ActiveGrid grid, AcProgram program, NonlinearResult result) {
        this.grid = grid;
        this.program = program;
        this.result = result;
        x = result.x();
        equality = program.structure().equalityPattern();
        equalityEntries = new double[equality.count()];
        double[] inequalityEntries = new double[program.structure().inequalityPattern().count()];
        program.jacobians(x, equalityEntries, inequalityEntries);
        PriceLaws told = program.laws(x);
        states = told.states.size();
        stateOf = numbers(program.structure().variables(), told.states.toArray());
        lawOf = numbers(program.structure().equalities(), told.rows.toArray());
        source = new double[COMPONENTS][states];
        laws = factored(matrix(told));
        addObjective();
        addBounds(told);
        addLimits(inequalityEntries);
        part = new double[2][COMPONENTS][grid.place.length];
        fill();
    }

    private static Optional<SparseLu> factored(SparseMatrix matrix) {
        try {
            return Optional.of(SparseLu.inMinimumDegreeOrder(matrix));
        } catch (ArithmeticException dependent) {
            return Optional.empty();
        }
    }

    private static int[] numbers(int count, int[] chosen) {
        int[] numbers = new int[count];
        Arrays.fill(numbers, -1);
        for (int k = 0; k < chosen.length; k++) {
            if (chosen[k] >= 0) {
                numbers[chosen[k]] = k;
            }
        }
        return numbers;
    }

    /** A row per state, a column per law, which stands where its state does; with zeros that make it symmetric. */
    private SparseMatrix matrix(PriceLaws told) {
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(states, told.rows.size());
        double[] shares = told.shares.toArray();
        for (int t = 0; t < equality.count(); t++) {
            int law = lawOf[equality.row(t)];
            int state = stateOf[equality.column(t)];
            if (law >= 0 && state >= 0) {
                matrix.add(state, law, equalityEntries[t]).add(law, state, 0.0);
            }
        }
        for (int law = 0; law < told.rows.size(); law++) {
            if (told.rows.get(law) < 0) {
                if (stateOf[told.fronts.get(law)] >= 0) {
                    matrix.add(stateOf[told.fronts.get(law)], law, 1.0)
                            .add(law, stateOf[told.fronts.get(law)], 0.0);
                }
                matrix.add(stateOf[told.backs.get(law)], law, -shares[law]);
            }
        }
        return matrix.build();
    }

    private void addObjective() {
        double[] gradient = new double[x.length];
        program.gradient(x, gradient);
        for (int variable = 0; variable < x.length; variable++) {
            add(PriceComponent.OTHER.ordinal(), variable, gradient[variable]);
        }
    }

    private void addBounds(PriceLaws told) {
        for (int state = 0; state < states; state++) {
            int variable = told.states.get(state);
            source[told.components.get(state)][state] +=
                    result.upperMultiplier(variable) - result.lowerMultiplier(variable);
        }
    }

    /** Limits of settings are about decisions, which are held. */
    private void addLimits(double[] entries) {
        Triplets pattern = program.structure().inequalityPattern();
        program.forEachInequalityEntry((owner, t) -> {
            Optional<PriceComponent> component = owner.component();
            if (component.isPresent()) {
                double multiplier = result.inequalityMultiplier(pattern.row(t));
                add(component.get().ordinal(), pattern.column(t), multiplier * entries[t]);
            }
        });
    }

    private void add(int component, int variable, double amount) {
        if (stateOf[variable] >= 0) {
            source[component][stateOf[variable]] += amount;
        }
    }

    /** What the balances that are no laws add, at their multipliers or all at 1. */
    private double[] roots(boolean active, boolean reactive, boolean atTheirPrices) {
        double[] sum = new double[states];
        for (int t = 0; t < equality.count(); t++) {
            int row = equality.row(t);
            boolean counts = row < grid.buses ? active : reactive && row < 2 * grid.buses;
            if (counts && lawOf[row] < 0 && stateOf[equality.column(t)] >= 0) {
                double price = atTheirPrices ? result.equalityMultiplier(row) : 1.0;
                sum[stateOf[equality.column(t)]] += price * equalityEntries[t];
            }
        }
        return sum;
    }

    private double[] multipliers(double[] sources) {
        double[] right = new double[states];
        for (int state = 0; state < states; state++) {
            right[state] = -sources[state];
        }
        return laws.orElseThrow().solve(right);
    }

    private void fill() {
        fillEnergy();
        if (laws.isPresent()) {
            spread(multipliers(roots(true, true, true)), PriceComponent.LOSSES);
            List.of(PriceComponent.CONGESTION, PriceComponent.VOLTAGE, PriceComponent.OTHER)
                    .forEach(component -> spread(multipliers(source[component.ordinal()]), component));
        } else {
            spread(result.equalityMultipliers(), PriceComponent.OTHER);
        }
        PriceComponent rest = laws.isPresent() ? PriceComponent.LOSSES : PriceComponent.OTHER;
        for (int power = 0; power < 2; power++) {
            double[] energy = part[power][PriceComponent.ENERGY.ordinal()];
            for (int k = 0; k < grid.buses; k++) {
                if (lawOf[power * grid.buses + k] >= 0) {
                    part[power][rest.ordinal()][grid.bus[k]] -= energy[grid.bus[k]];
                }
            }
        }
    }

    private void spread(double[] multiplier, PriceComponent component) {
        double unit = grid.perUnit.pricePerMwh(1.0);
        for (int power = 0; power < 2; power++) {
            for (int k = 0; k < grid.buses; k++) {
                int row = power * grid.buses + k;
                // Where there are no laws, multipliers are those of the rows themselves.
                int at = laws.isPresent() ? lawOf[row] : row;
                part[power][component.ordinal()][grid.bus[k]] = lawOf[row] < 0 ? 0.0 : unit * multiplier[at];
            }
        }
    }

    /** The price at the root; where several references make up for a bus, the mean of theirs by what each delivers. */
    private void fillEnergy() {
        Topology topology = grid.network.topology();
        boolean[] isShared = new boolean[topology.islandCount()];
        for (int bus : topology.furtherReferences()) {
            isShared[topology.island(bus)] = true;
        }
        double unit = grid.perUnit.pricePerMwh(1.0);
        boolean shares = laws.isPresent() && topology.furtherReferences().length > 0;
        double[] atTheirPrices = shares ? multipliers(roots(true, false, true)) : new double[0];
        double[] delivered = shares ? multipliers(roots(true, false, false)) : atTheirPrices;
        for (int bus : topology.fromRootsOutwards()) {
            int k = grid.place[bus];
            int parent = topology.parentBus(bus);
            for (int power = 0; power < 2; power++) {
                double[] energy = part[power][PriceComponent.ENERGY.ordinal()];
                int law = lawOf[power * grid.buses + k];
                if (law < 0) {
                    energy[bus] = unit * result.equalityMultiplier(power * grid.buses + k);
                } else if (power == 0 && shares && isShared[topology.island(bus)]) {
                    energy[bus] = unit * atTheirPrices[law] / delivered[law];
                } else {
                    energy[bus] = parent < 0 ? 0.0 : energy[rootOf(topology, parent)];
                }
            }
        }
    }

    private static int rootOf(Topology topology, int bus) {
        int root = bus;
        while (topology.parentBus(root) >= 0) {
            root = topology.parentBus(root);
        }
        return root;
    }

    /** The parts of the price of active (0) or reactive (1) power at a bus (by index). */
    PriceComponents at(int power, int bus) {
        return grid.place[bus] < 0
                ? PriceComponents.none()
                : new PriceComponents(
                        part[power][PriceComponent.ENERGY.ordinal()][bus],
                        part[power][PriceComponent.LOSSES.ordinal()][bus],
                        part[power][PriceComponent.CONGESTION.ordinal()][bus],
                        part[power][PriceComponent.VOLTAGE.ordinal()][bus],
                        part[power][PriceComponent.OTHER.ordinal()][bus]);
    }
}
