package org.flexopf.dcopf;

import org.flexopf.model.Quantity;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;

/**
 * Who pays what at the prices of a DC optimal power flow, currency per hour. What demand pays and generation is not paid stays with the network: branch by branch it is
 * the price where power comes out times what comes out, minus the price where it goes in times what goes in.
 *
 * @param demandPayments     price times demand, shunts at 1 p.u. included, over all buses
 * @param generationPayments price times generation
 * @param perBranch          what each branch index earns; without losses its flow times the price difference
 */
public record CongestionRent(double demandPayments, double generationPayments, double[] perBranch) {

    /** The payments of a solution. @throws IllegalArgumentException if it has no prices */
    public static CongestionRent of(OpfSolution solution) {
        Network network = solution.network();
        Topology topology = network.topology();
        double[] price = solution.duals(Quantity.ACTIVE_BALANCE);
        double[] demand = network.activeDemand();
        double[] shunts = network.shuntConductance();
        double demandPayments = 0.0;
        for (int i = 0; i < price.length; i++) {
            demandPayments += price[i] * (demand[i] + shunts[i]);
        }
        double generationPayments = 0.0;
        double[] pg = solution.point().pg();
        for (int g = 0; g < pg.length; g++) {
            if (network.isActive(network.generators().get(g))) {
                generationPayments += price[network.busIndex(network.generators().get(g).bus())] * pg[g];
            }
        }
        if (Double.isNaN(demandPayments)) {
            throw new IllegalArgumentException("the solver '" + solution.solver().name() + "' returned no duals, and prices are duals");
        }
        double[] perBranch = new double[network.branches().size()];
        for (int b = 0; b < perBranch.length; b++) {
            if (topology.isActive(b)) {
                perBranch[b] = -price[topology.from(b)] * solution.point().pFrom()[b] - price[topology.to(b)] * solution.point().pTo()[b];
            }
        }
        return new CongestionRent(demandPayments, generationPayments, perBranch);
    }

    /** The sum of what all branches earn. */
    public double total() {
        double sum = 0.0;
        for (double rent : perBranch) {
            sum += rent;
        }
        return sum;
    }

    /** What demand pays and generation is not paid; equal to {@link #total()} up to the solver's tolerance. */
    public double surplus() {
        return demandPayments - generationPayments;
    }
}
