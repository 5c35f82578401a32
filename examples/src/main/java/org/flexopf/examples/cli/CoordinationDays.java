package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.Verification;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.report.result.TextTable;

/** What becomes of a day under schemes, for people and as JSON. */
final class CoordinationDays {

    private final TsoDsoDay day;
    private final FeederModel model;
    private final List<DayOutcome> outcomes;

    CoordinationDays(TsoDsoDay day, FeederModel model, List<DayOutcome> outcomes) {
        this.day = day;
        this.model = model;
        this.outcomes = outcomes;
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("day", day.name());
            json.writeStringField("currency", day.periods().get(0).currency());
            json.writeStringField("model", model.label());
            json.writeNumberField("hours", day.hours());
            json.writeArrayFieldStart("schemes");
            for (DayOutcome outcome : outcomes) {
                json.writeStartObject();
                json.writeStringField("scheme", outcome.scheme());
                json.writeStringField("status", outcome.status().label());
                json.writeNumberField("decided", outcome.decided());
                json.writeNumberField("gridSafe", outcome.gridSafe());
                JsonOutput.number(json, "cost", outcome.cost());
                JsonOutput.number(json, "closedCost", outcome.closedCost());
                json.writeNumberField("messages", outcome.messageCount());
                json.writeNumberField("rounds", outcome.rounds());
                CoordinationOutcomes.writeNumbers(json, "buyers", outcome.outlays());
                json.writeArrayFieldStart("periods");
                for (int t = 0; t < outcome.periods().size(); t++) {
                    CoordinationOutcomes.write(
                            json, day.periods().get(t), outcome.periods().get(t));
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s%n%d periods of %s h, each a market of its own; feeders by %s, costs of the day in %s%n%n",
                day.name(),
                day.periods().size(),
                TextTable.number(day.hours(), 2),
                model.label(),
                day.periods().get(0).currency());
        TextTable table = new TextTable(
                "<scheme",
                "<status",
                "decided",
                "safe",
                "cost",
                "closed cost",
                "rounds",
                "messages",
                "TSO pays",
                "DSOs pay");
        for (DayOutcome outcome : outcomes) {
            Map<String, Double> outlays = outcome.outlays();
            boolean decided = outcome.decided() == outcome.periods().size();
            double dsos = day.periods().get(0).feeders().stream()
                    .mapToDouble(feeder -> outlays.getOrDefault("DSO " + feeder.name(), 0.0))
                    .sum();
            table.row(
                    outcome.scheme(),
                    outcome.status().label(),
                    outcome.decided() + " of " + outcome.periods().size(),
                    outcome.gridSafe(),
                    TextTable.number(outcome.cost(), 3),
                    TextTable.number(outcome.closedCost(), 3),
                    outcome.rounds(),
                    outcome.messageCount(),
                    TextTable.number(decided ? outlays.getOrDefault("TSO", 0.0) : Double.NaN, 3),
                    TextTable.number(decided ? dsos : Double.NaN, 3));
        }
        table.print(out);
        out.println();
        out.println("Costs of schemes compare only closed, and only where every period is safe.");
        out.println();
        out.println("Closed cost per hour, by period; ! where it is not safe, - where nothing was decided:");
        periods().print(out);
        for (DayOutcome outcome : outcomes) {
            for (int t = 0; t < outcome.periods().size(); t++) {
                Outcome period = outcome.periods().get(t);
                if (period.status() != OutcomeStatus.OPTIMAL) {
                    out.printf(
                            Locale.ROOT,
                            "%s, period %d: %s: %s%n",
                            outcome.scheme(),
                            t + 1,
                            period.status(),
                            period.message());
                }
            }
        }
    }

    private TextTable periods() {
        String[] columns = new String[outcomes.size() + 2];
        columns[0] = "period";
        columns[1] = "day-ahead";
        for (int k = 0; k < outcomes.size(); k++) {
            columns[k + 2] = outcomes.get(k).scheme();
        }
        TextTable table = new TextTable(columns);
        for (int t = 0; t < day.periods().size(); t++) {
            Object[] row = new Object[columns.length];
            row[0] = t + 1;
            row[1] = TextTable.number(day.periods().get(t).dayAheadPrice(), 2);
            for (int k = 0; k < outcomes.size(); k++) {
                Outcome outcome = outcomes.get(k).periods().get(t);
                double cost =
                        outcome.verification().map(Verification::closedCost).orElse(Double.NaN);
                row[k + 2] = TextTable.number(cost, 3)
                        + (outcome.dispatch().isPresent() && !outcome.isGridSafe() ? " !" : "");
            }
            table.row(row);
        }
        return table;
    }
}
