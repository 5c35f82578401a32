package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes the command line good to work with: names, plain words, help, and exit codes to rely on. */
class LikeableCommandLineTest {

    private static final String NAMED = """
            function mpc = named
            mpc.version = '2';
            mpc.baseMVA = 100;
            mpc.bus = [
              1 3 0 0 0 0 1 1 0 110 1 1.1 0.9;
              2 1 10 0 0 0 1 1 0 110 1 1.1 0.9;
            ];
            mpc.gen = [ 1 0 0 100 -100 1 100 1 Inf 0 ];
            mpc.branch = [ 1 2 0.01 0.01 0 0 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 10 0 ];
            mpc.bus_name = {'Market Square'; 'A name that is longer than any column has room for'};
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @ParameterizedTest
    @CsvSource({"solve", "powerflow"})
    void namesStandInTheTables(String command) throws IOException {
        Run run = run(command, file("named.m", NAMED));
        assertThat(run.out().lines().filter(line -> line.matches(" +1  Market Square  .*\\d\\.\\d{4}.*")))
                .hasSize(1);
        assertThat(run.out()).contains("A name that is longer ..").doesNotContain("longer than any");
    }

    @Test
    void whatHasNoNamesHasNoColumnForThem() throws IOException {
        String nameless = NAMED.substring(0, NAMED.indexOf("mpc.bus_name"));
        assertThat(run("solve", file("nameless.m", nameless)).out()).contains("bus  vm p.u.");
    }

    @Test
    void whatHasNoLimitIsUnlimited() throws IOException {
        Run run = run("solve", file("named.m", NAMED));
        assertThat(run.out()).contains("unlimited").doesNotContain("Infinity");
    }

    @Test
    void linesOfConditionsFitATerminal() {
        Run run = run("solve", "ieee33-dg", "--conditions");
        assertThat(run.out().lines().filter(line -> line.startsWith("  condition")))
                .isNotEmpty();
        assertThat(run.out()
                        .lines()
                        .takeWhile(line -> !line.startsWith("  AC check"))
                        .dropWhile(line -> !line.startsWith("  condition")))
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sove two-bus                    | no command 'sove'; choose one of solve, plan, price
            solve two-bus --objective money | cost, losses, voltage, congestion, feasibility
            solve two-bus --model acc       | choose one of dc, dc-ptdf
            solve two-bus --solver best     | installed: interior-point
            solve two-bus --modell dc       | did you mean --model
            price two-bus --rule fair       | choose one of vcg, pay-as-clear
            price two-bus                   | --rule
            solve three-bus                 | two-bus, pjm5
            """)
    void anUnknownChoiceIsAnsweredInOneLineWithWhatThereIs(String call, String answer) {
        Run run = run(call.split(" ", -1));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("opf: ").contains(answer).hasLineCount(1);
    }

    @Test
    void helpIsACommandToo() {
        assertThat(run("help").out()).contains("Usage: opf", "solve", "Exit codes", "--help");
        assertThat(run("help", "solve").out()).contains("Usage: opf solve", "--require-exact");
        assertThat(run().err()).contains("Usage: opf");
        assertThat(run().exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    /** A load that no cable could carry as cheaply as the relaxation says: it loses power that no line would lose. */
    @Test
    void scriptsCanInsistOnAnExactAnswer() throws IOException {
        Run exact = run("solve", "ieee33-dg", "--require-exact");
        assertThat(exact.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(exact.err()).isEmpty();
        String paidToBurn = NAMED.replace("mpc.gencost = [ 2 0 0 2 10 0 ]", "mpc.gencost = [ 2 0 0 2 -10 0 ]")
                .replace("100 1 Inf 0", "100 1 50 0");
        Run slack = run("solve", file("burn.m", paidToBurn), "--require-exact");
        assertThat(slack.exitCode()).isEqualTo(ExitCode.NOT_EXACT);
        assertThat(slack.err()).contains("--require-exact", "NOT exact").hasLineCount(1);
        assertThat(run("solve", folder.resolve("burn.m").toString()).exitCode()).isEqualTo(ExitCode.SOLVED);
    }

    /**
     * One free bus: every model finds the optimum. A line with losses: a model that knows none breaks a limit there.
     */
    @Test
    void everyModelIsHeldAgainstTheAcNetwork() throws IOException {
        String oneBus = """
                function mpc = onebus
                mpc.version = '2';
                mpc.baseMVA = 10;
                mpc.bus = [1 3 2 0 0 0 1 1 0 12 1 1.1 0.9; 2 1 0 0 0 0 1 1 0 12 1 1.1 0.9];
                mpc.gen = [1 0 0 5 -5 1 10 1 5 0];
                mpc.branch = [1 2 0.01 0.02 0 0 0 0 0 0 1];
                mpc.gencost = [2 0 0 2 30 0];
                """;
        String lossless = file("onebus.m", oneBus);
        for (String model : List.of("socp", "dc", "dc-ptdf", "lindistflow", "socp-augmented")) {
            Run free = run("solve", lossless, "--model", model, "--require-exact");
            assertThat(free.exitCode()).as(model + ": " + free.err()).isEqualTo(ExitCode.SOLVED);
        }
        for (String model : List.of("dc", "lindistflow")) {
            Run lossy = run("solve", "ieee33-dg", "--model", model, "--require-exact");
            assertThat(lossy.exitCode()).as(model).isEqualTo(ExitCode.NOT_EXACT);
            assertThat(lossy.err())
                    .contains("--require-exact: the answer is not exact: ")
                    .hasLineCount(1);
            assertThat(run("solve", "ieee33-dg", "--model", model).exitCode()).isEqualTo(ExitCode.SOLVED);
        }
        assertThat(run("solve", "pjm5", "--model", "dc", "--security", "--require-exact")
                        .err())
                .contains("does not go with --security");
        assertThat(run("solve", "two-bus", "--model", "lopf-sensitivity", "--require-exact")
                        .exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void plansAndPaymentsCanBeHeldAgainstTheAcNetworkToo() throws IOException {
        assertThat(run("price", "ieee33-dg", "--rule", "pay-as-bid", "--require-exact")
                        .exitCode())
                .isEqualTo(ExitCode.SOLVED);
        Run linear = run("price", "ieee33-dg", "--rule", "pay-as-bid", "--model", "dc", "--require-exact");
        assertThat(linear.exitCode()).isEqualTo(ExitCode.NOT_EXACT);
        assertThat(linear.err()).contains("--require-exact: the answer is not exact");
        assertThat(run("plan", "feeder-day", "--require-exact").exitCode()).isEqualTo(ExitCode.SOLVED);
        Run plan = run("plan", "feeder-day", "--model", "lindistflow", "--require-exact");
        assertThat(plan.exitCode()).isEqualTo(ExitCode.NOT_EXACT);
        assertThat(plan.err()).contains("--require-exact: the answer is not exact: ");
    }

    /**
     * The case that people check by hand: 0.5 MW leave bus 1, 0.475 MW arrive at bus 2, where one more MW takes 1 / 0.9
     * MW at 50 per MWh.
     */
    @Test
    void theCaseThatPeopleCheckByHandHasItsDigits() throws IOException {
        Run run = run("solve", "two-bus");
        assertThat(run.out()).contains("55.556", "give the same prices");
        double price = run("solve", "two-bus", "--json", "-")
                .json()
                .get("buses")
                .get(1)
                .get("lmpP")
                .asDouble();
        assertThat(price).isCloseTo(50.0 / 0.9, within(1e-6 * 50.0 / 0.9));
    }
}
