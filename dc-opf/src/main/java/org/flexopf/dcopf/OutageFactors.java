package org.flexopf.dcopf;

import java.util.BitSet;
import java.util.Objects;
import org.flexopf.network.Network;

/**
 * Line outage distribution factors (LODF): the share of a branch's flow that each other branch takes over when it
 * trips, in the DC approximation without losses. One sparse solve per outage; the matrix of all factors is never
 * stored.
 *
 * <p>{@code LODF_lk = t_l / (1 - t_k)} with t the flows of 1 MW sent from one end of k to the other. Where k is a
 * bridge, t_k = 1: its outage splits an island, and no factor exists. This is decided by the graph, not by rounding.
 */
public final class OutageFactors {

    private final Network network;
    private final ShiftFactors factors;
    private final BitSet bridges;

    private OutageFactors(Network network, SusceptanceConvention convention) {
        this.network = network;
        this.factors = ShiftFactors.of(network, convention);
        this.bridges = network.topology().bridges();
    }

    /** The factors of a network. @throws IllegalArgumentException if a branch has no reactance */
    public static OutageFactors of(Network network, SusceptanceConvention convention) {
        return new OutageFactors(Objects.requireNonNull(network, "network"), convention);
    }

    /** The shift factors they are made from. */
    ShiftFactors shiftFactors() {
        return factors;
    }

    /** Whether the outage of a branch index splits an island. */
    public boolean isIslanding(int branch) {
        return bridges.get(branch);
    }

    /**
     * The factors of an outage per branch index; -1 at the branch itself, 0 at branches out of service.
     *
     * @throws IllegalArgumentException if the branch is out of service, or its outage splits an island
     */
    public double[] of(int outage) {
        if (!network.topology().isActive(outage)) {
            throw new IllegalArgumentException(network.branches().get(outage).label() + " is out of service already");
        }
        if (isIslanding(outage)) {
            throw new IllegalArgumentException("the outage of "
                    + network.branches().get(outage).label() + " splits an island, so no flow can be taken over");
        }
        double[] column = factors.transferColumn(outage);
        double remaining = 1.0 - column[outage];
        for (int b = 0; b < column.length; b++) {
            column[b] = b == outage ? -1.0 : column[b] / remaining;
        }
        return column;
    }

    /** The flows after an outage in the unit of the flows before it: {@code P_l + LODF_lk P_k}. */
    public double[] flowsAfter(int outage, double[] flows) {
        double[] after = of(outage);
        for (int b = 0; b < after.length; b++) {
            after[b] = flows[b] + after[b] * flows[outage];
        }
        return after;
    }

    @Override
    public String toString() {
        return "outage factors of " + network;
    }
}
