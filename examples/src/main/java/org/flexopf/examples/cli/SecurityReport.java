package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flexopf.dcopf.SecurityResult;
import org.flexopf.network.Network;

/** What a secured dispatch has to say about outages, for people and as JSON. */
record SecurityReport(Network network, SecurityResult result) {

    private static final int IDS_SHOWN = 12;

    private int securedOutages() {
        return (int) network.branches().stream().filter(network::isActive).count()
                - result.islandingOutages().size();
    }

    /** The lines at the head of a report. */
    List<Finding> findings() {
        long exceeded =
                result.limits().stream().filter(limit -> limit.overload() > 0.0).count();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "security",
                String.format(
                        Locale.ROOT,
                        "%d single outages: %s (limits added: %d, rounds: %d)",
                        securedOutages(),
                        exceeded == 0 ? "all limits are kept" : exceeded + " limits are exceeded",
                        result.cuts(),
                        result.sequence().solves())));
        List<Integer> islanding = result.islandingOutages();
        if (!islanding.isEmpty()) {
            findings.add(new Finding(
                    "not secured",
                    String.format(
                            Locale.ROOT,
                            "%d outages that split the network (branches %s%s)",
                            islanding.size(),
                            islanding.stream()
                                    .limit(IDS_SHOWN)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")),
                            islanding.size() > IDS_SHOWN ? ", ..." : "")));
        }
        return findings;
    }

    /** Where a dispatch exists, but none that is secure: how to learn more. */
    Optional<String> wayOut() {
        return result.sequence().solves() > 1
                ? Optional.of("without outages there is a dispatch; --overload-price PRICE lets "
                        + "limits after outages give way, and tells which ones do")
                : Optional.empty();
    }

    /** The limits that count, those exceeded most first, then by price. */
    void printLimits(PrintWriter out) {
        if (result.limits().isEmpty()) {
            return;
        }
        Table table = new Table("branch", "after outage of", "price /MWh", "overload MW");
        result.limits().stream()
                .sorted(Comparator.comparingDouble(SecurityResult.OutageLimit::overload)
                        .thenComparingDouble(SecurityResult.OutageLimit::price)
                        .reversed())
                .limit(Table.ROWS_SHOWN)
                .forEach(limit -> table.row(
                        limit.branch(),
                        limit.outage(),
                        Table.number(limit.price(), 3),
                        Table.number(limit.overload(), 3)));
        table.print(out, result.limits().size(), "limits after outages");
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("security");
        json.writeBooleanField("secure", result.isSecure());
        json.writeNumberField("securedOutages", securedOutages());
        json.writeNumberField("rounds", result.sequence().solves());
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
