package org.flexopf.pricing.nodal;

import java.util.Arrays;
import java.util.List;
import org.flexopf.model.Key;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.state.HvdcFlow;

/**
 * What the network earns when everybody trades at nodal prices: it buys power where it is cheap and sells it where it
 * is dear. Active and reactive power together; currency per hour.
 *
 * @param demandPayments what the demand that is served pays
 * @param supplyPayments what generation is paid, and devices of further kinds for what they supply
 * @param perBranch what each branch earns by branch index: its deliveries at the prices of its ends
 * @param perHvdcLine what each DC line earns by its index: what it delivers less what it draws at the prices of its
 *     ends
 * @param shunts what shunts earn together: what branches and DC lines leave of the total. A conductance pays for what
 *     it draws
 * @param limits what each limit earns, the largest first
 * @param losses what limits leave of the total: marginal losses cost more than losses on average, and buyers pay the
 *     former. Shunts, charging and phase shifts without any flow are counted here too
 */
public record Rent(
        double demandPayments,
        double supplyPayments,
        double[] perBranch,
        double[] perHvdcLine,
        double shunts,
        List<LimitRent> limits,
        double losses) {

    /** All parts are required; the arrays are copied. */
    public Rent {
        perBranch = perBranch.clone();
        perHvdcLine = perHvdcLine.clone();
        limits = List.copyOf(limits);
    }

    /** What each branch earns by branch index, currency per hour; a copy. */
    @Override
    public double[] perBranch() {
        return perBranch.clone();
    }

    /** What each DC line earns by its index, currency per hour; a copy. */
    @Override
    public double[] perHvdcLine() {
        return perHvdcLine.clone();
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

    /** What demand pays less what supply is paid, currency per hour. */
    public double total() {
        return demandPayments - supplyPayments;
    }

    /**
     * The rent of a solution.
     *
     * @throws IllegalArgumentException if the solver that made the solution returns no duals
     */
    public static Rent of(OpfSolution solution) {
        if (!solution.result().hasDuals()) {
            throw new IllegalArgumentException("the solver '"
                    + solution.solver().name()
                    + "' returns no duals, and rents are earned at prices; choose a solver that does");
        }
        double[] activePrice = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] reactivePrice = solution.duals(OpfConstraints.REACTIVE_BALANCE);
        double demand = demandPayments(solution, activePrice, reactivePrice);
        double supply = supplyPayments(solution, activePrice, reactivePrice);
        double[] perBranch = perBranch(solution, activePrice, reactivePrice);
        double[] perHvdcLine = perHvdcLine(solution, activePrice, reactivePrice);
        double total = demand - supply;
        double shunts = total
                - Arrays.stream(perBranch).sum()
                - Arrays.stream(perHvdcLine).sum();
        List<LimitRent> limits = LimitRents.of(solution);
        double earned = limits.stream().mapToDouble(LimitRent::rent).sum();
        return new Rent(demand, supply, perBranch, perHvdcLine, shunts, limits, total - earned);
    }

    private static double demandPayments(OpfSolution solution, double[] activePrice, double[] reactivePrice) {
        Network served = solution.operatedNetwork();
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

    private static double supplyPayments(OpfSolution solution, double[] activePrice, double[] reactivePrice) {
        Network network = solution.network();
        double sum = 0.0;
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                int bus = network.busIndex(generator.bus());
                sum += activePrice[bus] * solution.point().pg(g)
                        + reactivePrice[bus] * orZero(solution.point().qg(g));
            }
        }
        return sum + furtherPayments(solution, activePrice, reactivePrice);
    }

    /** What devices of further kinds are paid: less than nothing where they draw. */
    private static double furtherPayments(OpfSolution solution, double[] activePrice, double[] reactivePrice) {
        double[] p = new double[activePrice.length];
        double[] q = new double[activePrice.length];
        solution.point().addFurtherSupply(solution.network(), p, q);
        double sum = 0.0;
        for (int i = 0; i < p.length; i++) {
            if (solution.network().topology().island(i) >= 0) {
                sum += activePrice[i] * p[i] + reactivePrice[i] * orZero(q[i]);
            }
        }
        return sum;
    }

    private static double[] perBranch(OpfSolution solution, double[] activePrice, double[] reactivePrice) {
        Topology topology = solution.network().topology();
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

    private static double[] perHvdcLine(OpfSolution solution, double[] activePrice, double[] reactivePrice) {
        Network network = solution.network();
        double[] rents = new double[network.hvdcLines().size()];
        for (int d = 0; d < rents.length; d++) {
            HvdcLine line = network.hvdcLines().get(d);
            if (network.isActive(line)) {
                HvdcFlow flow = solution.point().hvdc(d);
                int from = network.busIndex(line.fromBus());
                int to = network.busIndex(line.toBus());
                rents[d] = activePrice[to] * flow.delivered()
                        - activePrice[from] * flow.p()
                        + reactivePrice[from] * orZero(flow.qFrom())
                        + reactivePrice[to] * orZero(flow.qTo());
            }
        }
        return rents;
    }

    /** A formulation without reactive power has none at a price of zero. */
    private static double orZero(double value) {
        return Double.isNaN(value) ? 0.0 : value;
    }

    @Override
    public String toString() {
        return "demand pays " + demandPayments + ", supply is paid " + supplyPayments + " per hour, " + limits.size()
                + " limits earn";
    }
}
