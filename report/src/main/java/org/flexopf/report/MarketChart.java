package org.flexopf.report;

import java.util.List;
import java.util.Objects;

/**
 * A picture of a market as SVG: the depth of a book, trades over time, or prices by place. Everything drawn has an id
 * that begins with that of the chart, and nothing has a style of its own, so that pages with a strict content policy
 * can hold it. Immutable; the same input gives the same bytes.
 *
 * <pre>{@code
 * String svg = MarketChart.depth("book-t1", "Book of t1", up, down).svg();
 * }</pre>
 */
public final class MarketChart extends ReportChart {

    /**
     * What rests in a book at one price.
     *
     * @param price currency per MWh
     * @param mw the open rests together, MW
     * @param words what is told when it is pointed at
     */
    public record Level(double price, double mw, String words) {

        /** Figures are finite, words are required. */
        public Level {
            requireFinite(price, mw);
            Objects.requireNonNull(words, "words");
        }
    }

    /**
     * A trade.
     *
     * @param seconds when, from any zero
     * @param pays what the owner of the load that rises pays, currency per MWh
     * @param gets what the owner of the load that falls gets, currency per MWh
     * @param mw the quantity, MW
     * @param words what is told when it is pointed at
     */
    public record Trade(double seconds, double pays, double gets, double mw, String words) {

        /** Figures are finite, words are required. */
        public Trade {
            requireFinite(seconds, pays, gets, mw);
            Objects.requireNonNull(words, "words");
        }
    }

    /**
     * The prices of what was traded at one place in one direction.
     *
     * @param place a zone, or a bus
     * @param rises whether loads rise there and pay; else they fall, and get the price
     * @param lowest currency per MWh
     * @param mean by quantity, currency per MWh
     * @param highest currency per MWh
     * @param mw what was traded, MW
     */
    public record PlacePrice(String place, boolean rises, double lowest, double mean, double highest, double mw) {

        /** Figures are finite, the place is required. */
        public PlacePrice {
            Objects.requireNonNull(place, "place");
            requireFinite(lowest, mean, highest, mw);
        }
    }

    /** Draws a chart into a document that has begun. */
    @FunctionalInterface
    interface Drawing {
        void draw(Markup markup);
    }

    private final String title;
    private final Drawing drawing;

    private MarketChart(String id, String title, Drawing drawing) {
        if (!id.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("the id '" + id
                    + "' of a picture: write a letter, and then letters, digits, hyphens and underscores");
        }
        this.title = Objects.requireNonNull(title, "title");
        this.drawing = drawing;
    }

    private static void requireFinite(double... figures) {
        for (double figure : figures) {
            if (!Double.isFinite(figure)) {
                throw new IllegalArgumentException("a figure of " + figure + " cannot be drawn; leave it out");
            }
        }
    }

    /**
     * The depth of a book: at each price what load would rise for it, and what would fall.
     *
     * @param id with which all ids of the picture begin
     * @throws IllegalArgumentException if the book is empty
     */
    public static MarketChart depth(String id, String title, List<Level> up, List<Level> down) {
        if (up.isEmpty() && down.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw of " + title + ": the book is empty");
        }
        DepthDrawing drawing = new DepthDrawing(id, title, List.copyOf(up), List.copyOf(down));
        return new MarketChart(id, title, drawing::draw);
    }

    /**
     * Trades over time: between what one side pays and the other gets, and how much.
     *
     * @param id with which all ids of the picture begin
     * @throws IllegalArgumentException if there is no trade
     */
    public static MarketChart trades(String id, String title, List<Trade> trades) {
        if (trades.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw of " + title + ": there are no trades");
        }
        TradesDrawing drawing = new TradesDrawing(id, title, List.copyOf(trades));
        return new MarketChart(id, title, drawing::draw);
    }

    /**
     * Prices by place: what loads that rise pay there, and what loads that fall get.
     *
     * @param id with which all ids of the picture begin
     * @param what what a place is, such as {@code zone}
     * @throws IllegalArgumentException if there are none
     */
    public static MarketChart prices(String id, String title, String what, List<PlacePrice> prices) {
        if (prices.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw of " + title + ": there are no prices");
        }
        PlacePricesDrawing drawing = new PlacePricesDrawing(id, title, what, List.copyOf(prices));
        return new MarketChart(id, title, drawing::draw);
    }

    @Override
    void draw(Markup markup) {
        drawing.draw(markup);
    }

    @Override
    public String toString() {
        return "chart: " + title;
    }
}
