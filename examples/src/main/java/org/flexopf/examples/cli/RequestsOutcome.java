package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.finder.CellReport;
import org.flexopf.exchange.finder.FinderReport;
import org.flexopf.exchange.finder.LatestPrices;
import org.flexopf.exchange.finder.Need;
import org.flexopf.exchange.finder.Request;
import org.flexopf.exchange.finder.Risk;
import org.flexopf.exchange.finder.Zone;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.report.result.TextTable;

/** What a finder of requests has found, for people and as JSON. */
final class RequestsOutcome {

    /** So many requests of a cell, the largest of them, the table shows; JSON has all. */
    private static final int REQUESTS_SHOWN = 4;

    private final FinderReport report;

    RequestsOutcome(FinderReport report) {
        this.report = report;
    }

    /** The zones that are told: those of the first scenario, one for each of its periods with requests. */
    private List<Zone> zones() {
        int first = report.forecast().scenarios().get(0);
        return report.cells().stream()
                .filter(cell -> cell.cell().scenario() == first
                        && cell.need().bySensitivities().isPresent())
                .flatMap(cell -> cell.zone().stream())
                .toList();
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("violations");
            for (CellReport cell : report.cells()) {
                for (Violation violation : cell.violations()) {
                    json.writeStartObject();
                    writeCell(json, cell);
                    write(json, violation);
                    json.writeNumberField("amount", violation.amount());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("needs");
            for (CellReport cell : report.cells()) {
                write(json, cell, cell.need());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("zones");
            for (Zone zone : zones()) {
                write(json, zone);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("risk");
            for (Risk risk : report.risk()) {
                write(json, risk);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeCell(JsonGenerator json, CellReport cell) throws IOException {
        json.writeNumberField("scenario", cell.cell().scenario());
        json.writeNumberField("period", cell.cell().period());
    }

    private static void write(JsonGenerator json, Violation violation) throws IOException {
        json.writeStringField("kind", violation.kind().label());
        json.writeNumberField("element", violation.element());
    }

    private static void write(JsonGenerator json, CellReport cell, Need need) throws IOException {
        json.writeStartObject();
        writeCell(json, cell);
        write(json, "bySensitivities", need.bySensitivities());
        write(json, "byRelaxedOpf", need.byRelaxedOpf());
        if (need.byRelaxedOpf().isEmpty()) {
            json.writeStringField(
                    "relaxedOpfStatus",
                    need.relaxedStatus()
                            .orElseThrow()
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', ' '));
        }
        if (!need.requests().isEmpty()) {
            write(json, "phantomLossMw", need.phantomLossMw());
            json.writeNumberField("linearPrograms", need.linearPrograms());
            json.writeNumberField(
                    "leftOver",
                    need.leftOver().stream()
                            .mapToDouble(Violation::amount)
                            .max()
                            .orElse(0.0));
        }
        write(json, "downMw", need.totalMw(Direction.DOWN));
        write(json, "upMw", need.totalMw(Direction.UP));
        if (!need.requests().isEmpty()) {
            json.writeObjectFieldStart("requests");
            for (Request request : need.requests()) {
                json.writeNumberField(request.name(), request.quantityMw());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Zone zone) throws IOException {
        json.writeStartObject();
        json.writeNumberField("scenario", zone.cell().scenario());
        json.writeNumberField("period", zone.cell().period());
        write(json, zone.violation());
        json.writeNumberField("best", zone.best());
        json.writeNumberField("share", zone.share());
        writeBuses(json, "zoneDown", zone.buses(Direction.DOWN));
        writeBuses(json, "zoneUp", zone.buses(Direction.UP));
        json.writeObjectFieldStart("relief");
        for (Map.Entry<Integer, Double> at : zone.relief().entrySet()) {
            json.writeNumberField(Integer.toString(at.getKey()), at.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeBuses(JsonGenerator json, String field, List<Integer> buses) throws IOException {
        json.writeArrayFieldStart(field);
        for (int bus : buses) {
            json.writeNumber(bus);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Risk risk) throws IOException {
        json.writeStartObject();
        json.writeNumberField("period", risk.period());
        json.writeStringField("direction", risk.direction().name());
        json.writeArrayFieldStart("perScenario");
        for (OptionalDouble asked : risk.perScenario()) {
            if (asked.isPresent()) {
                json.writeNumber(asked.getAsDouble());
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
        if (risk.expected().isPresent()) {
            write(json, "expected", risk.expected());
            write(json, "quantile" + risk.level(), risk.quantile());
            write(json, "cvar" + risk.level(), risk.cvar());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, OptionalDouble value) throws IOException {
        JsonOutput.number(json, field, value.orElse(Double.NaN));
    }

    void print(PrintWriter out) {
        out.println(report);
        out.println();
        TextTable cells = new TextTable(
                "scenario", "period", "violations", "<worst", "MW by sensitivities", "MW by relaxed OPF", "<requests");
        report.cells().stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(cell -> cells.row(
                        cell.cell().scenario(),
                        cell.cell().period(),
                        cell.violations().size(),
                        cell.zone().map(zone -> zone.violation().toString()).orElse(""),
                        shown(cell.need().bySensitivities()),
                        shown(cell.need().byRelaxedOpf()),
                        requests(cell.need())));
        cells.print(out, report.cells().size(), "cells");
        printZones(out);
        printPrices(out);
        TextTable risks =
                new TextTable("period", "<direction", "expected MW", "quantile " + level(), "CVaR " + level());
        report.risk().stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(risk -> risks.row(
                        risk.period(),
                        risk.direction(),
                        shown(risk.expected()),
                        shown(risk.quantile()),
                        shown(risk.cvar())));
        risks.print(out, report.risk().size(), "rows");
        for (CellReport cell : report.cells()) {
            if (!cell.need().leftOver().isEmpty()) {
                out.println("Note: " + cell.cell().inWords() + ": left over "
                        + cell.need().leftOver().stream()
                                .map(Violation::toString)
                                .collect(Collectors.joining(", ")));
            }
            if (cell.need().bySensitivities().isEmpty()) {
                out.println(
                        "Note: " + cell.cell().inWords() + ": " + cell.need().inWords()
                                + "; reactive power or a larger --up-limit may help, and --slack tells "
                                + "what would be left over");
            }
        }
    }

    private String level() {
        return Double.toString(report.settings().riskLevel());
    }

    private static String requests(Need need) {
        return need.bySensitivities().isEmpty()
                ? "none"
                : need.requests().stream()
                                .sorted(Comparator.comparingDouble((Request request) -> -request.quantityMw()))
                                .limit(REQUESTS_SHOWN)
                                .map(request ->
                                        String.format(Locale.ROOT, "%s %.3f", request.name(), request.quantityMw()))
                                .collect(Collectors.joining(", "))
                        + (need.requests().size() > REQUESTS_SHOWN
                                ? " and " + (need.requests().size() - REQUESTS_SHOWN) + " more"
                                : "");
    }

    private void printZones(PrintWriter out) {
        for (Zone zone : zones()) {
            for (Direction direction : List.of(Direction.DOWN, Direction.UP)) {
                if (!zone.buses(direction).isEmpty()) {
                    out.printf(
                            Locale.ROOT,
                            "Zone of %s in period %d, %s: buses %s%n",
                            zone.violation().name(),
                            zone.cell().period(),
                            direction,
                            zone.buses(direction).stream().map(String::valueOf).collect(Collectors.joining(" ")));
                }
            }
        }
        out.println();
    }

    private void printPrices(PrintWriter out) {
        for (CellReport cell : report.cells()) {
            cell.latestPrices().ifPresent(prices -> print(out, cell, prices));
        }
    }

    private static void print(PrintWriter out, CellReport cell, LatestPrices prices) {
        out.printf(
                Locale.ROOT,
                "Scenario %d, period %d: worth up to %s%n",
                cell.cell().scenario(),
                cell.cell().period(),
                cell.need().requests().stream()
                        .map(request -> String.format(
                                Locale.ROOT,
                                "%.2f per MWh %s",
                                prices.at(request.direction(), request.bus()),
                                request.name()))
                        .collect(Collectors.joining(", ")));
    }

    private static String shown(OptionalDouble mw) {
        return mw.isPresent() ? TextTable.number(mw.getAsDouble(), 6) : "none";
    }
}
