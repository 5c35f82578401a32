package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Dispatch;
import org.flexopf.coordination.InterfaceFlow;
import org.flexopf.coordination.Message;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Payment;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.Verification;
import org.flexopf.coordination.Violation;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.report.result.TextTable;

/** What becomes of a system under schemes, for people and as JSON. */
final class CoordinationOutcomes {

    /** Rounds of a scheme are told from the first to the last of them, and not those between, beyond so many steps. */
    private static final int STEPS_SHOWN = 24;

    private final TsoDsoSystem system;
    private final FeederModel model;
    private final List<CoordinationScheme> schemes;
    private final List<Outcome> outcomes;

    CoordinationOutcomes(
            TsoDsoSystem system, FeederModel model, List<CoordinationScheme> schemes, List<Outcome> outcomes) {
        this.system = system;
        this.model = model;
        this.schemes = schemes;
        this.outcomes = outcomes;
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("system", system.name());
            json.writeStringField("currency", system.currency());
            json.writeStringField("model", model.label());
            json.writeArrayFieldStart("schemes");
            for (Outcome outcome : outcomes) {
                write(json, system, outcome);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The fields of an outcome, as an object. */
    static void write(JsonGenerator json, TsoDsoSystem system, Outcome outcome) throws IOException {
        Optional<Verification> verification = outcome.verification();
        json.writeStartObject();
        json.writeStringField("scheme", outcome.scheme());
        json.writeStringField("status", outcome.status().label());
        json.writeStringField("message", outcome.message());
        JsonOutput.number(json, "cost", outcome.dispatch().map(Dispatch::cost).orElse(Double.NaN));
        JsonOutput.number(
                json, "closedCost", verification.map(Verification::closedCost).orElse(Double.NaN));
        json.writeBooleanField("gridSafe", outcome.isGridSafe());
        writeActivations(json, system, outcome);
        writeInterfaces(json, outcome);
        json.writeArrayFieldStart("violations");
        for (Violation violation : verification.map(Verification::violations).orElse(List.of())) {
            json.writeStartObject();
            json.writeStringField("network", violation.network());
            json.writeStringField("element", violation.element());
            json.writeNumberField("amount", violation.amount());
            json.writeStringField("unit", violation.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonOutput.number(
                json,
                "residualImbalance",
                verification.map(Verification::residualImbalance).orElse(Double.NaN));
        json.writeNumberField("messages", outcome.messageCount());
        json.writeNumberField("rounds", outcome.rounds());
        writeNumbers(json, "buyers", outcome.settlement().outlays());
        writeNumbers(json, "figures", outcome.figures());
        writeNumbers(
                json,
                "phantomLosses",
                outcome.dispatch().map(Dispatch::phantomLosses).orElse(Map.of()));
        writePayments(json, outcome);
        json.writeArrayFieldStart("messagesByKind");
        for (Message message : outcome.messages()) {
            json.writeStartObject();
            json.writeStringField("sender", message.sender());
            json.writeStringField("receiver", message.receiver());
            json.writeStringField("kind", message.kind());
            json.writeNumberField("count", message.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (String step : outcome.steps()) {
            json.writeString(step);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeActivations(JsonGenerator json, TsoDsoSystem system, Outcome outcome) throws IOException {
        json.writeObjectFieldStart("activations");
        if (outcome.dispatch().isPresent()) {
            Activations all = outcome.dispatched().activations();
            for (Resource resource : system.resources().toList()) {
                Activation activation = all.of(resource.id());
                json.writeArrayFieldStart(resource.id());
                json.writeNumber(activation.up());
                json.writeNumber(activation.down());
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static void writeInterfaces(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeArrayFieldStart("interfaces");
        for (InterfaceFlow flow : outcome.dispatch().map(Dispatch::interfaces).orElse(List.of())) {
            json.writeStartObject();
            json.writeStringField("feeder", flow.feeder());
            json.writeNumberField("flow", flow.flow());
            JsonOutput.number(
                    json, "flowAc", outcome.verified().feeder(flow.feeder()).flow());
            JsonOutput.number(json, "price", flow.price());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writePayments(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeArrayFieldStart("payments");
        for (Payment payment : outcome.settlement().payments()) {
            json.writeStartObject();
            json.writeStringField("payer", payment.payer());
            json.writeStringField("payee", payment.payee());
            json.writeNumberField("amount", payment.amount());
            json.writeStringField("reason", payment.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeNumbers(JsonGenerator json, String field, Map<String, Double> numbers) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Double> number : numbers.entrySet()) {
            JsonOutput.number(json, number.getKey(), number.getValue());
        }
        json.writeEndObject();
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s; feeders by %s, costs in %s per hour; closed: after the transmission network has taken what AC "
                        + "power flows leave over%n%n",
                system,
                model.label(),
                system.currency());
        TextTable table = new TextTable(
                "<scheme",
                "<status",
                "cost",
                "closed cost",
                "<safe",
                "left over MW",
                "rounds",
                "messages",
                "TSO pays",
                "DSOs pay");
        for (Outcome outcome : outcomes) {
            Map<String, Double> outlays = outcome.settlement().outlays();
            double tso = outlays.getOrDefault("TSO", 0.0);
            double dsos = system.feeders().stream()
                    .mapToDouble(feeder -> outlays.getOrDefault("DSO " + feeder.name(), 0.0))
                    .sum();
            boolean decided = outcome.dispatch().isPresent();
            table.row(
                    outcome.scheme(),
                    outcome.status().label(),
                    TextTable.number(outcome.dispatch().map(Dispatch::cost).orElse(Double.NaN), 3),
                    TextTable.number(
                            outcome.verification().map(Verification::closedCost).orElse(Double.NaN), 3),
                    decided ? (outcome.isGridSafe() ? "yes" : "no") : "-",
                    TextTable.number(
                            outcome.verification()
                                    .map(Verification::residualImbalance)
                                    .orElse(Double.NaN),
                            4),
                    outcome.rounds(),
                    outcome.messageCount(),
                    TextTable.number(decided ? tso : Double.NaN, 3),
                    TextTable.number(decided ? dsos : Double.NaN, 3));
        }
        table.print(out);
        out.println();
        out.println("Costs of schemes compare only closed, and only where the outcome is safe.");
        for (int k = 0; k < outcomes.size(); k++) {
            print(out, schemes.get(k), outcomes.get(k));
        }
    }

    private static void print(PrintWriter out, CoordinationScheme scheme, Outcome outcome) {
        out.println();
        out.println(scheme);
        List<String> steps = outcome.steps();
        int left = steps.size() - STEPS_SHOWN;
        for (int k = 0; k < steps.size(); k++) {
            if (left > 0 && k == STEPS_SHOWN / 2) {
                out.println("  ... " + left + " steps more; JSON has all of them");
            }
            if (left <= 0 || k < STEPS_SHOWN / 2 || k >= STEPS_SHOWN / 2 + left) {
                out.println("  " + (k + 1) + ". " + steps.get(k));
            }
        }
        if (outcome.dispatch().isEmpty()) {
            out.println("  " + outcome.status() + ": " + outcome.message());
        }
    }
}
