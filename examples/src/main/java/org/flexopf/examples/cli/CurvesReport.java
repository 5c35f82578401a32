package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.region.AnnualSummary;
import org.flexopf.coordination.region.InterfaceStudy;
import org.flexopf.coordination.region.IntervalCurves;
import org.flexopf.coordination.region.Light;
import org.flexopf.coordination.region.PriceCurve;
import org.flexopf.coordination.region.PricePoint;
import org.flexopf.report.LightChart;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;
import org.flexopf.report.result.TextTable;

/**
 * The pictures of what {@code opf curves} finds, and a page of them: of each feeder the year as a heat map, its
 * summary, and the curves of all intervals.
 *
 * @param curves the curves of all intervals by the feeder's name
 */
record CurvesReport(Map<String, List<IntervalCurves>> curves) {

    /**
     * The year of the first feeder, or one curve of it.
     *
     * @param wanted interval and direction such as {@code 4:up}, or null for the year
     * @throws BadInputException if there is no such curve
     */
    String picture(String wanted) {
        Map.Entry<String, List<IntervalCurves>> first =
                curves.entrySet().iterator().next();
        List<LightChart.Curve> drawn = drawn(first.getValue());
        if (drawn.isEmpty()) {
            throw new BadInputException("nothing is offered at the interface of " + first.getKey()
                    + ", so that there is nothing to draw; give it generators, or industrial loads that take part");
        }
        if (wanted == null) {
            return LightChart.heatMap(first.getKey(), drawn).svg();
        }
        return drawn.stream()
                .filter(curve -> curve.label().equals(wanted))
                .findFirst()
                .map(curve -> LightChart.curve(first.getKey(), curve).svg())
                .orElseThrow(() -> new BadInputException("there is no curve '" + wanted
                        + "' with points; choose one of "
                        + String.join(
                                ", ",
                                drawn.stream().map(LightChart.Curve::label).toList())));
    }

    /** The curves that have points, those upwards first. */
    private static List<LightChart.Curve> drawn(List<IntervalCurves> intervals) {
        List<LightChart.Curve> drawn = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (int t = 0; t < intervals.size(); t++) {
                PriceCurve each = intervals.get(t).curve(direction);
                if (!each.points().isEmpty()) {
                    drawn.add(new LightChart.Curve(
                            (t + 1) + ":" + word(direction),
                            each.points().stream().map(CurvesReport::drawn).toList()));
                }
            }
        }
        return drawn;
    }

    private static LightChart.Point drawn(PricePoint point) {
        return new LightChart.Point(
                point.quantity(),
                point.cost() + point.state().supportCost(),
                switch (point.light()) {
                    case GREEN -> LightChart.Light.GREEN;
                    case ORANGE -> LightChart.Light.ORANGE;
                    case RED -> LightChart.Light.RED;
                });
    }

    String html() {
        ReportPage page =
                ReportPage.of("What feeders offer at their interface").withLead(String.join(", ", curves.keySet()));
        int number = 0;
        for (Map.Entry<String, List<IntervalCurves>> feeder : curves.entrySet()) {
            String id = "feeder-" + ++number;
            String name = feeder.getKey();
            List<LightChart.Curve> drawn = drawn(feeder.getValue());
            page = page.withTable(year(id, name, feeder.getValue()));
            if (!drawn.isEmpty()) {
                page = page.withCharts(id + "-lights", "The year of " + name, List.of(LightChart.heatMap(name, drawn)));
            }
            page = page.withTable(intervals(id, name, feeder.getValue()))
                    .withCharts(
                            id + "-curves",
                            "Curves of " + name,
                            drawn.stream()
                                    .map(curve -> LightChart.curve(name, curve))
                                    .toList());
        }
        return page.html();
    }

    private static ReportTable year(String id, String name, List<IntervalCurves> intervals) {
        List<List<String>> rows = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            AnnualSummary year = InterfaceStudy.summary(direction, intervals);
            rows.add(List.of(
                    word(direction),
                    TextTable.number(year.potential(), 1),
                    TextTable.number(year.feasible(), 1),
                    TextTable.number(year.cost(), 2),
                    TextTable.number(year.support(), 1),
                    TextTable.number(year.supportCost(), 2),
                    TextTable.number(year.unitCost(), 4),
                    TextTable.number(year.unitCostWithSupport(), 4),
                    count(year, Light.GREEN),
                    count(year, Light.ORANGE),
                    count(year, Light.RED)));
        }
        return ReportTable.of(id + "-year", name + ": a year, money in the currency of the prices")
                .withWords("direction")
                .withFigures("potential MWh")
                .withFigures("feasible MWh")
                .withFigures("cost")
                .withFigures("support Mvarh")
                .withFigures("support cost")
                .withFigures("cost per MWh")
                .withFigures("with support")
                .withFigures("green")
                .withFigures("orange")
                .withFigures("red")
                .withRows(rows);
    }

    private static String count(AnnualSummary year, Light light) {
        return String.valueOf(year.lights().getOrDefault(light, 0));
    }

    private static ReportTable intervals(String id, String name, List<IntervalCurves> intervals) {
        List<List<String>> rows = new ArrayList<>();
        for (int t = 0; t < intervals.size(); t++) {
            for (Direction direction : Direction.values()) {
                PriceCurve curve = intervals.get(t).curve(direction);
                Optional<PricePoint> feasible = curve.feasible();
                rows.add(List.of(
                        String.valueOf(t + 1),
                        word(direction),
                        TextTable.number(curve.potential(), 4),
                        TextTable.number(feasible.map(PricePoint::quantity).orElse(0.0), 4),
                        TextTable.number(feasible.map(PricePoint::cost).orElse(0.0), 3),
                        TextTable.number(
                                feasible.map(point -> point.state().supportCost())
                                        .orElse(0.0),
                                3)));
            }
        }
        return ReportTable.of(id + "-intervals", name + ": by interval, per hour")
                .withFigures("interval")
                .withWords("direction")
                .withFigures("potential MW")
                .withFigures("feasible MW")
                .withFigures("cost")
                .withFigures("support cost")
                .withRows(rows);
    }

    private static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
