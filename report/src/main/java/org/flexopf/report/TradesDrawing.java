package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.flexopf.report.ChartFrame.Across;
import org.flexopf.report.ChartFrame.Range;
import org.flexopf.report.MarketChart.Trade;

/** Draws trades over time: above their prices, from what one side gets to what the other pays; below how much. */
final class TradesDrawing {

    private static final double PRICES = 170.0;
    private static final double QUANTITIES = 80.0;
    private static final double BETWEEN = 30.0;
    /** More trades are drawn by spans of time. */
    private static final int MOST_ALONE = 240;

    private static final int SPANS = 120;

    /** A unit of time by its seconds. */
    private record TimeUnit(String name, double seconds) {}

    private static final List<TimeUnit> UNITS = List.of(
            new TimeUnit("s", 1.0),
            new TimeUnit("min", 60.0),
            new TimeUnit("h", 3_600.0),
            new TimeUnit("days", 86_400.0));

    /** What is drawn as one: a trade, or all of a span of time. */
    private record Mark(double seconds, double gets, double pays, double mw, String words) {}

    private final String id;
    private final String title;
    private final List<Trade> trades;
    private final double begin;
    private final double length;
    private final TimeUnit unit;

    TradesDrawing(String id, String title, List<Trade> trades) {
        this.id = id;
        this.title = title;
        this.trades = trades;
        begin = trades.stream().mapToDouble(Trade::seconds).min().orElseThrow();
        length = trades.stream().mapToDouble(Trade::seconds).max().orElseThrow() - begin;
        TimeUnit fitting = UNITS.get(0);
        for (TimeUnit candidate : UNITS) {
            // At least a few of a unit, so that ticks are numbers that people count in.
            fitting = length >= 3.0 * candidate.seconds() ? candidate : fitting;
        }
        unit = fitting;
    }

    private boolean isBySpans() {
        return trades.size() > MOST_ALONE;
    }

    private List<Mark> marks() {
        if (!isBySpans()) {
            return trades.stream()
                    .map(trade -> new Mark(trade.seconds(), trade.gets(), trade.pays(), trade.mw(), trade.words()))
                    .toList();
        }
        List<List<Trade>> spans = new ArrayList<>();
        for (int k = 0; k < SPANS; k++) {
            spans.add(new ArrayList<>());
        }
        for (Trade trade : trades) {
            double share = length > 0.0 ? (trade.seconds() - begin) / length : 0.0;
            spans.get(Math.min(SPANS - 1, (int) (share * SPANS))).add(trade);
        }
        List<Mark> marks = new ArrayList<>();
        for (int k = 0; k < SPANS; k++) {
            List<Trade> span = spans.get(k);
            if (!span.isEmpty()) {
                double mw = span.stream().mapToDouble(Trade::mw).sum();
                double gets = span.stream()
                                .mapToDouble(trade -> trade.gets() * trade.mw())
                                .sum()
                        / mw;
                double pays = span.stream()
                                .mapToDouble(trade -> trade.pays() * trade.mw())
                                .sum()
                        / mw;
                marks.add(new Mark(
                        begin + (k + 0.5) / SPANS * length,
                        gets,
                        pays,
                        mw,
                        Numbers.count(span.size(), "trade", "trades") + ", " + ChartFrame.mw(mw) + ", means "
                                + Numbers.fixed(gets, 2) + " and " + Numbers.fixed(pays, 2) + " per MWh"));
            }
        }
        return marks;
    }

    void draw(Markup markup) {
        List<Mark> marks = marks();
        double height = ChartFrame.TOP + PRICES + BETWEEN + QUANTITIES + 44.0;
        double[] drawn = marks.stream()
                .flatMapToDouble(mark -> DoubleStream.of(mark.gets(), mark.pays()))
                .toArray();
        Range range = ChartFrame.prices(drawn);
        String subtitle = Numbers.count(trades.size(), "trade", "trades") + ", "
                + ChartFrame.mw(trades.stream().mapToDouble(Trade::mw).sum())
                + (isBySpans() ? "; means of " + SPANS + " spans of time" : "")
                + range.beyond(drawn);
        Svg svg = ChartFrame.open(markup, id, title, subtitle, height, "load that rises pays", "load that falls gets");
        Across time = Across.covering(new Range(0.0, length / unit.seconds()));
        ValueAxis prices = ValueAxis.covering(range.low(), range.high(), ChartFrame.TOP, PRICES);
        prices.openPanel(svg);
        prices.drawTicks(svg, ChartFrame.LEFT, ChartFrame.RIGHT, ChartFrame.LABEL);
        for (int k = 0; k < marks.size(); k++) {
            drawPrices(svg, prices, range, time, marks.get(k), id + "-price-" + (k + 1));
        }
        markup.close().line();
        svg.text(18.0, ChartFrame.TOP - 8.0, ChartFrame.LABEL, "start", Svg.FAINT_INK, "currency per MWh");
        ValueAxis quantities = ValueAxis.covering(
                0.0, marks.stream().mapToDouble(Mark::mw).max().orElse(0.0), prices.bottom() + BETWEEN, QUANTITIES);
        quantities.openPanel(svg);
        quantities.drawTicks(svg, ChartFrame.LEFT, ChartFrame.RIGHT, ChartFrame.LABEL);
        for (int k = 0; k < marks.size(); k++) {
            Mark mark = marks.get(k);
            double x = x(time, mark);
            markup.open(
                            "line",
                            "id",
                            id + "-quantity-" + (k + 1),
                            "x1",
                            x,
                            "y1",
                            quantities.y(0.0),
                            "x2",
                            x,
                            "y2",
                            quantities.y(mark.mw()),
                            "stroke",
                            Svg.FAINT_INK,
                            "stroke-width",
                            3.0)
                    .element("title", mark.words())
                    .close()
                    .line();
        }
        time.draw(svg, quantities.bottom(), unit.name() + " since the first trade");
        markup.close().line();
        svg.text(18.0, prices.bottom() + BETWEEN - 8.0, ChartFrame.LABEL, "start", Svg.FAINT_INK, "MW");
        ChartFrame.close(svg);
    }

    private double x(Across time, Mark mark) {
        return time.x((mark.seconds() - begin) / unit.seconds());
    }

    private void drawPrices(Svg svg, ValueAxis axis, Range range, Across time, Mark mark, String markId) {
        double x = x(time, mark);
        double gets = axis.y(range.within(mark.gets()));
        double pays = axis.y(range.within(mark.pays()));
        Markup markup = svg.markup();
        markup.open("g", "id", markId).element("title", mark.words());
        svg.line(x, gets, x, pays, Svg.RULE, 2.0);
        markup.empty("circle", "cx", x, "cy", pays, "r", 2.6, "fill", ChartFrame.UP);
        markup.empty("circle", "cx", x, "cy", gets, "r", 2.6, "fill", ChartFrame.DOWN);
        markup.close().line();
    }
}
