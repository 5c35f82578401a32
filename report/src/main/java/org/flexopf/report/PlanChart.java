package org.flexopf.report;

import java.util.Objects;
import org.flexopf.report.result.PlanDocument;

/**
 * A plan over time as SVG: what supplies the demand, stacked; the lowest and the highest price at any bus; and what
 * storages hold at the end of each period. Periods are as wide as they are long. What is charged hangs below the axis.
 *
 * <pre>{@code
 * String svg = PlanChart.of(PlanDocument.of(result, "socp", true)).svg();
 * }</pre>
 *
 * <p>Immutable; the same input gives the same bytes.
 */
public final class PlanChart {

    private final PlanDocument plan;

    private PlanChart(PlanDocument plan) {
        this.plan = plan;
    }

    /**
     * The chart of a plan.
     *
     * @throws IllegalArgumentException if there is no solution
     */
    public static PlanChart of(PlanDocument plan) {
        Objects.requireNonNull(plan, "plan");
        if (!plan.isSolved()) {
            throw new IllegalArgumentException(
                    "there is nothing to draw of " + plan.caseName() + ": it ended as " + plan.status());
        }
        return new PlanChart(plan);
    }

    /** The picture as an SVG document. */
    public String svg() {
        Markup markup = new Markup().preamble("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        draw(markup);
        return markup.toString();
    }

    /** Draws it into a document that has begun. */
    void draw(Markup markup) {
        new PlanDrawing(plan).draw(markup);
    }

    @Override
    public String toString() {
        return "chart of " + plan;
    }
}
