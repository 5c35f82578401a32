package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code opf price} as it is called from a terminal or a program. */
class PriceCommandTest {

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vcg", "pay-as-clear", "pay-as-bid", "uniform", "core-selecting"})
    void jsonHasTheDocumentedShapeAndAddsUp(String rule) throws IOException {
        Run run = run("price", "ieee33-dg", "--rule", rule, "--curtailment-price", "3000", "--json", "-");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOLVED);
        JsonNode json = run.json();
        assertThat(fields(json))
                .containsExactly(
                        "case", "rule", "cost", "participants", "operator", "caveats", "notes", "exactness", "prices");
        assertThat(json.get("rule").asText()).isEqualTo(rule);
        assertThat(json.get("participants")).isNotEmpty();
        assertThat(json.get("prices").get("unitP").asText()).isEqualTo("currency per MWh");
        assertThat(json.get("prices").get("formulation").asText()).isEqualTo("socp");
        double outlay = 0.0;
        for (JsonNode participant : json.get("participants")) {
            assertThat(fields(participant))
                    .containsExactly("id", "buses", "quantity", "cost", "payment", "profit", "pivotal");
            outlay += participant.get("payment").asDouble();
            assertThat(participant.get("profit").asDouble())
                    .isCloseTo(
                            participant.get("payment").asDouble()
                                    - participant.get("cost").asDouble(),
                            within(1e-9));
        }
        assertThat(fields(json.get("operator"))).containsExactly("outlay", "surplus");
        assertThat(json.get("operator").get("outlay").asDouble()).isCloseTo(outlay, within(1e-9));
    }

    @Test
    @WithReferenceCases
    void pivotalParticipantsHaveNoPaymentWithoutACurtailmentPrice() throws IOException {
        String feeder = ReferenceCases.path("radial/radial33_dg.m").toString();
        JsonNode json = run("price", feeder, "--rule", "vcg", "--json", "-").json();
        assertThat(json.get("participants").findValuesAsText("pivotal"))
                .containsExactly("true", "false", "false", "true");
        assertThat(json.get("participants").get(0).get("payment").isNull()).isTrue();
        assertThat(json.get("participants").get(1).get("payment").asDouble()).isCloseTo(20.074665, within(1e-4));
        assertThat(json.get("operator").get("outlay").isNull()).isTrue();
        assertThat(run("price", feeder, "--rule", "vcg").out())
                .contains("pivotal: the network cannot do without", "not known, since a payment is missing");
    }

    @Test
    void offersComeFromCsvAndFromJson() throws IOException {
        String csv = file(
                "offers.csv",
                "participant,bus,pMax,price,pMin\n# two sites\nagg,18,0.3,35,\nagg,25,0.2,38,\nbuyer,22,0,60,-0.4\n");
        String json = file("offers.json", """
                [{"participant": "agg", "bus": 18, "pMax": 0.3, "price": 35},
                 {"participant": "agg", "bus": 25, "pMax": 0.2, "price": 38},
                 {"participant": "buyer", "bus": 22, "pMin": -0.4, "pMax": 0, "price": 60}]
                """);
        Run fromCsv = run("price", "ieee33", "--rule", "pay-as-clear", "--offers", csv, "--json", "-");
        assertThat(fromCsv.exitCode()).as(fromCsv.err()).isEqualTo(ExitCode.SOLVED);
        assertThat(run("price", "ieee33", "--rule", "pay-as-clear", "--offers", json, "--json", "-")
                        .out())
                .isEqualTo(fromCsv.out());
        JsonNode participants = fromCsv.json().get("participants");
        assertThat(participants.findValuesAsText("id")).containsExactly("agg", "buyer");
        assertThat(participants.get(0).get("buses").toString()).isEqualTo("[18,25]");
        assertThat(participants.get(0).get("quantity").asDouble()).isCloseTo(0.5, within(1e-6));
        // A buyer pays: less than it values what it draws.
        assertThat(participants.get(1).get("quantity").asDouble()).isCloseTo(-0.4, within(1e-6));
        assertThat(participants.get(1).get("payment").asDouble()).isBetween(-24.0, -16.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'participant,bus,pMax\na,2,1'|'price' is missing",
                "'participant,bus,pMax,price\na,2,lots,50'|pMax is 'lots'",
                "'participant,bus,pMax,price\na,2,NaN,50'|pMax is 'NaN'",
                "'participant,bus,pMax,price\na,2.5,1,50'|bus is 2.5",
                "'participant,bus,pMax,price\na,99,1,50'|99",
                "'participant,bus,pMax,price,colour\na,2,1,50,red'|no field 'colour'",
                "'participant,bus,pMax,price,quadratic\na,2,1,50,-1'|concave",
                "'participant,bus,pMax,price,pMin\na,2,1,50,3'|3",
                "'participant,bus,pMax,price\na,2,1'|3 values under 4 column names",
                "'participant,bus,pMax,price'|no offers",
                "''|no offers"
            })
    void aFaultyOfferIsNamed(String content, String told) throws IOException {
        Run run = run("price", "ieee33", "--rule", "vcg", "--offers", file("offers.csv", content));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(told).doesNotContain("unexpected");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "[3]", "[]", "[{\"participant\": \"a\"}]"})
    void faultyJsonIsNamed(String content) throws IOException {
        Run run = run("price", "ieee33", "--rule", "vcg", "--offers", file("offers.json", content));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("offers").doesNotContain("unexpected");
    }

    @Test
    void wrongUsageIsNamed() {
        assertThat(run("price", "ieee33", "--rule", "generous").err())
                .contains("generous", "vcg, pay-as-clear, pay-as-bid, uniform, core-selecting");
        assertThat(run("price", "ieee33", "--rule", "vcg", "--offers", "nowhere.csv")
                        .err())
                .contains("nowhere.csv");
        assertThat(run("price", "ieee33-dg", "--rule", "vcg", "--curtailment-price", "-1")
                        .exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    /** A market place without fixed demand: 25 MW at 20 for two buyers who value 25 MW each at 30. */
    @Test
    void rationedBuyersBidEachOtherUp() throws IOException {
        String place = """
                mpc.version = '2';
                mpc.baseMVA = 100;
                mpc.bus = [
                  1 3 0 0 0 0 1 1 0 110 1 1.1 0.9;
                  2 1 0 0 0 0 1 1 0 110 1 1.1 0.9;
                ];
                mpc.gen = [ 1 0 0 100 -100 1 100 1 1000 0 ];
                mpc.branch = [ 1 2 0 0.0001 0 0 0 0 0 0 1 -360 360 ];
                mpc.gencost = [ 2 0 0 2 1000 0 ];
                """;
        String offers = """
                participant,bus,pMin,pMax,price
                seller,2,0,25,20
                buyer one,2,-25,0,30
                buyer two,2,-25,0,30
                """;
        JsonNode participants = run(
                        "price",
                        file("place.m", place),
                        "--rule",
                        "uniform",
                        "--offers",
                        file("offers.csv", offers),
                        "--json",
                        "-")
                .json()
                .get("participants");
        assertThat(participants.get(0).get("payment").asDouble()).isCloseTo(750.0, within(1e-4));
        assertThat(participants.get(0).get("profit").asDouble()).isCloseTo(250.0, within(1e-4));
        for (int buyer : new int[] {1, 2}) {
            double quantity = participants.get(buyer).get("quantity").asDouble();
            assertThat(participants.get(buyer).get("payment").asDouble()).isCloseTo(30.0 * quantity, within(1e-9));
        }
    }
}
