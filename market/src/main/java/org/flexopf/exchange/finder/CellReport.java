package org.flexopf.exchange.finder;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.Violation;

/**
 * What is foreseen in a period of a scenario.
 *
 * @param cell where
 * @param state the state without requests, by an AC power flow
 * @param need what removes its violations
 * @param zone where a MW helps against its worst violation; empty without violations
 * @param latestPrices up to which price it is worth paying; empty without violations, requests, or terms
 */
public record CellReport(
        Forecast.Cell cell, AcState state, Need need, Optional<Zone> zone, Optional<LatestPrices> latestPrices) {

    /** All parts are required. */
    public CellReport {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(need, "need");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(latestPrices, "latestPrices");
    }

    /** Every violation; none where no power flow exists, which the need tells. */
    public List<Violation> violations() {
        return state.exists() ? state.violations() : List.of();
    }

    @Override
    public String toString() {
        return cell.inWords() + ": " + state + "; " + need.inWords();
    }
}
