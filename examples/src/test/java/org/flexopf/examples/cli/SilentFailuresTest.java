package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.casefile.JsonCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong without a word, or with the wrong ones: lost output, hostile text, files over files. */
class SilentFailuresTest {

    private static final String MARKET = """
            function mpc = market
            mpc.version = '2';
            mpc.baseMVA = 100;
            mpc.bus = [
              1 3 0 0 0 0 1 1 0 110 1 1.1 0.9;
              2 1 10 0 0 0 1 1 0 110 1 1.1 0.9;
            ];
            mpc.gen = [ 1 0 0 100 -100 1 100 1 1000 0 ];
            mpc.branch = [ 1 2 0 0.0001 0 0 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 1000 0 ];
            """;

    private static final String OFFERS = "participant,bus,pMax,price\nplant,2,25,20\n";

    private static final String PROGRAM = """
            VER
            1
            OBJSENSE
            MIN
            VAR
            1 1
            L+ 1
            OBJACOORD
            1
            0 1.0
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    /** A disk that is full, or a pipe that nobody reads. */
    private static final class Full extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void close() {}
    }

    static Stream<List<String>> everyCommand() {
        return Stream.of(
                List.of("solve", "two-bus"),
                List.of("solve", "two-bus", "--json", "-"),
                List.of("solve", "two-bus", "--model", "lopf-sensitivity"),
                List.of("price", "ieee33-dg", "--rule", "pay-as-bid"),
                List.of("powerflow", "two-bus"),
                List.of("cases"),
                List.of("models"),
                List.of("solvers"),
                List.of("help"),
                List.of("--version"));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void outputThatIsLostIsNoSuccess(List<String> arguments) {
        StringWriter err = new StringWriter();
        int code = OpfCommand.run(new PrintWriter(new Full()), new PrintWriter(err), arguments.toArray(String[]::new));
        assertThat(code).isEqualTo(ExitCode.OUTPUT_LOST);
        assertThat(err.toString()).contains("standard output could not be written");
        assertThat(run(arguments.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.SOLVED);
    }

    @Test
    void lostOutputOfAConicProgramIsNoSuccess() throws IOException {
        int code = OpfCommand.run(
                new PrintWriter(new Full()), new PrintWriter(new StringWriter()), "conic", file("p.cbf", PROGRAM));
        assertThat(code).isEqualTo(ExitCode.OUTPUT_LOST);
    }

    /** 64 bytes that promise a cone of three million rows are not worth the memory. */
    @Test
    void aProgramCannotClaimWhatItsFileDoesNotHold() throws IOException {
        String claim = "VER\n1\n\nOBJSENSE\nMIN\n\nVAR\n3000000 1\nQ 3000000\n\nOBJACOORD\n1\n0 1.0\n";
        Run run = run("conic", file("big.cbf", claim));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .contains("3000000 variables", "a file of 64 characters")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            offers.csv  | participant,bus,pMax,price\\n"a,2,1,30      | EOF reached before encapsulated token finished
            offers.csv  | participant,bus,pMax,price\\na,2,0x1p3,30   | pMax is '0x1p3'
            offers.csv  | participant,bus,pMax,price\\na,2,1d,30      | pMax is '1d'
            deep.json   | deep                                        | nested too deeply
            twice.json  | [{"participant":"a","participant":"b","bus":2,"pMax":1,"price":30}] | Duplicate field
            text.json   | [{"participant":"a","bus":2,"pMax":"1","price":30}]  | offer 1: pMax is "1"; give a number
            text.json   | [{"participant":"a","bus":2,"pMax":true,"price":30}] | offer 1: pMax is true; give a number
            text.json   | [{"participant":3,"bus":2,"pMax":1,"price":30}]      | offer 1: participant is 3; give a text
            more.json   | [{"participant":"a","bus":2,"pMax":1,"price":30}] [] | Trailing token
            """)
    void offersThatAreNoneAreNoFaultOfTheProgram(String name, String content, String message) throws IOException {
        String text = content.equals("deep") ? "[".repeat(1500) : content.replace("\\n", "\n");
        Run run = run("price", file("market.m", MARKET), "--rule", "uniform", "--offers", file(name, text));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(message).doesNotContain("fault of the program");
    }

    @Test
    void theModelThatClearsNoMarketIsRefused() {
        Run run = run("price", "two-bus", "--rule", "vcg", "--model", "lopf-sensitivity");
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("clears no market", "socp").doesNotContain("fault of the program");
    }

    /** Every reader takes every encoding that a byte order mark announces. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void byteOrderMarksMeanTheSameEverywhere(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        String market = encoded("market.m", MARKET, charset);
        String json = encoded(
                "market.json", JsonCase.of(CaseFiles.read(Path.of(market))).toJson(), charset);
        String csv = encoded("offers.csv", OFFERS, charset);
        String jsonOffers =
                encoded("offers.json", "[{\"participant\":\"plant\",\"bus\":2,\"pMax\":25,\"price\":20}]", charset);
        for (String name : List.of(market, json)) {
            for (String offers : List.of(csv, jsonOffers)) {
                Run run = run("price", name, "--rule", "uniform", "--offers", offers);
                assertThat(run.err()).isEmpty();
                assertThat(run.out()).contains("plant", "200.000");
            }
        }
        assertThat(run("conic", encoded("p.cbf", PROGRAM, charset)).exitCode()).isEqualTo(ExitCode.SOLVED);
    }

    private String encoded(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), ("\uFEFF" + text).getBytes(charset))
                .toString();
    }

    @Test
    void nothingIsWrittenOverWhatIsRead() throws IOException {
        String market = file("market.m", MARKET);
        String offers = file("offers.csv", OFFERS);
        String link = Files.createSymbolicLink(folder.resolve("link.m"), Path.of(market))
                .toString();
        String detour = folder.resolve("x/../market.m").toString();
        Files.createDirectory(folder.resolve("x"));
        for (String option : List.of("--json", "--svg", "--html", "--csv", "--export")) {
            for (String target : List.of(market, link, detour)) {
                refusesToOverwrite(run("solve", market, option, target), option);
            }
        }
        refusesToOverwrite(run("powerflow", market, "--json", market), "--json");
        refusesToOverwrite(run("price", market, "--rule", "uniform", "--offers", offers, "--json", offers), "--offers");
        String program = file("p.cbf", PROGRAM);
        refusesToOverwrite(run("conic", program, "--json", program), "--json");
        assertThat(Files.readString(Path.of(market))).isEqualTo(MARKET);
        assertThat(Files.readString(Path.of(offers))).isEqualTo(OFFERS);
        assertThat(Files.readString(Path.of(program))).isEqualTo(PROGRAM);
    }

    private static void refusesToOverwrite(Run run, String option) {
        assertThat(run.exitCode()).as(option).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("would overwrite", option);
    }

    @Test
    void twoThingsDoNotGoToOnePlace() {
        Path target = folder.resolve("result");
        Run same = run("solve", "two-bus", "--svg", target.toString(), "--csv", target.toString());
        assertThat(same.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(same.err()).contains("--svg and --csv both go to");
        Run dashes = run("solve", "two-bus", "--svg", "-", "--json", "-");
        assertThat(dashes.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(dashes.err()).contains("standard output");
        assertThat(run("price", "-", "--rule", "uniform", "--offers", "-").err())
                .contains("standard input");
    }

    /** Clearing the screen, colours, an 8-bit escape and a turned direction of writing, all from a name. */
    @Test
    void namesCommandNoTerminal() throws IOException {
        String hostile = "hi\u001b[2J\u001b[31m\u009b1m\u202e";
        Run run = run(
                "price",
                file("market.m", MARKET),
                "--rule",
                "uniform",
                "--offers",
                file("offers.csv", OFFERS.replace("plant", hostile)));
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).doesNotContain("\u001b", "\u009b", "\u202e").contains("\\u001b[2J", "\\u009b1m");
        Run json = run(
                "price",
                folder.resolve("market.m").toString(),
                "--rule",
                "uniform",
                "--offers",
                folder.resolve("offers.csv").toString(),
                "--json",
                "-");
        assertThat(json.out()).doesNotContain("\u001b", "\u009b");
        assertThat(json.json().get("participants").get(0).get("id").asText()).isEqualTo(hostile);
        assertThat(run("solve", "\u001b[31mnone").err())
                .doesNotContain("\u001b")
                .contains("[31mnone");
        assertThat(run("solve", "two-bus", "--model", "\u001b[31mnone").err())
                .doesNotContain("\u001b")
                .contains("\\u001b[31mnone");
    }

    @Test
    void aDashIsStandardInputForEveryFileThatIsRead() throws IOException {
        assertThat(fed(MARKET, "solve", "-").out()).contains("standard input, socp: OPTIMAL");
        String market = file("market.m", MARKET);
        assertThat(fed(OFFERS, "price", market, "--rule", "uniform", "--offers", "-")
                        .out())
                .contains("plant", "200.000");
        assertThat(fed(PROGRAM, "conic", "-").out()).contains("OPTIMAL");
    }

    private static Run fed(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"--svg, <svg", "--html, <!DOCTYPE html>", "--csv, flexopf-result", "--export, OBJSENSE", "--json, {"})
    void aDashIsStandardOutputForEveryFileThatIsWritten(String option, String content) {
        Run run = run("solve", "two-bus", option, "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains(content).doesNotContain("marginal /MWh");
    }

    @Test
    void outOfMemoryIsOneLineAndAnExitCode() throws IOException, InterruptedException {
        String large = file("large.m", MARKET.replace("mpc.gencost", "% " + "x".repeat(60_000_000) + "\nmpc.gencost"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpfCommand.class.getName(),
                        "solve",
                        large)
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(ExitCode.OUT_OF_MEMORY);
        assertThat(told).startsWith("opf: out of memory").hasLineCount(1);
    }
}
