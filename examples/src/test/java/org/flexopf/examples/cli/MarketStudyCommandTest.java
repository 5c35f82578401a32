package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Auctions of several periods, {@code opf market compare} and {@code simulate}, and figures of a replay. */
class MarketStudyCommandTest {

    /** A line that may carry 0.5 MVA to a load of 0.8 MW; it has next to no losses. */
    private static final String NETWORK = """
            function mpc = two
            mpc.version = '2';
            mpc.baseMVA = 1;
            mpc.bus = [ 1 3 0 0 0 0 1 1 0 11 1 1 1; 2 1 0.8 0 0 0 1 1 0 11 1 1.1 0.9 ];
            mpc.gen = [ 1 0 0 9 -9 1 1 1 9 -9 ];
            mpc.branch = [ 1 2 0 0.000001 0 0.5 0 0 0 0 1 -360 360 ];
            """;

    /** Ann's block is cheap; bob's is late by then; cid's two halves go together, and dan's either way. */
    private static final String OFFERS = """
            {"objective": "activation", "time": 100,
             "parameters": {"voll": 1000, "spill": 100, "redispatch": 60, "energy": 50, "tie": 0.01},
             "periods": [{"name": "noon", "hours": 2, "demandTimes": 0.5},
                         {"name": "evening"},
                         {"name": "late", "buses": {"2": {"demandMw": 0.6}}}],
             "offers": [
              {"id": "a1", "owner": "ann", "bus": 2, "direction": "DOWN", "quantity": [0, 0.4, 0.2], "price": 40},
              {"id": "b1", "owner": "bob", "bus": 2, "direction": "DOWN", "quantity": 0.3, "price": 10, "period": 2,
               "validUntil": 50},
              {"id": "c1", "owner": "cid", "bus": 2, "direction": "DOWN", "quantity": 0.2, "price": 5, "period": 2,
               "minimum": 0.2},
              {"id": "c2", "owner": "cid", "bus": 2, "direction": "UP", "quantity": 0.2, "price": 10, "period": 1},
              {"id": "d1", "owner": "dan", "bus": 2, "direction": "DOWN", "quantity": 0.1, "price": 20, "period": 3},
              {"id": "d2", "owner": "dan", "bus": 2, "direction": "DOWN", "quantity": 0.1, "price": 20, "period": 2}],
             "links": [{"type": "loop", "offers": ["c1", "c2"]},
                       {"type": "exclusive", "offers": ["d1", "d2"], "rule": "one_of"}]}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    /**
     * Cid's loop would need 0.6 MW at noon, where 0.5 MW is what the line carries, and is all or nothing. Late asks for
     * 0.1 MW and the evening for 0.3: dan takes late or the evening; ann alone does both in one ratio of 0.75. With d1
     * ann still needs 0.75 for the evening; with d2 it needs 0.5, which late is just enough.
     */
    @Test
    void anAuctionOfSeveralPeriodsIsCleared() throws IOException {
        String network = file("two.m", NETWORK);
        JsonNode json = run("market", "clear", network, file("offers.json", OFFERS), "--model", "dc", "--json", "-")
                .json();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("status", "cost", "accepted", "periods", "payments", "offers", "figures");
        assertThat(json.at("/accepted/a1").asDouble()).isCloseTo(0.2, within(1e-5));
        assertThat(json.at("/accepted/d2").asDouble()).isCloseTo(0.1, within(1e-5));
        for (String none : List.of("b1", "c1", "c2", "d1")) {
            assertThat(json.at("/accepted/" + none).asDouble()).as(none).isZero();
        }
        // 0.2 and 0.1 MW of ann, 0.1 MW of dan, and 0.4 MWh of deviation.
        assertThat(json.get("cost").asDouble()).isCloseTo(0.3 * 40.01 + 0.1 * 20.01 + 0.4 * 60.0, within(1e-3));
        assertThat(json.at("/offers/a1/quantity/2").asDouble()).isCloseTo(0.1, within(1e-5));
        assertThat(json.at("/offers/b1/valid").asBoolean()).isFalse();
        assertThat(json.at("/offers/a1/valid").asBoolean()).isTrue();
        assertThat(json.get("periods")).hasSize(3);
        assertThat(json.at("/periods/0/hours").asDouble()).isEqualTo(2.0);
        assertThat(json.at("/periods/1/violationsBefore/lines/1").asDouble()).isCloseTo(0.3, within(1e-4));
        assertThat(json.at("/periods/2/violationsBefore/lines/1").asDouble()).isCloseTo(0.1, within(1e-4));
        assertThat(json.at("/periods/1/violationsAfter/lines")).isEmpty();
        assertThat(json.at("/periods/2/lines/1/afterMva").asDouble()).isCloseTo(0.5, within(1e-4));
        assertThat(json.at("/periods/2/buses/2/afterPu").asDouble()).isCloseTo(1.0, within(1e-4));
        Run text = run("market", "clear", network, file("offers.json", OFFERS), "--model", "dc");
        assertThat(text.out())
                .contains("in 3 periods", "Period evening, 1.0000 hours", "not valid", "0.0000 / 0.2000 / 0.1000")
                .contains("Limits that were exceeded in period late:");
    }

    /** Where there are next to no losses all models say the same, over one period and over several. */
    @ParameterizedTest
    @MethodSource
    void anyInstalledFormulationClearsIt(String model) throws IOException {
        String network = file("two.m", NETWORK);
        JsonNode several = run(
                        "market",
                        "clear",
                        network,
                        file("offers.json", OFFERS),
                        "--model",
                        model,
                        "--rule",
                        "vcg",
                        "--json",
                        "-")
                .json();
        assertThat(several.get("cost").asDouble()).isCloseTo(0.3 * 40.01 + 0.1 * 20.01 + 0.4 * 60.0, within(1e-3));
        assertThat(several.at("/accepted/d2").asDouble()).isCloseTo(0.1, within(1e-4));
        // Without ann: dan's 0.1 MW and 0.2 MW cut in the evening, and 0.1 MW cut late.
        double without = 0.1 * 20.01 + 0.3 * 1000.0 + 0.4 * 60.0;
        assertThat(several.at("/payments/ann").asDouble())
                .isCloseTo(without - (several.get("cost").asDouble() - 0.3 * 40.0), within(1e-2));
    }

    static List<String> anyInstalledFormulationClearsIt() {
        return Formulations.installed().stream().map(FormulationType::name).toList();
    }

    @Test
    void everyFaultOfPeriodsAndLinksIsToldAtOnce() throws IOException {
        String faulty = OFFERS.replace("\"time\": 100,", "\"time\": 0.5,")
                .replace("\"hours\": 2", "\"hour\": 2")
                .replace("\"demandMw\": 0.6", "\"demandMw\": -0.6")
                .replace("\"period\": 3", "\"period\": 4")
                .replace("\"price\": 10, \"period\": 1", "\"price\": 10")
                .replace("[\"d1\", \"d2\"]", "[\"d1\", \"x9\"]")
                .replace("\"loop\"", "\"ring\"");
        Run refused = run("market", "clear", file("two.m", NETWORK), file("faulty.json", faulty));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err())
                .contains("the auction: time is 0.5, but it is whole milliseconds")
                .contains("period 1: there is no field 'hour'; the fields are buses, demandTimes")
                .contains("period 3, bus 2: demandMw is -0.6; give what is below zero as its opposite")
                .contains("offer 5: period is 4, and there are 3; give 1 to 3")
                .contains("offer 4: period is missing, and there are 3")
                .contains("link 1: type is \"ring\"; choose one of exclusive, loop, parent")
                .contains("link 2: there is no offer 'x9'");
        Run others = run(
                "market",
                "clear",
                file("two.m", NETWORK),
                file(
                        "others.json",
                        OFFERS.replace("[\"c1\", \"c2\"]", "[\"c1\", \"a1\"]")
                                .replace("[\"d1\", \"d2\"]", "[\"d1\", \"c2\"]")
                                .replace("\"time\": 100,", "")));
        assertThat(others.err())
                .contains("link 2: the offers belong to cid, dan")
                .contains("offer 'b1' of 'bob': a validity: nobody has said when")
                .contains("offer 'a1' of 'ann': a link with 'c1': it belongs to 'cid'");
    }

    private static final String ORDERS = """
            time,kind,id,owner,bus,direction,quantity,price,period
            1,SUBMIT,A,ann,2,DOWN,0.3,41,t1
            2,SUBMIT,B,bob,2,DOWN,0.2,40,t1
            3,SUBMIT,C,cid,1,UP,0.3,50,t1
            4,SUBMIT,D,dso,1,UP,0.2,40.5,t1
            """;

    /** C takes B and a part of A; the auction would give D the rest of B: no, D crosses nothing but B. */
    @Test
    void figuresOfAReplayAreWritten() throws IOException {
        String orders = file("orders.csv", ORDERS);
        String kpi = folder.resolve("kpi.csv").toString();
        Run replay = run(
                "market",
                "replay",
                "two-bus",
                orders,
                "--check",
                "none",
                "--periods",
                "t1,t2",
                "--operator",
                "dso",
                "--kpi",
                kpi,
                "--annuity",
                "1000");
        assertThat(replay.err()).isEmpty();
        List<String> lines = Files.readAllLines(Path.of(kpi));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo("transactions,volumeMw,submittedMw,fillRatio,welfare,surplus,surplusWithOperator,"
                        + "procurementCost,periodsUsed,periods,utilisationPerYear,concentration,"
                        + "savingAgainstReinforcement,p50Micros,p99Micros,p999Micros,maxMicros");
        // 0.2 x 10 + 0.1 x 9
        assertThat(lines.get(1)).startsWith("2,0.3,1,0.600000,2.9,2.9,0,0,1,2,4380.000000,");
        assertThat(run("market", "replay", "two-bus", orders, "--periods", "t1", "--annuity", "5")
                        .err())
                .contains("--annuity 5.0 goes into the figures of --kpi");
    }

    @Test
    void aContinuousMarketIsHeldAgainstAnAuction() throws IOException {
        String orders = file("orders.csv", ORDERS);
        String csv = folder.resolve("runs.csv").toString();
        String[] call = {
            "market",
            "compare",
            "two-bus",
            orders,
            "--check",
            "none",
            "--periods",
            "t1",
            "--runs",
            "7",
            "--seed",
            "3",
            "--csv",
            csv,
            "--json",
            "-"
        };
        JsonNode json = run(call).json();
        // C with B in full and 0.1 of A, 2.9; D with B would be 0.1 and leave C with A, 2.7 + 0.1.
        assertThat(json.get("auctionWelfare").asDouble()).isCloseTo(2.9, within(1e-5));
        assertThat(json.get("runs")).hasSize(8);
        assertThat(json.at("/runs/0/welfare").asText()).isEqualTo("2.9");
        assertThat(json.at("/gap/least").asDouble()).isCloseTo(0.0, within(1e-5));
        assertThat(json.at("/gap/largest").asDouble()).isBetween(0.0, 0.1);
        String rows = Files.readString(Path.of(csv));
        assertThat(rows.lines()).hasSize(9);
        assertThat(rows).startsWith("run,gap,transactions,volumeMw");
        run(
                "market",
                "compare",
                "two-bus",
                orders,
                "--check",
                "none",
                "--periods",
                "t1",
                "--runs",
                "7",
                "--seed",
                "3",
                "--csv",
                csv,
                "--threads",
                "1");
        assertThat(Files.readString(Path.of(csv))).isEqualTo(rows);
        Run text = run("market", "compare", "two-bus", orders, "--check", "none", "--periods", "t1", "--progress");
        assertThat(text.out()).contains("An auction of these bids is worth 2.9", "as given", "at random 20");
        assertThat(text.err()).contains("21 of 21 done");
        assertThat(run("market", "compare", "two-bus", orders, "--check", "ac", "--periods", "t1")
                        .err())
                .contains("no market with the check 'ac'");
        assertThat(run("market", "compare", "two-bus", orders, "--periods", "t1", "--threads", "0")
                        .err())
                .contains("--threads 0");
    }

    @Test
    @WithReferenceCases
    void aReferenceStreamIsHeldAgainstItsAuction() throws IOException {
        JsonNode json = run(
                        "market",
                        "compare",
                        ReferenceCases.path("market/networks/feeder33.m").toString(),
                        ReferenceCases.path("market/streams/d12_plain_dc.csv").toString(),
                        "--lot",
                        "1000",
                        "--periods",
                        "t1",
                        "--runs",
                        "3",
                        "--json",
                        "-")
                .json();
        assertThat(json.get("auctionWelfare").asDouble()).isCloseTo(52.32194, within(1e-4));
        assertThat(json.at("/runs/0/welfare").asText()).isEqualTo("40.00385");
    }

    @Test
    void strategicProvidersAreSimulated() throws IOException {
        String csv = folder.resolve("runs.csv").toString();
        String[] call = {
            "market",
            "simulate",
            "--buses",
            "8",
            "--providers",
            "2,3",
            "--dg",
            "0,2",
            "--runs",
            "2",
            "--seed",
            "11",
            "--strategy",
            "mark-up",
            "--csv",
            csv
        };
        Run text = run(call);
        assertThat(text.err()).isEmpty();
        assertThat(text.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(text.out()).contains("lies pay in %", "vcg", "pay-as-clear", "pay-as-bid", "Means per run");
        String rows = Files.readString(Path.of(csv));
        assertThat(rows.lines()).hasSize(1 + 4 * 2 * 3);
        assertThat(rows)
                .startsWith(
                        "run,seed,buses,providers,dgShare,rule,strategy,provider,acceptedMw,curtailedMw,cost,outlay,"
                                + "truthfulProfit,markup,capacity,profit,gain,outlayIncrease,costIncrease\r\n"
                                + "1,11,8,2,0.0,");
        for (String threads : List.of("1", "8")) {
            String[] again = Arrays.copyOf(call, call.length + 2);
            again[call.length] = "--threads";
            again[call.length + 1] = threads;
            assertThat(run(again).exitCode()).isEqualTo(ExitCode.SOLVED);
            assertThat(Files.readString(Path.of(csv))).isEqualTo(rows);
        }
        JsonNode json = run(
                        "market",
                        "simulate",
                        "--buses",
                        "8",
                        "--providers",
                        "2",
                        "--runs",
                        "2",
                        "--rules",
                        "vcg",
                        "--json",
                        "-")
                .json();
        assertThat(json).hasSize(1);
        assertThat(json.at("/0/rule").asText()).isEqualTo("vcg");
        assertThat(json.at("/0/shareOfLies").asDouble()).isZero();
        Run refused = run("market", "simulate", "--buses", "2", "--providers", "0,-1");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("a feeder of 2 buses: give 4 or more", "0 providers", "-1 providers");
        assertThat(run("market", "simulate", "--rules", "english").err())
                .contains("there is no payment rule 'english'");
    }
}
