package org.flexopf.powerflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.opf.OpfProblem;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.Slack;
import org.flexopf.opf.SoftLimit;

/**
 * What an AC power flow makes of a dispatch: every generator injects what the dispatch says, every reference bus holds
 * its voltage, and whatever is missing is made up for at the references. The result is the state the network would
 * really be in, with its limit violations and its cost.
 *
 * <p>It is judged by the limits of the problem that was solved: what is hard there must be kept, what is soft may be
 * exceeded at its price, which {@link #slackCost} adds up.
 *
 * <p>It is an upper bound of the optimal cost only if it is {@linkplain #isFeasible() feasible}; with soft limits, the
 * cost of slacks is part of what it bounds.
 */
public final class RecoveredPoint {

    /** A violation of a voltage limit that passes for rounding, p.u. */
    private static final double VOLTAGE_TOLERANCE = 1e-6;
    /** A violation of a branch limit that passes for rounding, relative to the limit. */
    private static final double LOADING_TOLERANCE = 1e-6;
    /** A violation of a generator limit that passes for rounding, relative to all demand and at least to the base. */
    private static final double GENERATION_TOLERANCE = 1e-6;

    private final boolean converged;
    private final String reason;
    private final OperatingPoint point;
    private final double cost;
    private final double objectiveChange;
    private final double maxVoltageViolation;
    private final double maxLoadingViolation;
    private final double maxGenerationViolation;
    private final double generationTolerance;
    private final double maxMismatchMw;
    private final List<Slack> slacks;

    private RecoveredPoint(OpfProblem judgedBy, OperatingPoint dispatch, PowerFlowResult flow, List<Slack> curtailed) {
        Network network = judgedBy.network();
        converged = flow.converged();
        reason = flow.reason();
        point = flow.point();
        maxMismatchMw = madeUpFor(network, flow);
        cost = cost(network, point.pg(), point.qg());
        objectiveChange = cost - cost(network, dispatch.pg(), dispatch.qg());
        maxVoltageViolation = voltageViolation(judgedBy, point.vm());
        maxLoadingViolation = loadingViolation(judgedBy, point);
        maxGenerationViolation = generationViolation(judgedBy, point.pg(), point.qg());
        List<Slack> exceeded = new ArrayList<>(converged ? judgedBy.slacksAt(point) : List.of());
        exceeded.addAll(curtailed);
        slacks = List.copyOf(exceeded);
        double scale = network.baseMva();
        for (double demand : network.activeDemand()) {
            scale += Math.abs(demand);
        }
        generationTolerance = GENERATION_TOLERANCE * scale;
    }

    /**
     * What an AC power flow makes of a solution: of its generation, its DC lines and the demand that it serves. Its
     * soft limits are soft.
     */
    public static RecoveredPoint of(OpfSolution solution) {
        Network operated = solution.operatedNetwork();
        return of(
                PowerFlow.prepare(operated),
                solution.problem().withNetwork(operated),
                solution.point(),
                solution.slacks().stream()
                        .filter(slack -> slack.limit() == SoftLimit.DEMAND)
                        .toList());
    }

    /**
     * Puts the generation of an operating point into an AC power flow that holds the point's voltages at the
     * references. All limits are hard.
     */
    public static RecoveredPoint of(Network network, OperatingPoint dispatch) {
        return of(PowerFlow.prepare(network), dispatch);
    }

    /** The same with a power flow that was prepared before, for many dispatches on one network. */
    public static RecoveredPoint of(PowerFlow powerFlow, OperatingPoint dispatch) {
        return of(powerFlow, OpfProblem.of(powerFlow.network()), dispatch, List.of());
    }

    private static RecoveredPoint of(
            PowerFlow powerFlow, OpfProblem judgedBy, OperatingPoint dispatch, List<Slack> curtailed) {
        Network network = powerFlow.network();
        BusSchedule schedule = BusSchedule.of(network, dispatch);
        PowerFlowOptions options = PowerFlowOptions.defaults();
        // A dispatch may have more than one AC state. The one that is meant lies where the dispatch has its voltages,
        // and Newton's method stays with it.
        Optional<StartVoltages> start = voltages(network, dispatch);
        PowerFlowResult flow = start.map(voltages -> powerFlow.solve(
                        schedule, options.withMethod(PowerFlowMethod.NEWTON).startingFrom(voltages)))
                .filter(PowerFlowResult::converged)
                .orElseGet(() -> powerFlow.solve(schedule, options));
        return new RecoveredPoint(judgedBy, dispatch, flow, curtailed);
    }

    /** The voltages of a point, if it knows magnitude and angle at every bus that is not isolated. */
    private static Optional<StartVoltages> voltages(Network network, OperatingPoint dispatch) {
        double[] vm = dispatch.vm();
        double[] va = dispatch.va();
        for (int i = 0; i < vm.length; i++) {
            if (!network.buses().get(i).isIsolated()
                    && !(vm[i] > 0.0 && Double.isFinite(vm[i]) && Double.isFinite(va[i]))) {
                return Optional.empty();
            }
        }
        return Optional.of(StartVoltages.of(dispatch));
    }

    /** The largest active power that a reference injects beyond the dispatch, MW. */
    private static double madeUpFor(Network network, PowerFlowResult flow) {
        double largest = 0.0;
        for (int i = 0; i < network.buses().size(); i++) {
            if (network.buses().get(i).isReference()) {
                largest = Math.max(
                        largest,
                        Math.abs(flow.pInjection()[i] - network.perUnit().physicalPower(flow.schedule().p[i])));
            }
        }
        return largest;
    }

    private static double cost(Network network, double[] pg, double[] qg) {
        double sum = 0.0;
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                sum += generator.cost().at(pg[g])
                        + (Double.isNaN(qg[g]) ? 0.0 : generator.reactiveCost().at(qg[g]));
            }
        }
        return sum;
    }

    private static double voltageViolation(OpfProblem problem, double[] vm) {
        double worst = 0.0;
        for (int i = 0; i < vm.length; i++) {
            Bus bus = problem.network().buses().get(i);
            if (!bus.isIsolated()) {
                worst = Math.max(worst, problem.isSoft(SoftLimit.LOWER_VOLTAGE, i) ? 0.0 : bus.vMin() - vm[i]);
                worst = Math.max(worst, problem.isSoft(SoftLimit.UPPER_VOLTAGE, i) ? 0.0 : vm[i] - bus.vMax());
            }
        }
        return worst;
    }

    private static double loadingViolation(OpfProblem problem, OperatingPoint point) {
        Network network = problem.network();
        double worst = 0.0;
        for (int b = 0; b < network.branches().size(); b++) {
            if (!network.topology().isActive(b)) {
                continue;
            }
            if (!problem.isSoft(SoftLimit.RATING, b)) {
                worst = Math.max(
                        worst,
                        point.apparentPower(b) / network.branches().get(b).rating() - 1.0);
            }
            if (!problem.isSoft(SoftLimit.CURRENT, b)) {
                worst = Math.max(
                        worst,
                        point.current(network, b) / network.branches().get(b).currentLimit() - 1.0);
            }
        }
        return worst;
    }

    private static double generationViolation(OpfProblem problem, double[] pg, double[] qg) {
        Network network = problem.network();
        double worst = 0.0;
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                // Generation is spilt down to zero output at most.
                double pMin = problem.isSoft(SoftLimit.GENERATION, g) ? 0.0 : generator.pMin();
                worst = Math.max(worst, Math.max(pMin - pg[g], pg[g] - generator.pMax()));
                worst = Math.max(worst, Math.max(generator.qMin() - qg[g], qg[g] - generator.qMax()));
                worst = Math.max(worst, generator.capability().excess(pg[g], qg[g]));
            }
        }
        return worst;
    }

    /** Whether the power flow found a state at all. */
    public boolean isConverged() {
        return converged;
    }

    /** Whether the power flow converged and breaks no hard limit of voltages, branches or generators. */
    public boolean isFeasible() {
        return converged
                && maxVoltageViolation <= VOLTAGE_TOLERANCE
                && maxLoadingViolation <= LOADING_TOLERANCE
                && maxGenerationViolation <= generationTolerance;
    }

    /** The state: voltages, flows, and the dispatch with what the references made up for. */
    public OperatingPoint point() {
        return point;
    }

    /** The cost of generation in that state, currency per hour. */
    public double cost() {
        return cost;
    }

    /** That cost less the cost of the dispatch as it was given, currency per hour. */
    public double objectiveChange() {
        return objectiveChange;
    }

    /**
     * The soft limits that the state exceeds, however little, and the demand that the solution does not serve; none
     * where all limits are hard.
     */
    public List<Slack> slacks() {
        return slacks;
    }

    /** What they cost together at the penalties of the problem, currency per hour. */
    public double slackCost() {
        return slacks.stream().mapToDouble(Slack::cost).sum();
    }

    /** The largest violation of a hard voltage limit, p.u.; 0 if none. */
    public double maxVoltageViolation() {
        return maxVoltageViolation;
    }

    /** The largest overload of a branch relative to a hard limit: 0.02 is an overload of 2 %; 0 if none. */
    public double maxLoadingViolation() {
        return maxLoadingViolation;
    }

    /**
     * The largest violation of a generator's hard limits, MW or Mvar; 0 if none. Only generators at references can
     * break theirs.
     */
    public double maxGenerationViolation() {
        return maxGenerationViolation;
    }

    /**
     * The largest active power that a reference had to make up for: how far the dispatch was from an AC balance, MW.
     */
    public double maxMismatchMw() {
        return maxMismatchMw;
    }

    /** The outcome in one sentence. */
    public String verdict() {
        if (!converged) {
            return "the AC power flow finds no state for this dispatch: " + reason;
        }
        if (isFeasible()) {
            return slackCost() == 0.0
                    ? String.format(Locale.ROOT, "an AC power flow meets every limit at a cost of %.6f", cost)
                    : String.format(
                            Locale.ROOT,
                            "an AC power flow meets every hard limit at a cost of %.6f, and %.6f more for soft ones",
                            cost,
                            slackCost());
        }
        return String.format(
                Locale.ROOT,
                "an AC power flow breaks limits: voltage by %.6f p.u., "
                        + "loading by %.3f %%, generation by %.6f MW or Mvar",
                maxVoltageViolation,
                100.0 * maxLoadingViolation,
                maxGenerationViolation);
    }
}
