package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.PlanJson.assertSeries;
import static org.flexopf.examples.cli.PlanJson.list;
import static org.flexopf.examples.cli.PlanJson.overTime;
import static org.flexopf.examples.cli.PlanJson.reference;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Bids, participants and convex-hull prices of {@code opf plan}. */
class PlanBidsTest {

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Document parse(String name) throws Exception {
        String text = Files.readString(folder.resolve(name)).replaceFirst("^<!DOCTYPE html>\n", "");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    /** Figures of bids, participants and convex-hull prices are those of the reference. */
    @Test
    void bidsAreClearedAndSettled() throws Exception {
        Path html = folder.resolve("auction.html");
        Run run = run("plan", reference("e_auction3/case.json").toString(), "--json", "-", "--html", html.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOLVED);
        JsonNode plan = run.json();
        JsonNode expected = new ObjectMapper()
                .readTree(reference("e_auction3/expected.json").toFile())
                .get("dc");
        assertThat(plan.get("objective").asDouble())
                .isCloseTo(expected.get("objective").asDouble(), within(1e-4));
        assertThat(plan.get("lpRelaxation").asDouble())
                .isCloseTo(expected.get("lp_relaxation_objective").asDouble(), within(1e-4));
        assertSeries(
                "prices",
                overTime(plan, "buses", "id", "1", "lmpP"),
                expected.get("price_per_mwh").get("1"),
                1e-3);
        assertThat(plan.get("bids")).hasSize(expected.get("bids").size());
        for (JsonNode bid : plan.get("bids")) {
            JsonNode theirs = expected.get("bids").get(bid.get("id").asText());
            if (bid.has("acceptance")) {
                assertThat(bid.get("acceptance").asDouble())
                        .as(bid.get("id").asText())
                        .isCloseTo(theirs.get("ratio").asDouble(), within(1e-5));
            } else {
                assertSeries("profile", list(bid.get("x")), theirs.get("quantity_mw"), 1e-5);
            }
        }
        JsonNode settled = expected.get("settlement_at_fixed_integer_prices");
        assertThat(plan.get("participants")).hasSize(settled.size());
        for (JsonNode participant : plan.get("participants")) {
            JsonNode theirs = settled.get(participant.get("id").asText());
            for (String[] figure : new String[][] {
                {"revenue", "revenue"},
                {"cost", "cost"},
                {"profit", "profit"},
                {"lostOpportunity", "lost_opportunity"},
                {"makeWhole", "make_whole"}
            }) {
                assertThat(participant.get(figure[0]).asDouble())
                        .as(participant.get("id").asText() + ", " + figure[0])
                        .isCloseTo(theirs.get(figure[1]).asDouble(), within(1e-3));
            }
        }
        assertThat(plan.get("settlement").get("paradoxicallyAccepted").get(0).asText())
                .isEqualTo("F");
        JsonNode hull = plan.get("convexHull");
        assertThat(hull.get("exact").asBoolean()).isTrue();
        assertThat(hull.get("totalLostOpportunity").asDouble())
                .isLessThan(plan.get("settlement").get("totalLostOpportunity").asDouble() - 1.0);
        assertThat(hull.get("periods")).hasSize(4);
        assertThat(parse("auction.html").getDocumentElement().getTextContent())
                .contains("X1+X2", "make-whole payment", "Convex-hull prices", "bids to sell");
        String text = run("plan", reference("e_auction3/case.json").toString(), "--hull", "relaxation")
                .out();
        assertThat(text)
                .contains("accepted though they lose: F", "rejected though they would gain: X1+X2")
                .contains("approximated by the relaxation")
                .contains("lost opportunity");
        assertThat(run("plan", "feeder-day", "--hull", "round").err()).contains("give exact, relaxation or none");
    }

    /** A bid to sell at 30 and one to buy at 50 are matched for welfare, and left alone where nothing is needed. */
    @Test
    void activationLeavesAloneWhatIsNotNeeded() throws IOException {
        String auction = file("zero.json", """
                {"h": [2.0],
                 "generators": [{"name": "g", "bus": 1, "p_max_mw": 100, "cost": {"c1": 90}}],
                 "bids": [
                   {"id": "sell", "bus": 1, "kind": "step", "quantity_mw": [5], "price_per_mwh": 30},
                   {"id": "buy", "bus": 1, "kind": "step", "quantity_mw": [-4], "price_per_mwh": 50}]}
                """);
        JsonNode welfare = run("plan", auction, "--model", "dc", "--json", "-").json();
        JsonNode activation = run("plan", auction, "--model", "dc", "--activation", "--json", "-")
                .json();
        assertThat(welfare.get("objective").asDouble()).isCloseTo(-160.0, within(1e-4));
        assertThat(welfare.get("bids").get(0).get("acceptance").asDouble()).isCloseTo(0.8, within(1e-5));
        assertThat(activation.get("objective").asDouble()).isCloseTo(0.0, within(1e-4));
        assertThat(activation.get("bids").get(0).get("acceptance").asDouble()).isCloseTo(0.0, within(1e-5));
    }
}
