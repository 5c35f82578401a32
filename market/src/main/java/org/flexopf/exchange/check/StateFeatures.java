package org.flexopf.exchange.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.exchange.check.LimitingElement.Kind;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.powerflow.BranchQuantity;
import org.flexopf.powerflow.InjectionVector;
import org.flexopf.powerflow.PowerFlowSession;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StateVector;

/**
 * What a classifier looks at in a candidate: how far the worst branch that it changes would be beyond what is allowed,
 * by shift factors, in tenths of that; and how far the worst of some voltages would be, by sensitivities at the
 * opening, in 0.01 p.u., against low and high limits. The voltages are those with the least room at the opening.
 * Immutable.
 */
final class StateFeatures {

    /** How many there are, with the constant in front. */
    static final int COUNT = 4;

    private static final int MOST_VOLTAGES = 16;
    private static final double FLOW_SCALE = 0.1;
    private static final double VOLTAGE_SCALE = 0.01;
    private static final double LARGEST = 3.0;
    private static final double WATTS_PER_MEGAWATT = 1e6;

    private final PerUnit perUnit;
    private final FactorRows rows;
    /** Flows at the opening per row, MW and Mvar, and what is allowed, MVA. */
    private final double[] active;

    private final double[] reactive;
    private final double[] allowed;
    /** Of the voltages looked at: how far each is beyond at the opening, p.u., and by how much per p.u. injected. */
    private final boolean[] isLow;

    private final double[] beyond;
    private final double[][] perInjection;

    StateFeatures(Network network, AcLimits limits, PowerFlowSession opening, double[] ceilings) {
        perUnit = network.perUnit();
        rows = FactorRows.of(network);
        int count = rows.count();
        active = new double[count];
        reactive = new double[count];
        allowed = new double[count];
        for (int row = 0; row < count; row++) {
            active[row] = perUnit.physicalPower(opening.flow(rows.branches[row], BranchQuantity.P_FROM));
            reactive[row] = perUnit.physicalPower(opening.flow(rows.branches[row], BranchQuantity.Q_FROM));
        }
        double[] present = new double[limits.count()];
        limits.measure(opening, present);
        for (int k = 0; k < limits.count(); k++) {
            if (limits.element(k).kind() == Kind.FROM_END) {
                allowed[Arrays.binarySearch(rows.branches, limits.place(k))] =
                        limits.element(k).limit() + ceilings[k];
            }
        }
        List<Integer> tightest = IntStream.range(0, limits.count())
                .filter(k -> limits.element(k).kind() == Kind.LOW
                        || limits.element(k).kind() == Kind.HIGH)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> ceilings[k] - present[k])
                        .thenComparing(k -> k))
                .limit(MOST_VOLTAGES)
                .toList();
        isLow = new boolean[tightest.size()];
        beyond = new double[isLow.length];
        perInjection = new double[isLow.length][];
        Sensitivities sensitivities = opening.sensitivities();
        for (int v = 0; v < isLow.length; v++) {
            int element = tightest.get(v);
            isLow[v] = limits.element(element).kind() == Kind.LOW;
            beyond[v] = present[element] - ceilings[element];
            StateVector gradient = StateVector.zero(network.buses().size());
            gradient.vm()[limits.place(element)] = isLow[v] ? -1.0 : 1.0;
            InjectionVector byInjection = sensitivities.solveTransposed(gradient);
            perInjection[v] = byInjection.p();
        }
    }

    /** Features of one trade after others, at any quantity. */
    final class Candidate {

        private final Transfer transfer;
        /** Rows that the trade changes, by how much per MW, and their flows before it. */
        private final int[] changed;

        private final double[] perMegawatt;
        private final double[] before;
        private final double[] beyondBefore;

        private Candidate(long[] traded, Transfer transfer) {
            this.transfer = transfer;
            int[] found = new int[rows.count()];
            long[] changes = new long[rows.count()];
            int count = rows.changes(transfer.up(), transfer.down(), found, changes);
            changed = Arrays.copyOf(found, count);
            perMegawatt = new double[count];
            double[] flows = active.clone();
            beyondBefore = beyond.clone();
            for (int bus = 0; bus < traded.length; bus++) {
                if (traded[bus] != 0L) {
                    double megawatts = traded[bus] / WATTS_PER_MEGAWATT;
                    rows.factors(bus, (row, factor) -> flows[row] += megawatts * factor / FactorRows.ONE);
                    for (int v = 0; v < beyondBefore.length; v++) {
                        beyondBefore[v] += perInjection[v][bus] * perUnit.power(megawatts);
                    }
                }
            }
            before = new double[count];
            for (int k = 0; k < count; k++) {
                perMegawatt[k] = (double) changes[k] / FactorRows.ONE;
                before[k] = flows[changed[k]];
            }
        }

        /** Fills features at a quantity, W. */
        void at(long quantity, double[] features) {
            double megawatts = quantity / WATTS_PER_MEGAWATT;
            features[0] = 1.0;
            features[1] = -LARGEST;
            features[2] = -LARGEST;
            features[3] = -LARGEST;
            for (int k = 0; k < changed.length; k++) {
                int row = changed[k];
                double flow = Math.hypot(before[k] + megawatts * perMegawatt[k], reactive[row]);
                features[1] = Math.max(features[1], (flow - allowed[row]) / (FLOW_SCALE * allowed[row]));
            }
            double amount = perUnit.power(megawatts);
            for (int v = 0; v < isLow.length; v++) {
                double change = amount * (perInjection[v][transfer.down()] - perInjection[v][transfer.up()]);
                int at = isLow[v] ? 2 : 3;
                features[at] = Math.max(features[at], (beyondBefore[v] + change) / VOLTAGE_SCALE);
            }
            for (int k = 1; k < COUNT; k++) {
                features[k] = Math.min(LARGEST, features[k]);
            }
        }
    }

    Candidate of(long[] traded, Transfer transfer) {
        return new Candidate(traded, transfer);
    }

    @Override
    public String toString() {
        return COUNT + " features of " + rows.count() + " branches and " + isLow.length + " voltages";
    }
}
