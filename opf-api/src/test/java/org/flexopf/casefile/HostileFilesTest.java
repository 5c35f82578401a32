package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.casefile.FeederText.FEEDER;
import static org.flexopf.casefile.FeederText.read;
import static org.flexopf.casefile.FeederText.refused;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that never end, or ask for all memory: they are refused by line, in bounded time and memory. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileFilesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true, end",
                "while 1, x = 2; end",
                "x = 1; while x > 0, x = x + 1; end",
                "while true, while true, break, end, end",
                "for i = 1:1e6, for j = 1:1e6, end, end",
                "for i = 1:1e6, for j = 1:1e6, x = 1; end, end",
                "for i = 1:9e6, mpc.bus(2, 3) = i; end",
                "x = zeros(1, 1e5); for i = 1:1e6, x(i) = i; end",
                "x = ones(1000); while true, x = x + x; end",
                "x = ones(2000); y = x * x;",
                "x = ones(1000, 1); while true, y = (x * x') * x; end",
                "c = {1}; while true, c = {c, c}; end",
            })
    void whatNeverEndsIsRefused(String line) {
        CaseFileException refusal = refused(FEEDER + line + "\n");
        assertThat(refusal.line()).isEqualTo(21);
        assertThat(refusal).hasMessageStartingWith("feeder.m, line 21: ");
        assertThat(refusal.reason()).containsAnyOf("it may never end", "keeps more than", "at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = zeros(1e9);",
                "x = zeros(1e9, 1);",
                "x = ones(1e5, 1e5);",
                "x = eye(1e9);",
                "x = diag(1:1e6);",
                "x = linspace(0, 1, 1e12);",
                "x = 1:1e12;",
                "x = repmat([1 2 3], 1e9, 1e9);",
                "x = reshape(zeros(1000), 1e9, 1e9);",
                "x = zeros(1e4, 1) + zeros(1, 1e4);",
                "x(1e9) = 1;",
                "x(1e5, 1e5) = 1;",
                "x = zeros(3000); y = [x x x]; z = [y; y];",
                "a = zeros(3000); b = zeros(3000); c = zeros(3000);",
                "x = zeros(3000); x = x + (x + (x + (x + (x + x))));",
                "c = {zeros(3000), zeros(3000), zeros(3000), zeros(3000)};",
            })
    void whatTakesAllMemoryIsRefused(String line) {
        CaseFileException refusal = refused(FEEDER + line + "\n");
        assertThat(refusal.line()).isEqualTo(21);
        assertThat(refusal.reason()).containsAnyOf("too large", "no row or column", "keeps more than", "at once");
    }

    /** Each of many variables is small enough for itself. */
    @Test
    void manyTablesAreTooManyTogether() {
        StringBuilder text = new StringBuilder(FEEDER);
        for (int k = 0; k < 10_000; k++) {
            text.append("x").append(k).append(" = zeros(1000);\n");
        }
        assertThat(refused(text.toString()).reason()).contains("keeps more than 20000000 numbers");
        // What is cleared, or given another value, does not count.
        StringBuilder cleared = new StringBuilder(FEEDER);
        for (int k = 0; k < 100; k++) {
            cleared.append("x = zeros(1000); y")
                    .append(k)
                    .append(" = x; clear x y")
                    .append(k)
                    .append("\n");
        }
        assertThat(read(cleared.toString())).isEqualTo(read(FEEDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "~(", "2^(", "sin(", "mpc.bus("})
    void deepRecursionIsRefused(String opening) {
        assertThat(refused(FEEDER + "x = " + opening.repeat(200_000) + "1;").reason())
                .contains("nested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"if 1, ", "for i = 1:2, ", "while true, ", "switch 1, case 1, ", "try, "})
    void deepBlocksAreRefused(String opening) {
        assertThat(refused(FEEDER + opening.repeat(200_000)).reason()).contains("nested");
    }

    /** Names and texts of any length are told shortened, and take no more than time in proportion. */
    @Test
    void hugeTextsAreToldShortened() {
        String huge = "x".repeat(20_000_000);
        for (String line : new String[] {
            "y = " + huge + ";",
            "mpc.bus = '" + huge + "';",
            "y = 'a" + huge,
            "y = 1" + huge + ";",
            huge,
            "y = [1 2 '" + huge + "'];",
            "y = " + "9".repeat(20_000_000) + ";",
            "mpc.bus(1, 3) = \"" + huge + "\";",
        }) {
            assertThat(refused(FEEDER + line + "\n").getMessage()).hasSizeLessThan(1500);
        }
        assertThat(read(FEEDER + "mpc.note = '" + huge + "';\n")).isEqualTo(read(FEEDER));
        assertThat(read(FEEDER + "%" + huge + "\n")).isEqualTo(read(FEEDER));
        assertThat(read(FEEDER + "y = 1" + " ".repeat(20_000_000) + "+ 1;\n")).isEqualTo(read(FEEDER));
    }

    /** A statement that is not needed and not understood leaves nothing behind, however many there are. */
    @Test
    void manyStatementsThatAreNotUnderstoodArePassedOver() {
        StringBuilder text = new StringBuilder(FEEDER);
        for (int k = 0; k < 20_000; k++) {
            text.append("mpc.extra").append(k).append(" = (1 + ((unknown)));\n");
        }
        assertThat(read(text.toString())).isEqualTo(read(FEEDER));
    }

    @Test
    void manyChangesAreToldInTimeInProportion() {
        StringBuilder text = new StringBuilder(FEEDER);
        for (int k = 0; k < 30_000; k++) {
            text.append("mpc.bus(2, 3) = 0.4;\n");
        }
        assertThat(read(text.toString()).loads()).isEqualTo(read(FEEDER).loads());
    }

    /** A value is sought among others in less time than each is compared with each. */
    @Test
    void membersAreFoundAmongMillions() {
        assertThat(read(FEEDER + "x = ismember(1:2e6, 1:2e6);\nmpc.bus(2, 3) = 0.4 * x(7);\n"
                                + "y = ismember([1 NaN 0 -0 5], [NaN 0 5]);\nmpc.bus(3, 3) = sum(y) / 10;\n")
                        .loads())
                .isEqualTo(read(FEEDER).loads());
    }
}
