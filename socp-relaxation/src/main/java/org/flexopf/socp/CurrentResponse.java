package org.flexopf.socp;

import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.network.Topology;

/**
 * How voltages and flows of a radial network answer to squared currents, at fixed injections and fixed voltages at the
 * roots. Without the current's own equation the branch-flow model is linear: with f the squared currents, {@code v = v0
 * - D f} and {@code S = S0 + B f}, where charging and capacitors answer to the voltages. One answer {@code (D f, B f)}
 * takes one sweep from the leaves to the roots and one back, so a column of D and B costs as much as there are buses.
 *
 * <p>Lines are counted by their downstream buses. Everything is per unit.
 */
final class CurrentResponse {

    final int[] order;
    final int[] parent;
    final double[] r;
    final double[] x;
    /** Half of the charging of the line into a bus. */
    final double[] b;
    /** 1 / tau^2 where the transformer is at the upstream end, else 1; and the same for the downstream end. */
    final double[] tapUp;

    final double[] tapLow;
    /** Susceptance of the shunts at a bus. */
    final double[] susceptance;

    /** Fall of the squared voltage at every bus: D f. */
    final double[] fall;
    /** Change of the power that enters the series impedance of the line into a bus at its upstream end: B f. */
    final double[] p;

    final double[] q;
    /**
     * Change of the power that a root has to supply. At other buses, what they draw would change by this if their
     * voltages stood still.
     */
    final double[] drawP;

    final double[] drawQ;

    /**
     * Change of the reactive power that leaves the series impedance of the line into a bus per unit of the bus's
     * squared voltage: charging and capacitors below it.
     */
    private final double[] slopeQ;
    /**
     * Change of the squared voltage of a bus per unit of the squared voltage in front of its line's series impedance.
     */
    private final double[] gain;

    CurrentResponse(Network network) {
        Topology topology = network.topology();
        int n = network.buses().size();
        order = topology.fromRootsOutwards();
        parent = new int[n];
        r = new double[n];
        x = new double[n];
        b = new double[n];
        tapUp = new double[n];
        tapLow = new double[n];
        susceptance = new double[n];
        fall = new double[n];
        p = new double[n];
        q = new double[n];
        drawP = new double[n];
        drawQ = new double[n];
        slopeQ = new double[n];
        gain = new double[n];
        for (int i : order) {
            parent[i] = topology.parentBus(i);
            if (parent[i] < 0) {
                continue;
            }
            Branch branch = network.branches().get(topology.parentBranch(i));
            double tapped = 1.0 / (branch.ratio() * branch.ratio());
            boolean tapUpstream = topology.from(topology.parentBranch(i)) == parent[i];
            r[i] = branch.r();
            x[i] = branch.x();
            b[i] = 0.5 * branch.b();
            tapUp[i] = tapUpstream ? tapped : 1.0;
            tapLow[i] = tapUpstream ? 1.0 : tapped;
        }
        for (Shunt shunt : network.shunts()) {
            if (network.isActive(shunt)) {
                susceptance[network.busIndex(shunt.bus())] += network.perUnit().power(shunt.b());
            }
        }
    }

    /**
     * Works out what the voltages do by themselves, through charging and capacitors.
     *
     * @return the bus whose voltage has no stable answer, because so much charging hangs on it; empty if all is well
     */
    Optional<Integer> prepare() {
        for (int i : order) {
            slopeQ[i] = -susceptance[i];
        }
        for (int k = order.length - 1; k >= 0; k--) {
            int i = order[k];
            if (parent[i] < 0) {
                continue;
            }
            slopeQ[i] -= tapLow[i] * b[i];
            double denominator = tapLow[i] + 2.0 * x[i] * slopeQ[i];
            if (!(denominator > 0.0)) {
                return Optional.of(i);
            }
            gain[i] = 1.0 / denominator;
            slopeQ[parent[i]] += tapUp[i] * (slopeQ[i] * gain[i] - b[i]);
        }
        return Optional.empty();
    }

    /**
     * The answer to squared currents.
     *
     * @param f squared current of the line into each bus; the answer is in {@link #fall}, {@link #p}, {@link #q},
     *     {@link #drawP} and {@link #drawQ}
     */
    void to(double[] f) {
        for (int i : order) {
            drawP[i] = 0.0;
            drawQ[i] = 0.0;
        }
        // On the way in, draws and falls are those that would follow if the voltage upstream stood still.
        for (int k = order.length - 1; k >= 0; k--) {
            int i = order[k];
            if (parent[i] < 0) {
                continue;
            }
            double square = r[i] * r[i] + x[i] * x[i];
            fall[i] = gain[i] * (2.0 * (r[i] * drawP[i] + x[i] * drawQ[i]) + square * f[i]);
            drawP[parent[i]] += drawP[i] + r[i] * f[i];
            drawQ[parent[i]] += drawQ[i] - slopeQ[i] * fall[i] + x[i] * f[i];
        }
        for (int i : order) {
            if (parent[i] < 0) {
                fall[i] = 0.0;
                continue;
            }
            fall[i] += gain[i] * tapUp[i] * fall[parent[i]];
            p[i] = drawP[i] + r[i] * f[i];
            q[i] = drawQ[i] - slopeQ[i] * fall[i] + x[i] * f[i];
        }
    }
}
