package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.report.Documents.named;
import static org.flexopf.report.Documents.number;
import static org.flexopf.report.Documents.parse;
import static org.flexopf.report.Documents.withId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.report.MarketChart.Level;
import org.flexopf.report.MarketChart.PlacePrice;
import org.flexopf.report.MarketChart.Trade;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** Charts of a market, and the page that holds them: what is drawn where, ids, and nothing that a policy forbids. */
class ReportPageTest {

    private static final String HOSTILE = "</title><script>alert('x')</script> style=\"x\" \u0001";

    /** Words of a table break only where one alone is wider than its column may be. */
    @Test
    void wordsOfTablesStayWhole() {
        String page = ReportPage.of("Words").html();
        assertThat(page).containsPattern("\\.word \\{[^}]*max-width: 200px;\\s*overflow-wrap: break-word; }");
        assertThat(page).doesNotContainPattern("\\.word \\{[^}]*anywhere");
    }

    private static MarketChart depth() {
        return MarketChart.depth(
                "book-1",
                "Book of t1",
                List.of(new Level(30.0, 0.5, "second"), new Level(40.0, 0.25, "first")),
                List.of(
                        new Level(50.0, 1.0, HOSTILE),
                        new Level(9999.9999, 2.0, "extreme"),
                        new Level(52.0, 1.0, "b")));
    }

    private static MarketChart trades(int count) {
        List<Trade> trades = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            trades.add(new Trade(60.0 * k, 50.0 + k % 3, 40.0, 0.1 * (1 + k % 2), "trade " + k));
        }
        return MarketChart.trades("trades", "Trades", trades);
    }

    private static MarketChart prices() {
        return MarketChart.prices(
                "prices",
                "Prices by zone",
                "zone",
                List.of(
                        new PlacePrice("1", true, 40.0, 45.0, 50.0, 2.0),
                        new PlacePrice("1", false, 30.0, 30.0, 30.0, 1.0),
                        new PlacePrice("2", false, 35.0, 36.0, 37.0, 1.0)));
    }

    private static Network network() {
        return Network.builder("two", 1.0)
                .bus(Bus.reference(1, 1.0).withBaseKv(11.0))
                .bus(Bus.of(7).withBaseKv(11.0))
                .branch(Branch.line(3, 1, 7, 0.01, 0.01))
                .generator(Generator.of(1, 1, -1.0, 1.0, -1.0, 1.0, CostCurve.linear(1.0)))
                .build();
    }

    private static ReportPage report() {
        return ReportPage.of("a day")
                .withLead("12 commands")
                .withStatus("open", true)
                .withFact("trades", HOSTILE)
                .withCharts("charts", "Charts", List.of(depth(), trades(5), prices()))
                .withFeeder("before", "Before", FeederPicture.of(network()).identifiedBy("before"))
                .withFeeder("after", "After", FeederPicture.of(network()).identifiedBy("after"))
                .withSentences("refusals", "Refused", List.of("one"))
                .withSentences("nothing", "Nothing", List.of())
                .withTable(ReportTable.of("list", "List")
                        .withWords("owner")
                        .withFigures("MW")
                        .withRows(List.of(List.of(HOSTILE, "0.5"))));
    }

    /** A value on an axis, from where something stands in its panel. */
    private static double value(Element panel, double y) {
        double share = (number(panel, "data-bottom") - y) / (number(panel, "data-bottom") - number(panel, "data-top"));
        return number(panel, "data-low") + share * (number(panel, "data-high") - number(panel, "data-low"));
    }

    private static Element panelOf(Element drawn) {
        Element at = drawn;
        while (!at.getAttribute("class").equals("panel")) {
            at = (Element) at.getParentNode();
        }
        return at;
    }

    @Test
    void aBookIsStairsFromTheBestPriceOn() {
        Element svg = parse(depth().svg());
        // UP from 40 down: 0.25 MW, then 0.75; DOWN from 50 up: 1 MW, then 2, then the extreme at the edge, 4.
        double[] up = {0.25, 0.75};
        double[] down = {1.0, 2.0, 4.0};
        double lastX = Double.POSITIVE_INFINITY;
        for (int k = 0; k < up.length; k++) {
            Element mark = withId(svg, "book-1-up-" + (k + 1));
            assertThat(value(panelOf(mark), number(mark, "cy"))).isCloseTo(up[k], within(0.01));
            assertThat(number(mark, "cx")).isLessThan(lastX);
            lastX = number(mark, "cx");
        }
        lastX = 0.0;
        for (int k = 0; k < down.length; k++) {
            Element mark = withId(svg, "book-1-down-" + (k + 1));
            assertThat(value(panelOf(mark), number(mark, "cy"))).isCloseTo(down[k], within(0.02));
            assertThat(number(mark, "cx")).isGreaterThan(lastX);
            lastX = number(mark, "cx");
        }
        assertThat(withId(svg, "book-1-up-1").getTextContent()).isEqualTo("first");
        assertThat(lastX).isLessThanOrEqualTo(610.0);
        assertThat(svg.getTextContent()).contains("beyond the edges, to 9999.9999");
    }

    @Test
    void tradesStandAtTheirTimesAndPrices() {
        Element svg = parse(trades(5).svg());
        for (int k = 0; k < 5; k++) {
            Element prices = withId(svg, "trades-price-" + (k + 1));
            List<Element> dots = named(prices, "circle");
            assertThat(value(panelOf(prices), number(dots.get(0), "cy"))).isCloseTo(50.0 + k % 3, within(0.05));
            assertThat(value(panelOf(prices), number(dots.get(1), "cy"))).isCloseTo(40.0, within(0.05));
            Element bar = withId(svg, "trades-quantity-" + (k + 1));
            assertThat(value(panelOf(bar), number(bar, "y2"))).isCloseTo(0.1 * (1 + k % 2), within(0.002));
            assertThat(number(bar, "x1")).isCloseTo(number(dots.get(0), "cx"), within(0.01));
        }
        double first = number(withId(svg, "trades-quantity-1"), "x1");
        double second = number(withId(svg, "trades-quantity-2"), "x1");
        double third = number(withId(svg, "trades-quantity-3"), "x1");
        assertThat(third - second).isPositive().isCloseTo(second - first, within(0.02));
        assertThat(svg.getTextContent()).contains("5 trades, 0.700 MW", "min since the first trade");
    }

    /** Many trades are drawn by spans of time, and none of their quantity is lost. */
    @Test
    void manyTradesAreDrawnBySpansOfTime() {
        Element svg = parse(trades(1000).svg());
        double mw = 0.0;
        int marks = 0;
        for (Element line : named(svg, "line")) {
            if (line.getAttribute("id").startsWith("trades-quantity-")) {
                mw += value(panelOf(line), number(line, "y2"));
                marks++;
            }
        }
        assertThat(marks).isEqualTo(120);
        assertThat(mw).isCloseTo(150.0, within(1.0));
        assertThat(svg.getTextContent()).contains("1000 trades", "means of 120 spans");
    }

    @Test
    void pricesStandByPlaceAndSide() {
        Element svg = parse(prices().svg());
        double[] means = {45.0, 30.0, 36.0};
        for (int k = 0; k < means.length; k++) {
            Element price = withId(svg, "prices-price-" + (k + 1));
            assertThat(value(panelOf(price), number(named(price, "circle").get(0), "cy")))
                    .isCloseTo(means[k], within(0.1));
        }
        assertThat(named(withId(svg, "prices-price-1"), "title").get(0).getTextContent())
                .isEqualTo("zone 1, load that rises pays 40.00 to 50.00, in the mean 45.00 per MWh, for 2.000 MW");
    }

    /** No styles of single elements, no scripts, no handlers, no addresses; ids of their own. */
    @Test
    void aStrictPolicyLetsItThrough() {
        String html = report().html();
        List<String> ids = new ArrayList<>();
        for (Element element : named(parse(html), "*")) {
            assertThat(element.getLocalName()).isNotIn("script", "iframe", "object", "link", "image", "a");
            for (int k = 0; k < element.getAttributes().getLength(); k++) {
                Attr attribute = (Attr) element.getAttributes().item(k);
                assertThat(attribute.getName()).isNotIn("style", "href", "src").doesNotStartWith("on");
                if (attribute.getName().equals("id")) {
                    ids.add(attribute.getValue());
                }
            }
        }
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids)
                .contains("before-bus-7", "after-bus-7", "before-branch-3", "book-1-up-area", "trades", "refusals")
                .doesNotContain("nothing");
        for (MarketChart chart : List.of(depth(), trades(500), prices())) {
            assertThat(named(parse(chart.svg()), "style")).isEmpty();
        }
        assertThat(html).contains("&lt;script&gt;");
    }

    @Test
    void theSameInputGivesTheSameBytesWhereverItIs() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String here = report().html();
        try {
            Locale.setDefault(Locale.GERMANY);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(report().html()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThatThrownBy(() -> MarketChart.depth("b", "Book", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the book is empty");
        assertThatThrownBy(() -> MarketChart.trades("b c", "T", List.of(new Trade(0, 1, 1, 1, ""))))
                .hasMessageContaining("'b c'");
        assertThatThrownBy(() -> new Level(Double.NaN, 1.0, "")).hasMessageContaining("NaN");
        assertThatThrownBy(() -> ReportTable.of("a", "A").withWords("w").withRows(List.of(List.of("1", "2"))))
                .hasMessageContaining("2 texts under 1 columns");
        assertThatThrownBy(() -> FeederPicture.of(network()).identifiedBy("1")).hasMessageContaining("'1'");
        // One price, one trade, at one time.
        assertThat(parse(trades(1).svg())).isNotNull();
        assertThat(parse(MarketChart.depth("b", "B", List.of(new Level(5.0, 0.0, "")), List.of())
                        .svg()))
                .isNotNull();
    }
}
