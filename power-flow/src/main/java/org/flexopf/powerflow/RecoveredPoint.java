package org.flexopf.powerflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What an AC power flow makes of a dispatch: every generator injects what the dispatch says, every reference bus holds
 * its voltage, and whatever is missing is made up for at the references. The result is the state the network would
 * really be in, with its limit violations and its cost. Devices of further kinds inject what the dispatch says, and the
 * limits that they have are not looked at again.
 *
 * <p>It is judged by the limits of the problem that was solved: what is hard there must be kept, what is soft may be
 * exceeded at its price, which {@link #slackCost} adds up.
 *
 * <p>It is an upper bound of the optimal cost only if it is {@linkplain #isFeasible() feasible}; with soft limits, the
 * cost of slacks is part of what it bounds.
 */
public final class RecoveredPoint {

    /** How many broken limits the verdict names. */
    private static final int NAMED = 3;

    private final Network network;
    private final boolean converged;
    private final String reason;
    private final OperatingPoint point;
    private final double cost;
    private final double objectiveChange;
    private final LimitCheck limits;
    private final double maxMismatchMw;
    private final List<Slack> slacks;

    private RecoveredPoint(OpfProblem judgedBy, PowerFlowResult flow, List<Slack> curtailed) {
        network = judgedBy.network();
        converged = flow.converged();
        reason = flow.reason();
        point = flow.point();
        maxMismatchMw = madeUpFor(network, flow);
        cost = Objective.cost().at(network, point);
        objectiveChange = cost - Objective.cost().at(network, flow.schedule().dispatch);
        limits = LimitCheck.of(network, judgedBy.softLimits(), point);
        List<Slack> exceeded = new ArrayList<>(converged ? judgedBy.slacksAt(point) : List.of());
        exceeded.addAll(curtailed);
        slacks = List.copyOf(exceeded);
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

    /**
     * The same of a state whose soft limits are soft.
     *
     * @param operated the problem, its network with the demand that is served and with settled controls
     * @param curtailed what is paid for demand that is not served
     */
    public static RecoveredPoint of(OpfProblem operated, OperatingPoint dispatch, List<Slack> curtailed) {
        return of(PowerFlow.prepare(operated.network()), operated, dispatch, curtailed);
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
        return new RecoveredPoint(judgedBy, flow, curtailed);
    }

    /** The voltages of a point, if it knows magnitude and angle at every bus that is not isolated. */
    private static Optional<StartVoltages> voltages(Network network, OperatingPoint dispatch) {
        for (int i = 0; i < network.buses().size(); i++) {
            double vm = dispatch.vm(i);
            if (!network.buses().get(i).isIsolated()
                    && !(vm > 0.0 && Double.isFinite(vm) && Double.isFinite(dispatch.va(i)))) {
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
                        largest, Math.abs(flow.pInjection(i) - network.perUnit().physicalPower(flow.schedule().p[i])));
            }
        }
        return largest;
    }

    /** Whether the power flow found a state at all. */
    public boolean isConverged() {
        return converged;
    }

    /**
     * Whether the power flow converged and breaks no hard limit of voltages, branches, angle differences, generators or
     * DC lines.
     */
    public boolean isFeasible() {
        return converged && limits.isMet();
    }

    /** How the state does by the hard limits. */
    public LimitCheck limits() {
        return limits;
    }

    /**
     * The network that the state is one of: of a solution, the network as that operates it, with the settings that it
     * found.
     */
    public Network network() {
        return network;
    }

    /** The state: voltages, flows, and the dispatch with what the references made up for. */
    public OperatingPoint point() {
        return point;
    }

    /** The cost of generation, DC lines and further devices in that state, currency per hour. */
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
        return limits.exceeded().stream()
                .filter(broken -> broken.limit().element().kind().equals(Bus.KIND))
                .mapToDouble(BrokenLimit::excess)
                .max()
                .orElse(0.0);
    }

    /** The largest overload of a branch relative to a hard limit: 0.02 is an overload of 2 %; 0 if none. */
    public double maxLoadingViolation() {
        return ofBranches(Unit.MVA).mapToDouble(BrokenLimit::relative).max().orElse(0.0);
    }

    /** The largest violation of a limit of an angle difference, degrees; 0 if none. */
    public double maxAngleViolation() {
        return ofBranches(Unit.DEGREE).mapToDouble(BrokenLimit::excess).max().orElse(0.0);
    }

    private Stream<BrokenLimit> ofBranches(Unit unit) {
        return limits.exceeded().stream()
                .filter(broken -> broken.limit().element().kind().equals(Branch.KIND)
                        && broken.limit().kind().unit() == unit);
    }

    /**
     * The largest violation of the hard limits of a generator or DC line, MW, Mvar or MVA; 0 if none. Of a dispatch
     * that keeps them, only generators at references can break theirs.
     */
    public double maxGenerationViolation() {
        return limits.exceeded().stream()
                .filter(broken -> broken.limit().element().kind().equals(Generator.KIND)
                        || broken.limit().element().kind().equals(HvdcLine.KIND))
                .mapToDouble(BrokenLimit::excess)
                .max()
                .orElse(0.0);
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
            String met = slackCost() == 0.0
                    ? String.format(Locale.ROOT, "an AC power flow meets every limit at a cost of %.6f", cost)
                    : String.format(
                            Locale.ROOT,
                            "an AC power flow meets every hard limit at a cost of %.6f, and %.6f more for soft ones",
                            cost,
                            slackCost());
            return met + network.reservation();
        }
        List<BrokenLimit> broken = limits.broken();
        if (broken.isEmpty()) {
            return "an AC power flow does not tell whether it meets the "
                    + limits.unknown().get(0);
        }
        return "an AC power flow breaks " + (broken.size() == 1 ? "a limit: " : broken.size() + " limits: ")
                + broken.stream()
                        .sorted(BrokenLimit.WORST_FIRST)
                        .limit(NAMED)
                        .map(BrokenLimit::toString)
                        .collect(Collectors.joining("; "))
                + (broken.size() > NAMED ? "; .." : "");
    }

    @Override
    public String toString() {
        return verdict();
    }
}
