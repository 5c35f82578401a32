package org.flexopf.socp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * Finds the region of active and reactive power that a feeder can draw at its root, see {@link FeederRegion}: an
 * optimum of {@link BranchFlowSocp} in each direction, and an {@link AcSearch} where that is no point of the AC
 * network. A point that another direction has found counts in every direction in which it lies farther. Immutable.
 */
public final class RegionSearch implements SolverUser<RegionSearch> {

    /** How near a state has to be, as a share of the demand. */
    private static final double NEAR = 1e-3;

    private final FeederRoot root;
    private final double gap;
    private final int mostDirections;
    private final SolverChoice solver;

    private RegionSearch(FeederRoot root, double gap, int mostDirections, SolverChoice solver) {
        this.root = root;
        this.gap = gap;
        this.mostDirections = mostDirections;
        this.solver = Objects.requireNonNull(solver, "solver");
    }

    /**
     * A search on a feeder, without refinement, with the solver that suits and default options.
     *
     * @throws IllegalArgumentException if the network has not exactly one root with exactly one generator in service
     */
    public static RegionSearch of(Network network) {
        return new RegionSearch(FeederRoot.of(network), 1.0, 0, SolverChoice.installed());
    }

    /**
     * The same with further directions where outer and inner polygon differ most, until they differ by less than a
     * share of the outer area.
     *
     * @param newGap the share, above 0 and at most 1
     * @param directions the largest number of directions in all
     * @throws IllegalArgumentException if the share is none
     */
    public RegionSearch withRefinement(double newGap, int directions) {
        if (!(newGap > 0.0 && newGap <= 1.0)) {
            throw new IllegalArgumentException(
                    "the gap is " + newGap + " of the outer area; give a number above 0 and at most 1");
        }
        return new RegionSearch(root, newGap, directions, solver);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public RegionSearch withSolver(SolverChoice choice) {
        return new RegionSearch(root, gap, mostDirections, choice);
    }

    /**
     * Searches.
     *
     * @param directions how many directions at equal angles to begin with, at least 3
     * @throws IllegalArgumentException if there are fewer
     * @throws OpfNotSolvedException if no state of the feeder meets all limits
     */
    public FeederRegion search(int directions) {
        if (directions < 3) {
            throw new IllegalArgumentException(
                    "a region needs 3 directions or more, got " + directions + "; give at least 3");
        }
        List<FeederRegion.Support> supports = new ArrayList<>();
        for (int k = 0; k < directions; k++) {
            supports.add(support(360.0 * k / directions));
        }
        FeederRegion region = new FeederRegion(root.network(), best(supports));
        while (supports.size() < mostDirections && region.outerArea() - region.innerArea() > gap * region.outerArea()) {
            double direction = region.widestGap();
            if (Double.isNaN(direction)) {
                break;
            }
            supports.add(support(direction));
            region = new FeederRegion(root.network(), best(supports));
        }
        return region;
    }

    /**
     * Looks for a state with a given power at the root. That none is found proves nothing, unless the relaxation has no
     * solution; a region that is convex on paper may have holes in AC.
     *
     * @param p active power that the root supplies, MW
     * @param q reactive power that the root supplies, Mvar
     * @return an AC state within a thousandth of the feeder's demand of it; empty if none was found
     */
    public Optional<RecoveredPoint> reach(double p, double q) {
        double near = NEAR * Math.max(root.network().perUnit().physicalPower(NEAR), root.demand());
        int id = root.network().generators().get(root.supply()).id();
        Network held = root.priced(0.0, 0.0, Double.NaN).toBuilder()
                .mapGenerators(generator -> generator.id() == id
                        ? generator.withActiveLimits(p - near, p + near).withReactiveLimits(q - near, q + near)
                        : generator)
                .build();
        return AcSearch.of(OpfProblem.of(held))
                .withSolver(solver)
                .search()
                .best()
                .flatMap(AcSearch.Attempt::recovered);
    }

    /**
     * The points between neighbours of the inner polygon that no state was found for: where there are some, the region
     * is not convex, or the search fell short.
     */
    public List<FeederRegion.Point> unreached(FeederRegion region) {
        return region.between().stream()
                .filter(point -> reach(point.p(), point.q()).isEmpty())
                .toList();
    }

    private FeederRegion.Support support(double degrees) {
        double angle = Math.toRadians(degrees);
        OpfProblem problem = OpfProblem.of(root.priced(-Math.cos(angle), -Math.sin(angle), Double.NaN));
        OpfResult result = Opf.of(new BranchFlowSocp()).withSolver(solver).solve(problem);
        if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            throw new OpfNotSolvedException(
                    result.status(), "no state of " + root.network().name() + " meets all limits: " + result.message());
        }
        if (result.solution().isEmpty()) {
            return new FeederRegion.Support(degrees, Double.NaN, Double.NaN, Double.NaN, false);
        }
        ExactnessReport report = ExactnessReport.of(result.orElseThrow());
        Optional<RecoveredPoint> state = FeederRoot.state(problem, report, solver);
        return new FeederRegion.Support(
                degrees,
                state.map(found -> found.point().pg(root.supply())).orElse(Double.NaN),
                state.map(found -> found.point().qg(root.supply())).orElse(Double.NaN),
                -report.lowerBound().orElse(Double.NaN),
                report.isExact());
    }

    /** In each direction the farthest of all points that were found. */
    private static List<FeederRegion.Support> best(List<FeederRegion.Support> supports) {
        List<FeederRegion.Support> best = new ArrayList<>();
        for (FeederRegion.Support support : supports) {
            FeederRegion.Support farthest = support;
            for (FeederRegion.Support other : supports) {
                double reached = FeederRegion.along(support.degrees(), other.p(), other.q());
                boolean isFarther = !farthest.isReached() || reached > farthest.reached() + 1e-9;
                if (other.isReached() && isFarther && !support.exact()) {
                    farthest =
                            new FeederRegion.Support(support.degrees(), other.p(), other.q(), support.bound(), false);
                }
            }
            best.add(farthest);
        }
        return best;
    }

    @Override
    public String toString() {
        return "a search for the region that " + root.network().name() + " can draw at its root";
    }
}
