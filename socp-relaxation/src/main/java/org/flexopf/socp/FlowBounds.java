package org.flexopf.socp;

import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;

/**
 * How large the flows of an AC state within the bounds of the augmented relaxation can be, whatever the generators do:
 * the hat flows at the largest injections and the highest voltages, the bar flows at the largest draws and the lowest
 * voltages with the losses that they cause, both cut off at the line limits. Lines are counted by their downstream
 * buses; everything is per unit.
 */
final class FlowBounds {

    /** Largest |P| and |Q| in the series impedance of the line into a bus, at its upstream end. */
    final double[] p;

    final double[] q;
    /** Largest (P^2 + Q^2) / v there: the largest squared current. */
    final double[] f;
    /** Lowest squared voltage in front of the series impedance. */
    final double[] vUp;

    private final Network network;
    private final CurrentResponse lines;
    private final double[] pLow;
    private final double[] pHigh;
    private final double[] qLow;
    private final double[] qHigh;
    private final double[] vMin;
    private final double[] vMax;

    FlowBounds(Network network, CurrentResponse lines) {
        this.network = network;
        this.lines = lines;
        int n = network.buses().size();
        p = new double[n];
        q = new double[n];
        f = new double[n];
        vUp = new double[n];
        pLow = new double[n];
        pHigh = new double[n];
        qLow = new double[n];
        qHigh = new double[n];
        vMin = new double[n];
        vMax = new double[n];
    }

    /**
     * Works them out.
     *
     * @return why there is no bound; empty if there is
     */
    Optional<String> compute() {
        draws();
        Topology topology = network.topology();
        for (int k = lines.order.length - 1; k >= 0; k--) {
            int i = lines.order[k];
            if (lines.parent[i] < 0) {
                continue;
            }
            Branch branch = network.branches().get(topology.parentBranch(i));
            if (!line(i, branch)) {
                return Optional.of("the flows through " + branch.label()
                        + " have no bound: a generator behind it has none, or the lowest voltage is 0");
            }
        }
        return Optional.empty();
    }

    /**
     * Least and largest draw of every bus: demand less generation, and less what capacitors supply at the highest and
     * at the lowest voltage.
     */
    private void draws() {
        PerUnit perUnit = network.perUnit();
        double[] activeDemand = network.activeDemand();
        double[] reactiveDemand = network.reactiveDemand();
        for (int i = 0; i < pLow.length; i++) {
            Bus bus = network.buses().get(i);
            vMin[i] = bus.vMin() * bus.vMin();
            vMax[i] = bus.vMax() * bus.vMax();
            pLow[i] = perUnit.power(activeDemand[i]);
            pHigh[i] = pLow[i];
            qLow[i] = perUnit.power(reactiveDemand[i]) - lines.susceptance[i] * vMax[i];
            qHigh[i] = perUnit.power(reactiveDemand[i]) - lines.susceptance[i] * vMin[i];
        }
        for (Generator generator : network.generators()) {
            if (network.isActive(generator)) {
                int i = network.busIndex(generator.bus());
                pLow[i] -= perUnit.power(generator.pMax());
                pHigh[i] -= perUnit.power(generator.pMin());
                qLow[i] -= perUnit.power(generator.qMax());
                qHigh[i] -= perUnit.power(generator.qMin());
            }
        }
    }

    /** Bounds of one line whose downstream bus has its draws already; they become a part of the draws upstream. */
    private boolean line(int i, Branch branch) {
        int up = lines.parent[i];
        double b = lines.b[i];
        double lowDown = lines.tapLow[i] * vMin[i];
        double highDown = lines.tapLow[i] * vMax[i];
        double lowUp = lines.tapUp[i] * vMin[up];
        double highUp = lines.tapUp[i] * vMax[up];
        double limitDown = limit(branch, vMax[i]);
        double limitUp = limit(branch, vMax[up]);

        double pHat = Math.max(pLow[i], -limitDown);
        double pBar = Math.min(pHigh[i], limitDown);
        double qHat = Math.max(qLow[i], -limitDown);
        double qBar = Math.min(qHigh[i], limitDown);
        // f v <= max |P^b|^2 + max |Q^b - v b|^2, seen from the downstream end.
        double current = square(largest(pHat, pBar), largest(qHat - b * highDown, qBar - b * lowDown)) / lowDown;
        if (!Double.isFinite(current)) {
            return false;
        }
        p[i] = largest(pHat, Math.min(pBar + lines.r[i] * current, limitUp));
        q[i] = largest(qHat - b * highDown, Math.min(qBar + lines.x[i] * current - b * lowDown, limitUp + b * highUp));
        vUp[i] = lowUp;
        f[i] = square(p[i], q[i]) / lowUp;
        pLow[up] += Math.max(pHat, -limitUp);
        pHigh[up] += Math.min(pBar + lines.r[i] * current, limitUp);
        qLow[up] += Math.max(qHat - b * (highUp + highDown), -limitUp);
        qHigh[up] += Math.min(qBar + lines.x[i] * current - b * (lowUp + lowDown), limitUp);
        return true;
    }

    /**
     * The largest apparent power at one end of a line, given the highest squared voltage there; infinite without a
     * limit.
     */
    private double limit(Branch branch, double highestSquare) {
        double rating = branch.hasRating() ? network.perUnit().power(branch.rating()) : Double.POSITIVE_INFINITY;
        double current = branch.hasCurrentLimit()
                ? network.perUnit().power(branch.currentLimit()) * Math.sqrt(highestSquare)
                : Double.POSITIVE_INFINITY;
        return Math.min(rating, current);
    }

    private static double largest(double low, double high) {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    private static double square(double a, double b) {
        return a * a + b * b;
    }
}
