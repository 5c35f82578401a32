package org.flexopf.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.flexopf.report.ChartFrame.Range;
import org.flexopf.report.MarketChart.PlacePrice;

/** Draws prices by place: for each side the range, and the mean by quantity. */
final class PlacePricesDrawing {

    private static final double HEIGHT = 200.0;
    /** The places with most trade are shown. */
    private static final int MOST_PLACES = 40;

    private static final double TURNED_FROM = 14;

    private final String id;
    private final String title;
    private final String what;
    private final List<PlacePrice> prices;
    private final List<String> places;
    private final long allPlaces;

    PlacePricesDrawing(String id, String title, String what, List<PlacePrice> prices) {
        this.id = id;
        this.title = title;
        this.what = what;
        List<String> all = prices.stream().map(PlacePrice::place).distinct().toList();
        allPlaces = all.size();
        List<String> largest = all.stream()
                .sorted((one, other) -> Double.compare(mw(prices, other), mw(prices, one)))
                .limit(MOST_PLACES)
                .toList();
        places = all.stream().filter(largest::contains).toList();
        this.prices =
                prices.stream().filter(price -> places.contains(price.place())).toList();
    }

    private static double mw(List<PlacePrice> prices, String place) {
        return prices.stream()
                .filter(price -> price.place().equals(place))
                .mapToDouble(PlacePrice::mw)
                .sum();
    }

    void draw(Markup markup) {
        double[] drawn = prices.stream()
                .flatMapToDouble(price -> DoubleStream.of(price.lowest(), price.mean(), price.highest()))
                .toArray();
        Range range = ChartFrame.prices(drawn);
        String subtitle = "lowest, mean and highest price by " + what
                + (allPlaces > places.size() ? "; the " + places.size() + " of " + allPlaces + " with most trade" : "")
                + range.beyond(drawn);
        Svg svg = ChartFrame.open(
                markup,
                id,
                title,
                subtitle,
                ChartFrame.TOP + HEIGHT + 50.0,
                "load that rises pays",
                "load that falls gets");
        ValueAxis axis = ValueAxis.covering(range.low(), range.high(), ChartFrame.TOP, HEIGHT);
        axis.openPanel(svg);
        axis.drawTicks(svg, ChartFrame.LEFT, ChartFrame.RIGHT, ChartFrame.LABEL);
        for (int k = 0; k < prices.size(); k++) {
            drawPrice(svg, axis, range, prices.get(k), id + "-price-" + (k + 1));
        }
        markup.close().line();
        boolean turned = places.size() >= TURNED_FROM;
        for (int k = 0; k < places.size(); k++) {
            double x = x(places.get(k));
            double size = turned ? 9.0 : ChartFrame.LABEL;
            svg.text(
                    x,
                    axis.bottom() + (turned && k % 2 == 1 ? 27.0 : 16.0),
                    size,
                    "middle",
                    Svg.FAINT_INK,
                    places.get(k));
        }
        svg.text(18.0, ChartFrame.TOP - 8.0, ChartFrame.LABEL, "start", Svg.FAINT_INK, "currency per MWh");
        svg.text(ChartFrame.RIGHT, axis.bottom() + 42.0, ChartFrame.LABEL, "end", Svg.FAINT_INK, what);
        ChartFrame.close(svg);
    }

    private double step() {
        return (ChartFrame.RIGHT - ChartFrame.LEFT) / places.size();
    }

    private double x(String place) {
        return ChartFrame.LEFT + (places.indexOf(place) + 0.5) * step();
    }

    private void drawPrice(Svg svg, ValueAxis axis, Range range, PlacePrice price, String priceId) {
        String colour = price.rises() ? ChartFrame.UP : ChartFrame.DOWN;
        double x = x(price.place()) + (price.rises() ? -1.0 : 1.0) * Math.min(7.0, 0.18 * step());
        Markup markup = svg.markup();
        markup.open("g", "id", priceId)
                .element(
                        "title",
                        what + " " + price.place() + ", load that "
                                + (price.rises() ? "rises pays " : "falls gets ") + Numbers.fixed(price.lowest(), 2)
                                + " to " + Numbers.fixed(price.highest(), 2) + ", in the mean "
                                + Numbers.fixed(price.mean(), 2) + " per MWh, for " + ChartFrame.mw(price.mw()));
        svg.line(x, axis.y(range.within(price.lowest())), x, axis.y(range.within(price.highest())), colour, 2.0);
        markup.empty("circle", "cx", x, "cy", axis.y(range.within(price.mean())), "r", 4.0, "fill", colour);
        markup.close().line();
    }
}
