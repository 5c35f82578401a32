package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(file.err()).contains("cannot be used: ", "is there already, and no folder");
    }

    @Test
    void infeasibleDrawsAreRowsOrTheEnd() throws IOException {
        Path draws = folder.resolve("draws.json");
        Files.writeString(
                draws,
                "{\"kind\": \"sweep\", \"parameter\": \"demand\", \"what\": \"load\", \"values\": [1, 100, 0.9]}");
        Call recorded = call("scenarios", "ieee33-dg", "--draw", draws.toString(), "--out", path("recorded"));
        assertThat(recorded.code()).isZero();
        assertThat(recorded.out()).contains("1 draws of this run have no optimum", "1 PRIMAL_INFEASIBLE");
        assertThat(Files.readAllLines(folder.resolve("recorded/runs.csv")).get(2))
                .isEqualTo("1,PRIMAL_INFEASIBLE,100.0,");
        Call stopped = call(
                "scenarios", "ieee33-dg", "--draw", draws.toString(), "--on-failure", "stop", "--out", path("stopped"));
        assertThat(stopped.code()).isEqualTo(4);
        assertThat(stopped.err()).contains("draw 1 has no optimum", "1 rows are kept");
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
