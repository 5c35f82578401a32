package org.flexopf.coordination.physics;

import java.util.List;
import java.util.Objects;
import org.flexopf.coordination.OutcomeStatus;

/**
 * What a period costs under a scheme, and what happens in it.
 *
 * @param period counted from 1
 * @param status how the market ended, in a word; {@code none} if there is no market
 * @param ordered what the market has ordered in both directions, MWh
 * @param mfrrCost what that costs at its prices, currency
 * @param missing what automatic reserve has to give, MWh
 * @param surplus what it has to take, MWh
 * @param afrrCost what that costs, currency
 * @param unwanted what protection has switched off, and what no automatic reserve was there for, MWh
 * @param unwantedCost what that costs, currency
 * @param violationHours broken limits times how long they were, element-hours, both levels
 * @param tapMoves steps of tap changers
 * @param rounds rounds of the market
 * @param messages messages of the market
 * @param technologyCost what messages and installations cost, currency
 * @param events what went off, and why, in words
 */
public record PeriodLedger(
        int period,
        String status,
        double ordered,
        double mfrrCost,
        double missing,
        double surplus,
        double afrrCost,
        double unwanted,
        double unwantedCost,
        double violationHours,
        int tapMoves,
        int rounds,
        int messages,
        double technologyCost,
        List<String> events) {

    /** All parts are required. */
    public PeriodLedger {
        Objects.requireNonNull(status, "status");
        events = List.copyOf(events);
    }

    /** Whether a market has decided something. */
    public boolean isDecided() {
        return status.equals(OutcomeStatus.OPTIMAL.label());
    }

    /** All costs, currency. */
    public double total() {
        return mfrrCost + afrrCost + unwantedCost + technologyCost;
    }
}
