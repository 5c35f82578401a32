package org.flexopf.exchange.check;

import java.util.Arrays;
import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;
import org.flexopf.powerflow.BusSchedule;

/**
 * A radial network as feeders: trees that hang off references, which hold their voltages, so that what is traded within
 * one feeder moves nothing in another. Shared by all states of a network. Immutable.
 *
 * <p>A node is a bus that is no reference, together with the branch that leads to it. Nodes are numbered feeder by
 * feeder, each after its parent and before whatever hangs off it. Voltages are referred to the reference through all
 * ideal transformers on the way: U = t V, with t the product of the ratios and phase shifts, so that what is left is
 *
 * <pre>
 *   U_parent - U_k = z_k J_k,    J_k = sum over the nodes m at and behind k of conj(s_m / U_m) + y_m U_m
 * </pre>
 *
 * where z is a series impedance times |t|^2, y a shunt (charging included) by |t|^2, and s = p + jq the demand.
 * Apparent powers are not changed by that, and a limit of |V| is one of |t| V.
 */
final class RadialFeeders {

    /** Bus index per node. */
    final int[] bus;
    /** Node per bus index; -1 at references and isolated buses, where injections move nothing. */
    final int[] node;
    /** Node per node; -1 if the parent is the reference. */
    final int[] parent;
    /** How many nodes are at and behind a node: they are numbered from its own number on. */
    final int[] behind;
    /** Branch index per node, and whether the branch begins at the parent. */
    final int[] branch;

    final boolean[] fromParent;
    /** Feeder per node, and the first node of each feeder with the number of nodes at the end. */
    final int[] feeder;

    final int[] start;
    /** The voltage of the reference per feeder, p.u.; all angles are taken from there. */
    final double[] root;
    /** Magnitude and angle of t per node. */
    final double[] ratio;

    final double[] shift;
    /** Series impedance, half the charging and the shunt at the node with all charging there, p.u., referred. */
    final double[] r;

    final double[] x;
    final double[] impedance;
    final double[] halfCharging;
    final double[] g;
    final double[] b;
    /** The sum of |z| from the reference to the node. */
    final double[] distance;
    /** Scheduled demand per node, p.u. */
    final double[] demandP;

    final double[] demandQ;
    /** The number of the element by {@link AcLimits}; -1 where there is no limit. */
    final int[] parentEnd;

    final int[] nodeEnd;
    final int[] low;
    final int[] high;
    /** How many of a feeder's elements are branches, which come first, and the first element that is none. */
    final int[] branchElements;

    final int firstVoltage;
    /** The numbers of a feeder's elements in ascending order, and the node of each element of the network. */
    final int[][] elements;

    final int[] nodeOfElement;

    private RadialFeeders(Network network, AcLimits limits, BusSchedule schedule, double[] opening) {
        Topology topology = network.topology();
        int buses = network.buses().size();
        node = new int[buses];
        Arrays.fill(node, -1);
        bus = preorder(topology, buses);
        int count = bus.length;
        parent = new int[count];
        branch = new int[count];
        fromParent = new boolean[count];
        feeder = new int[count];
        ratio = new double[count];
        shift = new double[count];
        r = new double[count];
        x = new double[count];
        impedance = new double[count];
        halfCharging = new double[count];
        g = new double[count];
        b = new double[count];
        distance = new double[count];
        demandP = new double[count];
        demandQ = new double[count];
        double[] shuntG = network.shuntConductance();
        double[] shuntB = network.shuntSusceptance();
        PerUnit perUnit = network.perUnit();
        int[] starts = new int[count + 1];
        double[] roots = new double[count];
        int feeders = 0;
        for (int k = 0; k < count; k++) {
            int i = bus[k];
            int above = topology.parentBus(i);
            node[i] = k;
            parent[k] = node[above];
            branch[k] = topology.parentBranch(i);
            fromParent[k] = topology.from(branch[k]) == above;
            if (parent[k] < 0) {
                roots[feeders] = opening[above];
                starts[feeders++] = k;
            }
            feeder[k] = feeders - 1;
            Branch line = network.branches().get(branch[k]);
            double parentRatio = parent[k] < 0 ? 1.0 : ratio[parent[k]];
            double parentShift = parent[k] < 0 ? -opening[buses + above] : shift[parent[k]];
            // The ideal transformer stands at the from end; the line itself is on the other side of it.
            ratio[k] = fromParent[k] ? parentRatio * line.ratio() : parentRatio / line.ratio();
            shift[k] = parentShift + (fromParent[k] ? 1.0 : -1.0) * Math.toRadians(line.shift());
            double lineRatio = fromParent[k] ? ratio[k] : parentRatio;
            double squared = lineRatio * lineRatio;
            r[k] = line.r() * squared;
            x[k] = line.x() * squared;
            impedance[k] = Math.hypot(r[k], x[k]);
            halfCharging[k] = 0.5 * line.b() / squared;
            distance[k] = impedance[k] + (parent[k] < 0 ? 0.0 : distance[parent[k]]);
            g[k] += perUnit.power(shuntG[i]) / (ratio[k] * ratio[k]);
            b[k] += perUnit.power(shuntB[i]) / (ratio[k] * ratio[k]) + halfCharging[k];
            if (parent[k] >= 0) {
                b[parent[k]] += halfCharging[k];
            }
            demandP[k] = -schedule.active(i);
            demandQ[k] = -schedule.reactive(i);
        }
        starts[feeders] = count;
        behind = new int[count];
        for (int k = count - 1; k >= 0; k--) {
            behind[k]++;
            if (parent[k] >= 0) {
                behind[parent[k]] += behind[k];
            }
        }
        start = Arrays.copyOf(starts, feeders + 1);
        root = Arrays.copyOf(roots, feeders);
        parentEnd = new int[count];
        nodeEnd = new int[count];
        low = new int[count];
        high = new int[count];
        nodeOfElement = new int[limits.count()];
        branchElements = new int[feeders];
        elements = number(limits);
        firstVoltage = Arrays.stream(branchElements).sum();
    }

    /** Buses that are no references, each after its parent and before whatever else hangs off that. */
    private static int[] preorder(Topology topology, int buses) {
        int[] outwards = topology.fromRootsOutwards();
        int[] size = new int[buses];
        for (int k = outwards.length - 1; k >= 0; k--) {
            int i = outwards[k];
            size[i]++;
            if (topology.parentBus(i) >= 0) {
                size[topology.parentBus(i)] += size[i];
            }
        }
        int[] place = new int[buses];
        int[] next = new int[buses];
        int[] order = new int[buses];
        int roots = 0;
        int filled = 0;
        for (int i : outwards) {
            int above = topology.parentBus(i);
            if (above < 0) {
                // A reference has no place of its own.
                place[i] = filled - 1;
                filled += size[i] - 1;
                roots++;
            } else {
                place[i] = next[above];
                next[above] += size[i];
                order[place[i]] = i;
            }
            next[i] = place[i] + 1;
        }
        return Arrays.copyOf(order, outwards.length - roots);
    }

    private int[][] number(AcLimits limits) {
        for (int[] numbers : List.of(parentEnd, nodeEnd, low, high)) {
            Arrays.fill(numbers, -1);
        }
        int[] nodeOfBranch = new int[Arrays.stream(branch).max().orElse(-1) + 1];
        for (int k = 0; k < branch.length; k++) {
            nodeOfBranch[branch[k]] = k;
        }
        int[] counts = new int[root.length];
        for (int element = 0; element < limits.count(); element++) {
            int place = limits.place(element);
            LimitingElement.Kind kind = limits.element(element).kind();
            switch (kind) {
                case FROM_END, TO_END -> {
                    int k = nodeOfBranch[place];
                    nodeOfElement[element] = k;
                    boolean atParent = (kind == LimitingElement.Kind.FROM_END) == fromParent[k];
                    (atParent ? parentEnd : nodeEnd)[k] = element;
                }
                case LOW, HIGH -> {
                    nodeOfElement[element] = node[place];
                    (kind == LimitingElement.Kind.LOW ? low : high)[node[place]] = element;
                }
                case FORWARD, BACKWARD, NO_POWER_FLOW ->
                    throw new IllegalStateException(limits.element(element) + " is no limit of a power flow");
            }
            counts[feeder[nodeOfElement[element]]]++;
        }
        int[][] byFeeder = new int[counts.length][];
        for (int f = 0; f < counts.length; f++) {
            byFeeder[f] = new int[counts[f]];
            counts[f] = 0;
        }
        for (int element = 0; element < nodeOfElement.length; element++) {
            int f = feeder[nodeOfElement[element]];
            byFeeder[f][counts[f]++] = element;
            int k = nodeOfElement[element];
            branchElements[f] += parentEnd[k] == element || nodeEnd[k] == element ? 1 : 0;
        }
        return byFeeder;
    }

    /**
     * The feeders of a network.
     *
     * @param opening the state at the schedule: voltage magnitudes per bus, then angles
     * @return {@code null} where it does not fall into trees with one reference each
     */
    static RadialFeeders of(Network network, AcLimits limits, BusSchedule schedule, double[] opening) {
        Topology topology = network.topology();
        if (!topology.isRadial() || topology.furtherReferences().length > 0) {
            return null;
        }
        for (int i : topology.fromRootsOutwards()) {
            Bus one = network.buses().get(i);
            if (topology.parentBus(i) < 0 && !one.isReference()) {
                return null;
            }
        }
        return new RadialFeeders(network, limits, schedule, opening);
    }

    /** Whether a node, -1 for none, is behind a branch. */
    boolean isBehind(int node, int branch) {
        return node >= branch && node < branch + behind[branch];
    }

    int count() {
        return bus.length;
    }

    @Override
    public String toString() {
        return root.length + " feeders of " + bus.length + " nodes";
    }
}
