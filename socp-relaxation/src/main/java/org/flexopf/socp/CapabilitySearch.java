package org.flexopf.socp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * Finds what a feeder can offer at its root, see {@link FeederCapability}: two optima of {@link BranchFlowSocp} for the
 * ends of the active power, two for each active power between them, and an {@link AcSearch} where one of these is no
 * point of the AC network. Immutable.
 */
public final class CapabilitySearch implements SolverUser<CapabilitySearch> {

    /** An optimum at an end of the active power: the power, and the reactive power of the state that reaches it. */
    private record Corner(FeederCapability.Edge p, double q) {}

    /** A range of active power below this share of all demand is a point. */
    private static final double NO_RANGE = 1e-6;

    /** The share of the range of active power between its ends and the points next to them: states have room there. */
    private static final double WITHIN_ENDS = 1e-3;

    private final Network network;
    private final FeederRoot root;
    private final SolverChoice solver;

    private CapabilitySearch(FeederRoot root, SolverChoice solver) {
        this.network = root.network();
        this.root = root;
        this.solver = solver;
    }

    /**
     * A search on a feeder, with the solver that suits and default options.
     *
     * @throws IllegalArgumentException if the network has not exactly one root with exactly one generator in service
     */
    public static CapabilitySearch of(Network network) {
        return new CapabilitySearch(FeederRoot.of(network), SolverChoice.installed());
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public CapabilitySearch withSolver(SolverChoice choice) {
        return new CapabilitySearch(root, choice);
    }

    /**
     * Searches.
     *
     * @param count how many active powers, at least 2: next to both ends, and others at equal distances between them
     * @throws IllegalArgumentException if the count is less than 2
     * @throws OpfNotSolvedException if no state of the feeder meets all limits, or the solver fails
     */
    public FeederCapability search(int count) {
        if (count < 2) {
            throw new IllegalArgumentException(
                    "a capability chart needs 2 active powers or more, got " + count + "; give at least 2");
        }
        Corner low = corner(1.0);
        Corner high = corner(-1.0);
        return new FeederCapability(network, low.p(), high.p(), points(low, high, count));
    }

    @Override
    public String toString() {
        return "a search for what " + network.name() + " can offer at its root";
    }

    private Corner corner(double sign) {
        OpfProblem problem = OpfProblem.of(root.priced(sign, 0.0, Double.NaN));
        OpfResult result = Opf.of(new BranchFlowSocp()).withSolver(solver).solve(problem);
        if (result.solution().isEmpty()) {
            throw new OpfNotSolvedException(
                    result.status(), "no end of the active power of " + network.name() + ": " + result.message());
        }
        ExactnessReport report = ExactnessReport.of(result.orElseThrow());
        Optional<RecoveredPoint> state = FeederRoot.state(problem, report, solver);
        FeederCapability.Edge edge = edge(
                report,
                sign * report.lowerBound().orElse(Double.NaN),
                state.map(found -> found.point().pg(root.supply())).orElse(Double.NaN));
        return new Corner(
                edge, state.map(found -> found.point().qg(root.supply())).orElse(Double.NaN));
    }

    private static FeederCapability.Edge edge(ExactnessReport report, double bound, double reached) {
        if (report.isExact()) {
            return new FeederCapability.Edge(reached, bound, true, report.verdict());
        }
        String verdict = Double.isNaN(reached)
                ? "the search found no AC state: " + report.verdict()
                : String.format(
                        Locale.ROOT,
                        "an AC power flow confirms what is reached, %.6g short of the bound",
                        Math.abs(bound - reached));
        return new FeederCapability.Edge(reached, bound, false, verdict);
    }

    private List<FeederCapability.Point> points(Corner low, Corner high, int count) {
        double first = known(low.p());
        double last = known(high.p());
        List<FeederCapability.Point> all = new ArrayList<>();
        double scale = Math.max(
                network.perUnit().physicalPower(1e-3),
                Arrays.stream(network.activeDemand()).sum());
        if (last - first <= NO_RANGE * scale) {
            all.add(new FeederCapability.Point(first, reactive(first, 1.0), reactive(first, -1.0)));
            return all;
        }
        double within = WITHIN_ENDS * (last - first);
        all.add(atEnd(low, first + within));
        for (int k = 1; k < count - 1; k++) {
            double p = first + within + (last - first - 2.0 * within) * k / (count - 1);
            all.add(new FeederCapability.Point(p, reactive(p, 1.0), reactive(p, -1.0)));
        }
        all.add(atEnd(high, last - within));
        return all;
    }

    private static double known(FeederCapability.Edge edge) {
        return Double.isNaN(edge.reached()) ? edge.bound() : edge.reached();
    }

    /**
     * Next to an end of the active power; the state of the end itself where none is found there. An end that is a limit
     * of the root's own leaves a choice of reactive power, one that is a limit of the feeder does not.
     */
    private FeederCapability.Point atEnd(Corner corner, double p) {
        FeederCapability.Edge least = reactive(p, 1.0);
        FeederCapability.Edge largest = reactive(p, -1.0);
        if (Double.isNaN(least.reached()) || Double.isNaN(largest.reached())) {
            FeederCapability.Edge edge = new FeederCapability.Edge(
                    corner.q(), Double.NaN, corner.p().exact(), corner.p().verdict());
            return new FeederCapability.Point(known(corner.p()), edge, edge);
        }
        return new FeederCapability.Point(p, least, largest);
    }

    private FeederCapability.Edge reactive(double p, double sign) {
        OpfProblem problem = OpfProblem.of(root.priced(0.0, sign, p));
        OpfResult result = Opf.of(new BranchFlowSocp()).withSolver(solver).solve(problem);
        if (result.solution().isEmpty()) {
            return new FeederCapability.Edge(Double.NaN, Double.NaN, false, result.message());
        }
        ExactnessReport report = ExactnessReport.of(result.orElseThrow());
        Optional<RecoveredPoint> state = FeederRoot.state(problem, report, solver);
        return edge(
                report,
                sign * report.lowerBound().orElse(Double.NaN),
                state.map(found -> found.point().qg(root.supply())).orElse(Double.NaN));
    }
}
