package org.flexopf.socp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.objective.Objective;
import org.flexopf.powerflow.RecoveredPoint;

/**
 * Whether the answer of a branch-flow relaxation is an answer of the AC optimal power flow.
 *
 * <p>The cones {@code P^2 + Q^2 <= l w'} are judged by the phantom loss that their slack stands for, {@code r (l - (P^2
 * + Q^2)/w')} and the same with x, summed over the branches: the relative slack reaches 1 on unloaded branches of exact
 * solutions, and a branch of nearly no impedance carries a large slack without harm. On a meshed network the angles
 * have to add up round every cycle as well. The dispatch is then put into an AC power flow. A solution is called exact
 * only if there is no phantom loss, the cycles close, <em>and</em> the power flow meets every limit at the same cost
 * and voltages. An exact solution is a global optimum of the AC optimal power flow.
 */
public final class ExactnessReport {

    /**
     * Phantom loss, and difference of AC and relaxed generation, that passes for rounding: relative to the power in the
     * network.
     */
    private static final double POWER_TOLERANCE = 1e-6;
    /** Relative difference of recovered cost and lower bound that passes for rounding. */
    private static final double COST_TOLERANCE = 1e-6;
    /** Difference of AC and relaxed voltage magnitude that passes for rounding, p.u. */
    private static final double VOLTAGE_TOLERANCE = 1e-5;

    /** What is missing to a whole turn round a cycle and passes for rounding, degrees. */
    private static final double ANGLE_TOLERANCE = 1e-3;

    private final List<BranchResidual> residuals;
    private final CycleConditions cycles;
    private final double phantomLossMw;
    private final double phantomLossMvar;
    private final double powerToleranceMva;
    private final RecoveredPoint recovered;
    private final OptionalDouble lowerBound;
    private final Objective objective;
    private final double largestVoltageDifference;
    private final UpperBound upperBound;

    private ExactnessReport(
            List<BranchResidual> residuals,
            CycleConditions cycles,
            double powerToleranceMva,
            RecoveredPoint recovered,
            OptionalDouble lowerBound,
            Objective objective,
            double largestVoltageDifference,
            UpperBound upperBound) {
        this.residuals = residuals;
        this.cycles = cycles;
        this.phantomLossMw = residuals.stream()
                .mapToDouble(residual -> Math.abs(residual.phantomLossMw()))
                .sum();
        this.phantomLossMvar = residuals.stream()
                .mapToDouble(residual -> Math.abs(residual.phantomLossMvar()))
                .sum();
        this.powerToleranceMva = powerToleranceMva;
        this.recovered = recovered;
        this.lowerBound = lowerBound;
        this.objective = objective;
        this.largestVoltageDifference = largestVoltageDifference;
        this.upperBound = upperBound;
    }

    /**
     * The report on a solution of a branch-flow formulation.
     *
     * @throws IllegalArgumentException if the solution has no branch-flow variables
     */
    public static ExactnessReport of(OpfSolution solution) {
        Network network = solution.network();
        BranchFlowPoint point = solution.branchFlows();
        double[] p = point.p();
        double[] q = point.q();
        double[] l = point.l();
        List<BranchResidual> residuals = new ArrayList<>();
        for (int b = 0; b < p.length; b++) {
            if (!network.topology().isActive(b)) {
                continue;
            }
            if (Double.isNaN(l[b])) {
                throw new IllegalArgumentException(
                        "the formulation '" + solution.formulation().name()
                                + "' has no squared currents, so it has no cones that could be slack");
            }
            Branch branch = network.branches().get(b);
            double sendingVoltage = point.sendingVoltage(b);
            double square = p[b] * p[b] + q[b] * q[b];
            double absolute = l[b] * sendingVoltage - square;
            double excess = l[b] - square / sendingVoltage;
            residuals.add(new BranchResidual(
                    branch,
                    absolute,
                    l[b] == 0.0 ? 0.0 : absolute / (l[b] * sendingVoltage),
                    network.perUnit().physicalPower(branch.r() * excess),
                    network.perUnit().physicalPower(branch.x() * excess)));
        }
        RecoveredPoint recovered = RecoveredPoint.of(solution);
        return new ExactnessReport(
                List.copyOf(residuals),
                CycleConditions.of(solution),
                POWER_TOLERANCE * powerInNetwork(network, solution),
                recovered,
                solution.lowerBound(),
                solution.problem().objective(),
                largestDifference(solution.point().vm(), recovered.point().vm()),
                new UpperBound(solution, recovered));
    }

    /**
     * The scale that a phantom loss is judged by: all demand and all generation, MVA, and at least a thousandth of the
     * base.
     */
    private static double powerInNetwork(Network network, OpfSolution solution) {
        double sum = network.perUnit().physicalPower(1e-3);
        double[] active = network.activeDemand();
        double[] reactive = network.reactiveDemand();
        for (int i = 0; i < active.length; i++) {
            sum += Math.hypot(active[i], reactive[i]);
        }
        double[] pg = solution.point().pg();
        double[] qg = solution.point().qg();
        for (int g = 0; g < pg.length; g++) {
            sum += Double.isNaN(pg[g]) ? 0.0 : Math.hypot(pg[g], qg[g]);
        }
        return sum;
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0.0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i])) {
                largest = Double.isNaN(b[i]) ? Double.NaN : Math.max(largest, Math.abs(a[i] - b[i]));
            }
        }
        return largest;
    }

    /**
     * Whether the solution is a global optimum of the AC optimal power flow: it is the optimum of a relaxation, without
     * phantom loss, and an AC power flow agrees. A formulation that tightens limits proves no optimum, however well the
     * power flow agrees.
     */
    public boolean isExact() {
        return lowerBound.isPresent() && isConfirmed();
    }

    /**
     * Whether the solution is a point of the AC optimal power flow: no phantom loss, and an AC power flow agrees in
     * voltages, power and cost.
     */
    public boolean isConfirmed() {
        return hasNoPhantomLoss() && cyclesClose() && recovered.isFeasible() && recoveredAgrees();
    }

    private boolean hasNoPhantomLoss() {
        return phantomLossMw + phantomLossMvar <= powerToleranceMva;
    }

    private boolean cyclesClose() {
        return cycles.largestDegrees() <= ANGLE_TOLERANCE;
    }

    private boolean recoveredAgrees() {
        return largestVoltageDifference <= VOLTAGE_TOLERANCE
                && recovered.maxMismatchMw() <= 10.0 * powerToleranceMva
                && Math.abs(recovered.objectiveChange()) <= COST_TOLERANCE * Math.max(1.0, Math.abs(recovered.cost()));
    }

    /** Whether the voltage angles fit together round the cycles of a meshed network. */
    public CycleConditions cycles() {
        return cycles;
    }

    /** The residual of every active branch. */
    public List<BranchResidual> residuals() {
        return residuals;
    }

    /**
     * The branches that carry the phantom loss, if there is any: those with more than their share of what passes for
     * rounding.
     */
    public List<Branch> slackBranches() {
        if (hasNoPhantomLoss()) {
            return List.of();
        }
        double share = powerToleranceMva / residuals.size();
        return residuals.stream()
                .filter(residual -> residual.phantomLoss() > share)
                .map(BranchResidual::branch)
                .toList();
    }

    /** Active power that the relaxation loses and no line would, MW. */
    public double phantomLossMw() {
        return phantomLossMw;
    }

    /** Reactive power that the relaxation loses and no line would, Mvar. */
    public double phantomLossMvar() {
        return phantomLossMvar;
    }

    /** The largest slack of a cone, {@code l w' - (P^2 + Q^2)}, p.u. squared. */
    public double maxResidual() {
        return residuals.stream()
                .mapToDouble(residual -> Math.abs(residual.absolute()))
                .max()
                .orElse(0.0);
    }

    /** What an AC power flow makes of the dispatch. */
    public RecoveredPoint recovered() {
        return recovered;
    }

    /** The proven lower bound of the AC optimum, in the objective's unit; empty if the formulation is no relaxation. */
    public OptionalDouble lowerBound() {
        return lowerBound;
    }

    /**
     * The objective in a state that meets every limit of the AC problem, which the global optimum does not exceed: that
     * of the recovered point, and where it meets not all, in a meshed network, of a local optimum of the AC problem
     * ({@link org.flexopf.acopf.AcOpf}), which is sought when this is first asked for. Empty if there is none.
     */
    public OptionalDouble upperBound() {
        return upperBound.value();
    }

    /** How far bounds are apart in a meshed network, as the end of a sentence. */
    private String gap() {
        boolean isMeshed = !recovered.network().topology().isRadial();
        if (!isMeshed || lowerBound.isEmpty() || upperBound().isEmpty()) {
            return "";
        }
        double above = upperBound().getAsDouble();
        double difference = above - lowerBound.getAsDouble();
        return String.format(
                Locale.ROOT,
                "; the AC problem has a state with %.6f, at most %.4f %% above the global optimum",
                above,
                100.0 * Math.max(0.0, difference) / Math.max(1e-6, Math.abs(above)));
    }

    private String minimised() {
        return objective.equals(Objective.cost())
                ? "the cost"
                : "the value of the objective '" + objective.name() + "'";
    }

    /** The report in one sentence. */
    public String verdict() {
        if (isExact()) {
            return String.format(
                            Locale.ROOT,
                            "exact: a global AC optimum (phantom loss %.1e MW, confirmed by an AC power flow)",
                            phantomLossMw)
                    + recovered.network().reservation();
        }
        if (isConfirmed()) {
            return String.format(
                            Locale.ROOT,
                            "AC-feasible, not proved optimal (phantom loss %.1e MW, confirmed by an AC power flow)",
                            phantomLossMw)
                    + recovered.network().reservation();
        }
        if (!hasNoPhantomLoss()) {
            List<Branch> slack = slackBranches();
            String named = slack.stream().limit(5).map(Branch::label).collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT,
                    "NOT exact: %.6f MW and %.6f Mvar of phantom loss on %d branch(es), %s%s; %s",
                    phantomLossMw,
                    phantomLossMvar,
                    slack.size(),
                    named,
                    slack.size() > 5 ? ", .." : "",
                    minimised() + (lowerBound.isPresent() ? " is a lower bound only" : " bounds nothing") + gap());
        }
        if (!cyclesClose()) {
            CycleConditions.Mismatch worst = cycles.largest().orElseThrow();
            return String.format(
                            Locale.ROOT,
                            "NOT exact: there is no phantom loss, but the voltage angles miss a "
                                    + "whole turn by %.4f degrees round the cycle that %s closes",
                            worst.degrees(),
                            worst.element())
                    + gap();
        }
        return "NOT exact: there is no phantom loss, but the AC power flow does not confirm the point ("
                + recovered.verdict() + ")" + gap();
    }

    @Override
    public String toString() {
        return verdict();
    }
}
