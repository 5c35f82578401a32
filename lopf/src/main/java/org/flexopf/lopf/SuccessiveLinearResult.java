package org.flexopf.lopf;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SolveSequence;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.RecoveredPoint;

/**
 * The outcome of {@link SuccessiveLinearOpf}.
 *
 * @param sequence the linear programs solved, the first one without losses; settled if nothing better was in sight, and
 *     not if steps stalled, or rounds, an answer or a power flow were wanting
 * @param point the AC state at the last dispatch accepted, with its cost and violations
 * @param lastModel the linear program of the last round, if it has a solution: its prices are those of the
 *     linearisation
 */
public record SuccessiveLinearResult(SolveSequence sequence, RecoveredPoint point, Optional<OpfSolution> lastModel) {

    /** All parts are required. */
    public SuccessiveLinearResult {
        Objects.requireNonNull(sequence, "sequence");
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(lastModel, "lastModel");
    }

    /** The cost of generation in the AC state, currency per hour. */
    public double cost() {
        return point.cost();
    }

    /** Whether the AC state meets every limit, whether or not there is anything better. */
    public boolean isFeasible() {
        return point.isFeasible();
    }

    /** The error of the last model against an AC power flow at its own solution. */
    public Optional<LinearModelError> modelError() {
        return lastModel.map(LinearModelError::of);
    }
}
