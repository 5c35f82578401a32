package org.flexopf.socp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Topology;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolverChoice;

/**
 * What a feeder can offer at its root: for every active power that it can draw there, the least and the largest
 * reactive power, with all limits met. This is the capability chart of the interface between a transmission and a
 * distribution network, drawn by its edges: first the least and the largest P, then for P between them the least and
 * the largest Q (Silva et al., "Estimating the active and reactive power flexibility area at the TSO-DSO interface",
 * IEEE TPWRS 33(5), 2018).
 *
 * <p>Every edge is an optimum of {@link BranchFlowSocp}, so that no AC state lies beyond its {@link Edge#bound}. Where
 * that is a point of the AC network it is reached; where it is not, as mostly for the largest Q, since a relaxation
 * wastes reactive power, an {@link AcSearch} finds a state that is reached, {@link Edge#reached}. So the chart has an
 * outer and an inner edge.
 */
public final class FeederCapability {

    /**
     * One end of what can be offered.
     *
     * @param reached the power of a state that an AC power flow confirms, MW or Mvar; NaN if none was found
     * @param bound what no AC state goes beyond, MW or Mvar; NaN if nothing is proved
     * @param exact whether the two are proved to be the same
     * @param verdict how that is known, in one sentence
     */
    public record Edge(double reached, double bound, boolean exact, String verdict) {

        /** The verdict is required. */
        public Edge {
            Objects.requireNonNull(verdict, "verdict");
        }
    }

    /**
     * What can be offered at one active power.
     *
     * @param p active power that the root supplies to the feeder, MW
     * @param least least reactive power that the root supplies, Mvar
     * @param largest largest reactive power that the root supplies, Mvar
     */
    public record Point(double p, Edge least, Edge largest) {

        /** Both ends are required. */
        public Point {
            Objects.requireNonNull(least, "least");
            Objects.requireNonNull(largest, "largest");
        }
    }

    /** An optimum at an end of the active power: the power, and the reactive power of the state that reaches it. */
    private record Corner(Edge p, double q) {}

    /** A range of active power below this share of all demand is a point. */
    private static final double NO_RANGE = 1e-6;

    /** The share of the range of active power between its ends and the points next to them: states have room there. */
    private static final double WITHIN_ENDS = 1e-3;

    private final Network network;
    private final int supply;
    private final SolverChoice solver;
    private final Edge leastP;
    private final Edge largestP;
    private final List<Point> points;

    private FeederCapability(Network network, int supply, int count, SolverChoice solver) {
        this.network = network;
        this.supply = supply;
        this.solver = solver;
        Corner low = corner(1.0);
        Corner high = corner(-1.0);
        this.leastP = low.p();
        this.largestP = high.p();
        this.points = List.copyOf(points(low, high, count));
    }

    /**
     * The capability of a feeder by the solver that suits.
     *
     * @param count how many active powers, at least 2: next to both ends, and others at equal distances between them
     * @throws IllegalArgumentException if the count is less than 2, or the network has not exactly one root with
     *     exactly one generator in service
     * @throws OpfNotSolvedException if no state of the feeder meets all limits, or the solver fails
     */
    public static FeederCapability of(Network network, int count) {
        return of(network, count, SolverChoice.installed());
    }

    /** The same with a choice of solver and options. */
    public static FeederCapability of(Network network, int count, SolverChoice solver) {
        if (count < 2) {
            throw new IllegalArgumentException(
                    "a capability chart needs 2 active powers or more, got " + count + "; give at least 2");
        }
        return new FeederCapability(network, supply(network), count, solver);
    }

    /** The generator (by index) at the root of a feeder. */
    private static int supply(Network network) {
        Topology topology = network.topology();
        int[] roots = Arrays.stream(topology.fromRootsOutwards())
                .filter(bus -> topology.parentBus(bus) < 0)
                .toArray();
        if (roots.length != 1 || topology.furtherReferences().length > 0) {
            throw new IllegalArgumentException(network.name() + " has "
                    + (roots.length + topology.furtherReferences().length)
                    + " references; the capability of a feeder is that at its one root; isolate the rest");
        }
        int[] supplies = IntStream.range(0, network.generators().size())
                .filter(g -> network.isActive(network.generators().get(g))
                        && network.busIndex(network.generators().get(g).bus()) == roots[0])
                .toArray();
        if (supplies.length != 1) {
            throw new IllegalArgumentException(
                    network.buses().get(roots[0]).label() + ", the root of " + network.name() + ", has "
                            + supplies.length + " generators in service; let exactly one stand for the grid behind it");
        }
        return supplies[0];
    }

    /** The network with nothing paid but what the root supplies, per MW and Mvar. */
    private Network priced(double perMw, double perMvar, double p) {
        int id = network.generators().get(supply).id();
        NetworkBuilder builder = network.toBuilder()
                .mapGenerators(generator -> generator.id() == id
                        ? generator.withCost(CostCurve.linear(perMw)).withReactiveCost(CostCurve.linear(perMvar))
                        : generator.withCost(CostCurve.free()).withReactiveCost(CostCurve.free()))
                .mapHvdcLines(line -> line.withCost(CostCurve.free()));
        return (Double.isNaN(p)
                        ? builder
                        : builder.mapGenerators(
                                generator -> generator.id() == id ? generator.withActiveLimits(p, p) : generator))
                .build();
    }

    private Corner corner(double sign) {
        OpfProblem problem = OpfProblem.of(priced(sign, 0.0, Double.NaN));
        OpfResult result = Opf.of(new BranchFlowSocp()).withSolver(solver).solve(problem);
        if (result.solution().isEmpty()) {
            throw new OpfNotSolvedException(
                    result.status(), "no end of the active power of " + network.name() + ": " + result.message());
        }
        ExactnessReport report = ExactnessReport.of(result.orElseThrow());
        Optional<RecoveredPoint> state = state(problem, report);
        Edge edge = edge(
                report,
                sign * report.lowerBound().orElse(Double.NaN),
                state.map(found -> found.point().pg(supply)).orElse(Double.NaN));
        return new Corner(edge, state.map(found -> found.point().qg(supply)).orElse(Double.NaN));
    }

    /** The state that the solution is, or the best one that a search finds. */
    private Optional<RecoveredPoint> state(OpfProblem problem, ExactnessReport report) {
        return report.isConfirmed()
                ? Optional.of(report.recovered())
                : AcSearch.of(problem).withSolver(solver).search().best().flatMap(AcSearch.Attempt::recovered);
    }

    private static Edge edge(ExactnessReport report, double bound, double reached) {
        if (report.isExact()) {
            return new Edge(reached, bound, true, report.verdict());
        }
        String verdict = Double.isNaN(reached)
                ? "the search found no AC state: " + report.verdict()
                : String.format(
                        Locale.ROOT,
                        "an AC power flow confirms what is reached, %.6g short of the bound",
                        Math.abs(bound - reached));
        return new Edge(reached, bound, false, verdict);
    }

    private List<Point> points(Corner low, Corner high, int count) {
        double first = known(low.p());
        double last = known(high.p());
        List<Point> all = new ArrayList<>();
        double scale = Math.max(
                network.perUnit().physicalPower(1e-3),
                Arrays.stream(network.activeDemand()).sum());
        if (last - first <= NO_RANGE * scale) {
            all.add(new Point(first, reactive(first, 1.0), reactive(first, -1.0)));
            return all;
        }
        double within = WITHIN_ENDS * (last - first);
        all.add(atEnd(low, first + within));
        for (int k = 1; k < count - 1; k++) {
            double p = first + within + (last - first - 2.0 * within) * k / (count - 1);
            all.add(new Point(p, reactive(p, 1.0), reactive(p, -1.0)));
        }
        all.add(atEnd(high, last - within));
        return all;
    }

    private static double known(Edge edge) {
        return Double.isNaN(edge.reached()) ? edge.bound() : edge.reached();
    }

    /**
     * Next to an end of the active power; the state of the end itself where none is found there. An end that is a limit
     * of the root's own leaves a choice of reactive power, one that is a limit of the feeder does not.
     */
    private Point atEnd(Corner corner, double p) {
        Edge least = reactive(p, 1.0);
        Edge largest = reactive(p, -1.0);
        if (Double.isNaN(least.reached()) || Double.isNaN(largest.reached())) {
            Edge edge = new Edge(
                    corner.q(), Double.NaN, corner.p().exact(), corner.p().verdict());
            return new Point(known(corner.p()), edge, edge);
        }
        return new Point(p, least, largest);
    }

    private Edge reactive(double p, double sign) {
        OpfProblem problem = OpfProblem.of(priced(0.0, sign, p));
        OpfResult result = Opf.of(new BranchFlowSocp()).withSolver(solver).solve(problem);
        if (result.solution().isEmpty()) {
            return new Edge(Double.NaN, Double.NaN, false, result.message());
        }
        ExactnessReport report = ExactnessReport.of(result.orElseThrow());
        Optional<RecoveredPoint> state = state(problem, report);
        return edge(
                report,
                sign * report.lowerBound().orElse(Double.NaN),
                state.map(found -> found.point().qg(supply)).orElse(Double.NaN));
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** The least active power that the root supplies, MW; negative where the feeder can feed back. */
    public Edge leastP() {
        return leastP;
    }

    /** The largest active power that the root supplies, MW. */
    public Edge largestP() {
        return largestP;
    }

    /**
     * What can be offered, by rising active power: at equal distances between a thousandth of the range within its
     * ends; one point where the feeder has no choice of it.
     */
    public List<Point> points() {
        return points;
    }
}
