package org.flexopf.powerflow;

import java.util.Arrays;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;

/**
 * What a power flow needs of a network, in per unit and in arrays: the branches that carry power as two-port
 * admittances, and the shunts.
 *
 * <p>With y = 1/(r + jx) and the complex ratio t = tau e^{j theta} at the from end, the two-port of the pi-model is
 * {@code yff = (y + jb/2) / tau^2}, {@code yft = -y / conj(t)}, {@code ytf = -y / t}, {@code ytt = y + jb/2} (the
 * MATPOWER manual, "Branches"). Kept are the row sums rf = yff + yft and rt = ytt + ytf in place of yff and ytt: the
 * current into the from end is rf V_f + yft (V_t - V_f), which loses no digits where y is large, as rf is nothing but
 * half the charging on a line.
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
        double squared = branch.r() * branch.r() + branch.x() * branch.x();
        double g = branch.r() / squared;
        double b = -branch.x() / squared;
        double ratio = branch.ratio();
        double cos = Math.cos(Math.toRadians(branch.shift()));
        double sin = Math.sin(Math.toRadians(branch.shift()));
        double half = 0.5 * branch.b();
        // rf = y (1/tau - e^{j theta}) / tau + jb/2 / tau^2
        target[at] = (g * (1.0 / ratio - cos) + b * sin) / ratio;
        target[at + 1] = (b * (1.0 / ratio - cos) - g * sin + half / ratio) / ratio;
        target[at + 2] = -(g * cos - b * sin) / ratio;
        target[at + 3] = -(b * cos + g * sin) / ratio;
        target[at + 4] = -(g * cos + b * sin) / ratio;
        target[at + 5] = -(b * cos - g * sin) / ratio;
        // rt = y (1 - e^{-j theta} / tau) + jb/2
        target[at + 6] = g * (1.0 - cos / ratio) - b * sin / ratio;
        target[at + 7] = b * (1.0 - cos / ratio) + g * sin / ratio + half;
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
