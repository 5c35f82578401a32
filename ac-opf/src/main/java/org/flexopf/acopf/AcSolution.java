package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.model.Unit;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.StepControl;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;

/**
 * What a local solve of the AC optimal power flow has found: a state of the network, what it costs, what demand and
 * limits are worth there, and how well it keeps balances and limits. Figures are computed from the state itself.
 */
public final class AcSolution {

    /** A mismatch or a broken limit below this is rounding, p.u. */
    private static final double FEASIBLE = 1e-6;
    /** Gradients below this share of prices and marginal costs, and products below this share of the cost, are zero. */
    private static final double OPTIMAL = 1e-5;
    /** How many broken balances and limits a message names. */
    private static final int NAMED = 3;

    private final OpfProblem problem;
    private final Network network;
    private final Map<StepControl, Double> settings;
    private final List<Slack> slacks;
    private final NonlinearStatus status;
    private final OperatingPoint point;
    private final double objective;
    private final double[] activePrice;
    private final double[] reactivePrice;
    private final AcProgram program;
    private final NonlinearResult result;
    private final List<LimitMultiplier> multipliers;
    private final LimitCheck limits;
    private final double[] activeMismatch;
    private final double[] reactiveMismatch;
    /** What Ohm's law of stiff branches leaves, p.u. of current, by index. */
    private final double[] missingCurrent;

    private final double stationarity;
    private final double complementarity;
    private final int iterations;
    private final double seconds;
    private AcPriceSplit split;

    private AcSolution(OpfProblem problem, AcProgram program, NonlinearResult result, double seconds) {
        this.problem = problem;
        this.seconds = seconds;
        this.program = program;
        this.result = result;
        settings = program.settings(result.x());
        OperatingPoint found = program.point(result.x());
        double[] curtailed = program.curtailed(result.x());
        network = operated(problem.network(), settings, curtailed);
        point = found;
        slacks = slacks(problem, found, curtailed);
        objective = problem.objective().at(network, point)
                + slacks.stream().mapToDouble(Slack::cost).sum();
        activePrice = program.prices(result, 0);
        reactivePrice = program.prices(result, 1);
        multipliers = List.copyOf(program.multipliers(result));
        limits = LimitCheck.of(network, problem.softLimits(), point);
        activeMismatch = program.mismatch(result.x(), 0);
        reactiveMismatch = program.mismatch(result.x(), 1);
        missingCurrent = program.missingCurrents(result.x());
        // Where dear generators stand at their limits, marginal costs are what a gradient is made of, not prices.
        double largestPrice = Math.max(1.0, program.gradientSize(result.x()));
        for (double multiplier : result.equalityMultipliers()) {
            largestPrice = Math.max(largestPrice, Math.abs(multiplier));
        }
        stationarity = result.stationarity() / largestPrice;
        complementarity = result.complementarity()
                / Math.max(Math.max(1.0, Math.abs(objective)), FEASIBLE / OPTIMAL * largestPrice);
        iterations = result.iterations();
        status = checked(result.status());
    }

    static AcSolution of(OpfProblem problem, AcProgram program, NonlinearResult result, double seconds) {
        return new AcSolution(problem, program, result, seconds);
    }

    /** The network with its controls settled, and with the demand that is served. */
    private static Network operated(Network network, Map<StepControl, Double> settings, double[] curtailed) {
        boolean curtails = Arrays.stream(curtailed).anyMatch(slack -> slack > FeasibilityTolerance.PER_UNIT);
        if (settings.isEmpty() && !curtails) {
            return network;
        }
        NetworkBuilder operated = network.toBuilder().settle(settings);
        if (curtails) {
            operated.mapLoads(load -> {
                double asked = Math.abs(network.perUnit().power(load.p()));
                double share = asked == 0.0 ? 1.0 : 1.0 - curtailed[network.index(load)] / asked;
                return load.withDemand(share * load.p(), share * load.q());
            });
        }
        return operated.build();
    }

    /** What a state pays for; a state does not tell what of demand was asked for, so that this is added. */
    private static List<Slack> slacks(OpfProblem problem, OperatingPoint point, double[] curtailed) {
        List<Slack> exceeded = new ArrayList<>(problem.slacksAt(point));
        for (int d = 0; d < curtailed.length; d++) {
            if (curtailed[d] > FeasibilityTolerance.PER_UNIT) {
                exceeded.add(problem.softLimits().exceeded(SoftLimit.DEMAND, problem.network(), d, curtailed[d]));
            }
        }
        return List.copyOf(exceeded);
    }

    /** The method's word is not believed: an optimum has to keep limits, balances and the first-order conditions. */
    private NonlinearStatus checked(NonlinearStatus claimed) {
        boolean holds =
                limits.isMet() && maxViolation() <= FEASIBLE && stationarity <= OPTIMAL && complementarity <= OPTIMAL;
        return claimed == NonlinearStatus.LOCALLY_OPTIMAL && !holds ? NonlinearStatus.NUMERICAL_FAILURE : claimed;
    }

    /** What the answer is worth. */
    public NonlinearStatus status() {
        return status;
    }

    /** Whether the state is a local optimum. */
    public boolean isOptimal() {
        return status == NonlinearStatus.LOCALLY_OPTIMAL;
    }

    /** The state: an optimum, the point of least violation, or the last one that was looked at. */
    public OperatingPoint point() {
        return point;
    }

    /** What was asked for. */
    public OpfProblem problem() {
        return problem;
    }

    /** The network as the state has it: controls settled, and with the demand that is served. */
    public Network network() {
        return network;
    }

    /** The settings of all controls in service: ratios, degrees, or Mvar at 1 p.u. */
    public Map<StepControl, Double> settings() {
        return Collections.unmodifiableMap(settings);
    }

    /** The soft limits that the state exceeds, and what is paid for them; next to nothing is rounding. */
    public List<Slack> slacks() {
        return slacks;
    }

    /** The objective in that state, in its own unit, with what is paid for soft limits. */
    public double objective() {
        return objective;
    }

    /** The cost of generation and DC lines in that state, currency per hour. */
    public double cost() {
        return Objective.cost().at(network, point);
    }

    /** What one MW more demand at a bus (by index) costs, currency per MWh; NaN at isolated buses. */
    public double activePrice(int bus) {
        return activePrice[bus];
    }

    /** What one Mvar more demand at a bus (by index) costs, currency per Mvarh; NaN at isolated buses. */
    public double reactivePrice(int bus) {
        return reactivePrice[bus];
    }

    /**
     * What the active price at a bus (by index) is made of; the parts add up to it. Limits of what generators, DC
     * lines, transformers and shunts can do are no part of any price.
     *
     * @throws IllegalStateException if there is no optimum, at which alone prices have parts
     */
    public PriceComponents activeComponents(int bus) {
        return split().at(0, bus);
    }

    /**
     * What the reactive price at a bus (by index) is made of; the parts add up to it.
     *
     * @throws IllegalStateException if there is no optimum, at which alone prices have parts
     */
    public PriceComponents reactiveComponents(int bus) {
        return split().at(1, bus);
    }

    // Two threads may not work this out at once: the program knows the last point that it was asked about.
    private synchronized AcPriceSplit split() {
        if (!isOptimal()) {
            throw new IllegalStateException("prices have parts at an optimum alone, and this is none: " + verdict());
        }
        if (split == null) {
            split = program.split(result);
        }
        return split;
    }

    /** What one unit more room of every limit saves; limits with room to spare save next to nothing. */
    public List<LimitMultiplier> multipliers() {
        return multipliers;
    }

    /** What an AC power flow makes of the state, which shares no equation with how it was found. */
    public RecoveredPoint recovered() {
        return RecoveredPoint.of(
                problem.withNetwork(network),
                point,
                slacks.stream()
                        .filter(slack -> slack.limit() == SoftLimit.DEMAND)
                        .toList());
    }

    /** How the state does by the limits of the network that are hard. */
    public LimitCheck limits() {
        return limits;
    }

    /** What is missing in the active balance of a bus (by index), MW; positive where more flows out than in. */
    public double activeMismatch(int bus) {
        return activeMismatch[bus];
    }

    /** What is missing in the reactive balance of a bus (by index), Mvar; positive where more flows out than in. */
    public double reactiveMismatch(int bus) {
        return reactiveMismatch[bus];
    }

    /**
     * The largest violation of a balance or a limit, p.u. (angles in radians). At stiff branches, whose flows are not
     * computed from voltages, it is also the current by which flows and voltages disagree.
     */
    public double maxViolation() {
        double largest = Arrays.stream(missingCurrent).max().orElse(0.0);
        for (int i = 0; i < activeMismatch.length; i++) {
            double worse = Math.max(Math.abs(activeMismatch[i]), Math.abs(reactiveMismatch[i]));
            largest = Math.max(largest, network.perUnit().power(worse));
        }
        for (BrokenLimit broken : limits.exceeded()) {
            Unit unit = broken.limit().kind().unit();
            largest = Math.max(largest, AcProgram.inItsUnits(network, unit, broken.excess()));
        }
        return largest;
    }

    /** The largest entry of the gradient of the Lagrangian, relative to the largest price or marginal cost. */
    public double stationarity() {
        return stationarity;
    }

    /**
     * The largest product of a limit's multiplier with its room, relative to the cost, or to what 0.1 p.u. of power are
     * worth at the largest price or marginal cost.
     */
    public double complementarity() {
        return complementarity;
    }

    /** The number of iterations, restorations included. */
    public int iterations() {
        return iterations;
    }

    /** The wall time of the solve, seconds. */
    public double seconds() {
        return seconds;
    }

    /** The outcome in one sentence. */
    public String verdict() {
        return switch (status) {
            case LOCALLY_OPTIMAL ->
                String.format(
                        Locale.ROOT,
                        "a local optimum of the AC optimal power flow at %s of %.6f %s; limits are met to %.1e p.u.",
                        problem.objective().equals(Objective.cost()) ? "a cost" : "an objective",
                        objective,
                        problem.objective().unit().symbol(),
                        maxViolation());
            case LOCALLY_INFEASIBLE ->
                "locally infeasible: no state nearby breaks less than this one, which " + broken()
                        + "; another start may lead elsewhere";
            case ITERATION_LIMIT -> "stopped after " + iterations + " iterations at a state that " + broken();
            case TIME_LIMIT -> "stopped by the time limit at a state that " + broken();
            case INTERRUPTED -> "interrupted at a state that " + broken();
            case NUMERICAL_FAILURE -> "no step leads on from a state that " + broken() + "; try another start";
        };
    }

    private String broken() {
        List<String> parts = new ArrayList<>();
        int worst = 0;
        for (int i = 0; i < activeMismatch.length; i++) {
            if (mismatch(i) > mismatch(worst)) {
                worst = i;
            }
        }
        if (network.perUnit().power(mismatch(worst)) > FEASIBLE) {
            Bus bus = network.buses().get(worst);
            parts.add(String.format(
                    Locale.ROOT,
                    "misses %.6g MW and %.6g Mvar at %s",
                    activeMismatch[worst],
                    reactiveMismatch[worst],
                    bus.label()));
        }
        int furthest = 0;
        for (int b = 0; b < missingCurrent.length; b++) {
            furthest = missingCurrent[b] > missingCurrent[furthest] ? b : furthest;
        }
        if (missingCurrent.length > 0 && missingCurrent[furthest] > FEASIBLE) {
            parts.add(String.format(
                    Locale.ROOT,
                    "misses Ohm's law of %s by a current of %.6g MVA",
                    network.branches().get(furthest).label(),
                    network.perUnit().physicalPower(missingCurrent[furthest])));
        }
        List<BrokenLimit> worstLimits = limits.broken().stream()
                .sorted(BrokenLimit.WORST_FIRST)
                .limit(NAMED)
                .toList();
        worstLimits.forEach(limit -> parts.add("breaks " + limit));
        return parts.isEmpty() ? "keeps every limit and is not known to be an optimum" : String.join(", ", parts);
    }

    private double mismatch(int bus) {
        return Math.max(Math.abs(activeMismatch[bus]), Math.abs(reactiveMismatch[bus]));
    }

    @Override
    public String toString() {
        return verdict();
    }
}
