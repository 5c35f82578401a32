package org.flexopf.lopf;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.RecoveredPoint;

/**
 * The outcome of a {@link SensitivityOpf}: an AC state, and a verdict on that state alone.
 *
 * @param sequence the programs solved; settled if nothing better was in sight, and not if steps stalled, or rounds, an
 *     answer or a power flow were wanting
 * @param stalled whether it ended as no step kept what its program promised
 * @param state the AC state with the actions, and which limits it meets. Offers are generators of its network; where
 *     energy at the references has a price, its cost counts them at that
 * @param actions what each of those who act does: generators in the order of the network, then offers in theirs
 * @param cost what the actions and the change at the references cost beyond the schedule, currency per hour
 * @param before the limits that the schedule breaks
 * @param modelError the error of the last program against the AC state at its own solution
 * @param prices the prices of demand; none unless the outcome is optimal
 */
public record SensitivityResult(
        SolveSequence sequence,
        boolean stalled,
        RecoveredPoint state,
        List<FlexibleAction> actions,
        double cost,
        List<BrokenLimit> before,
        LinearModelError modelError,
        Optional<StepPrices> prices) {

    /** How it ended. */
    public enum Status {
        /** The AC state meets every limit, and no program sees anything better near it. */
        OPTIMAL,
        /** The AC state breaks limits, and no program sees anything better near it. */
        NOT_FIXED,
        /** No step, however small, keeps what its program promises: there may be something better, or may not. */
        STALLED,
        /** Rounds, an answer of the solver or a power flow were wanting. */
        UNFINISHED
    }

    /** All parts are required. */
    public SensitivityResult {
        Objects.requireNonNull(sequence, "sequence");
        Objects.requireNonNull(state, "state");
        actions = List.copyOf(actions);
        before = List.copyOf(before);
        Objects.requireNonNull(modelError, "modelError");
        Objects.requireNonNull(prices, "prices");
    }

    /** How it ended. */
    public Status status() {
        if (sequence.settled()) {
            return state.isFeasible() ? Status.OPTIMAL : Status.NOT_FIXED;
        }
        return stalled ? Status.STALLED : Status.UNFINISHED;
    }

    /** Whether the AC state meets every limit, whether or not there is anything better. */
    public boolean isFeasible() {
        return state.isFeasible();
    }

    /** Whether the AC state meets every limit, and nothing better is in sight. */
    public boolean isOptimal() {
        return status() == Status.OPTIMAL;
    }

    /** The network of the state: with offers as its last generators. */
    public Network network() {
        return state.network();
    }

    /** The AC state with the actions. */
    public OperatingPoint point() {
        return state.point();
    }

    /** The limits that the AC state still breaks: what could not be fixed. */
    public List<BrokenLimit> notFixed() {
        return state.limits().broken();
    }
}
