package org.flexopf.pricing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flexopf.internal.sparse.SparseLu;
import org.flexopf.model.ElementType;
import org.flexopf.model.Key;
import org.flexopf.model.ProgramNames;
import org.flexopf.model.Quantity;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SoftLimit;
import org.flexopf.program.Cone;
import org.flexopf.program.ConvexProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverResult;

/**
 * Prices by duality, from the program that was solved and nothing else, whichever formulation wrote it.
 *
 * <p>At the optimum every column of the program is stationary: {@code P x + q + A'y + G'z = 0}. Take the columns that describe the <em>state</em> of
 * the network (flows, currents, voltages, angles; not what generators
 * and other devices decide, and not the voltages of the roots, which are held). In these columns stand the balances and the other <em>laws</em> of
 * the network, whose multipliers are sought, and the <em>sources</em>,
 * whose multipliers are known: the balances of the roots, the limits that bind, and the objective where it is one of flows or voltages. There are as
 * many laws as columns, so that the multipliers of the laws, the prices
 * among them, follow from the sources by one linear system, and a sum of sources gives a sum of prices. That is the split: exact, for the linear
 * model that the program is at its optimum.
 *
 * <p>A current or a loss that is kept above a curve by a cone or by tangents follows the curve at the margin. Its law is the combination of these
 * rows in the proportion of their multipliers; where they have none, as in an inexact
 * relaxation, the normal of the cone.
 */
final class MarginalModel {

    private static final Set<Quantity> STATE = Set.of(Quantity.SQUARED_VOLTAGE, Quantity.ANGLE, Quantity.NET_INJECTION,
            Quantity.SERIES_P, Quantity.SERIES_Q, Quantity.SQUARED_CURRENT, Quantity.LOSS);
    /** Multipliers that are at most this much off the normal of their cone (as a sine) are taken for parallel to it. */
    private static final double PARALLEL = 1e-3;
    /** What stands for the objective among the sources. */
    static final Key OBJECTIVE = new Key(new Quantity("objective", ElementType.OTHER, Unit.CURRENCY_PER_HOUR), 0);

    /** What stands for the rows without a name that a formulation has besides the laws of the network. */
    static final Key FURTHER_ROWS = new Key(new Quantity("further rows of the formulation", ElementType.OTHER, Unit.CURRENCY_PER_HOUR), 0);

    private final Network network;
    private final Topology topology;
    private final ConvexProgram program;
    private final ProgramNames names;
    private final SolverResult result;
    /** Place of each column of the program among the state columns; -1 if it is none. */
    private final int[] stateOf;
    private final int states;
    /** Laws under construction, as sparse columns. */
    private final List<double[]> laws = new ArrayList<>();
    private final List<int[]> lawStates = new ArrayList<>();
    /** The number of the law that is a balance, by power and bus; -1 if it is a source, or there is none. */
    private final int[][] balance;
    private final Map<Key, SourceTerms> sources = new LinkedHashMap<>();
    private final SourceTerms rootSource = new SourceTerms();
    private int[] placeOfLaw;
    private SparseLu factors;
    private String obstacle = "";

    private MarginalModel(OpfSolution solution) {
        network = solution.network();
        topology = network.topology();
        program = solution.named().model().program();
        names = ProgramNames.of(solution.named().model());
        result = solution.result();
        int buses = network.buses().size();
        balance = new int[Power.values().length][buses];
        for (int[] rows : balance) {
            Arrays.fill(rows, -1);
        }
        stateOf = new int[program.variableCount()];
        states = orderStates();
        SparseMatrix equalities = program.equalityMatrix().transpose();
        for (int row = 0; row < program.equalityCount(); row++) {
            addEquality(row, equalities);
        }
        addCones(program.coneMatrix().transpose());
        addObjective();
        factor();
    }

    /** The model at a solution. */
    static MarginalModel of(OpfSolution solution) {
        return new MarginalModel(solution);
    }

    /** Why the model cannot split prices, in a clause; empty if it can. */
    String obstacle() {
        return obstacle;
    }

    /** Numbers the state columns from the leaves of the network to its roots, so that the factors stay sparse. */
    private int orderStates() {
        int[] depthOrder = topology.fromRootsOutwards();
        int[] position = new int[network.buses().size()];
        Arrays.fill(position, -1);
        for (int k = 0; k < depthOrder.length; k++) {
            position[depthOrder[k]] = depthOrder.length - k;
        }
        List<int[]> found = new ArrayList<>();
        for (int column = 0; column < stateOf.length; column++) {
            stateOf[column] = -1;
            Optional<Key> key = names.column(column);
            if (key.isPresent() && STATE.contains(key.get().quantity()) && !isHeld(key.get())) {
                int element = key.get().element();
                int place = key.get().quantity().element() == ElementType.BUS
                        ? position[element]
                        : Math.min(position[topology.from(element)], position[topology.to(element)]);
                found.add(new int[] {place, column});
            }
        }
        found.sort(Comparator.comparingInt(pair -> pair[0]));
        for (int k = 0; k < found.size(); k++) {
            stateOf[found.get(k)[1]] = k;
        }
        return found.size();
    }

    /** The voltage of a root, magnitude and angle, is held. */
    private boolean isHeld(Key column) {
        return (column.quantity().equals(Quantity.SQUARED_VOLTAGE) || column.quantity().equals(Quantity.ANGLE)) && isRoot(column.element());
    }

    private boolean isRoot(int bus) {
        return topology.island(bus) >= 0 && topology.parentBus(bus) < 0;
    }

    private void addEquality(int row, SparseMatrix byRows) {
        Optional<Key> key = names.equality(row);
        boolean isBalance = key.isPresent() && (key.get().quantity().equals(Quantity.ACTIVE_BALANCE) || key.get().quantity().equals(Quantity.REACTIVE_BALANCE));
        if (isBalance && isRoot(key.get().element())) {
            addRow(byRows, row, result.y()[row], rootSource);
            return;
        }
        if (names.isFixedLimit(row) || !isLaw(byRows, row)) {
            addRow(byRows, row, result.y()[row], source(key));
            return;
        }
        double[] dense = new double[byRows.columnStart(row + 1) - byRows.columnStart(row)];
        int[] at = new int[dense.length];
        int count = 0;
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            if (stateOf[byRows.rowIndex(e)] >= 0) {
                at[count] = stateOf[byRows.rowIndex(e)];
                dense[count++] = byRows.value(e);
            }
        }
        if (count > 0) {
            if (isBalance) {
                Power power = key.get().quantity().equals(Quantity.ACTIVE_BALANCE) ? Power.ACTIVE : Power.REACTIVE;
                balance[power.ordinal()][key.get().element()] = laws.size();
            }
            laws.add(Arrays.copyOf(dense, count));
            lawStates.add(Arrays.copyOf(at, count));
        }
    }

    /**
     * Whether an equality is about nothing but the state of the network and what devices decide; the further variables of a formulation make it a
     * matter of its own.
     */
    private boolean isLaw(SparseMatrix byRows, int row) {
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            Optional<Key> key = names.column(byRows.rowIndex(e));
            if (key.isEmpty() || !(STATE.contains(key.get().quantity()) || isDecision(key.get().quantity()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecision(Quantity quantity) {
        return switch (quantity.element()) {
            case GENERATOR, LOAD, SHUNT, HVDC_LINE -> true;
            case BUS, BRANCH -> quantity.equals(Quantity.TAPPED_VOLTAGE) || Arrays.stream(SoftLimit.values()).anyMatch(limit -> limit.slack().equals(quantity));
            case OTHER -> false;
        };
    }

    private void addCones(SparseMatrix byRows) {
        Map<Key, List<int[]>> curves = new LinkedHashMap<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            int size = cone instanceof Cone.SecondOrder ? cone.dimension() : 1;
            for (int end = row + cone.dimension(); row < end; row += size) {
                Optional<Key> key = names.coneRow(row);
                if (key.isPresent() && (key.get().quantity().equals(Quantity.CURRENT_CONE) || key.get().quantity().equals(Quantity.LOSS_BOUND))) {
                    curves.computeIfAbsent(key.get(), k -> new ArrayList<>()).add(new int[] {row, size});
                } else {
                    for (int k = row; k < row + size; k++) {
                        if (result.z()[k] != 0.0) {
                            addRow(byRows, k, result.z()[k], source(key));
                        }
                    }
                }
            }
        }
        curves.forEach((key, blocks) -> addCurve(key, blocks, byRows));
    }

    /** The law that the rows which keep a current or a loss above its curve make up together. */
    private void addCurve(Key key, List<int[]> blocks, SparseMatrix byRows) {
        Map<Integer, Double> direction = new HashMap<>();
        if (blocks.size() == 1 && blocks.get(0)[1] > 1) {
            int first = blocks.get(0)[0];
            int size = blocks.get(0)[1];
            double[] normal = new double[size];
            double alongNormal = 0.0;
            double normalSquare = 0.0;
            double dualSquare = 0.0;
            for (int k = 0; k < size; k++) {
                normal[k] = (k == 0 ? 1.0 : -1.0) * result.s()[first + k];
                alongNormal += normal[k] * result.z()[first + k];
                normalSquare += normal[k] * normal[k];
                dualSquare += result.z()[first + k] * result.z()[first + k];
            }
            boolean parallel = alongNormal * alongNormal >= (1.0 - PARALLEL * PARALLEL) * normalSquare * dualSquare && dualSquare > 0.0;
            for (int k = 0; k < size; k++) {
                double part = parallel ? result.z()[first + k] / Math.sqrt(dualSquare) : normal[k] / Math.sqrt(normalSquare);
                addTo(direction, byRows, first + k, part);
                if (!parallel) {
                    // What is not along the normal is no law but the formulation's own affair.
                    addRow(byRows, first + k, result.z()[first + k] - alongNormal * normal[k] / normalSquare, source(Optional.of(key)));
                }
            }
        } else {
            double sum = blocks.stream().mapToDouble(block -> result.z()[block[0]]).sum();
            int tightest = blocks.stream().min(Comparator.comparingDouble(block -> result.s()[block[0]])).orElseThrow()[0];
            for (int[] block : blocks) {
                addTo(direction, byRows, block[0], sum > 0.0 ? result.z()[block[0]] / sum : block[0] == tightest ? 1.0 : 0.0);
            }
        }
        int[] at = direction.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        if (at.length > 0) {
            laws.add(Arrays.stream(at).mapToDouble(direction::get).toArray());
            lawStates.add(at);
        }
    }

    private void addTo(Map<Integer, Double> direction, SparseMatrix byRows, int row, double factor) {
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            int state = stateOf[byRows.rowIndex(e)];
            if (state >= 0) {
                direction.merge(state, factor * byRows.value(e), Double::sum);
            }
        }
    }

    /** {@code P x + q} in the state columns, if the objective is about them at all. */
    private void addObjective() {
        double[] gradient = program.linear();
        program.quadratic().symmetricMultiplyAdd(1.0, result.x(), gradient);
        for (int column = 0; column < gradient.length; column++) {
            if (stateOf[column] >= 0 && gradient[column] != 0.0) {
                source(Optional.of(OBJECTIVE)).add(stateOf[column], gradient[column]);
            }
        }
    }

    private SourceTerms source(Optional<Key> key) {
        return sources.computeIfAbsent(key.orElse(FURTHER_ROWS), k -> new SourceTerms());
    }

    private void addRow(SparseMatrix byRows, int row, double multiplier, SourceTerms target) {
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            int state = stateOf[byRows.rowIndex(e)];
            if (state >= 0) {
                target.add(state, multiplier * byRows.value(e));
            }
        }
    }

    private void factor() {
        if (laws.size() != states) {
            obstacle = "at the optimum there are " + laws.size() + " laws for " + states + " flows and voltages";
            return;
        }
        Integer[] order = new Integer[states];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingInt(k -> Arrays.stream(lawStates.get(k)).min().orElse(0)));
        placeOfLaw = new int[states];
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(states, states);
        for (int column = 0; column < states; column++) {
            int law = order[column];
            placeOfLaw[law] = column;
            for (int k = 0; k < lawStates.get(law).length; k++) {
                matrix.add(lawStates.get(law)[k], column, laws.get(law)[k]);
            }
        }
        try {
            factors = SparseLu.of(matrix.build());
        } catch (ArithmeticException singular) {
            obstacle = "the laws of the network are dependent at the optimum";
        }
    }

    /** The split of all prices; everything beyond energy goes to {@link PriceComponent#OTHER} if there is an {@link #obstacle}. */
    PriceSplit split(double[][] prices) {
        int buses = network.buses().size();
        PriceSplit split = new PriceSplit(buses);
        for (Power power : Power.values()) {
            double[] energy = PriceSplit.atRoots(prices[power.ordinal()], topology);
            System.arraycopy(energy, 0, split.of(power, PriceComponent.ENERGY), 0, buses);
        }
        if (factors != null) {
            double[] atRoots = new double[states];
            rootSource.addTo(atRoots);
            spread(atRoots, PriceComponent.LOSSES, split);
            for (PriceComponent component : List.of(PriceComponent.CONGESTION, PriceComponent.VOLTAGE, PriceComponent.OTHER)) {
                double[] sum = new double[states];
                sources.forEach((key, terms) -> {
                    if (component(key) == component) {
                        terms.addTo(sum);
                    }
                });
                spread(sum, component, split);
            }
        }
        for (int bus = 0; bus < buses; bus++) {
            if (topology.island(bus) < 0) {
                split.clear(bus);
                continue;
            }
            for (Power power : Power.values()) {
                double energy = split.of(power, PriceComponent.ENERGY)[bus];
                boolean hasLaw = balance[power.ordinal()][bus] >= 0;
                if (factors == null) {
                    split.of(power, PriceComponent.OTHER)[bus] = prices[power.ordinal()][bus] - energy;
                } else if (hasLaw) {
                    split.of(power, PriceComponent.LOSSES)[bus] -= energy;
                }
            }
        }
        return split;
    }

    private void spread(double[] source, PriceComponent component, PriceSplit split) {
        double[] multiplier = factors.solve(source);
        for (Power power : Power.values()) {
            double[] target = split.of(power, component);
            for (int bus = 0; bus < target.length; bus++) {
                int law = balance[power.ordinal()][bus];
                target[bus] = law < 0 ? 0.0 : multiplier[placeOfLaw[law]] / network.baseMva();
            }
        }
    }

    /** What every source but the roots has to do with the price at a bus, currency per MWh (or Mvarh). */
    Map<Key, Double> contributions(Power power, int bus) {
        Map<Key, Double> amounts = new LinkedHashMap<>();
        int law = balance[power.ordinal()][bus];
        if (factors == null || law < 0) {
            return amounts;
        }
        double[] unit = new double[states];
        unit[placeOfLaw[law]] = 1.0;
        double[] response = factors.solveTransposed(unit);
        sources.forEach((key, terms) -> amounts.put(key, terms.times(response) / network.baseMva()));
        return amounts;
    }

    /** Where a source belongs. */
    static PriceComponent component(Key source) {
        return source.equals(OBJECTIVE) || source.equals(FURTHER_ROWS) ? PriceComponent.OTHER : PriceComponent.of(source.quantity());
    }
}
