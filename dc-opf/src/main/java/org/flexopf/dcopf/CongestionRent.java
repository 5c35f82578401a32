package org.flexopf.dcopf;

import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfConstraints;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SoftLimit;

/**
 * Who pays what at the prices of a DC optimal power flow, currency per hour. What demand pays and generation is not
 * paid stays with the network: branch by branch it is the price where power comes out times what comes out, minus the
 * price where it goes in times what goes in.
 *
 * @param demandPayments price times demand that is served, shunts at 1 p.u. included, over all buses
 * @param generationPayments price times generation, and times what devices of further kinds supply
 * @param perBranch what each branch index earns; without losses its flow times the price difference
 * @param perHvdcLine what each DC line index earns
 */
public record CongestionRent(
        double demandPayments, double generationPayments, double[] perBranch, double[] perHvdcLine) {

    /** The payments of a solution. @throws IllegalArgumentException if it has no prices */
    public static CongestionRent of(OpfSolution solution) {
        Network network = solution.network();
        Topology topology = network.topology();
        double[] price = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] demand = servedDemand(solution);
        double[] shunts = network.shuntConductance();
        double demandPayments = 0.0;
        for (int i = 0; i < price.length; i++) {
            demandPayments += price[i] * (demand[i] + shunts[i]);
        }
        double generationPayments = 0.0;
        for (int g = 0; g < network.generators().size(); g++) {
            if (network.isActive(network.generators().get(g))) {
                generationPayments +=
                        price[network.busIndex(network.generators().get(g).bus())]
                                * solution.point().pg(g);
            }
        }
        double[] supply = new double[price.length];
        solution.point().addFurtherSupply(network, supply, new double[price.length]);
        for (int i = 0; i < supply.length; i++) {
            generationPayments += price[i] * supply[i];
        }
        if (Double.isNaN(demandPayments)) {
            throw new IllegalArgumentException(
                    "the solver '" + solution.solver().name() + "' returned no duals, and prices are duals");
        }
        double[] perBranch = new double[network.branches().size()];
        for (int b = 0; b < perBranch.length; b++) {
            if (topology.isActive(b)) {
                perBranch[b] = -price[topology.from(b)] * solution.point().pFrom(b)
                        - price[topology.to(b)] * solution.point().pTo(b);
            }
        }
        double[] perHvdcLine = new double[network.hvdcLines().size()];
        for (int d = 0; d < perHvdcLine.length; d++) {
            HvdcLine line = network.hvdcLines().get(d);
            if (network.isActive(line)) {
                perHvdcLine[d] = price[network.busIndex(line.toBus())]
                                * solution.point().hvdc(d).delivered()
                        - price[network.busIndex(line.fromBus())]
                                * solution.point().hvdc(d).p();
            }
        }
        return new CongestionRent(demandPayments, generationPayments, perBranch, perHvdcLine);
    }

    /** Demand per bus less what is curtailed where it is soft. */
    private static double[] servedDemand(OpfSolution solution) {
        Network network = solution.network();
        double[] served = network.activeDemand();
        double[] curtailed = solution.values(SoftLimit.DEMAND.slack());
        for (int d = 0; d < curtailed.length; d++) {
            Load load = network.loads().get(d);
            if (!Double.isNaN(curtailed[d])) {
                served[network.busIndex(load.bus())] -= Math.signum(load.p()) * curtailed[d];
            }
        }
        return served;
    }

    /** The sum of what all branches and DC lines earn. */
    public double total() {
        double sum = 0.0;
        for (double rent : perBranch) {
            sum += rent;
        }
        for (double rent : perHvdcLine) {
            sum += rent;
        }
        return sum;
    }

    /** What demand pays and generation is not paid; equal to {@link #total()} up to the solver's tolerance. */
    public double surplus() {
        return demandPayments - generationPayments;
    }
}
