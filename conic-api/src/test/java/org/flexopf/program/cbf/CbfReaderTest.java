package org.flexopf.program.cbf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CbfReaderTest {

    /**
     * The minimal example of the format's manual: 5.1 x0 with 6.2 x1 + 7.3 x2 = 8.4 and x0 >= ||(x1, x2)||, x0 integer.
     */
    static final String MINIMAL = """
            # a comment

            VER
            1

            OBJSENSE
            MIN

            VAR
            3 1
            Q 3

            INT
            1
            0

            CON
            1 1
            L= 1

            OBJACOORD
            1
            0 5.1

            ACOORD
            2
            0 1 6.2
            0 2 7.3

            BCOORD
            1
            0 -8.4
            """;

    private static CbfProgram read(String text) {
        return CbfReader.read(new StringReader(text), "test.cbf");
    }

    @Test
    void theManualsMinimalExample() {
        CbfProgram read = read(MINIMAL);
        ConicProgram program = read.program();
        assertThat(read.maximised()).isFalse();
        assertThat(read.version()).isEqualTo(1);
        assertThat(program.linear()).containsExactly(5.1, 0, 0);
        assertThat(program.equalityMatrix().get(0, 1)).isEqualTo(6.2);
        assertThat(program.equalityMatrix().get(0, 2)).isEqualTo(7.3);
        assertThat(program.equalityRhs()).containsExactly(8.4);
        assertThat(program.cones()).containsExactly(new Cone.SecondOrder(3));
        assertThat(program.coneMatrix().get(0, 0)).isEqualTo(-1.0);
        assertThat(program.coneMatrix().get(2, 2)).isEqualTo(-1.0);
        assertThat(program.coneRhs()).containsExactly(0, 0, 0);
        assertThat(List.of(program.isInteger(0), program.isInteger(1), program.isInteger(2)))
                .containsExactly(true, false, false);
    }

    /**
     * Each linear domain with its sign, on variables and on constraints; a maximised objective is negated, constant
     * included.
     */
    @Test
    void linearDomainsAndMaximisation() {
        CbfProgram read =
                read("VER\n3\nOBJSENSE\nMAX\nVAR\n4 4\nF 1\nL+ 1\nL- 1\nL= 1\nCON\n4 4\nF 1\nL+ 1\nL- 1\nL= 1\n"
                        + "OBJACOORD\n2\n0 2\n3 -1.5\nOBJBCOORD\n7\nACOORD\n4\n0 0 1\n"
                        + "1 0 2\n2 0 3\n3 0 4\nBCOORD\n4\n0 9\n1 10\n2 20\n3 30\n");
        ConicProgram program = read.program();
        assertThat(program.linear()).containsExactly(-2, 0, 0, 1.5);
        assertThat(program.constant()).isEqualTo(-7);
        assertThat(read.maximised()).isTrue();
        assertThat(read.objectiveInFile(program.objective(new double[] {3, 0, 0, 0})))
                .isEqualTo(13);
        // x1 >= 0, x2 <= 0, 2 x0 + 10 >= 0, 3 x0 + 20 <= 0 as Gx <= h; x3 = 0 and 4 x0 + 30 = 0 as Ax = b.
        assertThat(program.coneRowCount()).isEqualTo(4);
        assertThat(program.coneMatrix().get(0, 1)).isEqualTo(-1);
        assertThat(program.coneMatrix().get(1, 2)).isEqualTo(1);
        assertThat(program.coneMatrix().get(2, 0)).isEqualTo(-2);
        assertThat(program.coneMatrix().get(3, 0)).isEqualTo(3);
        assertThat(program.coneRhs()).containsExactly(0, 0, 10, -20);
        assertThat(program.equalityMatrix().get(0, 3)).isEqualTo(1);
        assertThat(program.equalityMatrix().get(1, 0)).isEqualTo(4);
        assertThat(program.equalityRhs()).containsExactly(0, -30);
    }

    /** 2 u v >= w^2 with (u, v, w) = (1, 2, 2) on the boundary, (1, 1, 2) outside: the slack must say the same. */
    @Test
    void rotatedConesOnVariablesAndConstraints() {
        ConicProgram program = read("VER\n1\nOBJSENSE\nMIN\nVAR\n3 1\nQR 3\nCON\n3 1\nQR 3\n"
                        + "ACOORD\n3\n0 0 1\n1 1 1\n2 2 1\nBCOORD\n1\n1 1\n")
                .program();
        assertThat(program.cones()).containsExactly(new Cone.SecondOrder(3), new Cone.SecondOrder(3));
        assertThat(margin(program, 0, 1, 2, 2)).isCloseTo(0.0, within(1e-15));
        assertThat(margin(program, 0, 1, 1, 2)).isNegative();
        assertThat(margin(program, 0, 2, 2, 2)).isPositive();
        assertThat(margin(program, 3, 1, 1, 2)).isCloseTo(0.0, within(1e-15));
        assertThat(margin(program, 0, -1, -2, 2)).isNegative();
    }

    private static double margin(ConicProgram program, int row, double... x) {
        double[] s = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, s);
        return s[row] - Math.hypot(s[row + 1], s[row + 2]);
    }

    @Test
    void packedFilesAreUnpacked(@TempDir Path folder) throws IOException {
        Path packed = folder.resolve("minimal.cbf.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(MINIMAL.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(CbfReader.read(packed).program().linear()).containsExactly(5.1, 0, 0);
        Path plain = folder.resolve("minimal.cbf");
        Files.writeString(plain, MINIMAL.replace("\n", "\r\n"));
        assertThat(CbfReader.read(plain).program().linear()).containsExactly(5.1, 0, 0);
        assertThatThrownBy(() -> CbfReader.read(Files.move(plain, folder.resolve("plain.gz"))))
                .isInstanceOf(CbfFormatException.class);
        assertThatThrownBy(() -> CbfReader.read(folder.resolve("none.cbf")))
                .isInstanceOf(CbfFormatException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> CbfReader.read(folder)).isInstanceOf(CbfFormatException.class);
    }

    /**
     * A fault put into the minimal example: what is replaced, by what, on which line it is found, and a word of the
     * message.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VER\\n1              | VER\\n5                 | 4  | version 5
            VER\\n1              | VER\\n0                 | 4  | version 0
            VER\\n1              | OBJSENSE\\nMAX          | 3  | begin with VER
            MIN                  | minimum                 | 7  | neither MIN nor MAX
            VAR\\n3 1            | VAR\\n4 1               | 11 | cover 3
            VAR\\n3 1            | VAR\\n3 2               | 13 | a cone and its dimension
            VAR\\n3 1            | VAR\\nthree 1           | 10 | not a whole number
            VAR\\n3 1            | VAR\\n-3 1              | 10 | outside 0
            VAR\\n3 1            | VAR\\n2000000000 1      | 10 | outside 0 .. 10000000
            VAR\\n3 1            | VAR\\n99999999999999999999 1 | 10 | not a whole number
            Q 3                  | Q 2000000000            | 11 | outside 0 .. 10000000
            Q 3                  | Q 0                     | 11 | at least 1
            Q 3                  | EXP 3                   | 11 | 'EXP' is not supported
            Q 3                  | @0:POW 3                | 11 | not supported
            Q 3                  | SVECPSD 3               | 11 | 'SVECPSD' is not supported
            Q 3                  | Q 3.0                   | 11 | not a whole number
            INT\\n1\\n0          | INT\\n1\\n3             | 15 | outside 0 .. 2
            INT\\n1\\n0          | INT\\n2\\n0\\n0         | 16 | listed twice
            INT\\n1\\n0          | INT\\n5\\n0             | 14 | outside 0 .. 3
            CON\\n1 1            | PSDCON\\n1              | 17 | semidefinite
            CON\\n1 1            | POWCONES\\n1 1          | 17 | power cones
            OBJACOORD\\n1        | CHANGE\\n1              | 21 | CHANGE
            OBJACOORD\\n1        | OBJECTIVE\\n1           | 21 | no keyword
            0 5.1                | 0 five                  | 23 | not a finite decimal number
            0 5.1                | 0 NaN                   | 23 | not a finite decimal number
            0 5.1                | 0 Infinity              | 23 | not a finite decimal number
            0 5.1                | 0 1e999                 | 23 | not a finite decimal number
            0 5.1                | 0 0x1p3                 | 23 | not a finite decimal number
            0 5.1                | 0 5.1f                  | 23 | not a finite decimal number
            0 5.1                | 0                       | 23 | entry 1 of 1
            0 5.1                | 3 5.1                   | 23 | outside 0 .. 2
            ACOORD\\n2\\n0 1     | ACOORD\\n3\\n0 1        | 30 | entry 3 of 3
            ACOORD\\n2\\n0 1     | ACOORD\\n1\\n0 1        | 28 | no keyword
            0 2 7.3              | 0 1 7.3                 | 28 | has a value already
            0 2 7.3              | 1 2 7.3                 | 28 | outside 0 .. 0
            BCOORD\\n1           | BCOORD\\n2147483647     | 33 | entry 2 of 2147483647
            BCOORD\\n1           | BCOORD\\n2147483648     | 31 | outside 0
            BCOORD\\n1           | OBJSENSE\\nMAX          | 30 | occurs twice
            """)
    void aFaultIsNamedWithItsLine(String part, String fault, int line, String message) {
        String text = MINIMAL.replaceFirst(unescaped(part).replace(".", "\\."), unescaped(fault));
        assertThat(text).isNotEqualTo(MINIMAL);
        CbfFormatException exception = catchThrowableOfType(CbfFormatException.class, () -> read(text));
        assertThat(exception)
                .as("for '%s'", fault)
                .isNotNull()
                .hasMessageContaining(message)
                .hasMessageContaining("test.cbf, line " + line + ":");
        assertThat(exception.line()).isEqualTo(line);
        assertThat(exception.file()).isEqualTo("test.cbf");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n");
    }

    /**
     * Cut off anywhere, the file is refused, except where the rest is only the last blocks, without which it is a whole
     * file.
     */
    @Test
    void aFileThatIsCutOffIsRefused() {
        String[] lines = MINIMAL.strip().split("\n");
        for (int kept = 0; kept < lines.length; kept++) {
            String text = String.join("\n", List.of(lines).subList(0, kept));
            boolean whole = lines[kept].isEmpty() && kept >= 11;
            boolean wholeBefore = kept >= 11 && lines[kept - 1].isEmpty();
            if (whole || wholeBefore) {
                assertThat(read(text).program().variableCount()).isEqualTo(3);
            } else {
                assertThatThrownBy(() -> read(text))
                        .as("the first %d lines", kept)
                        .isInstanceOf(CbfFormatException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment", "\u0000\u0001", "<html></html>"})
    void whatIsNoCbfFileIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(CbfFormatException.class);
    }

    @Test
    void dataBeforeItsStructureIsRefused() {
        assertThatThrownBy(() -> read("VER\n1\nOBJSENSE\nMIN\nINT\n0\n"))
                .hasMessageContaining("INT comes before VAR")
                .hasMessageContaining("line 5");
        assertThatThrownBy(() -> read("VER\n1\nOBJSENSE\nMIN\nVAR\n1 1\nF 1\nACOORD\n0\n"))
                .hasMessageContaining("ACOORD comes before CON");
        assertThatThrownBy(() -> read("VER\n1\nOBJSENSE\nMIN\nVAR\n0 0\nCON\n1 1\nL= 1\nACOORD\n1\n0 0 1\n"))
                .hasMessageContaining("there is no variable");
    }

    @Test
    void writingWhatWasReadGivesTheSameProgram() {
        ConicProgram program = read(MINIMAL).program();
        StringWriter text = new StringWriter();
        CbfWriter.write(program, text);
        ConicProgram again = read(text.toString()).program();
        assertThat(again.equalityMatrix()).isEqualTo(program.equalityMatrix());
        assertThat(again.coneMatrix()).isEqualTo(program.coneMatrix());
        assertThat(again.isInteger(0)).isTrue();
        assertThat(again.linear()).isEqualTo(program.linear());
    }
}
