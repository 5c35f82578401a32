package org.flexopf.powerflow;

import java.util.Arrays;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;

/**
 * What a power flow needs of a network, in per unit and in arrays: the branches that carry power as {@linkplain TwoPort
 * two-port admittances}, and the shunts.
 *
 * <p>The current into a from end is rf V_f + yft (V_t - V_f), in the words of {@link TwoPort}.
 */
final class Grid {

    /** Numbers per branch in {@link #twoPorts}: real and imaginary parts of rf, yft, ytf, rt. */
    static final int TWO_PORT = 8;

    final Network network;
    final int busCount;
    /** Indices of the branches that carry power; the arrays below have one place (or eight) per entry. */
    final int[] branches;

    final int[] from;
    final int[] to;
    final double[] twoPorts;
    /** Shunt admittance per bus, p.u.; a positive susceptance is a capacitor. */
    final double[] shuntG;

    final double[] shuntB;

    Grid(Network network) {
        this.network = network;
        Topology topology = network.topology();
        busCount = network.buses().size();
        int branchCount = network.branches().size();
        int count = 0;
        int[] found = new int[branchCount];
        for (int b = 0; b < branchCount; b++) {
            if (topology.isActive(b)) {
                found[count++] = b;
            }
        }
        branches = Arrays.copyOf(found, count);
        from = new int[count];
        to = new int[count];
        twoPorts = new double[TWO_PORT * count];
        for (int k = 0; k < count; k++) {
            from[k] = topology.from(branches[k]);
            to[k] = topology.to(branches[k]);
            twoPort(network.branches().get(branches[k]), twoPorts, TWO_PORT * k);
        }
        PerUnit perUnit = network.perUnit();
        shuntG = network.shuntConductance();
        shuntB = network.shuntSusceptance();
        for (int i = 0; i < busCount; i++) {
            shuntG[i] = perUnit.power(shuntG[i]);
            shuntB[i] = perUnit.power(shuntB[i]);
        }
    }

    private static void twoPort(Branch branch, double[] target, int at) {
        TwoPort port = TwoPort.of(branch);
        target[at] = port.rfG();
        target[at + 1] = port.rfB();
        target[at + 2] = port.ftG();
        target[at + 3] = port.ftB();
        target[at + 4] = port.tfG();
        target[at + 5] = port.tfB();
        target[at + 6] = port.rtG();
        target[at + 7] = port.rtB();
    }

    /**
     * The power that flows into each branch at both ends, p.u., from voltages in rectangular form; one place per entry
     * of {@link #branches}.
     */
    void flows(double[] e, double[] f, double[] pFrom, double[] qFrom, double[] pTo, double[] qTo) {
        for (int k = 0; k < branches.length; k++) {
            int i = from[k];
            int j = to[k];
            int y = TWO_PORT * k;
            double squaredFrom = e[i] * e[i] + f[i] * f[i];
            double squaredTo = e[j] * e[j] + f[j] * f[j];
            double de = e[j] - e[i];
            double df = f[j] - f[i];
            // V_f conj(V_t - V_f) = c + js, and V_t conj(V_f - V_t) = cBack - js
            double c = e[i] * de + f[i] * df;
            double s = f[i] * de - e[i] * df;
            double cBack = -(e[j] * de + f[j] * df);
            pFrom[k] = twoPorts[y] * squaredFrom + twoPorts[y + 2] * c + twoPorts[y + 3] * s;
            qFrom[k] = -twoPorts[y + 1] * squaredFrom + twoPorts[y + 2] * s - twoPorts[y + 3] * c;
            pTo[k] = twoPorts[y + 6] * squaredTo + twoPorts[y + 4] * cBack - twoPorts[y + 5] * s;
            qTo[k] = -twoPorts[y + 7] * squaredTo - twoPorts[y + 4] * s - twoPorts[y + 5] * cBack;
        }
    }
}
