package org.flexopf.pricing;

import java.util.List;
import java.util.Objects;
import org.flexopf.model.Key;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfConstraints;
import org.flexopf.opf.OpfSolution;

/**
 * What the network earns when everybody trades at nodal prices: it buys power where it is cheap and sells it where it
 * is dear. Active and reactive power together; currency per hour.
 *
 * @param total what demand pays less what supply, devices of further kinds included, is paid
 * @param perBranch what each branch earns by branch index: its deliveries at the prices of its ends
 * @param otherElements what shunts and DC lines earn, so that {@code total} is the sum of both
 * @param limits what each limit earns, the largest first
 * @param losses what is left of the total: marginal losses cost more than losses on average, and buyers pay the former
 */
public record Rent(double total, double[] perBranch, double otherElements, List<LimitRent> limits, double losses) {

    /** All parts are required; the array is not copied. */
    public Rent {
        Objects.requireNonNull(perBranch, "perBranch");
        limits = List.copyOf(limits);
    }

    /**
     * What a limit earns: its multiplier times its room, which is how far the network without any flow is from it. The
     * room of a voltage limit is thus the distance of squared voltages between it and the root, but for the ratios of
     * transformers, since it limits how much voltage may drop or rise on the way.
     *
     * @param limit the name of the limit, with the index of its element
     * @param label how messages call its element
     * @param rent currency per hour
     */
    public record LimitRent(Key limit, String label, double rent) {}

    /** What demand pays at nodal prices, currency per hour. */
    static double demandPayments(OpfSolution solution) {
        Network served = solution.operatedNetwork();
        double[] activePrice = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] reactivePrice = solution.duals(OpfConstraints.REACTIVE_BALANCE);
        double[] p = served.activeDemand();
        double[] q = served.reactiveDemand();
        double sum = 0.0;
        for (int i = 0; i < p.length; i++) {
            if (solution.network().topology().island(i) >= 0) {
                sum += activePrice[i] * p[i] + reactivePrice[i] * q[i];
            }
        }
        return sum;
    }

    /** What devices of further kinds are worth at nodal prices, currency per hour: negative where they draw. */
    static double furtherWorth(OpfSolution solution) {
        double[] activePrice = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] reactivePrice = solution.duals(OpfConstraints.REACTIVE_BALANCE);
        double[] p = new double[activePrice.length];
        double[] q = new double[activePrice.length];
        solution.point().addFurtherSupply(solution.network(), p, q);
        double sum = 0.0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] == 0.0 ? 0.0 : activePrice[i] * p[i];
            sum += q[i] == 0.0 ? 0.0 : reactivePrice[i] * orZero(q[i]);
        }
        return sum;
    }

    static Rent of(OpfSolution solution, double total) {
        double[] perBranch = perBranch(solution);
        double branches = 0.0;
        for (double rent : perBranch) {
            branches += rent;
        }
        List<LimitRent> limits = LimitRents.of(solution);
        double earned = limits.stream().mapToDouble(LimitRent::rent).sum();
        return new Rent(total, perBranch, total - branches, limits, total - earned);
    }

    private static double[] perBranch(OpfSolution solution) {
        Topology topology = solution.network().topology();
        double[] activePrice = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] reactivePrice = solution.duals(OpfConstraints.REACTIVE_BALANCE);
        double[] rents = new double[solution.network().branches().size()];
        for (int b = 0; b < rents.length; b++) {
            if (topology.isActive(b)) {
                int from = topology.from(b);
                int to = topology.to(b);
                rents[b] = -activePrice[from] * solution.point().pFrom(b)
                        - activePrice[to] * solution.point().pTo(b)
                        - reactivePrice[from] * orZero(solution.point().qFrom(b))
                        - reactivePrice[to] * orZero(solution.point().qTo(b));
            }
        }
        return rents;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0.0 : value;
    }
}
