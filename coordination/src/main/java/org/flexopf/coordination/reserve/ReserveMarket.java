package org.flexopf.coordination.reserve;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * Runs a reserve market under a scheme, period by period. The TSO takes the cheapest bids of its direction, and its own
 * units for the rest; the DSO checks the flows of its feeder against the same limit by which it relieves them.
 * Immutable.
 *
 * <p>Method and setting follow H. Nguyen, P. Nguyen and K. Kok, A comparative study of different TSO-DSO coordination
 * in the reserve market (arXiv 2502.08782). Downwards the order is by what bids cost the TSO, so that who pays most
 * comes first, where the text sorts from low to high in both directions; the check and the relief use one limit, where
 * the text relieves to a higher one than it checks.
 */
public final class ReserveMarket implements SolverUser<ReserveMarket> {

    private final ReserveDay day;
    private final SolverChoice solver;

    private ReserveMarket(ReserveDay day, SolverChoice solver) {
        this.day = Objects.requireNonNull(day, "day");
        this.solver = Objects.requireNonNull(solver, "solver");
    }

    /** A market. */
    public static ReserveMarket of(ReserveDay day) {
        return new ReserveMarket(day, SolverChoice.installed());
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public ReserveMarket withSolver(SolverChoice choice) {
        return new ReserveMarket(day, choice);
    }

    /** What is traded. */
    public ReserveDay day() {
        return day;
    }

    /**
     * Runs all periods.
     *
     * @throws OpfNotSolvedException if a solver fails to find a relief or to prove that there is none
     */
    public ReserveOutcome clear(ReserveScheme scheme) {
        FeederFlows flows = new FeederFlows(day.feeder(), day.rules());
        List<IspOutcome> periods = IntStream.range(0, day.periods())
                .mapToObj(period -> new IspClearing(day, flows, solver, period).clear(scheme))
                .toList();
        return new ReserveOutcome(scheme, day.rules().hours(), periods);
    }

    @Override
    public String toString() {
        return "a reserve market of " + day;
    }
}
