package org.flexopf.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.junit.jupiter.api.Test;

/** The solver of docs/plug-in-a-solver.md is the one in this folder, and it works. */
class PlugInDocumentTest {

    private static final Path SOURCE =
            Path.of("src", "test", "java", "org", "flexopf", "testkit", "plugin", "SplittingSolver.java");
    private static final Path DOCUMENT = Path.of("..", "docs", "plug-in-a-solver.md");

    @Test
    void theDocumentShowsTheSourceAsItIs() throws IOException {
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf("```java\n") + "```java\n".length();
        String block = document.substring(from, document.indexOf("```", from));
        assertThat(block).isEqualTo(Files.readString(SOURCE));
    }

    @Test
    void theClassHasFewerThanSixtyLines() throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        int first = lines.indexOf("public final class SplittingSolver extends LibrarySolver {");
        assertThat(lines.subList(first, lines.size()).stream().filter(line -> !line.isBlank()))
                .hasSizeLessThan(60);
    }

    /**
     * Two generators, 0.01 p^2 + 10 p up to 100 MW and 0.02 p^2 + 12 p up to 60 MW, serve 130 MW: marginal costs 10 +
     * 0.02 p_1 = 12 + 0.04 p_2 would want p_1 = 120, so it stays at 100, and the price is 12 + 0.04 * 30 = 13.2.
     */
    @Test
    void itDispatchesTwoGeneratorsAndPricesTheBalance() {
        ConicProgram program = ConicProgram.continuous(
                new SparseMatrix.Builder(2, 2).add(0, 0, 0.02).add(1, 1, 0.04).build(),
                new double[] {10, 12},
                0,
                new SparseMatrix.Builder(1, 2).add(0, 0, 1).add(0, 1, 1).build(),
                new double[] {130},
                new SparseMatrix.Builder(4, 2)
                        .add(0, 0, 1)
                        .add(1, 1, 1)
                        .add(2, 0, -1)
                        .add(3, 1, -1)
                        .build(),
                new double[] {100, 60, 0, 0},
                List.of(new Cone.Nonnegative(4)));

        SolverResult result = new SplittingSolver().solve(program, SolverOptions.defaults());

        assertThat(result.status()).as(result.message()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(KktReport.of(program, result.x(), result.y(), result.z()).within(SolverOptions.defaults(), true))
                .isTrue();
        assertThat(result.x()).containsExactly(new double[] {100, 30}, within(1e-6));
        assertThat(-result.y()[0]).isCloseTo(13.2, within(1e-6));
        assertThat(result.z()[0]).isCloseTo(1.2, within(1e-6));
    }

    @Test
    void itSaysSoWhenItsIterationsRunOut() {
        ConicProgram program = ConicProgram.continuous(
                SparseMatrix.zero(1, 1),
                new double[] {-1},
                0,
                SparseMatrix.zero(0, 1),
                new double[0],
                new SparseMatrix.Builder(1, 1).add(0, 0, -1).build(),
                new double[] {0},
                List.of(new Cone.Nonnegative(1)));

        SolverResult result =
                new SplittingSolver().solve(program, SolverOptions.defaults().withMaxIterations(2));

        assertThat(result.status()).isEqualTo(SolveStatus.ITERATION_LIMIT);
        assertThat(result.iterations()).isEqualTo(2);
    }
}
