package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages are about the network and the file, in their words. */
class MessagesTest {

    @TempDir
    private Path folder;

    /** A transformer that shifts by 150 degrees, with angle limits of 60: what is in the way is a limit of the file. */
    @Test
    void aConflictNamesLimitsOfTheNetwork() throws IOException {
        JsonNode json = run("solve", NotesCommandTest.field(folder, "dyn5_transformer"), "--json", "-")
                .json();
        assertThat(json.get("conflicts")).isNotEmpty();
        boolean angle = false;
        for (JsonNode member : json.get("conflicts")) {
            assertThat(member.get("limit").asText()).doesNotContain("cut", "product");
            angle |= member.get("limit").asText().equals("upper angle limit")
                    && member.get("value").asDouble() == 60.0
                    && member.get("unit").asText().equals("degrees");
        }
        assertThat(angle).as("the angle limit: " + json.get("conflicts")).isTrue();
    }

    @Test
    void aMessageHasOneLine() throws IOException {
        Run run = run("solve", NotesCommandTest.field(folder, "nameless_function"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.err())
                .contains("a name is wanted where the end of the line stands")
                .doesNotContain("'\n'");
    }

    /** Whatever a file holds: no control character of it reaches the terminal. */
    @Test
    void controlCharactersAreToldInWords() throws IOException {
        Path file = folder.resolve("hostile.m");
        for (String text : new String[] {
            "function mpc = \u001b[31m\n",
            "mpc.version = '2\u0007x';\n",
            "mpc = \u0000;\n",
            "function mpc = a\nmpc.a = \u001b;\n"
        }) {
            Files.writeString(file, text);
            Run run = run("solve", file.toString());
            assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err().strip().chars()).as(run.err()).noneMatch(Character::isISOControl);
        }
    }

    @Test
    void aCaseWithoutBranchesHasNoWorstOne() throws IOException {
        String file = NotesCommandTest.field(folder, "dcline_backwards");
        assertThat(run("solve", file, "--model", "dc").out())
                .containsPattern("model error +against an AC power flow: voltage ")
                .doesNotContain("branch 0");
        JsonNode error =
                run("solve", file, "--model", "dc", "--json", "-").json().get("modelError");
        assertThat(error.get("converged").asBoolean()).isTrue();
        assertThat(error.get("flowErrorBranch").isNull()).isTrue();
    }
}
