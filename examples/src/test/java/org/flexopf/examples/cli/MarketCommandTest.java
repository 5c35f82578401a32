package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.params.provider.ValueSource;

/** {@code opf market replay} and {@code opf market verify}. */
class MarketCommandTest {

    /** On the three-bus case: B sells before A, C waits for 0.1 MW more, and D has no bus. */
    private static final String ORDERS = """
            seq,time,kind,id,owner,bus,direction,quantity,price,period,restriction
            1,10,SUBMIT,A,ann,2,DOWN,0.3,41,t1,
            2,20,SUBMIT,B,bob,2,DOWN,0.2,40,t1,
            3,30,SUBMIT,C,cid,1,UP,0.6,42.5,t1,
            4,40,SUBMIT,D,cid,99,UP,0.6,42.5,t1,
            5,50,SUBMIT,E,dan,1,UP,0.5,42.5,t1,FOK
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void aStreamIsReplayed() throws IOException {
        String orders = file("orders.csv", ORDERS);
        Run text = run("market", "replay", "two-bus", orders, "--check", "none", "--periods", "t1");
        assertThat(text.err()).isEmpty();
        assertThat(text.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(text.out())
                .contains("5 commands, 1 refused; 2 trades of 0.5 MW in all", "UNKNOWN_BUS", "Period t1, open")
                .contains("Surplus of the market 0.95, of it 0 from trades with the operator");
        JsonNode json = run(
                        "market",
                        "replay",
                        "two-bus",
                        orders,
                        "--check",
                        "none",
                        "--periods",
                        "t1",
                        "--operator",
                        "ann",
                        "--json",
                        "-")
                .json();
        assertThat(json.at("/trades/0").toString())
                .isEqualTo("{\"seq\":3,\"time\":30,\"period\":\"t1\",\"up\":\"C\",\"down\":\"B\",\"busUp\":1,"
                        + "\"busDown\":2,\"quantityW\":200000,\"priceUp\":425000,\"priceDown\":400000}");
        assertThat(json.at("/refusals").toString()).isEqualTo("[{\"seq\":4,\"reason\":\"UNKNOWN_BUS\"}]");
        assertThat(json.at("/removals").toString())
                .isEqualTo("[{\"seq\":5,\"id\":\"E\",\"quantityW\":500000,\"reason\":\"FOK\",\"attainableW\":0}]");
        assertThat(json.at("/book").toString())
                .isEqualTo("{\"t1\":{\"up\":[{\"id\":\"C\",\"quantityW\":100000}],\"down\":[]}}");
        // 0.2 at 40 and 0.3 at 41; the buyer pays 42.5 for both: 8 + 12.3 against 21.25.
        assertThat(json.at("/accounts").toString())
                .isEqualTo("{\"ann\":{\"statementCents\":-1230,\"tradedW\":300000},"
                        + "\"bob\":{\"statementCents\":-800,\"tradedW\":200000},"
                        + "\"cid\":{\"statementCents\":2125,\"tradedW\":500000}}");
        assertThat(json.get("surplus").asText()).isEqualTo("0.95");
        assertThat(json.get("surplusWithOperator").asText()).isEqualTo("0.45");
        assertThat(json.get("welfare").asText()).isEqualTo("0.95");
        assertThat(json.at("/latencyMicros/max").asDouble())
                .isGreaterThanOrEqualTo(json.at("/latencyMicros/p50").asDouble())
                .isPositive();
    }

    @Test
    void aJournalIsWrittenVerifiedAndNeverWrittenOver() throws IOException {
        String orders = file("orders.csv", ORDERS);
        String journal = folder.resolve("market.journal").toString();
        String[] replay = {
            "market",
            "replay",
            "two-bus",
            orders,
            "--check",
            "ac",
            "--periods",
            "t1",
            "--lot",
            "1000",
            "--journal",
            journal
        };
        assertThat(run(replay).exitCode()).isEqualTo(ExitCode.SOLVED);
        Run verified = run("market", "verify", journal);
        assertThat(verified.err()).isEmpty();
        assertThat(verified.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(verified.out()).contains("5 commands", "check ac on", "confirmed: every outcome");
        assertThat(run("market", "verify", journal, "--json", "-")
                        .json()
                        .get("confirmed")
                        .asBoolean())
                .isTrue();
        Run again = run(replay);
        assertThat(again.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(again.err()).contains("there already");
        byte[] bytes = Files.readAllBytes(Path.of(journal));
        bytes[bytes.length / 2] ^= 1;
        Files.write(Path.of(journal), bytes);
        Run damaged = run("market", "verify", journal);
        assertThat(damaged.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(damaged.err()).startsWith("opf: ").contains("is damaged").hasLineCount(1);
        assertThat(run("market", "verify", folder.resolve("none").toString()).err())
                .contains("there is no journal");
    }

    @Test
    void badInputIsToldAllAtOnce() throws IOException {
        String orders = file("orders.csv", "seq,time,kind,colour\n1,1,SUBMIT,red\n3,1,SUBMIT,red\n4,1\n");
        Run run = run("market", "replay", "two-bus", orders, "--periods", "t1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .contains("no column colour", "line 3: seq is 3, but this is command 2", "2 values under 4");
        assertThat(run("market", "replay", "two-bus", file("o.csv", ORDERS), "--periods", "t1,t1", "--lot", "0")
                        .err())
                .contains("lot of 0 W", "stands there twice");
        assertThat(run("market", "replay", "two-bus", file("o.csv", ORDERS), "--periods", "t1", "--check", "x")
                        .err())
                .contains("choose one of none, dc, ac, sensitivity");
        assertThat(run("market").err()).contains("Missing required subcommand");
        assertThat(run("market", "replay", "--help").out().replaceAll("\\s+", " "))
                .contains("--periods=A,B", "none, dc, ac, sensitivity", "CASE ORDERS");
    }

    @ParameterizedTest
    @WithReferenceCases
    @ValueSource(strings = {"d02_restrictions", "d05_conditional_dc", "d11_quarter_hours_dc", "d14_zone_ac"})
    void aReferenceStreamGivesTheReferenceTrades(String stream) throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(ReferenceCases.path("market/streams/" + stream + ".expected.json")
                        .toFile());
        String network = expected.get("network").asText() + ".m";
        Path own = ReferenceCases.path("market/networks").resolve(network);
        List<String> periods = new ArrayList<>();
        expected.get("periods").forEach(period -> periods.add(period.asText()));
        JsonNode json = run(
                        "market",
                        "replay",
                        (Files.exists(own) ? own : ReferenceCases.path("radial/" + network)).toString(),
                        ReferenceCases.path("market/streams/" + stream + ".csv").toString(),
                        "--check",
                        expected.get("check").asText(),
                        "--lot",
                        expected.get("lotW").asText(),
                        "--minutes",
                        expected.get("minutes").asText(),
                        "--periods",
                        String.join(",", periods),
                        "--operator",
                        "dso",
                        "--json",
                        "-")
                .json();
        assertThat(json.get("trades")).hasSameSizeAs(expected.get("trades"));
        for (int k = 0; k < expected.get("trades").size(); k++) {
            JsonNode trade = expected.get("trades").get(k);
            assertThat(json.get("trades").get(k).get("quantityW")).isEqualTo(trade.get("quantity"));
            for (String field : List.of("seq", "time", "period", "up", "down", "busUp", "busDown", "priceUp")) {
                assertThat(json.get("trades").get(k).get(field)).isEqualTo(trade.get(field));
            }
        }
        assertThat(json.get("refusals")).isEqualTo(expected.get("refusals"));
        assertThat(json.get("rejections")).hasSameSizeAs(expected.get("rejections"));
        assertThat(json.get("marketStatementCents")).isEqualTo(expected.get("marketStatementCents"));
        for (JsonNode account : expected.get("accounts")) {
            JsonNode found = json.get("accounts").get(account.get("owner").asText());
            assertThat(found.get("statementCents")).isEqualTo(account.get("statementCents"));
            assertThat(found.get("tradedW").asLong())
                    .isEqualTo(
                            account.get("upW").asLong() + account.get("downW").asLong());
        }
    }
}
