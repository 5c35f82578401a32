package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.OpfVariables;

/**
 * The columns of a program that describe the state of the network, numbered: flows, currents, voltages and angles, but
 * for the voltages of the roots, which are held.
 *
 * <p>Where a branch-flow model of a meshed network has no angles, the angles of all buses but the roots are further
 * states: they say how flows divide.
 *
 * <p>States are numbered along a minimum-degree order of the buses, each after its branches. That is the <em>place</em>
 * of a state: even for those of branches and devices, odd for those of buses.
 */
final class NetworkState {

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

    private final Network network;
    private final Topology topology;
    private final int variables;
    private final boolean isBranchFlow;
    private final boolean[] roots;
    /** The place of each bus in the order of elimination, not doubled. */
    private final int[] busOrder;
    /** The columns of the state by name, held ones included. */
    private final Map<Key, Integer> columns = new HashMap<>();
    /** The number of each column among the states, further angles after the columns; -1 if it is none. */
    private final int[] number;
    /** The place of each state. */
    private final int[] place;

    /** @param isBranchFlow whether the program is a branch-flow model, with squared voltages and reactive flows */
    NetworkState(SolvedProgram solved, boolean isBranchFlow) {
        this.network = solved.network();
        this.topology = network.topology();
        this.variables = solved.program().variableCount();
        this.isBranchFlow = isBranchFlow;
        this.busOrder = BusOrder.places(network);
        this.roots = roots(topology, busOrder.length, !isBranchFlow);
        List<int[]> found = new ArrayList<>();
        for (int column = 0; column < variables; column++) {
            Optional<Key> key = solved.names().column(column).filter(name -> isState(name.family()));
            if (key.isPresent()) {
                columns.put(key.get(), column);
                if (!isHeld(key.get())) {
                    found.add(new int[] {place(key.get()), column});
                }
            }
        }
        for (int bus = 0; hasFurtherAngles() && bus < busOrder.length; bus++) {
            if (topology.parentBus(bus) >= 0) {
                found.add(new int[] {placeOfBus(bus), furtherAngle(bus)});
            }
        }
        found.sort(Comparator.comparingInt(pair -> pair[0]));
        this.number = new int[variables + busOrder.length];
        Arrays.fill(number, -1);
        for (int k = 0; k < found.size(); k++) {
            number[found.get(k)[1]] = k;
        }
        this.place = found.stream().mapToInt(pair -> pair[0]).toArray();
    }

    /** A branch-flow model holds one angle per island. */
    private static boolean[] roots(Topology topology, int buses, boolean holdsAll) {
        boolean[] roots = new boolean[buses];
        for (int bus = 0; bus < buses; bus++) {
            roots[bus] = topology.island(bus) >= 0 && topology.parentBus(bus) < 0;
        }
        if (holdsAll) {
            for (int bus : topology.furtherReferences()) {
                roots[bus] = true;
            }
        }
        return roots;
    }

    /** Whether columns of a family describe the state. */
    static boolean isState(Family column) {
        return STATE.contains(column);
    }

    /** How many states there are. */
    int count() {
        return place.length;
    }

    /** Whether the state is that of a branch-flow model, with squared voltages and reactive flows. */
    boolean isBranchFlow() {
        return isBranchFlow;
    }

    /** Whether the network is meshed and the program lacks the angles that say how flows divide. */
    boolean hasFurtherAngles() {
        return isBranchFlow && topology.chords().length > 0;
    }

    /** The number of a column, or of a further angle, among the states; -1 if it is none. */
    int number(int column) {
        return number[column];
    }

    /** The column of a name, held ones included; empty if the program has none. */
    Optional<Integer> column(Family family, int element) {
        return Optional.ofNullable(columns.get(new Key(family, element)));
    }

    /** What stands for the angle of a bus where it {@linkplain #hasFurtherAngles is a further state}. */
    int furtherAngle(int bus) {
        return variables + bus;
    }

    /** Whether the angle of a bus is held, so that it makes up for what others draw: a root, or a further reference. */
    boolean isRoot(int bus) {
        return roots[bus];
    }

    /** The place of the states of a bus. */
    int placeOfBus(int bus) {
        return 2 * busOrder[bus] + 1;
    }

    /** The first place among some states; 0 if there are none. */
    int firstPlace(int[] states) {
        return Arrays.stream(states).map(state -> place[state]).min().orElse(0);
    }

    /** Entries in columns, of which those that are held do not count. */
    LawTerms termsOf(int[] column, double[] value) {
        int count = 0;
        int[] at = new int[column.length];
        double[] kept = new double[column.length];
        for (int k = 0; k < column.length; k++) {
            if (number[column[k]] >= 0) {
                at[count] = number[column[k]];
                kept[count++] = value[k];
            }
        }
        return new LawTerms(Arrays.copyOf(at, count), Arrays.copyOf(kept, count));
    }

    /**
     * What the row of each state is multiplied by before it is factored: flows are measured by the voltage that they
     * cause, so that laws of branches have entries of one size, whatever the impedance.
     */
    double[] scales() {
        double[] scale = new double[count()];
        Arrays.fill(scale, 1.0);
        columns.forEach((key, column) -> {
            if (number[column] >= 0 && isBranchFlow && key.family().kind().equals(Branch.KIND)) {
                Branch branch = network.branches().get(key.element());
                double impedance = Math.hypot(branch.r(), branch.x());
                if (key.family().equals(OpfVariables.SQUARED_CURRENT)) {
                    scale[number[column]] = 1.0 / (impedance * impedance);
                } else if (!key.family().equals(OpfVariables.TAPPED_VOLTAGE)) {
                    scale[number[column]] = 1.0 / impedance;
                }
            }
        });
        return scale;
    }

    private int place(Key column) {
        int element = column.element();
        ElementKind kind = column.family().kind();
        if (kind.equals(Bus.KIND)) {
            return placeOfBus(element);
        }
        if (kind.equals(Shunt.KIND)) {
            return 2 * busOrder[network.busIndex(network.shunts().get(element).bus())];
        }
        return 2 * Math.min(busOrder[topology.from(element)], busOrder[topology.to(element)]);
    }

    /** The voltage of a root, magnitude and angle, is held. */
    private boolean isHeld(Key column) {
        return (column.family().equals(OpfVariables.SQUARED_VOLTAGE)
                        || column.family().equals(OpfVariables.ANGLE))
                && isRoot(column.element());
    }
}
