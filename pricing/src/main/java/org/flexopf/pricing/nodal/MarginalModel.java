package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flexopf.internal.sparse.Elimination;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.model.ProgramNames;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfConstraints;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.OpfVariables;
import org.flexopf.opf.PriceComponent;
import org.flexopf.opf.SoftLimit;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;

/**
 * Prices by duality, from the program that was solved and nothing else, whichever formulation wrote it.
 *
 * <p>At the optimum every column of the program is stationary: {@code P x + q + A'y + G'z = 0}. Take the columns that
 * describe the <em>state</em> of the network (flows, currents, voltages, angles; not what generators and other devices
 * decide, not the settings of transformers and shunts, and not the voltages of the roots, which are all held). In these
 * columns stand the balances and the other <em>laws</em> of the network, whose multipliers are sought, and the
 * <em>sources</em>, whose multipliers are known: the balances of the roots, the limits that bind, and the objective
 * where it is one of flows or voltages. There are as many laws as columns, so that the multipliers of the laws, the
 * prices among them, follow from the sources by one linear system, and a sum of sources gives a sum of prices. That is
 * the split: exact, for the linear model that the program is at its optimum.
 *
 * <p>A current or a loss that is kept above a curve by a cone or by tangents follows the curve at the margin. Its law
 * is the combination of these rows in the proportion of their multipliers; where they have none, as in an inexact
 * relaxation, the normal of the cone.
 *
 * <p>A branch-flow relaxation of a meshed network has more flows than laws: it does not see that angles add up round
 * cycles. With that as further laws ({@link AngleLaw}) the flows follow from the injections again. Their multipliers
 * are zero in the program that was solved, so that those of the sources add up to zero and the parts add up to the
 * price all the same; where the relaxation is exact, they are the parts of the AC network.
 */
final class MarginalModel {

    private static final Set<Family> STATE = Set.of(
            OpfVariables.SQUARED_VOLTAGE,
            OpfVariables.ANGLE,
            OpfVariables.NET_INJECTION,
            OpfVariables.SERIES_P,
            OpfVariables.SERIES_Q,
            OpfVariables.SQUARED_CURRENT,
            OpfVariables.LOSS,
            OpfVariables.TAPPED_VOLTAGE,
            OpfVariables.SHUNT_Q);
    /** The limits of settings, of which each is held where the optimum has put it. */
    private static final Set<Family> SETTINGS = Set.of(
            OpfConstraints.TAP_RATIO_MIN,
            OpfConstraints.TAP_RATIO_MAX,
            OpfConstraints.SHUNT_Q_MIN,
            OpfConstraints.SHUNT_Q_MAX);

    private static final Set<Family> BRANCH_FLOW_LAWS =
            Set.of(OpfConstraints.ACTIVE_BALANCE, OpfConstraints.REACTIVE_BALANCE, OpfConstraints.VOLTAGE_DROP);
    /** Multipliers that are at most this much off the normal of their cone (as a sine) are taken for parallel to it. */
    private static final double PARALLEL = 1e-3;
    /** What stands for the objective among the sources. */
    static final Key OBJECTIVE =
            new Key(new ConstraintFamily("objective", "objective", ElementKind.OWN, Unit.CURRENCY_PER_HOUR), 0);

    /** What stands for the rows without a name that a formulation has besides the laws of the network. */
    static final Key FURTHER_ROWS = new Key(
            new ConstraintFamily(
                    "further-rows", "further rows of the formulation", ElementKind.OWN, Unit.CURRENCY_PER_HOUR),
            0);

    private final Network network;
    private final Topology topology;
    private final ConicProgram program;
    private final ProgramNames names;
    private final CheckedAnswer result;
    /** The columns of the state by name, held ones included. */
    private final Map<Key, Integer> columns = new HashMap<>();
    /** Place of each column of the program among the state columns; -1 if it is none. */
    private final int[] stateOf;

    private final int states;
    /** The place of each bus in a minimum-degree order of the network. */
    private final int[] position;
    /** Whether the state is that of a branch-flow model, with squared voltages and reactive flows. */
    private final boolean isBranchFlow;
    /**
     * Whether the network is meshed and the state lacks the angles that say how flows divide: they are further states,
     * numbered after the columns.
     */
    private final boolean hasFurtherAngles;
    /**
     * The place of each state in the order of elimination: even for those of branches and devices, odd for those of
     * buses.
     */
    private int[] placeOfState;

    private final NetworkLaws laws;
    /** The number of the law that is a balance, by power and bus; -1 if it is a source, or there is none. */
    private final int[][] balance;

    private final Map<Key, SourceTerms> sources = new LinkedHashMap<>();
    private final SourceTerms rootSource = new SourceTerms();
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
        isBranchFlow = solution.has(OpfVariables.SERIES_Q);
        hasFurtherAngles = isBranchFlow && topology.chords().length > 0;
        stateOf = new int[program.variableCount() + buses];
        position = positions();
        states = orderStates();
        laws = new NetworkLaws(scales());
        SparseMatrix equalities = program.equalityMatrix().transpose();
        for (int row = 0; row < program.equalityCount(); row++) {
            addEquality(row, equalities);
        }
        addCones(program.coneMatrix().transpose());
        addSettings();
        addAngles();
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

    /**
     * Numbers the state columns along a minimum-degree order of the buses, each after its branches, so that the factors
     * stay sparse.
     */
    private int orderStates() {
        List<int[]> found = new ArrayList<>();
        for (int column = 0; column < program.variableCount(); column++) {
            Optional<Key> key = names.column(column);
            if (key.isPresent() && STATE.contains(key.get().family())) {
                columns.put(key.get(), column);
                if (!isHeld(key.get())) {
                    found.add(new int[] {place(key.get()), column});
                }
            }
        }
        for (int bus = 0; hasFurtherAngles && bus < position.length; bus++) {
            if (topology.parentBus(bus) >= 0) {
                found.add(new int[] {2 * position[bus] + 1, furtherAngle(bus)});
            }
        }
        found.sort(Comparator.comparingInt(pair -> pair[0]));
        Arrays.fill(stateOf, -1);
        for (int k = 0; k < found.size(); k++) {
            stateOf[found.get(k)[1]] = k;
        }
        placeOfState = found.stream().mapToInt(pair -> pair[0]).toArray();
        return found.size();
    }

    /** Flows are measured by the voltage that they cause, so that laws of branches have entries of one size. */
    private double[] scales() {
        double[] scale = new double[states];
        Arrays.fill(scale, 1.0);
        columns.forEach((key, column) -> {
            if (stateOf[column] >= 0 && isBranchFlow && key.family().kind().equals(Branch.KIND)) {
                Branch branch = network.branches().get(key.element());
                double impedance = Math.hypot(branch.r(), branch.x());
                if (key.family().equals(OpfVariables.SQUARED_CURRENT)) {
                    scale[stateOf[column]] = 1.0 / (impedance * impedance);
                } else if (!key.family().equals(OpfVariables.TAPPED_VOLTAGE)) {
                    scale[stateOf[column]] = 1.0 / impedance;
                }
            }
        });
        return scale;
    }

    private int place(Key column) {
        int element = column.element();
        ElementKind kind = column.family().kind();
        if (kind.equals(Bus.KIND)) {
            return 2 * position[element] + 1;
        }
        if (kind.equals(Shunt.KIND)) {
            return 2 * position[network.busIndex(network.shunts().get(element).bus())];
        }
        return 2 * Math.min(position[topology.from(element)], position[topology.to(element)]);
    }

    /** The place of each bus in a minimum-degree order of the network. */
    private int[] positions() {
        int buses = network.buses().size();
        int[] start = new int[buses + 1];
        int[] neighbour = new int[2 * network.branches().size()];
        int[] lastSeenFrom = new int[buses];
        for (int bus = 0; bus < buses; bus++) {
            start[bus + 1] = start[bus];
            for (int k = 0; k < topology.degree(bus); k++) {
                int branch = topology.incident(bus, k);
                int other = topology.from(branch) == bus ? topology.to(branch) : topology.from(branch);
                // Parallel branches make one neighbour.
                if (lastSeenFrom[other] != bus + 1) {
                    lastSeenFrom[other] = bus + 1;
                    neighbour[start[bus + 1]++] = other;
                }
            }
        }
        int[] order =
                Elimination.of(start, Arrays.copyOf(neighbour, start[buses])).order();
        int[] position = new int[buses];
        for (int k = 0; k < buses; k++) {
            position[order[k]] = k;
        }
        return position;
    }

    /** The voltage of a root, magnitude and angle, is held. */
    private boolean isHeld(Key column) {
        return (column.family().equals(OpfVariables.SQUARED_VOLTAGE)
                        || column.family().equals(OpfVariables.ANGLE))
                && isRoot(column.element());
    }

    private boolean isRoot(int bus) {
        return topology.island(bus) >= 0 && topology.parentBus(bus) < 0;
    }

    private void addEquality(int row, SparseMatrix byRows) {
        Optional<Key> key = names.equality(row);
        if (isSetting(key)) {
            return;
        }
        boolean isBalance = key.isPresent()
                && (key.get().family().equals(OpfConstraints.ACTIVE_BALANCE)
                        || key.get().family().equals(OpfConstraints.REACTIVE_BALANCE));
        if (isBalance && isRoot(key.get().element())) {
            addRow(byRows, row, result.y()[row], rootSource);
            return;
        }
        if (names.isFixedLimit(row) || !isLaw(byRows, row)) {
            addRow(byRows, row, result.y()[row], source(key));
            return;
        }
        int first = byRows.columnStart(row);
        int[] column = new int[byRows.columnStart(row + 1) - first];
        double[] value = new double[column.length];
        for (int k = 0; k < column.length; k++) {
            column[k] = byRows.rowIndex(first + k);
            value[k] = byRows.value(first + k);
        }
        if (Arrays.stream(column).anyMatch(at -> stateOf[at] >= 0)) {
            if (isBalance) {
                Power power = key.get().family().equals(OpfConstraints.ACTIVE_BALANCE) ? Power.ACTIVE : Power.REACTIVE;
                balance[power.ordinal()][key.get().element()] = laws.count();
            }
            addLaw(isBalance ? key.get().element() : -1, column, value);
        }
    }

    /**
     * Whether an equality is about nothing but the state of the network and what devices decide; the further variables
     * of a formulation make it a matter of its own. In a branch-flow model the balances and voltage drops are all there
     * is: what else it states of voltages follows from the cycles.
     */
    private boolean isLaw(SparseMatrix byRows, int row) {
        if (isBranchFlow
                && names.equality(row)
                        .filter(key -> BRANCH_FLOW_LAWS.contains(key.family()))
                        .isEmpty()) {
            return false;
        }
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            Optional<Key> key = names.column(byRows.rowIndex(e));
            if (key.isEmpty()
                    || !(STATE.contains(key.get().family())
                            || isDecision(key.get().family()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecision(Family family) {
        ElementKind kind = family.kind();
        if (kind.equals(Bus.KIND) || kind.equals(Branch.KIND)) {
            return Arrays.stream(SoftLimit.values())
                    .anyMatch(limit -> limit.slack().equals(family));
        }
        return !kind.equals(ElementKind.OWN);
    }

    private void addCones(SparseMatrix byRows) {
        Map<Key, List<int[]>> curves = new LinkedHashMap<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            int size = cone instanceof Cone.SecondOrder ? cone.dimension() : 1;
            for (int end = row + cone.dimension(); row < end; row += size) {
                Optional<Key> key = names.coneRow(row);
                if (isSetting(key)) {
                    continue;
                }
                if (key.isPresent()
                        && (key.get().family().equals(OpfConstraints.CURRENT_CONE)
                                || key.get().family().equals(OpfConstraints.LOSS_BOUND))) {
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
            boolean parallel = alongNormal * alongNormal >= (1.0 - PARALLEL * PARALLEL) * normalSquare * dualSquare
                    && dualSquare > 0.0;
            for (int k = 0; k < size; k++) {
                double part =
                        parallel ? result.z()[first + k] / Math.sqrt(dualSquare) : normal[k] / Math.sqrt(normalSquare);
                addTo(direction, byRows, first + k, part);
                if (!parallel) {
                    // What is not along the normal is no law but the formulation's own affair.
                    addRow(
                            byRows,
                            first + k,
                            result.z()[first + k] - alongNormal * normal[k] / normalSquare,
                            source(Optional.of(key)));
                }
            }
        } else {
            double sum =
                    blocks.stream().mapToDouble(block -> result.z()[block[0]]).sum();
            int tightest = blocks.stream()
                    .min(Comparator.comparingDouble(block -> result.s()[block[0]]))
                    .orElseThrow()[0];
            for (int[] block : blocks) {
                addTo(
                        direction,
                        byRows,
                        block[0],
                        sum > 0.0 ? result.z()[block[0]] / sum : block[0] == tightest ? 1.0 : 0.0);
            }
        }
        int[] at =
                direction.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        if (at.length > 0) {
            laws.add(
                    earliest(at),
                    at,
                    Arrays.stream(at).mapToDouble(direction::get).toArray());
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

    private static boolean isSetting(Optional<Key> row) {
        return row.filter(key -> SETTINGS.contains(key.family())).isPresent();
    }

    /** {@code w_i' = w_i / ratio^2} and {@code q = b w} at the ratios and susceptances of the optimum. */
    private void addSettings() {
        for (int column = 0; column < program.variableCount(); column++) {
            Key key = names.column(column).orElse(null);
            if (key != null && key.family().equals(OpfVariables.TAPPED_VOLTAGE)) {
                addProportion(column, topology.from(key.element()));
            } else if (key != null && key.family().equals(OpfVariables.SHUNT_Q)) {
                addProportion(
                        column,
                        network.busIndex(network.shunts().get(key.element()).bus()));
            }
        }
    }

    private void addProportion(int column, int bus) {
        int w = columns.get(new Key(OpfVariables.SQUARED_VOLTAGE, bus));
        addLaw(-1, new int[] {column, w}, new double[] {1.0, -result.x()[column] / result.x()[w]});
    }

    /**
     * The angles of a branch-flow relaxation add up round cycles by laws of their own, without multipliers in the
     * program that was solved.
     */
    private void addAngles() {
        for (int b = 0; hasFurtherAngles && b < network.branches().size(); b++) {
            if (!topology.isActive(b)) {
                continue;
            }
            int p = columns.get(new Key(OpfVariables.SERIES_P, b));
            int q = columns.get(new Key(OpfVariables.SERIES_Q, b));
            Integer tapped = columns.get(new Key(OpfVariables.TAPPED_VOLTAGE, b));
            int w = tapped != null ? tapped : columns.get(new Key(OpfVariables.SQUARED_VOLTAGE, topology.from(b)));
            double perVoltage = tapped != null
                    ? 1.0
                    : 1.0
                            / (network.branches().get(b).ratio()
                                    * network.branches().get(b).ratio());
            AngleLaw law =
                    AngleLaw.at(network.branches().get(b), result.x()[p], result.x()[q], perVoltage * result.x()[w]);
            addLaw(-1, new int[] {p, q, w, furtherAngle(topology.from(b)), furtherAngle(topology.to(b))}, new double[] {
                law.byP(), law.byQ(), perVoltage * law.byVoltage(), -1.0, 1.0
            });
        }
    }

    private int furtherAngle(int bus) {
        return program.variableCount() + bus;
    }

    /**
     * A law by its entries in columns, of which those that are held do not count.
     *
     * @param bus whose balance it is, or -1 if it is none
     */
    private void addLaw(int bus, int[] column, double[] value) {
        int count = 0;
        int[] at = new int[column.length];
        double[] kept = new double[column.length];
        for (int k = 0; k < column.length; k++) {
            if (stateOf[column[k]] >= 0) {
                at[count] = stateOf[column[k]];
                kept[count++] = value[k];
            }
        }
        int[] present = Arrays.copyOf(at, count);
        laws.add(bus >= 0 ? 2 * position[bus] + 1 : earliest(present), present, kept);
    }

    private int earliest(int[] states) {
        return Arrays.stream(states).map(state -> placeOfState[state]).min().orElse(0);
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
        if (laws.count() != states) {
            obstacle = "at the optimum there are " + laws.count() + " laws for " + states + " flows and voltages";
            return;
        }
        try {
            laws.factor();
        } catch (ArithmeticException singular) {
            obstacle = "the laws of the network are dependent at the optimum";
        }
    }

    /**
     * The split of all prices; everything beyond energy goes to {@link PriceComponent#OTHER} if there is an
     * {@link #obstacle}.
     */
    PriceSplit split(double[][] prices) {
        int buses = network.buses().size();
        PriceSplit split = new PriceSplit(buses);
        for (Power power : Power.values()) {
            double[] energy = PriceSplit.atRoots(prices[power.ordinal()], topology);
            System.arraycopy(energy, 0, split.of(power, PriceComponent.ENERGY), 0, buses);
        }
        if (obstacle.isEmpty()) {
            double[] atRoots = new double[states];
            rootSource.addTo(atRoots);
            spread(atRoots, PriceComponent.LOSSES, split);
            for (PriceComponent component :
                    List.of(PriceComponent.CONGESTION, PriceComponent.VOLTAGE, PriceComponent.OTHER)) {
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
                if (!obstacle.isEmpty()) {
                    split.of(power, PriceComponent.OTHER)[bus] = prices[power.ordinal()][bus] - energy;
                } else if (hasLaw) {
                    split.of(power, PriceComponent.LOSSES)[bus] -= energy;
                }
            }
        }
        return split;
    }

    private void spread(double[] source, PriceComponent component, PriceSplit split) {
        double[] multiplier = laws.multipliers(source);
        for (Power power : Power.values()) {
            double[] target = split.of(power, component);
            for (int bus = 0; bus < target.length; bus++) {
                int law = balance[power.ordinal()][bus];
                target[bus] = law < 0 ? 0.0 : multiplier[law] / network.baseMva();
            }
        }
    }

    /** What every source but the roots has to do with the price at a bus, currency per MWh (or Mvarh). */
    Map<Key, Double> contributions(Power power, int bus) {
        Map<Key, Double> amounts = new LinkedHashMap<>();
        int law = balance[power.ordinal()][bus];
        if (!obstacle.isEmpty() || law < 0) {
            return amounts;
        }
        double[] response = laws.derivatives(law);
        sources.forEach((key, terms) -> amounts.put(key, terms.times(response) / network.baseMva()));
        return amounts;
    }

    /** Where a source belongs. */
    static PriceComponent component(Key source) {
        return source.equals(OBJECTIVE) || source.equals(FURTHER_ROWS)
                ? PriceComponent.OTHER
                : PriceComponent.of(source.family());
    }
}
