package org.flexopf.dcopf;

import java.util.Arrays;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;

/** The operating point of a DC solution: voltages as the model assumes them, reactive power unknown. */
final class DcPoint {

    private DcPoint() {}

    /**
     * The point of angles (radians), flows (p.u.) and generation (p.u.). Half of a loss is drawn before the flow enters
     * its branch, half after it has left.
     */
    static OperatingPoint of(
            Network network, BranchLosses losses, ModelSolution solution, double[] theta, double[] p, double[] pg) {
        int buses = network.buses().size();
        int branches = network.branches().size();
        PerUnit perUnit = network.perUnit();
        double[] loss = lossesOf(network, losses, solution, p);
        double[] vm = new double[buses];
        double[] va = new double[buses];
        for (int i = 0; i < buses; i++) {
            va[i] = Math.toDegrees(theta[i]);
            vm[i] = network.topology().island(i) >= 0 ? 1.0 : Double.NaN;
        }
        double[] pFrom = new double[branches];
        double[] pTo = new double[branches];
        for (int b = 0; b < branches; b++) {
            if (network.topology().isActive(b)) {
                pFrom[b] = perUnit.physicalPower(p[b] + 0.5 * loss[b]);
                pTo[b] = perUnit.physicalPower(0.5 * loss[b] - p[b]);
            }
        }
        return OperatingPoint.of(network)
                .vm(vm)
                .va(va)
                .pg(Arrays.stream(pg).map(perUnit::physicalPower).toArray())
                .pFrom(pFrom)
                .pTo(pTo)
                .hvdc(HvdcFlow.of(network, solution))
                .build();
    }

    /** The flow of each branch in MW between its two halves of losses. */
    static double[] flows(OpfSolution solution) {
        OperatingPoint point = solution.point();
        double[] flows = new double[solution.network().branches().size()];
        for (int b = 0; b < flows.length; b++) {
            flows[b] = 0.5 * (point.pFrom(b) - point.pTo(b));
        }
        return flows;
    }

    /** The losses that the model counted, p.u. */
    private static double[] lossesOf(Network network, BranchLosses losses, ModelSolution solution, double[] p) {
        double[] loss = new double[p.length];
        if (losses instanceof BranchLosses.Linearised linearised) {
            for (int b = 0; b < loss.length; b++) {
                double base = network.perUnit().power(linearised.flow(b));
                loss[b] = network.topology().isActive(b)
                        ? network.branches().get(b).r() * base * (2.0 * p[b] - base)
                        : 0.0;
            }
        } else if (solution.hasValues(OpfVariables.LOSS)) {
            loss = solution.values(OpfVariables.LOSS, p.length);
            for (int b = 0; b < loss.length; b++) {
                loss[b] = Double.isNaN(loss[b]) ? 0.0 : loss[b];
            }
        }
        return loss;
    }
}
