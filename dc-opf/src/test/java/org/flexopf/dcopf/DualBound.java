package org.flexopf.dcopf;

import org.flexopf.network.Branch;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;

/**
 * What prices prove about the cost of a network without losses, DC lines and shifts, whichever program they come from.
 * With lambda the price of a bus and mu what the limits on a branch charge for its flow, every dispatch that meets
 * demand and limits costs at least
 *
 * <pre>
 *   sum over generators of min (C(p) - lambda p)  +  sum over buses of lambda demand
 *     -  sum over limits of dual times limit
 * </pre>
 *
 * <p>provided that no angle could make money: at each bus, {@code sum of b (lambda_i - lambda_j + mu)} over its
 * branches is zero. Prices are optimal exactly if the bound is the cost of the dispatch that they come with: that holds
 * for every one of several sets of prices of a degenerate optimum.
 *
 * @param cost the bound, currency per hour
 * @param residual the largest sum at a bus that should be zero, relative to the terms that it is made of
 */
record DualBound(double cost, double residual) {

    static DualBound of(OpfSolution solution, DcFormulation formulation) {
        Network network = solution.network();
        double[] price = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double bound = 0.0;
        for (Generator generator : network.generators()) {
            if (network.isActive(generator)) {
                bound += leastCost(generator, price[network.busIndex(generator.bus())]);
            }
        }
        double[] demand = network.activeDemand();
        double[] shunts = network.shuntConductance();
        for (int i = 0; i < price.length; i++) {
            bound += price[i] * (demand[i] + shunts[i]);
        }
        double[] limitCost = limitCosts(solution, formulation);
        double[] flowPrice = formulation.flowPrices(solution);
        double[] unbalance = new double[price.length];
        double[] size = new double[price.length];
        for (int b = 0; b < flowPrice.length; b++) {
            if (network.topology().isActive(b)) {
                bound -= limitCost[b];
                int from = network.topology().from(b);
                int to = network.topology().to(b);
                double susceptance = 1.0
                        / formulation.susceptance().reactance(network.branches().get(b));
                double term = susceptance * (price[from] - price[to] + flowPrice[b]);
                unbalance[from] += term;
                unbalance[to] -= term;
                double parts =
                        Math.abs(susceptance) * (Math.abs(price[from]) + Math.abs(price[to]) + Math.abs(flowPrice[b]));
                size[from] += parts;
                size[to] += parts;
            }
        }
        double residual = 0.0;
        for (int i = 0; i < price.length; i++) {
            residual = Math.max(residual, size[i] == 0.0 ? 0.0 : Math.abs(unbalance[i]) / size[i]);
        }
        return new DualBound(bound, residual);
    }

    /** What the limits of each branch hold back, at their duals. */
    private static double[] limitCosts(OpfSolution solution, DcFormulation formulation) {
        double[] forward = solution.duals(OpfConstraints.RATING_FROM);
        double[] backward = solution.duals(OpfConstraints.RATING_TO);
        double[] angleMax = solution.duals(OpfConstraints.ANGLE_MAX);
        double[] angleMin = solution.duals(OpfConstraints.ANGLE_MIN);
        double[] cost = new double[forward.length];
        for (int b = 0; b < cost.length; b++) {
            Branch branch = solution.network().branches().get(b);
            double limit = formulation.limit(branch);
            if (limit < Double.POSITIVE_INFINITY) {
                cost[b] += limit * (forward[b] + backward[b]);
            }
            if (branch.angleMax() < 360.0) {
                cost[b] += Math.toRadians(branch.angleMax()) * angleMax[b];
            }
            if (branch.angleMin() > -360.0) {
                cost[b] -= Math.toRadians(branch.angleMin()) * angleMin[b];
            }
        }
        return cost;
    }

    /** {@code min C(p) - price p} between the limits, where the marginal cost passes the price. */
    private static double leastCost(Generator generator, double price) {
        CostCurve cost = generator.cost();
        double low = generator.pMin();
        double high = generator.pMax();
        for (int halving = 0; halving < 100; halving++) {
            double middle = 0.5 * (low + high);
            if (cost.marginalAt(middle) > price) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return cost.at(low) - price * low;
    }
}
