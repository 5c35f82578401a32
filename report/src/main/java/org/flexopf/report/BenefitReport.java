package org.flexopf.report;

import java.util.List;
import java.util.Objects;
import org.flexopf.coordination.physics.CostBenefitCase;
import org.flexopf.coordination.physics.PeriodLedger;
import org.flexopf.coordination.physics.ScenarioLedger;
import org.flexopf.coordination.physics.SchemeLedger;

/**
 * What schemes of coordination cost in physics, as one HTML file that needs nothing else: one table for each scenario,
 * and the periods of each scheme with what went off. It holds no durations, so that the same input gives the same
 * bytes. Immutable.
 */
public final class BenefitReport {

    private final CostBenefitCase given;
    private final String model;
    private final List<ScenarioLedger> ledgers;

    private BenefitReport(CostBenefitCase given, String model, List<ScenarioLedger> ledgers) {
        this.given = Objects.requireNonNull(given, "given");
        this.model = Objects.requireNonNull(model, "model");
        this.ledgers = List.copyOf(ledgers);
    }

    /**
     * The report on a comparison.
     *
     * @param model how operators model feeders, in a word
     */
    public static BenefitReport of(CostBenefitCase given, String model, List<ScenarioLedger> ledgers) {
        return new BenefitReport(given, model, ledgers);
    }

    /** The report as an HTML document, which is well-formed XML too. */
    public String html() {
        Markup html = HtmlPage.open(given.name() + ": costs and benefits of coordination");
        html.open("header").line().element("h1", given.name());
        html.element(
                        "p",
                        given.system(0) + "; feeders by " + model + ", seed " + given.seed() + "; costs in "
                                + given.system(0).currency(),
                        "class",
                        "lead")
                .line();
        html.close().line();
        for (int k = 0; k < ledgers.size(); k++) {
            ScenarioLedger ledger = ledgers.get(k);
            costs(ledger)
                    .draw(
                            html,
                            "scenario-" + (k + 1),
                            "Scenario " + ledger.scenario().name());
        }
        for (int k = 0; k < ledgers.size(); k++) {
            for (SchemeLedger scheme : ledgers.get(k).schemes()) {
                periods(scheme)
                        .draw(
                                html,
                                "scenario-" + (k + 1) + "-" + scheme.scheme(),
                                ledgers.get(k).scenario().name() + ", " + scheme.scheme());
                events(html, scheme);
            }
        }
        return HtmlPage.close(html);
    }

    private static void events(Markup html, SchemeLedger scheme) {
        if (scheme.periods().stream().allMatch(period -> period.events().isEmpty())) {
            return;
        }
        html.open("ul").line();
        for (PeriodLedger period : scheme.periods()) {
            period.events()
                    .forEach(event -> html.element("li", "period " + period.period() + ", " + event)
                            .line());
        }
        html.close().line();
    }

    private static HtmlTable costs(ScenarioLedger ledger) {
        HtmlTable table = new HtmlTable()
                .words("scheme")
                .figures("mFRR")
                .figures("aFRR MWh")
                .figures("aFRR")
                .figures("unwanted MWh")
                .figures("unwanted")
                .figures("limits broken, h")
                .figures("rounds")
                .figures("messages")
                .figures("technology")
                .figures("total")
                .figures("benefit");
        for (SchemeLedger scheme : ledger.schemes()) {
            table.row()
                    .cell(scheme.scheme())
                    .cell(scheme.mfrrCost(), 2)
                    .cell(scheme.missing() + scheme.surplus(), 3)
                    .cell(scheme.afrrCost(), 2)
                    .cell(scheme.unwanted(), 3)
                    .cell(scheme.unwantedCost(), 2)
                    .cell(scheme.violationHours(), 2)
                    .cell(String.valueOf(scheme.rounds()))
                    .cell(String.valueOf(scheme.messages()))
                    .cell(scheme.technologyCost(), 2)
                    .cell(scheme.total(), 2)
                    .cell(ledger.benefit(scheme), 2);
        }
        return table;
    }

    private static HtmlTable periods(SchemeLedger scheme) {
        HtmlTable table = new HtmlTable()
                .figures("period")
                .words("market")
                .figures("ordered MWh")
                .figures("mFRR")
                .figures("aFRR up MWh")
                .figures("aFRR down MWh")
                .figures("aFRR")
                .figures("unwanted MWh")
                .figures("limits broken, h")
                .figures("tap steps")
                .figures("total");
        for (PeriodLedger period : scheme.periods()) {
            boolean isUndecided = scheme.hasMarket() && !period.isDecided();
            table.row()
                    .cell(String.valueOf(period.period()))
                    .cell(period.status(), isUndecided)
                    .cell(period.ordered(), 3)
                    .cell(period.mfrrCost(), 2)
                    .cell(period.missing(), 3)
                    .cell(period.surplus(), 3)
                    .cell(period.afrrCost(), 2)
                    .cell(period.unwanted(), 3)
                    .cell(period.violationHours(), 2)
                    .cell(String.valueOf(period.tapMoves()))
                    .cell(period.total(), 2);
        }
        return table;
    }

    @Override
    public String toString() {
        return "report on " + given.name() + " in " + ledgers.size() + " scenarios";
    }
}
