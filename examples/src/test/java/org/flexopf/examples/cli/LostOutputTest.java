package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of the market's commands, and of others, that cannot be written: nobody is told that all went well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostOutputTest {

    private static final String ORDERS = """
            time,kind,id,owner,bus,direction,quantity,price,period
            10,SUBMIT,A,ann,2,DOWN,0.3,41,t1
            20,SUBMIT,C,cid,1,UP,0.6,42.5,t1
            """;
    private static final String OFFERS = """
            {"objective": "activation",
             "parameters": {"voll": 1000, "spill": 100, "redispatch": 60, "energy": 50, "tie": 0.01},
             "offers": [{"id": "a1", "owner": "ann", "bus": 2, "direction": "DOWN", "quantity": 0.15, "price": 42}]}
            """;
    private static final String SCHEDULE = """
            scenario,probability,period,bus,demandMw,demandMvar,generationMw,generationMvar
            1,1,1,2,0.5,0.1,0,0
            """;

    private Path folder;
    private String orders;
    private String offers;
    private String schedule;
    private String journal;

    @BeforeAll
    void files(@TempDir Path temporary) throws IOException {
        folder = temporary;
        orders = Files.writeString(folder.resolve("orders.csv"), ORDERS).toString();
        offers = Files.writeString(folder.resolve("offers.json"), OFFERS).toString();
        schedule = Files.writeString(folder.resolve("schedule.csv"), SCHEDULE).toString();
        journal = folder.resolve("market.journal").toString();
        run("market", "replay", "two-bus", orders, "--periods", "t1", "--check", "none", "--journal", journal);
    }

    private List<List<String>> calls() {
        return List.of(
                List.of("market", "replay", "two-bus", orders, "--periods", "t1", "--check", "none"),
                List.of("market", "verify", journal),
                List.of("market", "clear", "two-bus", offers),
                List.of("market", "requests", "two-bus", schedule),
                List.of("capability", "two-bus"),
                List.of("solve", "two-bus"));
    }

    /** As {@code > /dev/full}: every write fails, and only whoever asks hears of it. */
    @ParameterizedTest
    @MethodSource("calls")
    void standardOutputThatIsFullIsTold(List<String> call) {
        assertThat(run(call.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.SOLVED);
        for (List<String> form : List.of(List.<String>of(), List.of("--json", "-"))) {
            List<String> arguments = new ArrayList<>(call);
            arguments.addAll(form);
            StringWriter err = new StringWriter();
            int code = OpfCommand.run(
                    new PrintWriter(new FullDisk()), new PrintWriter(err), arguments.toArray(String[]::new));
            assertThat(code).as("%s", arguments).isEqualTo(ExitCode.OUTPUT_LOST);
            assertThat(err.toString()).contains("standard output could not be written");
        }
    }

    /** A file on a full disk is a fault of the call, told with its name. */
    @ParameterizedTest
    @MethodSource("calls")
    void aFileThatIsFullIsTold(List<String> call) {
        Path full = Path.of("/dev/full");
        List<String> arguments = new ArrayList<>(call);
        // Where there is no such device, a folder cannot be written either.
        String target = Files.exists(full) ? full.toString() : folder.toString();
        arguments.addAll(List.of("--json", target));
        Run lost = run(arguments.toArray(String[]::new));
        assertThat(lost.exitCode()).as("%s", arguments).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(lost.err()).contains("cannot write " + target);
    }

    @Test
    void aPageThatCannotBeWrittenIsToldToo() {
        for (List<String> call : calls().subList(0, 4)) {
            if (!call.get(1).equals("verify")) {
                List<String> arguments = new ArrayList<>(call);
                arguments.addAll(List.of("--html", folder.toString()));
                Run lost = run(arguments.toArray(String[]::new));
                assertThat(lost.exitCode()).as("%s", arguments).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(lost.err()).contains("cannot write " + folder);
            }
        }
    }

    /** A journal on a full disk ends the replay, and what is there can be verified. */
    @Test
    void aJournalThatCannotBeWrittenIsTold() {
        Run lost = run(
                "market",
                "replay",
                "two-bus",
                orders,
                "--periods",
                "t1",
                "--check",
                "none",
                "--journal",
                folder.resolve("none").resolve("market.journal").toString());
        assertThat(lost.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(lost.err()).contains("cannot open the journal");
    }

    /** A disk without room. */
    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
