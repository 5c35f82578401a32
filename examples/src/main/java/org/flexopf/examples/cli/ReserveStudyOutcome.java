package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.coordination.reserve.ReserveOutcome;
import org.flexopf.coordination.reserve.ReserveScheme;
import org.flexopf.coordination.reserve.ReserveStudy;
import org.flexopf.report.result.TextTable;

/** What {@code opf reserve --study} tells: a row for each season and price, and each aggregator's part of all. */
record ReserveStudyOutcome(ReserveStudy study, List<ReserveStudy.Row> rows) {

    void print(PrintWriter out) {
        out.println(study);
        TextTable table = new TextTable(
                "<season", "BRP price", "<scheme", "volume MWh", "profit", "own units MWh", "restricted", "loading %");
        for (ReserveStudy.Row row : rows) {
            for (ReserveOutcome outcome : row.outcomes()) {
                table.row(
                        row.season().name().toLowerCase(Locale.ROOT),
                        TextTable.number(row.brpPrice(), 2),
                        outcome.scheme().label(),
                        TextTable.number(outcome.volume(), 3),
                        TextTable.number(outcome.profit(), 2),
                        TextTable.number(outcome.reserveUnits(), 3),
                        outcome.restricted(),
                        TextTable.number(100.0 * outcome.largestLoading(), 1));
            }
        }
        table.print(out);
        out.println("restricted: periods in which the feeder could not bear what was asked first");
        out.println();
        out.println("By aggregator, all seasons and prices together: MWh and profit");
        printAggregators(out);
    }

    private void printAggregators(PrintWriter out) {
        List<String> heads = new ArrayList<>(List.of("<bid"));
        for (ReserveScheme scheme : ReserveScheme.values()) {
            heads.add(scheme.label() + " MWh");
            heads.add("profit");
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        byBid().forEach((bid, figures) -> {
            List<Object> cells = new ArrayList<>(List.of(bid));
            for (int k = 0; k < figures.length; k++) {
                cells.add(TextTable.number(figures[k], k % 2 == 0 ? 3 : 2));
            }
            table.row(cells.toArray());
        });
        table.print(out);
    }

    /** By bid, all seasons and prices together: MWh and profit under each scheme, in turns. */
    Map<String, double[]> byBid() {
        Map<String, double[]> byBid =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (ReserveStudy.Row row : rows) {
            for (int k = 0; k < row.outcomes().size(); k++) {
                int column = 2 * k;
                row.outcomes().get(k).volumes().forEach((bid, mwh) -> cells(byBid, bid)[column] += mwh);
                row.outcomes().get(k).profits().forEach((bid, profit) -> cells(byBid, bid)[column + 1] += profit);
            }
        }
        return byBid;
    }

    private static double[] cells(Map<String, double[]> byBid, String bid) {
        return byBid.computeIfAbsent(bid, name -> new double[2 * ReserveScheme.values().length]);
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("study", study.toString());
            json.writeArrayFieldStart("rows");
            for (ReserveStudy.Row row : rows) {
                json.writeStartObject();
                json.writeStringField("season", row.season().name());
                json.writeNumberField("brpPrice", row.brpPrice());
                json.writeNumberField("plannedProfit", row.plannedProfit());
                for (ReserveOutcome outcome : row.outcomes()) {
                    json.writeObjectFieldStart(outcome.scheme().label());
                    ReserveOutcomes.writeTotal(outcome, json);
                    ReserveOutcomes.powers(json, "volumes", outcome.volumes());
                    ReserveOutcomes.powers(json, "profits", outcome.profits());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
