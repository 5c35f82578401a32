package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.flexopf.coordination.reserve.IspOutcome;
import org.flexopf.coordination.reserve.ReserveOutcome;
import org.flexopf.coordination.reserve.ReserveScheme;
import org.flexopf.coordination.reserve.ReserveStudy;
import org.flexopf.fleet.EvAggregator.VehiclePlan;
import org.flexopf.report.BarChart;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;
import org.flexopf.report.result.TextTable;

/** What {@code opf reserve} tells as a page. */
final class ReserveReport {

    private ReserveReport() {}

    /** Of a file: each market by scheme and by period, and the plans of fleets. */
    static String html(String file, ReserveOutcomes told) {
        ReportPage page =
                ReportPage.of("Aggregators of vehicles in the reserve market").withLead(file);
        int number = 0;
        for (Map.Entry<String, List<ReserveOutcome>> market : told.markets().entrySet()) {
            String id = "market-" + ++number;
            page = page.withCharts(id + "-charts", market.getKey(), charts(List.of("all periods"), List.of(market)))
                    .withTable(totals(id, market))
                    .withTable(periods(id, market));
        }
        return (told.plans().isEmpty() ? page : page.withTable(plans(told))).html();
    }

    /** Of a study: volumes, profits and loading by season and price, and each aggregator's part. */
    static String html(ReserveStudyOutcome told) {
        List<String> labels = new ArrayList<>();
        List<Map.Entry<String, List<ReserveOutcome>>> groups = new ArrayList<>();
        for (ReserveStudy.Row row : told.rows()) {
            String label = season(row) + " " + ReserveOutcomes.short4(row.brpPrice());
            labels.add(label);
            groups.add(Map.entry(label, row.outcomes()));
        }
        return ReportPage.of("Aggregators of vehicles in the reserve market: a study")
                .withLead(told.study() + "; by season and by what deviations cost per MWh")
                .withCharts("charts", "Schemes compared", charts(labels, groups))
                .withTable(rows(told))
                .withTable(aggregators(told))
                .html();
    }

    private static List<BarChart> charts(List<String> labels, List<Map.Entry<String, List<ReserveOutcome>>> groups) {
        return List.of(
                chart("What aggregators deliver", "MWh", labels, groups, ReserveOutcome::volume),
                chart("What aggregators earn", "currency", labels, groups, ReserveOutcome::profit),
                chart("What the TSO's own units give", "MWh", labels, groups, ReserveOutcome::reserveUnits),
                chart("Periods restricted by the feeder", "periods", labels, groups, ReserveOutcome::restricted),
                chart("Largest loading", "%", labels, groups, outcome -> 100.0 * outcome.largestLoading()));
    }

    private static BarChart chart(
            String title,
            String unit,
            List<String> labels,
            List<Map.Entry<String, List<ReserveOutcome>>> groups,
            ToDoubleFunction<ReserveOutcome> figure) {
        BarChart chart = BarChart.of(
                title,
                "by scheme",
                unit,
                Arrays.stream(ReserveScheme.values()).map(ReserveScheme::label).toList());
        for (int g = 0; g < groups.size(); g++) {
            chart = chart.withGroup(
                    labels.get(g),
                    groups.get(g).getValue().stream().mapToDouble(figure).toArray());
        }
        return chart;
    }

    private static List<String> figures(ReserveOutcome outcome) {
        return List.of(
                outcome.scheme().label(),
                TextTable.number(outcome.volume(), 4),
                TextTable.number(outcome.profit(), 3),
                TextTable.number(outcome.reserveUnits(), 4),
                String.valueOf(outcome.restricted()),
                TextTable.number(100.0 * outcome.largestLoading(), 1));
    }

    private static ReportTable withFigures(ReportTable table) {
        return table.withWords("scheme")
                .withFigures("volume MWh")
                .withFigures("profit")
                .withFigures("own units MWh")
                .withFigures("restricted periods")
                .withFigures("largest loading %");
    }

    private static ReportTable totals(String id, Map.Entry<String, List<ReserveOutcome>> market) {
        return withFigures(ReportTable.of(id + "-totals", market.getKey() + ": by scheme"))
                .withRows(market.getValue().stream().map(ReserveReport::figures).toList());
    }

    private static ReportTable periods(String id, Map.Entry<String, List<ReserveOutcome>> market) {
        List<List<String>> rows = new ArrayList<>();
        for (ReserveOutcome outcome : market.getValue()) {
            for (IspOutcome period : outcome.periods()) {
                rows.add(List.of(
                        outcome.scheme().label(),
                        String.valueOf(period.period()),
                        period.direction().name().toLowerCase(Locale.ROOT),
                        TextTable.number(period.requested(), 4),
                        named(period.activated()),
                        named(period.dsoCounter()),
                        TextTable.number(period.reserveUnits(), 4),
                        period.divisor() == 0 ? "nothing passes" : String.valueOf(period.divisor()),
                        TextTable.number(100.0 * period.largestLoading(), 1)));
            }
        }
        return ReportTable.of(id + "-periods", market.getKey() + ": by period")
                .withWords("scheme")
                .withFigures("period")
                .withWords("direction")
                .withFigures("requested MW")
                .withWords("activated MW")
                .withWords("DSO's relief MW")
                .withFigures("own units MW")
                .withFigures("divided by")
                .withFigures("largest loading %")
                .withRows(rows);
    }

    private static String named(Map<String, Double> powers) {
        return powers.entrySet().stream()
                .map(power -> power.getKey() + " " + ReserveOutcomes.short4(power.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static ReportTable plans(ReserveOutcomes told) {
        List<List<String>> rows = new ArrayList<>();
        told.plans()
                .forEach((name, plan) -> rows.add(List.of(
                        name,
                        String.valueOf(plan.vehicles().size()),
                        TextTable.number(plan.profit(), 4),
                        TextTable.number(ReserveOutcomes.total(plan, VehiclePlan::up), 4),
                        TextTable.number(ReserveOutcomes.total(plan, VehiclePlan::down), 4),
                        TextTable.number(ReserveOutcomes.total(plan, VehiclePlan::dayAhead), 4))));
        return ReportTable.of("plans", "Plans of fleets")
                .withWords("fleet")
                .withFigures("vehicles")
                .withFigures("profit")
                .withFigures("up MWh")
                .withFigures("down MWh")
                .withFigures("day-ahead MWh")
                .withRows(rows);
    }

    private static String season(ReserveStudy.Row row) {
        return row.season().name().toLowerCase(Locale.ROOT);
    }

    private static ReportTable rows(ReserveStudyOutcome told) {
        List<List<String>> rows = new ArrayList<>();
        for (ReserveStudy.Row row : told.rows()) {
            for (ReserveOutcome outcome : row.outcomes()) {
                List<String> cells = new ArrayList<>(List.of(
                        season(row), TextTable.number(row.brpPrice(), 2), TextTable.number(row.plannedProfit(), 2)));
                cells.addAll(figures(outcome));
                rows.add(cells);
            }
        }
        return withFigures(ReportTable.of("rows", "By season and price of deviations")
                        .withWords("season")
                        .withFigures("per MWh of deviation")
                        .withFigures("profit of the plans"))
                .withRows(rows);
    }

    private static ReportTable aggregators(ReserveStudyOutcome told) {
        ReportTable table = ReportTable.of("aggregators", "By aggregator, all seasons and prices together")
                .withWords("bid");
        for (ReserveScheme scheme : ReserveScheme.values()) {
            table = table.withFigures(scheme.label() + " MWh").withFigures("profit");
        }
        List<List<String>> rows = new ArrayList<>();
        told.byBid().forEach((bid, figures) -> {
            List<String> cells = new ArrayList<>(List.of(bid));
            for (int k = 0; k < figures.length; k++) {
                cells.add(TextTable.number(figures[k], k % 2 == 0 ? 3 : 2));
            }
            rows.add(cells);
        });
        return table.withRows(rows);
    }
}
