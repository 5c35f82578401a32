package org.flexopf.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Dispatch;
import org.flexopf.coordination.InterfaceFlow;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Payment;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.Verification;

/**
 * What becomes of a system under schemes of coordination, as one HTML file that needs nothing else: one table of
 * schemes, tables of activations and interfaces, and each scheme with its steps and payments. It holds no durations, so
 * that the same input gives the same bytes. Immutable.
 */
public final class CoordinationReport {

    private final TsoDsoSystem system;
    private final String model;
    private final List<Outcome> outcomes;

    private CoordinationReport(TsoDsoSystem system, String model, List<Outcome> outcomes) {
        this.system = Objects.requireNonNull(system, "system");
        this.model = Objects.requireNonNull(model, "model");
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * The report on some schemes.
     *
     * @param model how feeders are modelled, in a word
     * @param outcomes what became of the system under each scheme
     */
    public static CoordinationReport of(TsoDsoSystem system, String model, List<Outcome> outcomes) {
        return new CoordinationReport(system, model, outcomes);
    }

    /** The report as an HTML document, which is well-formed XML too. */
    public String html() {
        Markup html = HtmlPage.open(system.name() + " under schemes of coordination");
        html.open("header").line().element("h1", system.name());
        html.element("p", system + "; feeders by " + model, "class", "lead").line();
        html.close().line();
        schemes().draw(html, "schemes", "Schemes, " + system.currency() + " per hour");
        activations().draw(html, "activations", "Activations, MW: up is positive, down is negative");
        interfaces().draw(html, "interfaces", "Flows into the feeders by AC power flow, MW");
        for (Outcome outcome : outcomes) {
            draw(html, outcome);
        }
        return HtmlPage.close(html);
    }

    private HtmlTable schemes() {
        HtmlTable table = new HtmlTable()
                .words("scheme")
                .words("status")
                .figures("cost")
                .figures("closed cost")
                .words("safe")
                .figures("left over MW")
                .figures("rounds")
                .figures("messages")
                .figures("TSO pays")
                .figures("DSOs pay");
        for (Outcome outcome : outcomes) {
            boolean decided = outcome.dispatch().isPresent();
            Map<String, Double> outlays = outcome.settlement().outlays();
            double dsos = system.feeders().stream()
                    .mapToDouble(feeder -> outlays.getOrDefault("DSO " + feeder.name(), 0.0))
                    .sum();
            table.row()
                    .cell(outcome.scheme())
                    .cell(outcome.status().label(), !decided)
                    .cell(outcome.dispatch().map(Dispatch::cost).orElse(Double.NaN), 3)
                    .cell(outcome.verification().map(Verification::closedCost).orElse(Double.NaN), 3)
                    .cell(decided ? outcome.isGridSafe() ? "yes" : "no" : "", decided && !outcome.isGridSafe())
                    .cell(
                            outcome.verification()
                                    .map(Verification::residualImbalance)
                                    .orElse(Double.NaN),
                            4)
                    .cell(String.valueOf(outcome.rounds()))
                    .cell(String.valueOf(outcome.messageCount()))
                    .cell(decided ? outlays.getOrDefault("TSO", 0.0) : Double.NaN, 3)
                    .cell(decided ? dsos : Double.NaN, 3);
        }
        return table;
    }

    private List<Outcome> decided() {
        return outcomes.stream()
                .filter(outcome -> outcome.dispatch().isPresent())
                .toList();
    }

    private HtmlTable activations() {
        HtmlTable table = new HtmlTable().words("resource");
        decided().forEach(outcome -> table.figures(outcome.scheme()));
        for (Resource resource : system.resources().toList()) {
            table.row().cell(resource.id());
            for (Outcome outcome : decided()) {
                Activation activation = outcome.dispatched().activations().of(resource.id());
                table.cell(activation.net(), 4);
            }
        }
        return table;
    }

    private HtmlTable interfaces() {
        HtmlTable table = new HtmlTable().words("feeder");
        decided().forEach(outcome -> table.figures(outcome.scheme()));
        system.feeders().forEach(feeder -> {
            table.row().cell(feeder.name());
            decided()
                    .forEach(outcome ->
                            table.cell(outcome.verified().feeder(feeder.name()).flow(), 4));
        });
        return table;
    }

    private static void draw(Markup html, Outcome outcome) {
        html.open("section", "id", outcome.scheme()).line();
        html.element("h2", outcome.scheme()).line();
        html.open("p");
        HtmlPage.badge(html, outcome.status().label(), outcome.isGridSafe());
        html.text(outcome.message()).close().line();
        html.open("ol").line();
        outcome.steps().forEach(step -> html.element("li", step).line());
        html.close().line();
        if (outcome.dispatch().isPresent()) {
            prices(outcome).draw(html, outcome.scheme() + "-prices", "Interfaces");
            payments(outcome).draw(html, outcome.scheme() + "-payments", "Who pays whom");
        }
        html.close().line();
    }

    private static HtmlTable prices(Outcome outcome) {
        HtmlTable table = new HtmlTable()
                .words("feeder")
                .figures("flow MW")
                .figures("by AC power flow MW")
                .figures("price per MWh");
        for (InterfaceFlow flow : outcome.dispatched().interfaces()) {
            table.row()
                    .cell(flow.feeder())
                    .cell(flow.flow(), 4)
                    .cell(outcome.verified().feeder(flow.feeder()).flow(), 4)
                    .cell(flow.price(), 4);
        }
        return table;
    }

    private static HtmlTable payments(Outcome outcome) {
        HtmlTable table = new HtmlTable()
                .words("payer")
                .words("payee")
                .figures("per hour")
                .words("for");
        for (Payment payment : outcome.settlement().payments()) {
            table.row()
                    .cell(payment.payer())
                    .cell(payment.payee())
                    .cell(payment.amount(), 4)
                    .cell(payment.reason());
        }
        return table;
    }

    @Override
    public String toString() {
        return "report on " + system.name() + " under " + outcomes.size() + " schemes";
    }
}
