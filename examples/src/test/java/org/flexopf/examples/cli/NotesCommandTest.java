package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes the answer is told without being asked for, in every form; what does not is told on request. */
class NotesCommandTest {

    private static final String STORAGE = "mpc.storage, line 25: not part of the network model, ignored";
    private static final String UNIT = "mpc.ndgen, line 29: not part of the network model, ignored";

    @TempDir
    private Path folder;

    /** A file from the field, as the command line reads it. */
    static String field(Path folder, String name) throws IOException {
        try (var stream = NotesCommandTest.class.getResourceAsStream("/org/flexopf/examples/field/" + name + ".m")) {
            return Files.write(folder.resolve(name + ".m"), stream.readAllBytes())
                    .toString();
        }
    }

    private static List<String> notes(JsonNode json) {
        List<String> notes = new ArrayList<>();
        json.get("notes")
                .forEach(note -> notes.add(
                        note.get("element").asText() + ": " + note.get("remark").asText()));
        return notes;
    }

    /** 130 MW for a unit of 100 MW: without the battery and the unit of the tables that are not read. */
    @Test
    void anInfeasibleCaseSaysWhatWasLeftOutOfIt() throws IOException {
        Path page = folder.resolve("page.html");
        Path told = folder.resolve("result.json");
        Path csv = folder.resolve("result.csv");
        String file = field(folder, "storage_and_dc_grid");
        Run run = run("solve", file, "--json", told.toString(), "--html", page.toString(), "--csv", csv.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        assertThat(run.err()).contains("note: " + STORAGE, "note: " + UNIT);
        assertThat(notes(new ObjectMapper().readTree(told.toFile()))).containsExactly(STORAGE, UNIT);
        assertThat(Files.readString(page)).contains("<li>" + STORAGE, "<li>" + UNIT);
        assertThat(Files.readString(csv)).contains("# notes\"\r\nelement,remark\r\n\"mpc.storage, line 25\",");
    }

    /** So does the answer of a case that is solved, and no verdict stands without it. */
    @ParameterizedTest
    @ValueSource(strings = {"solve", "powerflow", "price"})
    void everyCommandSaysIt(String command) throws IOException {
        String whole = Files.readString(Path.of(field(folder, "storage_and_dc_grid")));
        String file = Files.writeString(
                        folder.resolve("small.m"),
                        whole.replace("2 1 70 0", "2 1 7 0")
                                .replace("1 3 0 0.1 0 0 0 0 0 0 1", "1 3 0 0.1 0 0 0 0 0 0 0")
                                .replace(" 0 0.1 0 0 0 0 0 0 1 ", " 0.01 0.1 0 0 0 0 0 0 1 "))
                .toString();
        String[] line = command.equals("price")
                ? new String[] {command, file, "--rule", "pay-as-bid"}
                : new String[] {command, file};
        Run text = run(line);
        assertThat(text.exitCode()).as(text.err()).isEqualTo(ExitCode.SOLVED);
        assertThat(text.out())
                .containsPattern("note +mpc.storage, line 25: ")
                .containsPattern("note +mpc.ndgen, line 29: ");
        String[] asJson = Arrays.copyOf(line, line.length + 2);
        asJson[line.length] = "--json";
        asJson[line.length + 1] = "-";
        assertThat(notes(run(asJson).json())).containsExactly(STORAGE, UNIT);
        if (!command.equals("powerflow")) {
            assertThat(text.out())
                    .contains("exact: a global AC optimum")
                    .contains(
                            "of the network as it was read, see the notes on mpc.storage, line 25, mpc.ndgen, line 29");
        }
    }

    @Test
    void aFileWithoutCostsSaysWhyTheObjectiveIsZero() throws IOException {
        String whole = Files.readString(Path.of(field(folder, "dyn5_transformer")));
        String file = Files.writeString(
                        folder.resolve("free.m"),
                        whole.replaceFirst("(?s)mpc.gencost.*", "").replace("0.975 150 1", "0.975 0 1"))
                .toString();
        Run run = run("solve", file);
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out())
                .containsPattern("objective +-?0\\.000000")
                .containsPattern(
                        "note +mpc.gencost: missing: all generators are free of cost, so that generation costs 0");
    }

    /** A rating that can never bind changes nothing: only --verbose tells of it. */
    @Test
    void whatChangesNothingIsToldOnRequest() throws IOException {
        String whole = Files.readString(Path.of(field(folder, "dyn5_transformer")));
        String file = Files.writeString(
                        folder.resolve("wide.m"), whole.replace("0 0.4 0 0 0.975 150 1", "0 4000 0 0 0.975 0 1"))
                .toString();
        Run brief = run("solve", file);
        assertThat(brief.out()).contains("exact: a global AC optimum").doesNotContain("note", "as it was read");
        assertThat(brief.err()).isEmpty();
        assertThat(run("solve", file, "--json", "-").json().has("notes")).isFalse();
        assertThat(run("solve", file, "--verbose").err()).contains("note: branch 1 (1-2): its rating of 4000.0 MVA");
    }
}
