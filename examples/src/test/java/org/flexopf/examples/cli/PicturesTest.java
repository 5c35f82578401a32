package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** {@code opf solve --svg} and {@code --html}. */
class PicturesTest {

    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private Document parse(String name) throws Exception {
        String text = read(name).replaceFirst("^<!DOCTYPE html>\n", "");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "socp,a global AC optimum",
        "socp-augmented,AC-feasible",
        "lindistflow,AC check",
        "dc,knows no voltages",
        "dc-ptdf,knows no voltages",
        "lopf-sensitivity,price per MWh"
    })
    void everyModelHasAPictureAndAReport(String model, String said) throws Exception {
        Run run =
                run("solve", "ieee33-dg", "--model", model, "--svg", path("feeder.svg"), "--html", path("report.html"));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains("generator");
        assertThat(parse("feeder.svg").getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(read("feeder.svg"))
                .contains(model.equals("lopf-sensitivity") ? "voltage, p.u." : "active price, currency per MWh");
        assertThat(parse("report.html").getElementsByTagName("table").getLength())
                .isGreaterThanOrEqualTo(3);
        assertThat(read("report.html")).contains(said, model);
    }

    @Test
    void theColourIsChosen() throws IOException {
        assertThat(run("solve", "ieee33-dg", "--svg", path("v.svg"), "--colour", "voltage")
                        .exitCode())
                .isEqualTo(ExitCode.SOLVED);
        assertThat(read("v.svg")).contains("voltage, p.u.");
        assertThat(run("solve", "ieee33-dg", "--svg", path("q.svg"), "--colour", "reactive-price")
                        .exitCode())
                .isEqualTo(ExitCode.SOLVED);
        assertThat(read("q.svg")).contains("reactive price, currency per Mvarh");
    }

    @Test
    void theSameCaseGivesTheSameBytes() throws IOException {
        for (String suffix : new String[] {"1", "2"}) {
            run("solve", "ieee33-dg", "--svg", path(suffix + ".svg"), "--html", path(suffix + ".html"));
        }
        assertThat(read("1.svg")).isEqualTo(read("2.svg"));
        assertThat(read("1.html")).isEqualTo(read("2.html"));
    }

    @Test
    void aPowerFlowHasAPictureAndAReport() throws Exception {
        Run run = run("powerflow", "ieee33", "--svg", path("flow.svg"), "--html", path("flow.html"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(parse("flow.svg").getElementsByTagName("path").getLength()).isGreaterThanOrEqualTo(37);
        // Baran and Wu (1989): the lowest voltage of the feeder is 0.9131 p.u.
        assertThat(read("flow.svg")).contains("voltage, p.u.", ">0.9131<", ">1.0000<");
        parse("flow.html");
        assertThat(read("flow.html"))
                .contains("converged", "backward-forward sweep", "0.9131 p.u. at bus 18")
                .doesNotContain("price per MWh");
    }

    @Test
    void aPowerFlowThatFindsNothingShowsTheNetworkAndTheReason() throws Exception {
        Files.writeString(folder.resolve("heavy.m"), """
                function mpc = heavy
                mpc.version = '2';
                mpc.baseMVA = 1;
                mpc.bus = [ 1 3 0 0 0 0 1 1 0 12.5 1 1 1; 2 1 400 0.2 0 0 1 1 0 12.5 1 1.1 0.9; ];
                mpc.gen = [ 1 0 0 20 -20 1 1 1 20 -20 ];
                mpc.branch = [ 1 2 0.02 0.02 0 0 0 0 0 0 1 -360 360 ];
                mpc.gencost = [ 2 0 0 2 50 0 ];
                """);
        Run run = run("powerflow", path("heavy.m"), "--svg", path("flow.svg"), "--html", path("flow.html"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_SOLVED);
        parse("flow.svg");
        parse("flow.html");
        assertThat(read("flow.html")).contains("not converged", "reason").doesNotContain("NaN");
    }

    @Test
    void anInfeasibleCaseIsReportedWithItsConflict() throws Exception {
        Files.writeString(folder.resolve("two.m"), """
                function mpc = two
                mpc.version = '2';
                mpc.baseMVA = 1;
                mpc.bus = [ 1 3 0 0 0 0 1 1 0 12.5 1 1 1; 2 1 40 0.2 0 0 1 1 0 12.5 1 1.1 0.9; ];
                mpc.gen = [ 1 0 0 20 -20 1 1 1 20 -20 ];
                mpc.branch = [ 1 2 0.02 0.02 0 0 0 0 0 0 1 -360 360 ];
                mpc.gencost = [ 2 0 0 2 50 0 ];
                """);
        Run run = run("solve", path("two.m"), "--svg", path("two.svg"), "--html", path("two.html"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        parse("two.html");
        assertThat(read("two.html")).contains("Why there is no solution", "demand of load 2 at bus 2");
        parse("two.svg");
        assertThat(read("two.svg")).contains("cannot be met together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--svg", "--html"})
    void aFileThatCannotBeWrittenIsNamed(String option) {
        String target = folder.resolve("missing").resolve("file").toString();
        Run run = run("solve", "two-bus", option, target);

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .contains("cannot write " + target, "give a file in a folder that exists, or - for standard output");
    }

    @Test
    void wrongOptionsAreExplainedBeforeAnythingIsSolved() {
        Run unknown = run("solve", "two-bus", "--svg", path("x.svg"), "--colour", "red");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("there is no colour 'red'", "price, reactive-price or voltage");
        assertThat(unknown.out()).isEmpty();
        Run alone = run("solve", "two-bus", "--colour", "price");
        assertThat(alone.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(alone.err()).contains("add --svg FILE");
        assertThat(folder.resolve("x.svg")).doesNotExist();
    }

    @Test
    void aColourThatTheModelDoesNotKnowIsExplained() {
        Run run = run("solve", "pjm5", "--model", "dc", "--svg", path("x.svg"), "--colour", "voltage");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("buses cannot be coloured by voltage", "colour by price");
        assertThat(folder.resolve("x.svg")).doesNotExist();
    }
}
