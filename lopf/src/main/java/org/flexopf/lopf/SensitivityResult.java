package org.flexopf.lopf;

import java.util.List;
import java.util.Objects;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.LinearModelError;

/**
 * The outcome of a {@link SensitivityOpf}.
 *
 * @param sequence the linear programs solved; settled if nothing better was in sight, and not if rounds or a power flow
 *     were wanting
 * @param actions what each resource does, in the order given
 * @param cost what the actions cost, the change at the references included where it has a price, currency per hour
 * @param point the AC state with the actions
 * @param before the limits broken without any action
 * @param notFixed the limits still broken with the actions: what could not be fixed
 * @param modelError the error of the last linear program against the AC state at its own solution
 * @param activePrices the price of active power at every bus by index, with the energy that the references make up for
 *     at its price; empty unless all limits are met and nothing better was in sight
 * @param reactivePrices the same for reactive power
 */
public record SensitivityResult(
        SolveSequence sequence,
        List<FlexibleAction> actions,
        double cost,
        OperatingPoint point,
        List<BrokenLimit> before,
        List<BrokenLimit> notFixed,
        LinearModelError modelError,
        List<PriceComponents> activePrices,
        List<PriceComponents> reactivePrices) {

    /** All parts are required. */
    public SensitivityResult {
        Objects.requireNonNull(sequence, "sequence");
        actions = List.copyOf(actions);
        Objects.requireNonNull(point, "point");
        before = List.copyOf(before);
        notFixed = List.copyOf(notFixed);
        Objects.requireNonNull(modelError, "modelError");
        activePrices = List.copyOf(activePrices);
        reactivePrices = List.copyOf(reactivePrices);
    }

    SensitivityResult withPrices(List<PriceComponents> active, List<PriceComponents> reactive) {
        return new SensitivityResult(sequence, actions, cost, point, before, notFixed, modelError, active, reactive);
    }

    /** Whether the AC state with the actions meets every limit. */
    public boolean isFeasible() {
        return sequence.settled() && notFixed.isEmpty();
    }
}
