package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.casefile.JsonCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code opf solve --json} says of its prices, in every model, on radial and on meshed networks. */
class PriceProvenanceTest {

    @TempDir
    private Path folder;

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "ieee33-dg,socp,true,true",
        "ieee33-dg,socp-augmented,true,true",
        "ieee33-dg,lindistflow,true,false",
        "ieee33-dg,dc,false,false",
        "ieee33-dg,dc-ptdf,false,false",
        "ieee33-dg,lopf-sensitivity,true,true",
        "pjm5,socp,true,false",
        "pjm5,dc,false,false",
        "pjm5,dc-ptdf,false,false"
    })
    void partsAddUpAndPricesTellWhoseTheyAre(String network, String model, boolean reactive, boolean exact)
            throws IOException {
        JsonNode json = run("solve", network, "--model", model, "--json", "-").json();
        double beyondEnergy = 0.0;
        for (JsonNode bus : json.get("buses")) {
            for (String price : List.of("lmpP", "lmpQ")) {
                JsonNode parts = bus.get(price + "Components");
                assertThat(fields(parts)).containsExactly("energy", "losses", "congestion", "voltage", "other");
                boolean priced = reactive || price.equals("lmpP");
                assertThat(bus.get(price).isNull()).isEqualTo(!priced);
                double sum = 0.0;
                for (JsonNode part : parts) {
                    assertThat(part.isNull()).isEqualTo(!priced);
                    sum += part.asDouble();
                }
                assertThat(sum).isCloseTo(bus.get(price).asDouble(), within(1e-4 + 1e-5 * Math.abs(sum)));
            }
            beyondEnergy = Math.max(
                    beyondEnergy,
                    Math.abs(bus.get("lmpP").asDouble()
                            - bus.get("lmpPComponents").get("energy").asDouble()));
        }
        boolean lossless = model.startsWith("dc") || model.equals("lindistflow");
        assertThat(beyondEnergy)
                .as("something beside energy where there is something")
                .isGreaterThan(network.equals("ieee33-dg") && lossless ? -1.0 : 0.1);

        JsonNode prices = json.get("prices");
        assertThat(fields(prices))
                .containsExactly(
                        "unitP",
                        "unitQ",
                        "sign",
                        "periodHours",
                        "formulation",
                        "solver",
                        "exact",
                        "agreement",
                        "caveats");
        assertThat(prices.get("unitP").asText()).isEqualTo("currency per MWh");
        assertThat(prices.get("unitQ").asText()).isEqualTo("currency per Mvarh");
        assertThat(prices.get("sign").asText()).isEqualTo("positive where more demand at the bus raises the cost");
        assertThat(prices.get("periodHours").asDouble()).isEqualTo(1.0);
        assertThat(prices.get("formulation").asText()).isEqualTo(model);
        assertThat(prices.get("solver").asText())
                .isEqualTo(json.get("solver").get("name").asText());
        assertThat(prices.get("exact").asBoolean())
                .as(prices.get("agreement").asText())
                .isEqualTo(exact);
        assertThat(prices.get("caveats").isEmpty()).isEqualTo(exact);
    }

    /**
     * Two programs that have nothing in common but the network: a relaxation by its duals, and a sequence of programs
     * on the sensitivities of the AC power flow.
     */
    @Test
    void theSensitivityModelAndTheExactRelaxationHaveTheSamePricesAndParts() throws IOException {
        JsonNode relaxation = run("solve", "ieee33-dg", "--json", "-").json().get("buses");
        JsonNode sensitivities = run("solve", "ieee33-dg", "--model", "lopf-sensitivity", "--json", "-")
                .json()
                .get("buses");
        for (int i = 0; i < relaxation.size(); i++) {
            for (String price : List.of("lmpP", "lmpQ")) {
                assertThat(sensitivities.get(i).get(price).asDouble())
                        .as("%s of bus %s", price, i + 1)
                        .isCloseTo(relaxation.get(i).get(price).asDouble(), within(0.01));
                for (String part : fields(relaxation.get(i).get(price + "Components"))) {
                    assertThat(sensitivities
                                    .get(i)
                                    .get(price + "Components")
                                    .get(part)
                                    .asDouble())
                            .as("%s in %s of bus %s", part, price, i + 1)
                            .isCloseTo(
                                    relaxation
                                            .get(i)
                                            .get(price + "Components")
                                            .get(part)
                                            .asDouble(),
                                    within(0.02));
                }
            }
        }
    }

    @Test
    void whatTheSensitivityModelCannotFixHasNoPrices() throws IOException {
        // The voltage of the feeder of Baran and Wu falls below 0.95, and it has no generator that could help.
        Path feeder = folder.resolve("feeder.json");
        JsonCase.of(Cases.load("ieee33").toBuilder()
                        .mapBuses(bus -> bus.isReference() ? bus : bus.withVoltageLimits(0.95, 1.05))
                        .build())
                .write(feeder);
        JsonNode json = run("solve", feeder.toString(), "--model", "lopf-sensitivity", "--json", "-")
                .json();
        assertThat(json.get("status").asText()).isEqualTo("NOT_FIXED");
        assertThat(fields(json.get("buses").get(0)))
                .containsExactly("id", "vm", "va", "lmpP", "lmpQ", "lmpPComponents", "lmpQComponents");
        assertThat(json.get("buses").get(17).get("lmpP").isNull()).isTrue();
        assertThat(json.get("prices").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"socp,2", "dc,1", "lindistflow,2"})
    void solvingAgainConfirmsThePricesOfABus(String model, int powers) throws IOException {
        Run run = run("solve", "ieee33-dg", "--model", model, "--confirm-price", "18", "--json", "-");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOLVED);
        JsonNode confirmations = run.json().get("priceConfirmations");
        assertThat(confirmations).hasSize(powers);
        for (JsonNode confirmation : confirmations) {
            assertThat(fields(confirmation))
                    .containsExactly("bus", "power", "price", "step", "slopeForLess", "slopeForMore", "confirmed");
            assertThat(confirmation.get("confirmed").asBoolean())
                    .as(confirmation.toString())
                    .isTrue();
            assertThat(confirmation.get("slopeForMore").asDouble())
                    .isCloseTo(confirmation.get("price").asDouble(), within(0.1));
        }
        assertThat(run("solve", "ieee33-dg", "--model", model, "--confirm-price", "18")
                        .out())
                .contains("confirmed", "solved again with");
    }

    @Test
    void aPriceThatCannotBeConfirmedIsRefused() {
        assertThat(run("solve", "ieee33", "--confirm-price", "99").err()).contains("--confirm-price", "99");
        assertThat(run("solve", "ieee33", "--confirm-price", "99").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("solve", "ieee33", "--confirm-price", "here").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("solve", "ieee33-dg", "--model", "lopf-sensitivity", "--confirm-price", "18")
                        .exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
