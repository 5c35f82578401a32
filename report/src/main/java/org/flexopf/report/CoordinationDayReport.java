package org.flexopf.report;

import java.util.List;
import java.util.Objects;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.Verification;

/**
 * What becomes of a day under schemes of coordination, as one HTML file that needs nothing else: one table of schemes,
 * and their closed costs period by period. It holds no durations, so that the same input gives the same bytes.
 * Immutable.
 */
public final class CoordinationDayReport {

    private final TsoDsoDay day;
    private final String model;
    private final List<DayOutcome> outcomes;

    private CoordinationDayReport(TsoDsoDay day, String model, List<DayOutcome> outcomes) {
        this.day = Objects.requireNonNull(day, "day");
        this.model = Objects.requireNonNull(model, "model");
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * The report on some schemes.
     *
     * @param model how feeders are modelled, in a word
     * @param outcomes what became of the day under each scheme
     */
    public static CoordinationDayReport of(TsoDsoDay day, String model, List<DayOutcome> outcomes) {
        return new CoordinationDayReport(day, model, outcomes);
    }

    /** The report as an HTML document, which is well-formed XML too. */
    public String html() {
        Markup html = HtmlPage.open(day.name() + " under schemes of coordination");
        html.open("header").line().element("h1", day.name());
        html.element("p", day + "; feeders by " + model, "class", "lead").line();
        html.close().line();
        schemes().draw(html, "schemes", "Schemes, " + day.periods().get(0).currency() + " for the day");
        periods().draw(html, "periods", "Closed cost per hour, by period");
        return HtmlPage.close(html);
    }

    private HtmlTable schemes() {
        HtmlTable table = new HtmlTable()
                .words("scheme")
                .words("status")
                .figures("periods decided")
                .figures("safe")
                .figures("cost")
                .figures("closed cost")
                .figures("rounds")
                .figures("messages");
        for (DayOutcome outcome : outcomes) {
            boolean all = outcome.decided() == outcome.periods().size();
            table.row()
                    .cell(outcome.scheme())
                    .cell(outcome.status().label(), !all)
                    .cell(String.valueOf(outcome.decided()), !all)
                    .cell(String.valueOf(outcome.gridSafe()), !outcome.isGridSafe())
                    .cell(outcome.cost(), 3)
                    .cell(outcome.closedCost(), 3)
                    .cell(String.valueOf(outcome.rounds()))
                    .cell(String.valueOf(outcome.messageCount()));
        }
        return table;
    }

    private HtmlTable periods() {
        HtmlTable table = new HtmlTable().figures("period").figures("day-ahead price");
        outcomes.forEach(outcome -> table.figures(outcome.scheme()));
        for (int t = 0; t < day.periods().size(); t++) {
            table.row().cell(String.valueOf(t + 1)).cell(day.periods().get(t).dayAheadPrice(), 2);
            for (DayOutcome outcome : outcomes) {
                Outcome period = outcome.periods().get(t);
                table.cell(period.verification().map(Verification::closedCost).orElse(Double.NaN), 3);
            }
        }
        return table;
    }

    @Override
    public String toString() {
        return "report on " + day.name() + " under " + outcomes.size() + " schemes";
    }
}
