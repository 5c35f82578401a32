package org.flexopf.report;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.aggregation.AggregationCase;
import org.flexopf.coordination.aggregation.AggregationOutcome;
import org.flexopf.coordination.aggregation.Delivery;
import org.flexopf.coordination.aggregation.PooledDevice;
import org.flexopf.coordination.aggregation.PriceStep;

/**
 * What an aggregator finds out about a pool, as one HTML file that needs nothing else: periods with inner and outer
 * aggregates, bids, devices, and what they do for what is called. It holds no durations, so that the same input gives
 * the same bytes. Immutable.
 */
public final class AggregationReport {

    private final AggregationCase given;
    private final AggregationOutcome outcome;

    private AggregationReport(AggregationCase given, AggregationOutcome outcome) {
        this.given = Objects.requireNonNull(given, "given");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /** The report on a pool. */
    public static AggregationReport of(AggregationCase given, AggregationOutcome outcome) {
        return new AggregationReport(given, outcome);
    }

    /** The report as an HTML document, which is well-formed XML too. */
    public String html() {
        Markup html = HtmlPage.open(given.name() + " as its aggregator sees it");
        html.open("header").line().element("h1", given.name());
        html.element(
                        "p",
                        given.pool() + ", periods " + given.first() + " to " + given.last() + " on offer",
                        "class",
                        "lead")
                .line();
        html.close().line();
        periods().draw(html, "periods", "Periods, MW injected");
        steps().draw(html, "steps", "Price-quantity bids");
        byPeriod("plan", Optional.empty()).draw(html, "plan", "The plan, MW injected");
        if (!outcome.alternatives().plans().isEmpty()) {
            alternatives()
                    .draw(
                            html,
                            "alternatives",
                            "Whole plans instead, "
                                    + (outcome.alternatives().isMixable() ? "ratios up to 1 in all" : "one at most")
                                    + ": change, MW");
        }
        outcome.delivery().ifPresent(delivery -> {
            html.open("p");
            HtmlPage.badge(html, delivery.isKept() ? "delivered" : "not in full", delivery.isKept());
            html.close().line();
            byPeriod("device", Optional.of(delivery))
                    .draw(html, "delivery", "What devices do for what is called: change, MW");
        });
        return HtmlPage.close(html);
    }

    private HtmlTable periods() {
        HtmlTable table = new HtmlTable()
                .figures("period")
                .figures("hours")
                .figures("price")
                .figures("plan")
                .figures("down, inner")
                .figures("up, inner")
                .figures("least, outer")
                .figures("most, outer");
        for (int t = 0; t < given.pool().periods(); t++) {
            boolean isOffered = t + 1 >= given.first() && t + 1 <= given.last();
            int place = t + 1 - given.first();
            table.row()
                    .cell(String.valueOf(t + 1))
                    .cell(given.pool().hours().get(t), 2)
                    .cell(given.prices().get(t), 2)
                    .cell(outcome.plan().injection().get(t), 4)
                    .cell(isOffered ? outcome.box().quantity(Direction.DOWN).get(t) : Double.NaN, 4)
                    .cell(isOffered ? outcome.box().quantity(Direction.UP).get(t) : Double.NaN, 4)
                    .cell(isOffered ? outcome.bound().least().get(place) : Double.NaN, 4)
                    .cell(isOffered ? outcome.bound().most().get(place) : Double.NaN, 4);
        }
        return table;
    }

    private HtmlTable steps() {
        HtmlTable table = new HtmlTable()
                .figures("period")
                .words("direction")
                .figures("MW")
                .figures("cost per MWh");
        for (int t = given.first(); t <= given.last(); t++) {
            for (Direction direction : Direction.values()) {
                for (PriceStep step : outcome.box().steps(t, direction, given.mostSteps())) {
                    table.row()
                            .cell(String.valueOf(step.period()))
                            .cell(direction.name().toLowerCase(Locale.ROOT))
                            .cell(step.quantity(), 4)
                            .cell(step.price(), 2);
                }
            }
        }
        return table;
    }

    private HtmlTable alternatives() {
        HtmlTable table = new HtmlTable().figures("plan");
        for (int t = 1; t <= given.pool().periods(); t++) {
            table.figures(String.valueOf(t));
        }
        table.figures("cost");
        for (int k = 0; k < outcome.alternatives().plans().size(); k++) {
            table.row().cell(String.valueOf(k + 1));
            outcome.alternatives().plans().get(k).above(outcome.plan()).forEach(mw -> table.cell(mw, 4));
            table.cell(outcome.alternatives().extraCost(k), 2);
        }
        return table;
    }

    /** A row for each device: its plan, or by how much a delivery differs from it. */
    private HtmlTable byPeriod(String head, Optional<Delivery> delivery) {
        HtmlTable table = new HtmlTable().words(head).words("model");
        for (int t = 1; t <= given.pool().periods(); t++) {
            table.figures(String.valueOf(t));
        }
        for (String name : outcome.plan().devices().keySet()) {
            String model = given.pool().devices().stream()
                    .filter(device -> device.name().equals(name))
                    .map(PooledDevice::model)
                    .findFirst()
                    .orElseThrow()
                    .label();
            table.row().cell(name).cell(model);
            for (int t = 0; t < given.pool().periods(); t++) {
                double planned = outcome.plan().of(name).get(t);
                int period = t;
                table.cell(
                        delivery.map(done -> done.plan().of(name).get(period) - planned)
                                .orElse(planned),
                        4);
            }
        }
        return table;
    }

    @Override
    public String toString() {
        return "report on " + given.name();
    }
}
