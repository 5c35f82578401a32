package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code opf market clear} and {@code opf market requests}. */
class MarketAuctionCommandTest {

    /** A line that may carry 0.5 MVA to a load of 0.8 MW; it has next to no losses. */
    private static final String NETWORK = """
            function mpc = two
            mpc.version = '2';
            mpc.baseMVA = 1;
            mpc.bus = [ 1 3 0 0 0 0 1 1 0 11 1 1 1; 2 1 0.8 0 0 0 1 1 0 11 1 1.1 LOW ];
            mpc.gen = [ 1 0 0 9 -9 1 1 1 9 -9 ];
            mpc.branch = [ 1 2 0.000001 0.000001 0 0.5 0 0 0 0 1 -360 360 ];
            """;

    private static final String OFFERS = """
            {"objective": "activation",
             "parameters": {"voll": 1000, "spill": 100, "redispatch": 60, "energy": 50, "tie": 0.01},
             "offers": [
              {"id": "a1", "owner": "ann", "bus": 2, "direction": "DOWN", "quantity": 0.2, "price": 40},
              {"id": "b1", "owner": "bob", "bus": 2, "direction": "DOWN", "kind": "P", "quantity": 0.2, "price": 55,
               "minimum": 0}
             ]}
            """;

    private static final String SCHEDULE = """
            scenario,probability,period,bus,demandMw,demandMvar,generationMw,generationMvar
            1,0.75,1,2,0.8,0,0,0
            2,0.25,1,2,0.9,0,0,0
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String network() throws IOException {
        return file("two.m", NETWORK.replace("LOW", "0.9"));
    }

    @ParameterizedTest
    @CsvSource({"pay-as-clear,11.002,5.501", "pay-as-bid,8.0,5.5", "vcg,105.499,99.999"})
    void anAuctionIsClearedAndPaid(String rule, double ann, double bob) throws IOException {
        JsonNode json = run("market", "clear", network(), file("offers.json", OFFERS), "--rule", rule, "--json", "-")
                .json();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "status",
                        "cost",
                        "accepted",
                        "curtailedMw",
                        "spilledMw",
                        "deviationMw",
                        "prices",
                        "payments",
                        "violationsBefore",
                        "violationsAfter");
        assertThat(json.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(json.get("cost").asDouble()).isCloseTo(31.503, within(1e-3));
        assertThat(json.at("/accepted/a1").asDouble()).isCloseTo(0.2, within(1e-5));
        assertThat(json.at("/accepted/b1").asDouble()).isCloseTo(0.1, within(1e-5));
        assertThat(json.get("deviationMw").asDouble()).isCloseTo(0.3, within(1e-5));
        assertThat(json.at("/prices/2/nodal").asDouble()).isCloseTo(165.01, within(1e-2));
        assertThat(json.at("/prices/2/flexibility").asDouble()).isCloseTo(55.01, within(1e-2));
        assertThat(json.at("/payments/ann").asDouble()).isCloseTo(ann, within(1e-2));
        assertThat(json.at("/payments/bob").asDouble()).isCloseTo(bob, within(1e-2));
        assertThat(json.at("/violationsBefore/lines/1").asDouble()).isCloseTo(0.3, within(1e-5));
        assertThat(json.get("violationsAfter").toString()).isEqualTo("{\"lines\":{},\"low\":{},\"high\":{}}");
        assertThat(json.get("curtailedMw").toString()).isEqualTo("{}");
    }

    @Test
    void anAuctionIsToldInWords() throws IOException {
        Run text = run("market", "clear", network(), file("offers.json", OFFERS));
        assertThat(text.err()).isEmpty();
        assertThat(text.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(text.out())
                .contains("auction of 2 offers by activation on two: cost 31.503")
                .contains("before: line 1 by 0.3000")
                .contains("after:  no violation, by an AC power flow")
                .contains("rating at the from end of branch 1 (1-2) 115.01")
                .contains("Payments, pay-as-clear");
        // By another model the figures are the same where there are no losses.
        Run dc = run("market", "clear", network(), file("offers.json", OFFERS), "--model", "dc");
        assertThat(dc.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(dc.out()).contains("cost 31.50");
    }

    @Test
    void everyFaultOfAnAuctionIsToldAtOnce() throws IOException {
        String faulty = OFFERS.replace("\"activation\"", "\"profit\"")
                .replace("\"tie\": 0.01", "\"ties\": 0.01")
                .replace("\"bus\": 2, \"direction\": \"DOWN\", \"quantity\": 0.2, \"price\": 40", "\"bus\": 2.5")
                .replace("\"kind\": \"P\"", "\"kind\": \"R\"");
        Run refused = run("market", "clear", network(), file("faulty.json", faulty));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("the auction: objective is \"profit\"; choose one of activation, welfare")
                .contains("parameters: there is no field 'ties'", "parameters: tie is missing")
                .contains("offer 1: bus is 2.5", "offer 1: direction is missing", "offer 1: quantity is missing")
                .contains("offer 2: kind is \"R\"; choose one of P, Q");
        Run unknown = run(
                "market",
                "clear",
                network(),
                file("unknown.json", OFFERS.replace("\"bus\": 2", "\"bus\": 7").replace("0.2", "0")));
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err())
                .contains("offer 'a1' of 'ann': bus 7: two has no such bus; name a bus by the number")
                .contains("offer 'b1' of 'bob': quantity 0.0 MW");
        assertThat(run("market", "clear", network(), file("no.json", "[1")).exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("market", "clear", network(), file("offers.json", OFFERS), "--rule", "english")
                        .err())
                .contains("there is no payment rule 'english'", "pay-as-clear, pay-as-bid, vcg");
    }

    /** Not even with all demand cut does bus 2 reach 1.02 p.u. */
    @Test
    void anAuctionThatNothingCanClearIsProvedToBeSo() throws IOException {
        String high = file("high.m", NETWORK.replace("LOW", "1.02"));
        Run proved = run("market", "clear", high, file("offers.json", OFFERS), "--json", "-");
        assertThat(proved.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        assertThat(proved.err()).contains("infeasible", "proved");
        JsonNode json = new ObjectMapper().readTree(proved.out());
        assertThat(json.get("status").asText()).isEqualTo("PRIMAL_INFEASIBLE");
        assertThat(json.get("cost").isNull()).isTrue();
        assertThat(json.at("/violationsBefore/low/2").asDouble()).isCloseTo(0.02, within(1e-5));
    }

    @Test
    void requestsAreFound() throws IOException {
        String schedule = file("schedule.csv", SCHEDULE);
        JsonNode json = run("market", "requests", network(), schedule, "--share", "0.8", "--risk", "0.8", "--json", "-")
                .json();
        assertThat(json.fieldNames()).toIterable().containsExactly("violations", "needs", "zones", "risk");
        assertThat(json.at("/violations/1/scenario").asInt()).isEqualTo(2);
        assertThat(json.at("/violations/1/kind").asText()).isEqualTo("line");
        assertThat(json.at("/violations/1/amount").asDouble()).isCloseTo(0.4, within(1e-5));
        assertThat(json.at("/needs/0/bySensitivities").asDouble()).isCloseTo(0.3, within(1e-4));
        assertThat(json.at("/needs/0/byRelaxedOpf").asDouble()).isCloseTo(0.3, within(1e-4));
        assertThat(json.at("/needs/0/downMw").asDouble()).isCloseTo(0.3, within(1e-4));
        assertThat(json.at("/needs/0/upMw").asDouble()).isZero();
        assertThat(json.at("/needs/0/requests/DOWN 2").asDouble()).isCloseTo(0.3, within(1e-4));
        assertThat(json.get("zones")).hasSize(1);
        assertThat(json.at("/zones/0/zoneDown").toString()).isEqualTo("[2]");
        assertThat(json.at("/zones/0/zoneUp").toString()).isEqualTo("[]");
        assertThat(json.at("/risk/0/perScenario")).hasSize(2);
        assertThat(json.at("/risk/0/expected").asDouble()).isCloseTo(0.325, within(1e-4));
        assertThat(json.at("/risk/0/quantile0.8").asDouble()).isCloseTo(0.4, within(1e-4));
        assertThat(json.at("/risk/0/cvar0.8").asDouble()).isCloseTo(0.4, within(1e-4));
        Run text = run("market", "requests", network(), schedule, "--voll", "3000");
        assertThat(text.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(text.out())
                .contains("2 of 2 cells need something", "DOWN 2 0.300", "Zone of line 1 in period 1, DOWN: buses 2")
                .containsPattern("worth up to (2999|3000)\\.\\d\\d per MWh DOWN 2");
    }

    @Test
    void requestsThatNothingHelpsAreNull() throws IOException {
        String exported = SCHEDULE.replace("0.8,0,0,0", "0.1,0,1.8,0");
        Run proved = run("market", "requests", network(), file("s.csv", exported), "--json", "-");
        assertThat(proved.exitCode()).isEqualTo(ExitCode.SOLVED);
        JsonNode json = proved.json();
        assertThat(json.at("/needs/0/bySensitivities").isNull()).isTrue();
        assertThat(json.at("/needs/0/byRelaxedOpf").isNull()).isTrue();
        assertThat(json.at("/needs/0/relaxedOpfStatus").asText()).isEqualTo("primal infeasible");
        assertThat(json.at("/risk/0/perScenario/0").isNull()).isTrue();
        assertThat(json.at("/risk/0").has("expected")).isFalse();
        assertThat(run("market", "requests", network(), file("s.csv", exported)).out())
                .contains("no requests within their bounds help, which is proved");
    }

    @Test
    void everyFaultOfAScheduleIsToldAtOnce() throws IOException {
        Run refused =
                run("market", "requests", network(), file("s.csv", SCHEDULE.replace("1,0.75,1,2", "one,0.75,1,two")));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err())
                .contains("line 2: scenario is 'one', which is no whole number")
                .contains("line 2: bus is 'two'");
        Run contradicting = run(
                "market",
                "requests",
                network(),
                file("s.csv", SCHEDULE.replace("0.25", "0.5").replace("0.9", "-1")));
        assertThat(contradicting.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(contradicting.err())
                .contains("demandMw -1.0: it is a finite power", "probabilities that add up to 1.25");
        assertThat(run("market", "requests", network(), file("s.csv", SCHEDULE.replace("demandMvar", "q")))
                        .err())
                .contains("the column demandMvar is missing; there is no column q");
        String schedule = file("s.csv", SCHEDULE);
        assertThat(run("market", "requests", network(), schedule, "--share", "2")
                        .err())
                .contains("share is 2.0", "a share above 0 and up to 1");
        assertThat(run("market", "requests", network(), schedule, "--reinforcement", "2")
                        .err())
                .contains("only beside --voll");
    }

    /** The files of the reference auctions are what the command reads. */
    @ParameterizedTest
    @WithReferenceCases
    @ValueSource(strings = {"d1_activation33", "d5_minimum33"})
    void aReferenceAuctionIsClearedFromItsFile(String name) throws IOException {
        Path file = ReferenceCases.path("market/auction/" + name + ".json");
        JsonNode expected = new ObjectMapper().readTree(Files.readString(file));
        JsonNode json = run(
                        "market",
                        "clear",
                        ReferenceCases.path("market/networks/congested33.m").toString(),
                        file.toString(),
                        "--rule",
                        "vcg",
                        "--json",
                        "-")
                .json();
        assertThat(json.get("cost").asDouble()).isCloseTo(expected.get("cost").asDouble(), within(1e-4));
        expected.get("vcg")
                .properties()
                .forEach(entry -> assertThat(
                                json.at("/payments/" + entry.getKey()).asDouble())
                        .isCloseTo(entry.getValue().get("payment").asDouble(), within(1e-3)));
    }
}
