package org.flexopf.solver.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.NoSuitableSolverException;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.testkit.ProgramSketch;
import org.flexopf.testkit.UnitCommitment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrToolsSolverTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();
    private static final String NATIVE_CODE = "ortools-(linux|darwin|win32).*";
    /** Nobody solves it in a minute. */
    private static final ConicProgram HARD = marketSplit(5);

    /**
     * Binaries that split each of some random weights in half as nearly as can be (Cornuejols and Dawande, "A class of
     * hard small 0-1 programs", INFORMS Journal on Computing 11, 1999).
     */
    private static ConicProgram marketSplit(int rows) {
        Random random = new Random(7);
        int binaries = 10 * (rows - 1);
        int n = binaries + 2 * rows;
        double[] cost = new double[n];
        Arrays.fill(cost, binaries, n, 1.0);
        ProgramSketch sketch = ProgramSketch.minimise(cost).nonnegative();
        for (int i = 0; i < rows; i++) {
            double[] row = new double[n];
            double sum = 0.0;
            for (int j = 0; j < binaries; j++) {
                row[j] = random.nextInt(100);
                sum += row[j];
            }
            row[binaries + 2 * i] = 1.0;
            row[binaries + 2 * i + 1] = -1.0;
            sketch.equal(row, Math.floor(0.5 * sum));
        }
        for (int j = 0; j < binaries; j++) {
            double[] row = new double[n];
            row[j] = 1.0;
            sketch.atMost(row, 1.0).integer(j);
        }
        return sketch.program();
    }

    /** The optimum that the project's own search proves, by its own bounds: 1e-6 is its gap. */
    @Test
    void aCommitmentIsSolvedToTheGapAskedFor() {
        CheckedAnswer answer = CheckedSolver.of(new OrToolsSolver()).solve(UnitCommitment.of(4, 8, 3, false), OPTIONS);

        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(answer.objective()).isCloseTo(406.3632042908, within(1e-3));
        assertThat(answer.claimedGap().orElseThrow()).isBetween(0.0, OPTIONS.largestIntegerGap(answer.objective()));
        assertThat(answer.nodes()).isPositive();
    }

    /**
     * A binary of 1e-7 would pay for 1 MW at a million, and cost nothing: the gain of 0.5 per unit is less than the
     * price of 600,000 for opening it, so that the answer is zero, to the last bit.
     */
    @Test
    void nothingLeaksThroughABigM() {
        ConicProgram program = ProgramSketch.minimise(6e5, -0.5)
                .atMost(ProgramSketch.row(-1e6, 1), 0.0)
                .atMost(ProgramSketch.row(1, 0), 1.0)
                .nonnegative()
                .integer(0)
                .program();
        SolverResult result = new OrToolsSolver().solve(program, OPTIONS);

        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.x()).containsExactly(new double[] {0.0, 0.0}, within(1e-12));
    }

    /** It is there for who names it; who asks for any solver gets another one, or is told. */
    @Test
    void nobodyGetsItWithoutNamingIt() {
        assertThat(Solvers.named("ortools").onRequestOnly()).isTrue();
        assertThatThrownBy(() -> Solvers.suitableFor(UnitCommitment.of(1, 2, 1, false)))
                .isInstanceOf(NoSuitableSolverException.class)
                .hasMessageContaining("ortools: it is asked by name only");
    }

    /** Of a search that the time ends, the point is one, and the bound lies below it. */
    @Test
    void theTimeLimitLeavesAPointAndABound() {
        long started = System.nanoTime();
        CheckedAnswer answer =
                CheckedSolver.of(new OrToolsSolver()).solve(HARD, OPTIONS.withTimeLimit(Duration.ofSeconds(4)));
        double seconds = (System.nanoTime() - started) * 1e-9;

        assertThat(answer.status()).as(answer.message()).isEqualTo(SolveStatus.TIME_LIMIT);
        assertThat(seconds).isBetween(3.0, 10.0);
        assertThat(answer.claimedBound()).isPresent();
        assertThat(answer.kkt().within(OPTIONS, false))
                .as(answer.kkt().toString())
                .isTrue();
        assertThat(answer.claimedGap().orElseThrow()).isPositive();
    }

    @Test
    void theNodeLimitIsToldAsSuch() {
        CheckedAnswer answer = CheckedSolver.of(new OrToolsSolver()).solve(HARD, OPTIONS.withMaxNodes(20));

        assertThat(answer.status()).as(answer.message()).isEqualTo(SolveStatus.ITERATION_LIMIT);
        assertThat(answer.nodes()).isBetween(10L, 20L);
    }

    @Test
    @Timeout(60)
    void anInterruptionReachesTheNativeSearch() throws InterruptedException {
        List<SolverResult> results = new ArrayList<>();
        Thread worker = new Thread(() -> results.add(new OrToolsSolver().solve(HARD, OPTIONS)));
        worker.start();
        TimeUnit.SECONDS.sleep(2);
        worker.interrupt();
        worker.join(TimeUnit.SECONDS.toMillis(10));

        assertThat(worker.isAlive()).isFalse();
        assertThat(results.get(0).status()).isEqualTo(SolveStatus.INTERRUPTED);
        assertThat(results.get(0).gap()).as("of its best point").isPositive();
    }

    /** SCIP takes 1e20 for infinite: a row that asks for as much would be none. */
    @Test
    void numbersThatScipTakesForInfiniteAreRefused() {
        ConicProgram program = ProgramSketch.minimise(1)
                .atLeast(ProgramSketch.row(1), 1e20)
                .integer(0)
                .program();

        SolverResult result = new OrToolsSolver().solve(program, OPTIONS);
        assertThat(result.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(result.message()).contains("1.0E20", "1.0E15");
    }

    /** The search over integers finds no end, and says so, though OR-Tools calls it infeasible. */
    @Test
    void unboundedIsNotCalledInfeasible() {
        ConicProgram program = ProgramSketch.minimise(-1, 0)
                .atMost(ProgramSketch.row(-1, 1), 0.5)
                .atLeast(ProgramSketch.row(1, 0), 0.5)
                .integer(0)
                .program();

        assertThat(new OrToolsSolver().solve(program, OPTIONS).status()).isEqualTo(SolveStatus.DUAL_INFEASIBLE);
    }

    /** On another platform: the provider is found, and its answer says what is missing and what to do. */
    @Test
    void withoutANativeLibraryTheAnswerSaysSo() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String path : List.of("java.class.path", "jdk.module.path")) {
            for (String entry : System.getProperty(path, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty() && !Path.of(entry).getFileName().toString().matches(NATIVE_CODE)) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            }
        }
        // Where modules are tested, the tests are a patch of the module and on no path.
        urls.add(Path.of("target", "test-classes").toUri().toURL());
        assertThat(told(urls))
                .hasSize(3)
                .startsWith("ortools", "NUMERICAL_FAILURE")
                .last()
                .asString()
                .contains("native library of OR-Tools", System.getProperty("os.arch"), "ortools-linux-x86-64");
    }

    @SuppressWarnings("unchecked")
    private static List<String> told(List<URL> urls) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            return ((Callable<List<String>>) loader.loadClass(WithoutNatives.class.getName())
                            .getDeclaredConstructor()
                            .newInstance())
                    .call();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
