package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash tears off is cut, and the rest goes on; what something else has written is no log. */
class RunLogTest {

    private static final String HEADER = "draw,status,cost";

    @TempDir
    private Path folder;

    @Test
    void whereverACrashTearsItTheLogGoesOn() throws IOException {
        byte[] whole = log("whole", 5);
        for (int cut = 0; cut <= whole.length; cut++) {
            Path file = folder.resolve("cut" + cut);
            Files.write(file, Arrays.copyOf(whole, cut));
            try (RunLog log = RunLog.open(file, HEADER)) {
                for (long draw = log.rows(); draw < 5; draw++) {
                    log.take(row(draw));
                }
            }
            assertThat(Files.readAllBytes(file)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void aDamagedByteBeforeTheLastLineIsNoCrash() throws IOException {
        byte[] whole = log("whole", 5);
        int lastLine = new String(whole, 0, whole.length - 1, StandardCharsets.UTF_8).lastIndexOf('\n');
        int refused = 0;
        for (int k = 0; k < whole.length - 1; k++) {
            Path file = folder.resolve("damaged" + k);
            byte[] damaged = whole.clone();
            damaged[k] ^= 1;
            Files.write(file, damaged);
            if (k < lastLine) {
                assertThatIllegalArgumentException()
                        .as("byte %d", k)
                        .isThrownBy(() -> RunLog.open(file, HEADER).close())
                        .withMessageContaining("restore the file, or begin in another folder");
                refused++;
            } else {
                try (RunLog log = RunLog.open(file, HEADER)) {
                    // Without the end of a line the two that it joins are torn.
                    assertThat(log.rows()).isEqualTo(k == lastLine ? 3 : 4);
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void linesThatHaveChangedPlacesAreNoLog() throws IOException {
        log("whole", 3);
        Path file = folder.resolve("whole");
        String[] lines = Files.readString(file).split("\n", -1);
        Files.writeString(file, lines[0] + "\n" + lines[2] + "\n" + lines[1] + "\n" + lines[3] + "\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunLog.open(file, HEADER).close());
    }

    @Test
    void aLogOfOtherColumnsIsRefused() throws IOException {
        log("whole", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RunLog.open(folder.resolve("whole"), HEADER + ",losses").close())
                .withMessageContaining("is 'draw,status,cost', which is not what this study has written there");
    }

    private byte[] log(String name, long rows) throws IOException {
        Path file = folder.resolve(name);
        try (RunLog log = RunLog.open(file, HEADER)) {
            for (long draw = 0; draw < rows; draw++) {
                log.take(row(draw));
            }
        }
        return Files.readAllBytes(file);
    }

    private static Row row(long draw) {
        return new Row(draw, draw == 2 ? "PRIMAL_INFEASIBLE" : "OPTIMAL", "", new double[] {100.0 + draw / 3.0});
    }
}
