package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices have the unit of what was minimised, and verdicts name that. */
class ObjectiveUnitsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "cost, currency/h, currency per MWh, currency/MWh, DLMP /MWh",
        "losses, MW, MW per MW, MW/MW, price MW/MW",
        "voltage, p.u.^2, p.u.^2 per MW, p.u.^2/MW, price p.u.^2/MW",
        "congestion, MVA, MVA per MW, MVA/MW, price MVA/MW"
    })
    void everyFormNamesThem(String objective, String unit, String price, String column, String head)
            throws IOException {
        Path page = folder.resolve("page.html");
        Path csv = folder.resolve("result.csv");
        Path picture = folder.resolve("picture.svg");
        String[] line = {
            "solve",
            "ieee33-dg",
            "--objective",
            objective,
            "--html",
            page.toString(),
            "--csv",
            csv.toString(),
            "--svg",
            picture.toString(),
            "--colour",
            "price"
        };
        assertThat(run(line).out()).contains(head);
        JsonNode json = run("solve", "ieee33-dg", "--objective", objective, "--json", "-")
                .json();
        assertThat(json.get("objectiveUnit").asText()).isEqualTo(unit);
        assertThat(json.get("prices").get("unitP").asText()).isEqualTo(price);
        assertThat(json.get("prices").get("unitQ").asText()).isEqualTo(price.replace("per MW", "per Mvar"));
        assertThat(Files.readString(csv)).contains("lmpP [" + column + "]", "lmpPComponents.energy [" + column + "]");
        assertThat(Files.readString(picture)).contains("active price, " + price);
        String html = Files.readString(page);
        if (!objective.equals("cost")) {
            // Costs stay what they are; nothing that is a price may be one.
            assertThat(html).contains("price " + price).doesNotContain("price per MWh", "currency per MWh");
            assertThat(html.replace("marginal cost per MWh", "")).doesNotContain("per MWh");
        }
    }

    /** The price of losses is what losses rise by: solved again with a little more and a little less demand. */
    @Test
    void thePriceOfLossesIsASlopeOfLosses() throws IOException {
        JsonNode json = run("solve", "ieee33-dg", "--objective", "losses", "--confirm-price", "18", "--json", "-")
                .json();
        JsonNode active = json.get("priceConfirmations").get(0);
        double price = active.get("price").asDouble();
        assertThat(active.get("confirmed").asBoolean()).isTrue();
        assertThat(price).isBetween(-0.5, 0.5);
        assertThat(active.get("slopeForMore").asDouble()).isCloseTo(price, within(1e-2));
        assertThat(json.get("objective").asDouble())
                .isCloseTo(json.get("lossesMw").asDouble(), within(1e-6));
        // Sensitivities know what supply costs, not what losses are worth: nothing is held against them.
        assertThat(json.get("prices").get("agreement").asText())
                .startsWith("not compared with the AC power flow: the objective 'losses'");
    }

    /** Voltages that are pulled up by losses that no line has: not exact, and not a word of cost. */
    @Test
    void whatIsALowerBoundIsNamed() throws IOException {
        Path page = folder.resolve("page.html");
        String text = run("solve", "ieee33-dg", "--objective", "voltage", "--html", page.toString())
                .out();
        assertThat(text)
                .contains("NOT exact", "the value of the objective 'voltage' is a lower bound only")
                .doesNotContain("the cost is a lower bound");
        assertThat(Files.readString(page))
                .contains("<span class=\"status bad\">the AC network breaks limits at this dispatch</span>")
                .doesNotContain("status good");
    }

    @ParameterizedTest
    @CsvSource({
        "socp, optimal, good",
        "socp-augmented, 'AC-feasible, not proved optimal', good",
        "dc, optimal in the model, good"
    })
    void theBadgeSaysWhatIsTrue(String model, String word, String kind) throws IOException {
        Path page = folder.resolve("page.html");
        run("solve", "ieee33-dg", "--model", model, "--html", page.toString());
        assertThat(Files.readString(page)).contains("<span class=\"status " + kind + "\">" + word + "</span>");
    }

    @Test
    void paymentsSayWhetherTheRelaxationBehindThemIsExact() throws IOException {
        assertThat(run("price", "ieee33-dg", "--rule", "pay-as-bid").out())
                .containsPattern("exactness +exact: a global AC optimum");
        JsonNode json =
                run("price", "ieee33-dg", "--rule", "pay-as-bid", "--json", "-").json();
        assertThat(json.get("exactness").get("exact").asBoolean()).isTrue();
        assertThat(json.get("exactness").get("phantomLossMw").asDouble()).isBetween(0.0, 1e-4);
        JsonNode dc = run("price", "ieee33-dg", "--rule", "pay-as-bid", "--model", "dc", "--json", "-")
                .json();
        assertThat(dc.get("exactness").isNull()).isTrue();
    }
}
