package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.flexopf.scenario.StudyJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code opf scenarios} as people and scripts meet it. */
class ScenariosCommandTest {

    private static final String[] STUDY = {
        "scenarios", "ieee33-dg", "--draw", "loads", "--count", "400", "--seed", "7", "--keep", "cost,voltageMin"
    };

    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    private record Call(int code, String out, String err) {}

    @Test
    void aStudyThatIsKilledTenTimesAtRandomEndsWithTheSameBytes() throws IOException, InterruptedException {
        Call whole = call(study("whole", "--threads", "2"));
        assertThat(whole.code()).as(whole.err()).isZero();
        byte[] rows = Files.readAllBytes(folder.resolve("whole/runs.csv"));
        assertThat(new String(rows, StandardCharsets.UTF_8).lines())
                .hasSize(401)
                .first()
                .isEqualTo("draw,status,cost,voltageMin");
        long[] sizes = new SplittableRandom(20261130)
                .longs(KILLS, 500, rows.length * 9L / 10)
                .sorted()
                .toArray();
        Path log = folder.resolve("killed/runs.log");
        for (long size : sizes) {
            Process process = start(study("killed", "--threads", "2", "--resume"));
            while (process.isAlive() && sizeOf(log) < size) {
                Thread.sleep(1);
            }
            assertThat(process.isAlive())
                    .as("killed in the middle, at %d bytes", size)
                    .isTrue();
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(call(study("killed", "--threads", "2", "--resume")).code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("killed/runs.csv"))).isEqualTo(rows);
    }

    @Test
    void whatWasLeftIsTakenUpOnlyOnRequest() {
        assertThat(call(study("here")).code()).isZero();
        Call again = call(study("here"));
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("holds a study; add --resume to go on with it, or name another folder");
        assertThat(call(study("here", "--resume")).out()).contains("all of them there before");
        Call other = call(study("here", "--resume", "--model", "dc"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains("is of another study")
                .contains("model there:")
                .doesNotContain("seed there");
        Call report = call("scenarios", "report", folder.resolve("here").toString(), "--json", "-");
        assertThat(report.code()).isZero();
        assertThat(report.out()).contains("\"meanError\"", "\"cvar95\"", "\"OPTIMAL\" : 400");
    }

    /** What a cluster is handed is the study that this machine would run. */
    @Test
    void aStudyIsWrittenToAFile() throws IOException {
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "{\"kind\": \"sweep\", \"parameter\": \"demand\", \"what\": \"load\", \"values\": [1, 100, 0.9]}");
        String[] settings = {"--model", "lindistflow", "--solver", "interior-point", "--time-limit", "60"};
        List<String> arguments = new ArrayList<>(List.of("scenarios", "ieee33-dg", "--draw", draws.toString()));
        arguments.addAll(List.of("--seed", "-3", "--keep", "cost,losses", "--on-failure", "stop"));
        arguments.addAll(List.of("--objective", "voltage"));
        arguments.addAll(List.of(settings));
        arguments.addAll(List.of("--interface", "root=1:-3:9", "--job", path("job.json")));
        Call written = call(arguments.toArray(String[]::new));
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out()).isEmpty();
        arguments.subList(arguments.size() - 2, arguments.size()).clear();
        arguments.addAll(List.of("--out", path("here")));
        assertThat(call(arguments.toArray(String[]::new)).code()).isEqualTo(4);
        StudyJob job = StudyJob.parse("job.json", Files.readString(folder.resolve("job.json")));
        JsonNode here =
                new ObjectMapper().readTree(folder.resolve("here/study.json").toFile());
        Map<String, String> identity = job.study().identity();
        assertThat(identity).hasSizeGreaterThan(10).containsEntry("seed", "-3").containsEntry("failures", "STOP");
        identity.forEach((field, value) ->
                assertThat(here.get(field).textValue()).as(field).isEqualTo(value));
        assertThat(identity.get("objective")).contains("VoltageDeviation");
        assertThat(job.network().flowInterfaces()).hasSize(1);
        assertThat(call("scenarios", "ieee33", "--job", path("no/folder/job.json"))
                        .code())
                .isEqualTo(6);
        assertThat(call("scenarios", "ieee33", "--keep", "profit", "--job", path("bad.json"))
                        .code())
                .isEqualTo(2);
        assertThat(Files.exists(folder.resolve("bad.json"))).isFalse();
    }

    @Test
    void everyFaultIsToldInWords() throws IOException {
        assertThat(call("scenarios").err()).contains("a study needs a case and --out FOLDER");
        Call columns = call(study("bad", "--keep", "profit,price.99"));
        assertThat(columns.code()).isEqualTo(2);
        assertThat(columns.err()).contains("profit: there is no such figure", "price.99: there is no bus 99");
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "{\"kind\": \"monte-carlo\", \"vary\": [{\"what\": \"load\", \"elements\": [2, 999], \"factor\":"
                        + " {\"distribution\": \"normal\", \"mean\": 1, \"deviation\": 0.1}}]}");
        Call elements = call("scenarios", "ieee33-dg", "--draw", draws.toString(), "--out", path("bad"));
        assertThat(elements.code()).isEqualTo(2);
        assertThat(elements.err()).contains("load: 999: there is no load 999");
        Files.writeString(draws, "{\"kind\": \"sweep\", \"what\": \"weather\", \"valuse\": [1]}");
        Call fields = call("scenarios", "ieee33-dg", "--draw", draws.toString(), "--out", path("bad"));
        assertThat(fields.code()).isEqualTo(2);
        assertThat(fields.err())
                .contains("valuse", "one of load, reactive, availability, price", "parameter", "values");
        assertThat(call("scenarios", "report", path("nothing")).err())
                .contains("cannot read the study in", "there is no folder ", "; name the folder that");
        assertThat(call("scenarios", "ieee33-dg", "--draw", path("missing.json"), "--out", path("bad"))
                        .err())
                .contains("cannot read the draws in", ": there is no ", "; give a JSON file in UTF-8");
        assertThat(call("scenarios", "ieee33-dg", "--count", "many", "--out", path("bad"))
                        .err())
                .contains("'many' is no whole number in range; see")
                .doesNotContain("long");
        assertThat(call("scenarios", "ieee33-dg", "--time-limit", "soon", "--out", path("bad"))
                        .err())
                .contains("'soon' is no number; see");
        Files.writeString(draws, "[{\"kind\": \"sweep\"");
        assertThat(call("scenarios", "ieee33-dg", "--draw", draws.toString(), "--out", path("bad"))
                        .err())
                .contains("this is no valid JSON", "start marker at line: 1")
                .doesNotContain("Source");
        assertThat(Files.exists(folder.resolve("bad"))).isFalse();
        Call file = call("scenarios", "ieee33-dg", "--count", "2", "--out", draws.toString());
        assertThat(file.code()).isEqualTo(ExitCode.OUTPUT_LOST);
        assertThat(file.err())
                .contains("cannot be used: ", "is there already, and no folder; put right what is wrong there, or");
    }

    @Test
    void infeasibleDrawsAreRowsOrTheEnd() throws IOException {
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "{\"kind\": \"sweep\", \"parameter\": \"demand\", \"what\": \"load\", \"values\": [1, 100, 0.9]}");
        Call recorded = call("scenarios", "ieee33-dg", "--draw", draws.toString(), "--out", path("recorded"));
        assertThat(recorded.code()).isZero();
        assertThat(recorded.out()).contains("1 draw of this run has no optimum", "1 PRIMAL_INFEASIBLE");
        assertThat(Files.readAllLines(folder.resolve("recorded/runs.csv")).get(2))
                .isEqualTo("1,PRIMAL_INFEASIBLE,100.0,");
        Call stopped = call(
                "scenarios", "ieee33-dg", "--draw", draws.toString(), "--on-failure", "stop", "--out", path("stopped"));
        assertThat(stopped.code()).isEqualTo(4);
        assertThat(stopped.err()).contains("draw 1 has no optimum", "1 row is kept");
    }

    @Test
    void aTimeSeriesIsADrawARowAndWhatIsWrongWithItIsTold() throws IOException {
        Path series = folder.resolve("day.csv");
        Files.writeString(series, "time,load.factor\n00:00,0.9\n00:15,1.0\n00:30,100\n");
        Call solved = call("scenarios", "ieee33-dg", "--draw", series.toString(), "--out", path("day"));
        assertThat(solved.code()).as(solved.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("day/runs.csv")))
                .hasSize(4)
                .startsWith("draw,status,row,cost")
                .contains("2,PRIMAL_INFEASIBLE,3.0,");
        assertThat(Files.readString(folder.resolve("day/failures.csv")))
                .contains("2,PRIMAL_INFEASIBLE,\"ieee33-dg is infeasible");
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "[{\"kind\": \"time-series\", \"file\": \"day.csv\"},"
                        + " {\"kind\": \"sweep\", \"parameter\": \"pv\", \"what\": \"availability\","
                        + " \"values\": [0.5, 1]}]");
        Call both = call("scenarios", "ieee33-dg", "--draw", draws.toString(), "--out", path("both"));
        assertThat(both.code()).as(both.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("both/runs.csv"))).hasSize(7);
        Files.writeString(series, "load.factor,load.99\n0.9,1\n1.0,much\n");
        Call bad = call("scenarios", "ieee33-dg", "--draw", series.toString(), "--out", path("bad"));
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("line 3, column load.99", "'much' is no finite number");
        assertThat(call("scenarios", "ieee33-dg", "--draw", path("none.csv"), "--out", path("bad"))
                        .err())
                .contains("cannot read the draws in");
    }

    @Test
    void theReportIsAPageAndComparesOnTheSameDraws() throws IOException {
        call(study("here"));
        call(study("there", "--model", "lindistflow"));
        Path page = folder.resolve("page.html");
        Call report = call("scenarios", "report", path("here"), "--against", path("there"), "--html", page.toString());
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.out()).contains("The other study on the same draws, less this one");
        assertThat(Files.readString(page))
                .contains("<!DOCTYPE html>", "mean of the worst 5 %", "id=\"differences\"", "cost, currency/h")
                .containsPattern("(?s)mean of the first draws.*share of the draws.*what is exceeded")
                .doesNotContain("NaN", "<script", "style=\"");
        call("scenarios", "ieee33-dg", "--count", "400", "--seed", "8", "--out", path("elsewhere"));
        assertThat(call("scenarios", "report", path("here"), "--against", path("elsewhere"))
                        .err())
                .contains("the seed of one study is 7 and of the other 8; compare studies on the same draws");
        call("scenarios", "ieee33-dg", "--count", "400", "--seed", "7", "--keep", "losses", "--out", path("losses"));
        Call none = call("scenarios", "report", path("here"), "--against", path("losses"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no figure in common, [cost, voltageMin] and [losses]; run one of them again");
    }

    /** What figures do at each setting is what the rows of that setting say, with and without weights. */
    @Test
    void theReportTellsEachSettingOfASweep() throws IOException {
        Path draws = folder.resolve("draws.json");
        Files.writeString(draws, """
                [{"kind": "sweep", "parameter": "pv", "what": "availability", "elements": [2, 3],
                    "values": [1, 0.25, 2]},
                 {"kind": "sweep", "parameter": "demand", "what": "load", "values": [1, 50]},
                 {"kind": "monte-carlo", "draws": 20, "vary": [{"what": "load",
                    "factor": {"distribution": "normal", "mean": 1, "deviation": 0.1},
                    "sampled": {"distribution": "normal", "mean": 1, "deviation": 0.11}}]}]
                """);
        String[] study = {"scenarios", "ieee33-dg", "--draw", draws.toString(), "--out", path("sweep")};
        List<String> arguments = new ArrayList<>(List.of(study));
        arguments.addAll(List.of("--keep", "cost, weight, losses"));
        assertThat(call(arguments.toArray(String[]::new)).code()).isZero();
        Call report = call("scenarios", "report", path("sweep"), "--json", path("s.json"), "--html", path("s.html"));
        assertThat(report.code()).as(report.err()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("sweep/runs.csv"));
        assertThat(rows).hasSize(121).startsWith("draw,status,pv,demand,cost,weight,losses");
        JsonNode settings =
                new ObjectMapper().readTree(folder.resolve("s.json").toFile()).get("settings");
        assertThat(settings).hasSize(6);
        String page = Files.readString(folder.resolve("s.html"));
        assertThat(page).contains("id=\"settings\"", "At each setting: means and their standard errors");
        for (int k = 0; k < 6; k++) {
            double pv = new double[] {1.0, 0.25, 2.0}[k / 2];
            double demand = new double[] {1.0, 50.0}[k % 2];
            JsonNode setting = settings.get(k);
            assertThat(setting.get("parameters").get("pv").doubleValue()).isEqualTo(pv);
            assertThat(setting.get("parameters").get("demand").doubleValue()).isEqualTo(demand);
            assertThat(setting.get("draws").intValue()).isEqualTo(20);
            double[][] of = rows.stream()
                    .skip(1)
                    .filter(row -> row.contains("OPTIMAL," + pv + "," + demand + ","))
                    .map(row -> row.split(","))
                    .map(cells -> new double[] {
                        Double.parseDouble(cells[4]), Double.parseDouble(cells[5]), Double.parseDouble(cells[6])
                    })
                    .toArray(double[][]::new);
            assertThat(of.length).isEqualTo(demand == 1.0 ? 20 : 0);
            assertThat(setting.get("solved").intValue()).isEqualTo(of.length);
            if (of.length == 0) {
                assertThat(setting.get("figures").get(0).get("count").intValue())
                        .isZero();
                assertThat(setting.get("figures").get(0).has("mean")).isFalse();
                continue;
            }
            for (int figure : new int[] {0, 2}) {
                double weights = 0.0;
                double mean = 0.0;
                for (double[] row : of) {
                    weights += row[1];
                    mean += row[1] * row[figure];
                }
                mean /= weights;
                double squares = 0.0;
                for (double[] row : of) {
                    squares += Math.pow(row[1] / weights * (row[figure] - mean), 2.0);
                }
                JsonNode told = setting.get("figures").get(figure);
                assertThat(told.get("name").textValue()).isEqualTo(figure == 0 ? "cost" : "losses");
                assertThat(told.get("mean").doubleValue()).isEqualTo(mean, within(1e-12 * mean));
                assertThat(told.get("meanError").doubleValue())
                        .isEqualTo(Math.sqrt(squares * 20.0 / 19.0), within(1e-10 * mean));
                String words = String.format(Locale.ROOT, "%.6g +- %.2g", mean, Math.sqrt(squares * 20.0 / 19.0));
                assertThat(report.out()).contains(words);
                assertThat(page).contains(words);
            }
        }
        assertThat(report.out())
                .containsPattern("0\\.25 +1 +20 of 20 +[0-9.]+ \\+- [0-9.]+ +[0-9.]+ \\+- ")
                .containsPattern("0\\.25 +50 +0 of 20 +- +-\\n");
    }

    /** A year has as many settings as rows: that is no table. */
    @Test
    void moreSettingsThanATableHoldsAreLeftOut() throws IOException {
        Path series = folder.resolve("long.csv");
        Files.writeString(series, "load.factor\n" + "0.9\n".repeat(61));
        assertThat(call("scenarios", "ieee33-dg", "--model", "dc", "--draw", series.toString(), "--out", path("long"))
                        .out())
                .contains("61 draws")
                .doesNotContain("At each setting");
    }

    /** 2 of 5 draws above a limit are 40 %, and by Wilson's tables between 11.76 % and 76.93 %. */
    @Test
    void limitsAreBrokenInSoManyDraws() throws IOException {
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "{\"kind\": \"sweep\", \"parameter\": \"x\", \"what\": \"load\", \"values\": [1, 0.9, 0.8, 0.7, 0.6]}");
        call("scenarios", "ieee33-dg", "--draw", draws.toString(), "--keep", "demand", "--out", path("x"));
        String[] report = {"scenarios", "report", path("x"), "--above", "demand=3.2", "--below", "demand=2.2290000001"};
        List<String> arguments = new ArrayList<>(List.of(report));
        arguments.addAll(List.of("--html", path("x.html")));
        Call told = call(arguments.toArray(String[]::new));
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out())
                .containsPattern("demand above 3\\.2 +40\\.0 % +19 times of 20 within 11\\.8 % to 76\\.9 %")
                .containsPattern("demand below 2\\.2290000001 +0\\.00 % +19 times of 20 within 0\\.00 % to 43\\.4 %");
        assertThat(Files.readString(folder.resolve("x.html")))
                .contains("How often limits are broken", "demand above 3.2", "11.8 % to 76.9 %");
        arguments.subList(arguments.size() - 2, arguments.size()).clear();
        arguments.addAll(List.of("--json", "-"));
        JsonNode limit = new ObjectMapper()
                .readTree(call(arguments.toArray(String[]::new)).out())
                .get("limits")
                .get(0);
        assertThat(limit.get("share").doubleValue()).isEqualTo(0.4, within(1e-12));
        assertThat(limit.get("low").doubleValue()).isEqualTo(0.1176, within(5e-5));
        assertThat(limit.get("high").doubleValue()).isEqualTo(0.7693, within(5e-5));
        Call none =
                call("scenarios", "report", path("x"), "--above", "volt=1", "--below", "demand=low", "--below", "3");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err())
                .contains("--above volt=1: the study has kept no 'volt'; there are x, demand")
                .contains("--below demand=low is no limit of a figure; write it like voltageMin=0.95")
                .contains("--below 3 is no limit of a figure");
    }

    /** Where all draws are of one kind, the share without an optimum is a probability. */
    @Test
    void theShareWithoutAnOptimumHasItsRange() throws IOException {
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "{\"kind\": \"monte-carlo\", \"vary\": [{\"what\": \"load\", \"correlation\": 1, \"factor\":"
                        + " {\"distribution\": \"uniform\", \"least\": 1, \"largest\": 2}}]}");
        Call study = call(
                "scenarios",
                "ieee33-dg",
                "--draw",
                draws.toString(),
                "--count",
                "40",
                "--seed",
                "3",
                "--out",
                path("y"));
        long failed = Files.readAllLines(folder.resolve("y/runs.csv")).stream()
                .filter(row -> row.contains("INFEASIBLE"))
                .count();
        assertThat(failed).isBetween(5L, 35L);
        assertThat(study.out())
                .contains(String.format(
                        Locale.ROOT, "no optimum in %.3g %% of the draws, 19 times of 20 within ", failed / 0.4));
        JsonNode share = new ObjectMapper()
                .readTree(call("scenarios", "report", path("y"), "--json", "-").out())
                .get("withoutOptimum");
        assertThat(share.get("share").doubleValue()).isEqualTo(failed / 40.0, within(1e-12));
        assertThat(share.get("low").doubleValue()).isLessThan(failed / 40.0);
        assertThat(share.get("high").doubleValue()).isGreaterThan(failed / 40.0);
    }

    /** A folder that takes no more is not the fault of a draw. */
    @Test
    void aRowThatCannotBeKeptHasAnExitCodeOfItsOwn() throws IOException {
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "{\"kind\": \"sweep\", \"parameter\": \"demand\", \"what\": \"load\", \"values\": [1, 100, 0.9]}");
        String[] study = {"scenarios", "ieee33-dg", "--draw", draws.toString(), "--resume", "--out", path("full")};
        // A folder stands where the list of failures would go.
        Files.createDirectories(folder.resolve("full/failures.csv/full"));
        Call lost = call(study);
        assertThat(lost.code()).isEqualTo(ExitCode.OUTPUT_LOST);
        Files.delete(folder.resolve("full/failures.csv/full"));
        Files.delete(folder.resolve("full/failures.csv"));
        assertThat(call(study).code()).isZero();
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeTheFirstDraw() {
        String bad = path("bad");
        assertThat(call("scenarios", "ieee33-dg", "--out", "").err()).contains("--out names no folder");
        for (String threads : List.of("0", "-1", "10001", "100000000")) {
            Call call = call("scenarios", "ieee33-dg", "--threads", threads, "--out", bad);
            assertThat(call.code()).isEqualTo(2);
            assertThat(call.err()).contains("--threads " + threads + " is no number of threads; allow 1 to 10000");
        }
        Call ac = call("scenarios", "ieee33-dg", "--model", "ac", "--out", bad);
        assertThat(ac.code()).isEqualTo(2);
        assertThat(ac.err())
                .contains("--model ac is no formulation", "choose one of dc,", "Question.of")
                .doesNotContain("lopf-sensitivity");
        Call solver = call("scenarios", "ieee33-dg", "--retry", "ojalgo", "--out", bad);
        assertThat(solver.code()).isEqualTo(2);
        assertThat(solver.err())
                .contains("the solver 'ojalgo' cannot take this program", "name another solver, or another model");
        assertThat(Files.exists(folder.resolve("bad"))).isFalse();
    }

    /**
     * On a terminal once a second: done, rate, what is left, failures; in a pipe nothing, whatever colours are asked.
     */
    @Test
    void progressIsShownOnTerminalsAlone() {
        StringWriter shown = new StringWriter();
        long[] now = {5_000_000_000L};
        StudyMeter meter = new StudyMeter(new PrintWriter(shown), true, () -> now[0]);
        for (int done = 101; done <= 140; done++) {
            now[0] += 100_000_000L;
            assertThat(meter.kept(done, 1_000, done / 70)).isTrue();
        }
        assertThat(shown.toString().lines())
                .containsExactly(
                        "110 of 1,000 draws, 10 per second, 1m29s left, 1 without an optimum",
                        "120 of 1,000 draws, 10 per second, 1m28s left, 1 without an optimum",
                        "130 of 1,000 draws, 10 per second, 1m27s left, 1 without an optimum",
                        "140 of 1,000 draws, 10 per second, 1m26s left, 2 without an optimum");
        assertThat(meter.failures()).contains("2 draws of this run have no optimum; failures.csv says why");
        StringWriter silent = new StringWriter();
        StudyMeter pipe = new StudyMeter(new PrintWriter(silent), false, () -> now[0] += 2_000_000_000L);
        pipe.kept(1, 2, 0);
        pipe.kept(2, 2, 0);
        pipe.end();
        assertThat(silent.toString()).isEmpty();
        assertThat(pipe.failures()).isEmpty();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String[] study(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(STUDY));
        arguments.addAll(List.of("--out", path(name)));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static Call call(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = OpfCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Call(code, out.toString(), err.toString());
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OpfCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
