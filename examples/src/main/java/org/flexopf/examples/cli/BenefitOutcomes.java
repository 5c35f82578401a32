package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.physics.CostBenefitCase;
import org.flexopf.coordination.physics.PeriodLedger;
import org.flexopf.coordination.physics.PhysicalScenario;
import org.flexopf.coordination.physics.ScenarioLedger;
import org.flexopf.coordination.physics.SchemeLedger;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.report.result.TextTable;

/** What schemes cost in physics, for people and as JSON. */
record BenefitOutcomes(CostBenefitCase given, FeederModel model, List<ScenarioLedger> ledgers) {

    private static final int EVENTS_SHOWN = 12;

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %s; feeders by %s, seed %d; costs in %s%n",
                given.name(),
                given.system(0),
                model.label(),
                given.seed(),
                given.system(0).currency());
        for (ScenarioLedger ledger : ledgers) {
            out.println();
            print(ledger, out);
        }
        out.println();
        out.println("mFRR: what the market orders; aFRR: automatic reserve for what is left over; unwanted: what "
                + "protection switches off, or no reserve is there for.");
        out.println("broken: limits out of bounds times hours, after controls; technology: messages and installations; "
                + "benefit: what is saved against no market.");
    }

    private void print(ScenarioLedger ledger, PrintWriter out) {
        PhysicalScenario scenario = ledger.scenario();
        out.printf(
                Locale.ROOT,
                "scenario %s: %d periods of %s h, forecasts off by %s %%, estimates by %s %%%n",
                scenario.name(),
                scenario.factors().size(),
                ReserveOutcomes.short4(given.rules().hours()),
                ReserveOutcomes.short4(100.0 * scenario.forecastError()),
                ReserveOutcomes.short4(100.0 * scenario.estimationNoise()));
        TextTable table = new TextTable(
                "<scheme",
                "mFRR",
                "aFRR MWh",
                "aFRR",
                "unwanted MWh",
                "unwanted",
                "broken h",
                "taps",
                "rounds",
                "messages",
                "technology",
                "total",
                "benefit",
                "<undecided");
        for (SchemeLedger scheme : ledger.schemes()) {
            table.row(
                    scheme.scheme(),
                    TextTable.number(scheme.mfrrCost(), 2),
                    TextTable.number(scheme.missing() + scheme.surplus(), 3),
                    TextTable.number(scheme.afrrCost(), 2),
                    TextTable.number(scheme.unwanted(), 3),
                    TextTable.number(scheme.unwantedCost(), 2),
                    TextTable.number(scheme.violationHours(), 2),
                    scheme.periods().stream().mapToInt(PeriodLedger::tapMoves).sum(),
                    scheme.rounds(),
                    scheme.messages(),
                    TextTable.number(scheme.technologyCost(), 2),
                    TextTable.number(scheme.total(), 2),
                    TextTable.number(ledger.benefit(scheme), 2),
                    scheme.hasMarket() && scheme.undecided() > 0
                            ? scheme.undecided() + " of " + scheme.periods().size()
                            : "");
        }
        table.print(out);
        List<String> events = ledger.schemes().stream()
                .flatMap(scheme -> scheme.periods().stream()
                        .flatMap(period -> period.events().stream()
                                .map(event -> scheme.scheme() + ", period " + period.period() + ", " + event)))
                .toList();
        events.stream().limit(EVENTS_SHOWN).forEach(event -> out.println("  " + event));
        if (events.size() > EVENTS_SHOWN) {
            out.println("  and " + (events.size() - EVENTS_SHOWN) + " more: --json and --html tell all");
        }
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("name", given.name());
            json.writeStringField("system", given.system(0).name());
            json.writeStringField("currency", given.system(0).currency());
            json.writeStringField("model", model.label());
            json.writeNumberField("seed", given.seed());
            json.writeArrayFieldStart("scenarios");
            for (ScenarioLedger ledger : ledgers) {
                json.writeStartObject();
                json.writeStringField("name", ledger.scenario().name());
                json.writeArrayFieldStart("schemes");
                for (SchemeLedger scheme : ledger.schemes()) {
                    write(ledger, scheme, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(ScenarioLedger ledger, SchemeLedger scheme, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("scheme", scheme.scheme());
        json.writeNumberField("mfrrCost", scheme.mfrrCost());
        json.writeNumberField("afrrUpMWh", scheme.missing());
        json.writeNumberField("afrrDownMWh", scheme.surplus());
        json.writeNumberField("afrrCost", scheme.afrrCost());
        json.writeNumberField("unwantedMWh", scheme.unwanted());
        json.writeNumberField("unwantedCost", scheme.unwantedCost());
        json.writeNumberField("violationHours", scheme.violationHours());
        json.writeNumberField("rounds", scheme.rounds());
        json.writeNumberField("messages", scheme.messages());
        json.writeNumberField("technologyCost", scheme.technologyCost());
        json.writeNumberField("total", scheme.total());
        json.writeNumberField("benefit", ledger.benefit(scheme));
        json.writeArrayFieldStart("periods");
        for (PeriodLedger period : scheme.periods()) {
            write(period, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(PeriodLedger period, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("period", period.period());
        json.writeStringField("status", period.status());
        json.writeNumberField("orderedMWh", period.ordered());
        json.writeNumberField("mfrrCost", period.mfrrCost());
        json.writeNumberField("afrrUpMWh", period.missing());
        json.writeNumberField("afrrDownMWh", period.surplus());
        json.writeNumberField("afrrCost", period.afrrCost());
        json.writeNumberField("unwantedMWh", period.unwanted());
        json.writeNumberField("unwantedCost", period.unwantedCost());
        json.writeNumberField("violationHours", period.violationHours());
        json.writeNumberField("tapMoves", period.tapMoves());
        json.writeNumberField("rounds", period.rounds());
        json.writeNumberField("messages", period.messages());
        json.writeNumberField("technologyCost", period.technologyCost());
        json.writeArrayFieldStart("events");
        for (String event : period.events()) {
            json.writeString(event);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
