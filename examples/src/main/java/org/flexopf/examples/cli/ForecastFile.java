package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.flexopf.exchange.finder.Forecast;
import org.flexopf.exchange.finder.ForecastRow;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.network.Network;

/** Schedules by scenario, period and bus from a CSV file (docs/market.md). Every fault found is told. */
final class ForecastFile {

    private static final List<String> COLUMNS = List.of(
            "scenario", "probability", "period", "bus", "demandMw", "demandMvar", "generationMw", "generationMvar");
    private static final CSVFormat FORMAT =
            InputFile.CSV.builder().setTrim(true).get();

    private ForecastFile() {}

    /** @throws BadInputException if the file cannot be read, or is no forecast for the network */
    static Forecast read(String name, Network network) {
        InputFile file = new InputFile(name, "the schedules", "CSV", "docs/market.md");
        List<ForecastRow> rows = rows(file);
        // What is no number would be told once more, as what is missing without it.
        file.requireNoFaults();
        try {
            return Forecast.of(network, rows);
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> file.fault(fault.toString()));
            file.requireNoFaults();
            throw e;
        }
    }

    private static List<ForecastRow> rows(InputFile file) {
        List<ForecastRow> rows = new ArrayList<>();
        file.csv(
                FORMAT,
                columns -> checkColumns(columns, file),
                (where, row) -> rows.add(new ForecastRow(
                        file.whole(where, "scenario", row.get("scenario")),
                        file.number(where, "probability", row.get("probability")),
                        file.whole(where, "period", row.get("period")),
                        file.whole(where, "bus", row.get("bus")),
                        file.number(where, "demandMw", row.get("demandMw")),
                        file.number(where, "demandMvar", row.get("demandMvar")),
                        file.number(where, "generationMw", row.get("generationMw")),
                        file.number(where, "generationMvar", row.get("generationMvar")))));
        return rows;
    }

    private static boolean checkColumns(List<String> given, InputFile file) {
        Set<String> missing = new TreeSet<>(COLUMNS);
        given.forEach(missing::remove);
        Set<String> unknown = new TreeSet<>(given);
        COLUMNS.forEach(unknown::remove);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            file.fault("line 1: "
                    + (missing.isEmpty() ? "" : "the column " + String.join(", ", missing) + " is missing; ")
                    + (unknown.isEmpty() ? "" : "there is no column " + String.join(", ", unknown) + "; ")
                    + "the columns are " + String.join(", ", COLUMNS));
        }
        return missing.isEmpty() && unknown.isEmpty();
    }
}
