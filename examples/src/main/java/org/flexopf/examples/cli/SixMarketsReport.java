package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.flexopf.coordination.dlfm.DlfmOutcome;
import org.flexopf.coordination.dlfm.LineOverload;
import org.flexopf.coordination.dlfm.MarketUnit;
import org.flexopf.coordination.dlfm.Regulation;
import org.flexopf.coordination.dlfm.Slack;
import org.flexopf.coordination.dlfm.Stage;
import org.flexopf.report.BarChart;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;
import org.flexopf.report.result.TextTable;

/** What {@code opf dlfm} tells as a page: costs, each market in its order, what is missing, and units and flows. */
final class SixMarketsReport {

    private final SixMarketsOutcome told;
    private final DlfmOutcome outcome;

    private SixMarketsReport(SixMarketsOutcome told) {
        this.told = told;
        this.outcome = told.outcome();
    }

    static String html(SixMarketsOutcome told) {
        return new SixMarketsReport(told).page().html();
    }

    private ReportPage page() {
        List<String> missing = missing();
        return ReportPage.of(told.data().name() + ", six markets on two levels")
                .withStatus(missing.isEmpty() ? "complete" : "something is missing", missing.isEmpty())
                .withLead(told.data() + ", architecture " + outcome.architecture() + ", "
                        + outcome.variant().label())
                .withFact("energy", money(told.cost(Stage.Kind.ENERGY)))
                .withFact("reserve", money(told.cost(Stage.Kind.RESERVE)))
                .withFact("balancing", money(told.cost(Stage.Kind.BALANCING)))
                .withFact("total", money(told.total()))
                .withSentences("missing", "What is missing", missing)
                .withCharts("costs", "Costs", List.of(costs()))
                .withTable(markets())
                .withTable(units())
                .withTable(flows());
    }

    private List<String> missing() {
        List<String> sentences = new ArrayList<>();
        for (Stage stage : outcome.stages()) {
            for (Slack slack : stage.slacks()) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "%s: %s, %.4f MW in %s%s, period %d",
                        SixMarketsOutcome.name(stage),
                        slack.kind().label(),
                        slack.power(),
                        slack.area(),
                        slack.isOfWholeArea() ? "" : ", bus " + slack.bus(),
                        slack.period()));
            }
        }
        for (LineOverload overload : outcome.overloads()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "line %d of %s carries %.4f MW more than it may in period %d",
                    overload.branch(),
                    overload.area(),
                    overload.excess(),
                    overload.period()));
        }
        return sentences;
    }

    private BarChart costs() {
        BarChart chart = BarChart.of(
                "What each market costs", "in the order in which they are held", "currency", List.of("cost"));
        for (Stage stage : outcome.stages()) {
            chart = chart.withGroup(
                    stage.market() == 0 ? SixMarketsOutcome.name(stage) : "#" + stage.market(), stage.cost());
        }
        return chart;
    }

    private ReportTable markets() {
        return ReportTable.of("markets", "Markets in their order")
                .withWords("market")
                .withFigures("cost")
                .withFigures("missing MW")
                .withRows(outcome.stages().stream()
                        .map(stage -> List.of(SixMarketsOutcome.name(stage), money(stage.cost()), mw(stage.missing())))
                        .toList());
    }

    private ReportTable units() {
        List<List<String>> rows = new ArrayList<>();
        for (MarketUnit unit : told.data().units()) {
            for (int t = 0; t < told.data().periods(); t++) {
                Regulation held = at(outcome.reserve(), unit.id(), t);
                Regulation called = Regulation.NONE;
                for (Map<String, List<Regulation>> market :
                        outcome.activations().values()) {
                    called = called.plus(at(market, unit.id(), t));
                }
                rows.add(List.of(
                        unit.id(),
                        unit.area(),
                        String.valueOf(t + 1),
                        mw(outcome.generation().get(unit.id()).get(t)),
                        mw(held.up()),
                        mw(held.down()),
                        mw(called.up()),
                        mw(called.down())));
            }
        }
        return ReportTable.of("units", "Units, MW")
                .withWords("unit")
                .withWords("area")
                .withFigures("period")
                .withFigures("schedule")
                .withFigures("reserve up")
                .withFigures("reserve down")
                .withFigures("called up")
                .withFigures("called down")
                .withRows(rows);
    }

    private static Regulation at(Map<String, List<Regulation>> figures, String unit, int period) {
        List<Regulation> series = figures.get(unit);
        return series == null ? Regulation.NONE : series.get(period);
    }

    private ReportTable flows() {
        List<List<String>> rows = new ArrayList<>();
        outcome.flow().forEach((feeder, series) -> {
            for (int t = 0; t < series.size(); t++) {
                int period = t;
                rows.add(List.of(
                        feeder,
                        String.valueOf(t + 1),
                        mw(series.get(t)),
                        outcome.deviation().values().stream()
                                .map(market -> mw(market.get(feeder).get(period)))
                                .collect(Collectors.joining(" and "))));
            }
        });
        return ReportTable.of("flows", "Flows into the feeders, MW")
                .withWords("feeder")
                .withFigures("period")
                .withFigures("schedule")
                .withFigures("off schedule in balancing")
                .withRows(rows);
    }

    private static String money(double value) {
        return TextTable.number(value, 2);
    }

    private static String mw(double value) {
        return TextTable.number(value, 4);
    }
}
