package org.flexopf.exchange.check;

import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.NodalPrices;

/**
 * Advice by the relaxed optimal power flow with the least violation. All injections are given, so that all it decides
 * is by how much limits are exceeded: V(q), the least sum of MVA and ten times p.u. beyond what the opening allows. V
 * is convex in the quantity q and no more than what the power flow violates. Where V(q) is above 0, it stays so down to
 * q - V / V', with V' the difference of the nodal prices of both buses: more than that is not feasible. Newton's steps
 * of this kind come down on the largest q with V(q) = 0 from above.
 *
 * <p>The program is built once per check; a candidate and the trades before it change the demand of buses alone.
 */
final class RelaxedAdvice implements Advice {

    private static final double WATTS_PER_MEGAWATT = 1e6;

    private static final int MOST_STEPS = 8;
    /** Less than this, MVA, is what a solver leaves open. */
    private static final double LEAST_VIOLATION = 1e-6;

    private final Network network;
    private final PreparedOpf prepared;

    private RelaxedAdvice(Network network, PreparedOpf prepared) {
        this.network = network;
        this.prepared = prepared;
    }

    /**
     * Advice for any number of states.
     *
     * @param limits the limits of the network
     * @param ceilings the violations at the opening, MVA or p.u.
     */
    static Supplier<Advice> prepare(Network network, Opf opf, AcLimits limits, double[] ceilings) {
        double[] wider = new double[network.branches().size()];
        double[] lower = new double[network.buses().size()];
        double[] higher = new double[network.buses().size()];
        for (int k = 0; k < limits.count(); k++) {
            double room = ceilings[k] + Violation.TOLERANCE;
            switch (limits.element(k).kind()) {
                case FROM_END, TO_END -> wider[limits.place(k)] = Math.max(wider[limits.place(k)], room);
                case LOW -> lower[limits.place(k)] = room;
                case HIGH -> higher[limits.place(k)] = room;
                case FORWARD, BACKWARD, NO_POWER_FLOW ->
                    throw new IllegalStateException(limits.element(k) + " is no limit of a power flow");
            }
        }
        Network scheduled = ScheduledNetwork.of(network)
                .builder(BusInjections.scheduled(network))
                .mapBranches(branch -> widened(branch, wider[indexOf(network, branch)]))
                .mapBuses(bus -> widened(bus, lower[network.busIndex(bus.id())], higher[network.busIndex(bus.id())]))
                .build();
        SoftLimits soft = SoftLimits.none()
                .with(SoftLimit.RATING, 1.0)
                .with(SoftLimit.LOWER_VOLTAGE, Violation.MVA_PER_UNIT)
                .with(SoftLimit.UPPER_VOLTAGE, Violation.MVA_PER_UNIT);
        PreparedOpf prepared = opf.prepare(new OpfProblem(scheduled, Objective.cost(), soft));
        return () -> new RelaxedAdvice(network, prepared.fork());
    }

    private static int indexOf(Network network, Branch branch) {
        return network.branches().indexOf(network.branch(branch.id()));
    }

    private static Branch widened(Branch branch, double room) {
        return room > 0.0 ? branch.withRating(branch.rating() + room) : branch;
    }

    private static Bus widened(Bus bus, double lower, double higher) {
        return bus.isReference() ? bus : bus.withVoltageLimits(bus.vMin() - lower, bus.vMax() + higher);
    }

    @Override
    public long lots(long[] traded, Transfer transfer, long quantity, long lot) {
        double watts = quantity;
        long lots = -1L;
        for (int step = 0; step < MOST_STEPS; step++) {
            OptionalDouble next = lower(traded, transfer, watts);
            if (next.isEmpty()) {
                return lots;
            }
            long before = lots;
            watts = Math.max(0.0, next.getAsDouble());
            lots = Math.min((long) Math.floor(watts / lot), quantity / lot - 1L);
            if (lots == before || lots <= 0L) {
                return lots;
            }
        }
        return lots;
    }

    /** The quantity at which the tangent of the violation meets zero, W; empty if nothing is violated or known. */
    private OptionalDouble lower(long[] traded, Transfer transfer, double watts) {
        ProgramChange change = ProgramChange.none();
        for (int i = 0; i < traded.length; i++) {
            double injected = traded[i] + (i == transfer.down() ? watts : 0.0) - (i == transfer.up() ? watts : 0.0);
            Bus bus = network.buses().get(i);
            if (injected != 0.0 && !bus.isReference()) {
                change = change.rhs(OpfConstraints.ACTIVE_BALANCE, bus.ref(), -injected / WATTS_PER_MEGAWATT);
            }
        }
        OpfResult result = prepared.solve(change);
        if (result.solution().isEmpty() || result.solution().get().objective() < LEAST_VIOLATION) {
            return OptionalDouble.empty();
        }
        OpfSolution solution = result.solution().get();
        NodalPrices prices = NodalPrices.of(solution);
        double slope = price(prices, solution, transfer.up()) - price(prices, solution, transfer.down());
        return slope > 0.0
                ? OptionalDouble.of(watts - solution.objective() / slope * WATTS_PER_MEGAWATT)
                : OptionalDouble.empty();
    }

    private static double price(NodalPrices prices, OpfSolution solution, int bus) {
        return prices.active(solution.network().buses().get(bus));
    }

    @Override
    public void heard(long[] traded, Transfer transfer, long quantity, boolean feasible) {}

    @Override
    public String toString() {
        return "advice by " + prepared;
    }
}
