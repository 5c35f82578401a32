package org.flexopf.exchange.schedule;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BranchQuantity;
import org.flexopf.powerflow.InjectionVector;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StateVector;

/**
 * A limit that is looked at in every state: the rating of a branch at one of its ends, or a limit of the voltage of a
 * bus that is no reference. A limit of 0 or infinity is none.
 *
 * @param kind what it is about
 * @param id the number of the branch or bus
 * @param index its place in the network's list
 * @param atFrom of a branch, whether the from end is meant; false for a bus
 * @param limit MVA or p.u.
 */
public record MonitoredLimit(ViolationKind kind, int id, int index, boolean atFrom, double limit) {

    /** Apparent power below this, MVA, has no direction in which it grows, and is far from every rating. */
    private static final double NO_FLOW = 1e-9;

    /** All limits of a network: branches by their places, from end before to end, then buses, low before high. */
    public static List<MonitoredLimit> of(Network network) {
        List<MonitoredLimit> limits = new ArrayList<>();
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (network.topology().isActive(b) && isRated(branch)) {
                limits.add(new MonitoredLimit(ViolationKind.LINE, branch.id(), b, true, branch.rating()));
                limits.add(new MonitoredLimit(ViolationKind.LINE, branch.id(), b, false, branch.rating()));
            }
        }
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            if (bus.isReference() || bus.isIsolated() || network.topology().island(i) < 0) {
                continue;
            }
            if (bus.vMin() > 0.0) {
                limits.add(new MonitoredLimit(ViolationKind.LOW, bus.id(), i, false, bus.vMin()));
            }
            if (bus.vMax() > 0.0 && bus.vMax() < Double.POSITIVE_INFINITY) {
                limits.add(new MonitoredLimit(ViolationKind.HIGH, bus.id(), i, false, bus.vMax()));
            }
        }
        return List.copyOf(limits);
    }

    /** Whether a branch has a rating that limits it: 0 and infinity are none. */
    public static boolean isRated(Branch branch) {
        return branch.hasRating() && branch.rating() > 0.0;
    }

    /** How far a state is beyond the limit, MVA or p.u.; negative within it. */
    public double excess(OperatingPoint point) {
        return switch (kind) {
            case LINE -> apparentPower(point) - limit;
            case LOW -> limit - point.vm(index);
            case HIGH -> point.vm(index) - limit;
        };
    }

    /** Apparent power at the end of the branch, MVA. */
    private double apparentPower(OperatingPoint point) {
        return atFrom
                ? Math.hypot(point.pFrom(index), point.qFrom(index))
                : Math.hypot(point.pTo(index), point.qTo(index));
    }

    /**
     * How the {@linkplain #excess excess} changes per MW and Mvar that is injected at every bus (by index): the
     * injections of references are made up for and change nothing.
     *
     * @param network what the state is of
     * @param sensitivities the derivatives at the state
     */
    public InjectionVector gradient(Network network, Sensitivities sensitivities, OperatingPoint point) {
        StateVector byState = StateVector.zero(network.buses().size());
        // Power by power is MVA per MW as it stands; a voltage is p.u. per p.u. of power.
        double scale = 1.0;
        switch (kind) {
            case LINE -> {
                double s = apparentPower(point);
                if (s > NO_FLOW) {
                    double p = atFrom ? point.pFrom(index) : point.pTo(index);
                    double q = atFrom ? point.qFrom(index) : point.qTo(index);
                    sensitivities.addFlowGradient(
                            index, atFrom ? BranchQuantity.P_FROM : BranchQuantity.P_TO, p / s, byState);
                    sensitivities.addFlowGradient(
                            index, atFrom ? BranchQuantity.Q_FROM : BranchQuantity.Q_TO, q / s, byState);
                }
            }
            case LOW -> {
                byState.vm()[index] = -1.0;
                scale = network.perUnit().power(1.0);
            }
            case HIGH -> {
                byState.vm()[index] = 1.0;
                scale = network.perUnit().power(1.0);
            }
        }
        InjectionVector gradient = sensitivities.solveTransposed(byState);
        for (int i = 0; i < gradient.p().length; i++) {
            gradient.p()[i] *= scale;
            gradient.q()[i] *= scale;
        }
        return gradient;
    }
}
