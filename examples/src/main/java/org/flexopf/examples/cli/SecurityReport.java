package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flexopf.dcopf.SecurityResult;
import org.flexopf.network.Network;
import org.flexopf.report.HtmlReport;

/** What a secured dispatch has to say about outages, for people and as JSON. */
record SecurityReport(Network network, SecurityResult result) {

    private static final int IDS_SHOWN = 12;
    private static final String WAY_OUT = "without outages there is a dispatch; --overload-price PRICE lets limits after outages give way, and tells which ones do";

    private int securedOutages() {
        return (int) network.branches().stream().filter(network::isActive).count() - result.islandingOutages().size();
    }

    /** The lines at the head of a report. */
    void printSummary(PrintWriter out) {
        out.printf(Locale.ROOT, "  security    %s%n", verdict());
        if (!result.islandingOutages().isEmpty()) {
            out.printf(Locale.ROOT, "  not secured %s%n", notSecured());
        }
    }

    private String verdict() {
        long exceeded = result.limits().stream().filter(limit -> limit.overload() > 0.0).count();
        return String.format(Locale.ROOT, "%d single outages: %s (limits added: %d, rounds: %d)", securedOutages(),
                exceeded == 0 ? "all limits are kept" : exceeded + " limits are exceeded", result.cuts(), result.rounds());
    }

    private String notSecured() {
        List<Integer> islanding = result.islandingOutages();
        return String.format(Locale.ROOT, "%d outages that split the network (branches %s%s)", islanding.size(),
                islanding.stream().limit(IDS_SHOWN).map(String::valueOf).collect(Collectors.joining(", ")), islanding.size() > IDS_SHOWN ? ", ..." : "");
    }

    /** Adds the same to a page, if there is a dispatch. */
    void addTo(HtmlReport page) {
        if (result.result().solution().isPresent()) {
            page.fact("security", verdict());
            if (!result.islandingOutages().isEmpty()) {
                page.fact("not secured", notSecured());
            }
        } else if (result.rounds() > 1) {
            page.caveat(WAY_OUT);
        }
    }

    /** Where a dispatch exists, but none that is secure: how to learn more. */
    void printWayOut(PrintWriter out) {
        if (result.rounds() > 1) {
            out.println(WAY_OUT);
        }
    }

    /** The limits that count, those exceeded most first, then by price. */
    void printLimits(PrintWriter out) {
        if (result.limits().isEmpty()) {
            return;
        }
        Table table = new Table("branch", "after outage of", "price /MWh", "overload MW");
        result.limits().stream()
                .sorted(Comparator.comparingDouble(SecurityResult.OutageLimit::overload).thenComparingDouble(SecurityResult.OutageLimit::price).reversed())
                .limit(Table.ROWS_SHOWN)
                .forEach(limit -> table.row(limit.branch(), limit.outage(), Table.number(limit.price(), 3), Table.number(limit.overload(), 3)));
        table.print(out, result.limits().size(), "limits after outages");
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("security");
        json.writeBooleanField("secure", result.isSecure());
        json.writeNumberField("securedOutages", securedOutages());
        json.writeNumberField("rounds", result.rounds());
        json.writeNumberField("cuts", result.cuts());
        json.writeArrayFieldStart("islandingOutages");
        for (int id : result.islandingOutages()) {
            json.writeNumber(id);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("limits");
        for (SecurityResult.OutageLimit limit : result.limits()) {
            json.writeStartObject();
            json.writeNumberField("branch", limit.branch());
            json.writeNumberField("outage", limit.outage());
            JsonOutput.number(json, "price", limit.price());
            JsonOutput.number(json, "overloadMw", limit.overload());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("corrections");
        for (SecurityResult.Correction correction : result.corrections()) {
            writeCorrection(json, correction);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeCorrection(JsonGenerator json, SecurityResult.Correction correction) throws IOException {
        double[] moves = correction.moves();
        json.writeStartObject();
        json.writeNumberField("outage", correction.outage());
        json.writeArrayFieldStart("moves");
        for (int g = 0; g < moves.length; g++) {
            if (moves[g] != 0.0) {
                json.writeStartObject();
                json.writeNumberField("generator", network.generators().get(g).id());
                json.writeNumberField("mw", moves[g]);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
