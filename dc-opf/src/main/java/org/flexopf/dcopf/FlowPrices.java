package org.flexopf.dcopf;

import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;

/** The duals of all limits on flows, drawn together per branch. */
final class FlowPrices {

    private FlowPrices() {}

    /**
     * Ratings, angle limits (an angle difference is {@code reactance * P + shift}), reference angles and interfaces.
     */
    static double[] of(OpfSolution solution, SusceptanceConvention susceptance) {
        Network network = solution.network();
        double[] prices =
                difference(solution.duals(OpfConstraints.RATING_FROM), solution.duals(OpfConstraints.RATING_TO));
        double[] angles =
                difference(solution.duals(OpfConstraints.ANGLE_MAX), solution.duals(OpfConstraints.ANGLE_MIN));
        for (int b = 0; b < prices.length; b++) {
            if (angles[b] != 0.0) {
                Branch branch = network.branches().get(b);
                prices[b] += network.perUnit().pricePerMwh(angles[b] * susceptance.reactance(branch));
            }
        }
        double[] references = solution.duals(DcFormulation.REFERENCE_ANGLE);
        for (int bus : network.topology().furtherReferences()) {
            RootPath.along(network.topology(), bus, (b, sign) -> {
                Branch branch = network.branches().get(b);
                prices[b] += network.perUnit().pricePerMwh(-sign * references[bus] * susceptance.reactance(branch));
            });
        }
        double[] upper = solution.duals(OpfConstraints.INTERFACE_MAX);
        double[] lower = solution.duals(OpfConstraints.INTERFACE_MIN);
        for (int k = 0; k < upper.length; k++) {
            double price = upper[k] - lower[k];
            network.flowInterfaces()
                    .get(k)
                    .weights()
                    .forEach((id, weight) -> prices[network.branchIndex(id)] += weight * price);
        }
        return prices;
    }

    private static double[] difference(double[] plus, double[] minus) {
        double[] difference = plus.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= minus[i];
        }
        return difference;
    }
}
