package org.flexopf.report;

import java.util.Arrays;
import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;

/**
 * The pictures of a report, and the conflict that they mark. What is not known (point, prices, solution, conflict) is
 * {@code null}.
 */
record HtmlPictures(
        Network network, OperatingPoint point, NodalPrices prices, OpfSolution solution, Conflict conflict) {

    /** The conflict of an infeasible case, in words. */
    void drawConflict(Markup html) {
        if (conflict == null) {
            return;
        }
        html.open("section", "id", "conflict", "class", "note")
                .line()
                .element("h2", "Why there is no solution")
                .line();
        html.element("p", conflict.explanation()).line();
        if (!conflict.members().isEmpty()) {
            HtmlTable table =
                    new HtmlTable().words("limit").words("of").figures("value").words("unit");
            conflict.members()
                    .forEach(member -> table.row()
                            .cell(member.kind().label())
                            .cell(member.label())
                            .cell(member.bound(), 6)
                            .cell(member.kind().unit().symbol()));
            table.draw(html, "conflicts", "Cannot be met together");
        }
        html.close().line();
    }

    /** The network and its prices. */
    void draw(Markup html) {
        FeederPicture picture = point == null
                ? FeederPicture.of(network)
                : FeederPicture.of(solution == null ? network : solution.operatedNetwork(), point);
        picture = prices == null ? picture : picture.withPrices(prices);
        picture = conflict == null ? picture : picture.withConflict(conflict);
        html.open("section", "id", "pictures").line().element("h2", "Pictures").line();
        FeederPicture feeder = picture;
        boolean coloured = false;
        for (BusColour colour : List.of(BusColour.PRICE, BusColour.VOLTAGE)) {
            if (feeder.isKnown(colour)) {
                coloured = true;
                figure(html, () -> feeder.colouredBy(colour).draw(html));
            }
        }
        if (!coloured) {
            figure(html, () -> feeder.draw(html));
        }
        if (prices != null) {
            figure(html, () -> PriceProfile.of(network, prices).draw(html));
            if (Arrays.stream(prices.reactive()).anyMatch(price -> Math.abs(price) >= ReportTables.SHOWN_PRICE)) {
                figure(
                        html,
                        () -> PriceProfile.of(network, prices)
                                .of(Power.REACTIVE)
                                .draw(html));
            }
        }
        html.close().line();
    }

    private static void figure(Markup html, Runnable picture) {
        html.open("div", "class", "picture").line();
        picture.run();
        html.close().line();
    }
}
