package org.flexopf.program.cbf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CbfWriterTest {

    private static ConicProgram quadratic(SparseMatrix p, double... q) {
        SparseMatrix none = SparseMatrix.zero(0, q.length);
        return ConicProgram.continuous(p, q, 2.5, none, new double[0], none, new double[0], List.of());
    }

    private static String written(ConicProgram program) {
        StringWriter text = new StringWriter();
        CbfWriter.write(program, text);
        return text.toString();
    }

    private static ConicProgram roundTrip(ConicProgram program) {
        return CbfReader.read(new StringReader(written(program)), "written").program();
    }

    /** A program with awkward numbers comes back with the same bits. */
    @Test
    void aLinearProgramComesBackToTheBit(@TempDir Path folder) {
        Random random = new Random(5);
        SparseMatrix.Builder a = new SparseMatrix.Builder(3, 6);
        SparseMatrix.Builder g = new SparseMatrix.Builder(9, 6);
        double[] b = new double[3];
        double[] h = new double[9];
        for (int i = 0; i < 9; i++) {
            g.add(i, random.nextInt(6), random.nextGaussian() * Math.pow(10, random.nextInt(300) - 150));
            h[i] = i == 4 ? Double.MIN_VALUE : random.nextGaussian();
            if (i < 3) {
                a.add(i, random.nextInt(6), random.nextGaussian()).add(i, 5, 1.0 / 3.0);
                b[i] = random.nextGaussian();
            }
        }
        ConicProgram program = new ConicProgram(
                SparseMatrix.zero(6, 6),
                new double[] {0.1, -0.2, 0, 1e-300, Double.MAX_VALUE, 3},
                -1.0 / 7.0,
                a.build(),
                b,
                g.build(),
                h,
                List.of(
                        new Cone.Nonnegative(2),
                        new Cone.SecondOrder(4),
                        new Cone.Nonnegative(1),
                        new Cone.SecondOrder(2)),
                new boolean[] {false, true, false, false, true, false});
        Path file = folder.resolve("program.cbf");
        CbfWriter.write(program, file);
        ConicProgram again = CbfReader.read(file).program();
        assertThat(again.linear()).isEqualTo(program.linear());
        assertThat(again.constant()).isEqualTo(program.constant());
        assertThat(again.equalityMatrix()).isEqualTo(program.equalityMatrix());
        assertThat(again.equalityRhs()).isEqualTo(program.equalityRhs());
        assertThat(again.coneMatrix()).isEqualTo(program.coneMatrix());
        assertThat(again.coneRhs()).isEqualTo(program.coneRhs());
        assertThat(again.cones()).isEqualTo(program.cones());
        assertThat(again.isInteger(4)).isTrue();
        assertThat(again.isInteger(5)).isFalse();
        assertThat(written(again)).isEqualTo(written(program));
    }

    @Test
    void theEmptyProgramCanBeWritten() {
        SparseMatrix none = SparseMatrix.zero(0, 0);
        ConicProgram empty =
                ConicProgram.continuous(none, new double[0], 3, none, new double[0], none, new double[0], List.of());
        assertThat(roundTrip(empty).variableCount()).isZero();
        assertThat(roundTrip(empty).constant()).isEqualTo(3);
    }

    /** The least t of the rotated cone is 1/2 x'Px: at that t the slack lies on the boundary, below it outside. */
    @Test
    void aSquareBecomesTheEpigraphOfARotatedCone() {
        Random random = new Random(11);
        for (int n = 1; n <= 12; n++) {
            for (int rank = 0; rank <= n; rank++) {
                double[][] factor = new double[rank][n];
                for (double[] row : factor) {
                    for (int j = 0; j < n; j++) {
                        row[j] = random.nextInt(3) == 0 ? random.nextGaussian() : 0.0;
                    }
                }
                ConicProgram program = quadratic(gram(factor, n), new double[n]);
                ConicProgram epigraph = roundTrip(program);
                assertThat(epigraph.hasQuadraticObjective()).isFalse();
                double[] x = new double[epigraph.variableCount()];
                for (int j = 0; j < n; j++) {
                    x[j] = random.nextGaussian();
                }
                double halfSquare = 0.0;
                for (double[] row : factor) {
                    double product = 0.0;
                    for (int j = 0; j < n; j++) {
                        product += row[j] * x[j];
                    }
                    halfSquare += 0.5 * product * product;
                }
                assertThat(leastEpigraph(epigraph, x, n)).isCloseTo(halfSquare, within(1e-9 * (1.0 + halfSquare)));
            }
        }
    }

    /**
     * The sum of the least t of each cone: from s = h - Gx at t = 0, (s_0 + t r)^2 - (s_1 + t r)^2 >= |rest|^2 with r =
     * sqrt 1/2 is linear in t.
     */
    private static double leastEpigraph(ConicProgram program, double[] x, int n) {
        double[] s = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, s);
        double sum = 0.0;
        int row = 0;
        for (int k = n; k < program.variableCount(); k++) {
            int dimension = program.cones().get(k - n).dimension();
            double rest = 0.0;
            for (int i = row + 2; i < row + dimension; i++) {
                rest += s[i] * s[i];
            }
            double second = (s[row] - s[row + 1]) * Math.sqrt(0.5);
            assertThat(second).as("the constant of the cone").isCloseTo(1.0, within(1e-15));
            assertThat(program.linear(k)).isEqualTo(1.0);
            sum += rest / 2.0;
            row += dimension;
        }
        assertThat(row).isEqualTo(program.coneRowCount());
        return sum;
    }

    private static SparseMatrix gram(double[][] factor, int n) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(n, n);
        for (double[] row : factor) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i <= j; i++) {
                    if (row[i] * row[j] != 0.0) {
                        builder.add(i, j, row[i] * row[j]);
                    }
                }
            }
        }
        return builder.build();
    }

    /**
     * Variables that P does not link get cones of their own: a diagonal P of n entries gives n cones of dimension 3.
     */
    @Test
    void unlinkedVariablesGetConesOfTheirOwn() {
        SparseMatrix p = new SparseMatrix.Builder(4, 4)
                .add(0, 0, 2)
                .add(1, 1, 0)
                .add(2, 2, 8)
                .add(3, 3, 1)
                .add(2, 3, 1)
                .build();
        ConicProgram epigraph = roundTrip(quadratic(p, 1, 1, 1, 1));
        assertThat(epigraph.variableCount()).isEqualTo(6);
        assertThat(epigraph.cones()).containsExactly(new Cone.SecondOrder(3), new Cone.SecondOrder(4));
        assertThat(epigraph.constant()).isEqualTo(2.5);
    }

    @Test
    void anIndefiniteSquareIsRefused() {
        assertThatThrownBy(() -> written(quadratic(
                        new SparseMatrix.Builder(2, 2)
                                .add(0, 0, 1)
                                .add(0, 1, 2)
                                .add(1, 1, 1)
                                .build(),
                        0,
                        0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P[1, 1]")
                .hasMessageContaining("not convex");
        assertThatThrownBy(() -> written(quadratic(
                        new SparseMatrix.Builder(2, 2)
                                .add(0, 1, 1e-9)
                                .add(1, 1, 1)
                                .build(),
                        0,
                        0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(quadratic(
                        new SparseMatrix.Builder(2, 2)
                                .add(0, 0, 1e-9)
                                .add(0, 1, 1)
                                .add(1, 1, 1)
                                .build(),
                        0,
                        0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(quadratic(
                        new SparseMatrix.Builder(3, 3)
                                .add(0, 0, 1)
                                .add(0, 1, 1)
                                .add(1, 1, 1)
                                .add(0, 2, 1)
                                .add(2, 2, 1)
                                .build(),
                        0,
                        0,
                        0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P[1, 2]");
    }

    /**
     * Units far apart within one set of linked variables: (1e-6 x0 + 1e6 x1)^2 and (1e-6 x0)^2 keep their ranks, one
     * and two.
     */
    @Test
    void unitsDoNotDecideTheRank() {
        double small = 1e-6;
        double large = 1e6;
        SparseMatrix one = gram(new double[][] {{small, large}}, 2);
        assertThat(roundTrip(quadratic(one, 0, 0)).cones()).containsExactly(new Cone.SecondOrder(3));
        SparseMatrix two = gram(new double[][] {{small, large}, {small, 0}}, 2);
        assertThat(roundTrip(quadratic(two, 0, 0)).cones()).containsExactly(new Cone.SecondOrder(4));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAnError(@TempDir Path folder) throws IOException {
        Path directory = Files.createDirectory(folder.resolve("taken"));
        assertThatThrownBy(() -> CbfWriter.write(quadratic(SparseMatrix.zero(1, 1), 1), directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("taken");
    }
}
