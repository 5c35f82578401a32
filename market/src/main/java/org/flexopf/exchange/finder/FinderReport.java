package org.flexopf.exchange.finder;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * What a {@link RequestFinder} has found.
 *
 * @param forecast where it was looked for
 * @param settings how it was looked for
 * @param cells every period of every scenario, in the order of {@link Forecast#cells}
 * @param risk per period, DOWN and UP
 */
public record FinderReport(Forecast forecast, FinderSettings settings, List<CellReport> cells, List<Risk> risk) {

    /** All parts are required. */
    public FinderReport {
        Objects.requireNonNull(forecast, "forecast");
        Objects.requireNonNull(settings, "settings");
        cells = List.copyOf(cells);
        risk = List.copyOf(risk);
    }

    /** A period of a scenario. @throws NoSuchElementException if there is none such */
    public CellReport cell(int scenario, int period) {
        return cells.stream()
                .filter(report -> report.cell().equals(new Forecast.Cell(scenario, period)))
                .findFirst()
                .orElseThrow(
                        () -> new NoSuchElementException("there is no period " + period + " of scenario " + scenario));
    }

    /** Whether every cell has its requests, or a proof that there are none. */
    public boolean isComplete() {
        return cells.stream()
                .map(CellReport::need)
                .allMatch(need -> need.bySensitivities().isPresent() || need.isProvedImpossible());
    }

    @Override
    public String toString() {
        return forecast + ": "
                + cells.stream().filter(cell -> !cell.need().isEmpty()).count() + " of " + cells.size()
                + " cells need something";
    }
}
