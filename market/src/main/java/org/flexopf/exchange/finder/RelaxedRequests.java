package org.flexopf.exchange.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Branch;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;

/**
 * The smallest requests by an optimal power flow: requests are generators at a cost of 1 per MW, and losses cost a
 * little, so that a relaxation does not invent them. What it comes to is a lower bound where it is inexact.
 */
final class RelaxedRequests {

    /** Voltages weigh ten times their p.u. against MVA, as in {@link org.flexopf.exchange.schedule.Violation}. */
    private static final double MVA_PER_UNIT = 10.0;

    private final Opf opf;
    private final ScheduledNetwork scheduled;
    private final BusInjections schedule;
    private final FinderSettings settings;

    RelaxedRequests(Opf opf, ScheduledNetwork scheduled, BusInjections schedule, FinderSettings settings) {
        this.opf = opf;
        this.scheduled = scheduled;
        this.schedule = schedule;
        this.settings = settings;
    }

    /** The optimal power flow with requests within the bounds of a search by sensitivities. */
    OpfResult solve(SensitivityRequests bounds) {
        NetworkBuilder builder = scheduled.builder(schedule);
        List<Generator> requests = new ArrayList<>();
        int next = firstRequest();
        Network plain = scheduled.powerFlow().network();
        for (int i = 0; i < schedule.size(); i++) {
            int bus = plain.buses().get(i).id();
            if (bounds.mostDown(i) > 0.0) {
                requests.add(Generator.of(next++, bus, 0.0, bounds.mostDown(i), 0.0, 0.0, CostCurve.linear(1.0)));
            }
            if (bounds.mostUp(i) > 0.0) {
                requests.add(Generator.of(next++, bus, -bounds.mostUp(i), 0.0, 0.0, 0.0, CostCurve.linear(-1.0)));
            }
        }
        requests.forEach(builder::generator);
        return opf.solve(new OpfProblem(builder.build(), objective(), leftOver()));
    }

    private int firstRequest() {
        return scheduled.network().generators().stream()
                        .mapToInt(Generator::id)
                        .max()
                        .orElse(0)
                + 1;
    }

    private Objective objective() {
        return settings.lossPrice() == 0.0
                ? Objective.cost()
                : Objective.weighted(1.0, Objective.cost()).plus(settings.lossPrice(), Objective.losses());
    }

    private SoftLimits leftOver() {
        if (settings.slackPenalty().isEmpty()) {
            return SoftLimits.none();
        }
        double penalty = settings.slackPenalty().getAsDouble();
        return SoftLimits.none()
                .with(SoftLimit.RATING, penalty)
                .with(SoftLimit.LOWER_VOLTAGE, MVA_PER_UNIT * penalty)
                .with(SoftLimit.UPPER_VOLTAGE, MVA_PER_UNIT * penalty);
    }

    /** The sum of all requests of a solution, MW. */
    double total(OpfSolution solution) {
        double sum = 0.0;
        for (int g = 0; g < solution.network().generators().size(); g++) {
            if (solution.network().generators().get(g).id() >= firstRequest()) {
                sum += Math.abs(solution.point().pg(g));
            }
        }
        return sum;
    }

    /**
     * What would be cut of demand and spilt of generation if nothing could be requested, MW, at their power factors.
     *
     * @return empty if not even that helps, or it was not found
     */
    OptionalDouble curtailed() {
        OpfProblem problem = new OpfProblem(
                scheduled.builder(schedule).build(),
                objective(),
                SoftLimits.none().with(SoftLimit.DEMAND, 1.0));
        return opf.solve(problem).solution().stream()
                .mapToDouble(solution -> {
                    double sum = 0.0;
                    for (double cut : solution.values(SoftLimit.DEMAND.slack())) {
                        sum += Double.isNaN(cut) ? 0.0 : Math.max(0.0, cut);
                    }
                    return sum;
                })
                .findFirst();
    }

    /** {@code r (l - (P^2 + Q^2) / w')} over all branches, MW; empty if the formulation has no currents. */
    static OptionalDouble phantomLoss(OpfSolution solution) {
        if (!solution.has(OpfVariables.SQUARED_CURRENT) || !solution.has(OpfVariables.SERIES_Q)) {
            return OptionalDouble.empty();
        }
        BranchFlowPoint point = solution.branchFlows();
        Network network = solution.network();
        double sum = 0.0;
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b)) {
                Branch branch = network.branches().get(b);
                double carried = (point.p(b) * point.p(b) + point.q(b) * point.q(b)) / point.sendingVoltage(b);
                sum += branch.r() * (point.l(b) - carried);
            }
        }
        return OptionalDouble.of(network.perUnit().physicalPower(sum));
    }
}
