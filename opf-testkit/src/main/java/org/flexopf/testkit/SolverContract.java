package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What any {@link ConvexSolver} must pass. A solver opts in with one line in its own tests:
 *
 * <pre>class MySolverContractTest extends SolverContract { protected ConvexSolver solver() { return new MySolver(); } }
 * </pre>
 *
 * <p>Whatever the solver's {@link SolverCapabilities} include is tested, whatever they exclude must be refused in their
 * own words, so nothing is left out silently: the tests are final, and one of them fails if another solver of the same
 * module has no contract test, or if a contract test can be switched off. Every answer is held to the KKT conditions on
 * the original data, to complementary slackness of each cone, and to values, points and multipliers that are known from
 * outside; certificates to their definition in {@link SolveStatus}.
 *
 * <p>The tests on known programs and behaviour run under JUnit Jupiter; those on random programs, inherited from
 * {@link SolverProperties}, under jqwik.
 */
public abstract class SolverContract extends SolverProperties {

    /** The loosest tolerance that a solver may ask to be held to. */
    private static final double LOOSEST_TOLERANCE = 1e-6;

    /** The step in a right-hand side over which the value's slope is compared with the multiplier. */
    private static final double STEP = 1e-4;

    /** Rows of one program whose multipliers are compared with slopes. */
    private static final int SLOPES_PER_PROGRAM = 12;

    /** For contract tests. */
    protected SolverContract() {}

    static List<KnownProgram> knownPrograms() {
        return KnownPrograms.all();
    }

    static Stream<KnownProgram> programsWithAnOptimum() {
        return KnownPrograms.all().stream().filter(KnownProgram::hasOptimum);
    }

    static Stream<KnownProgram> programsWithUniqueMultipliers() {
        return KnownPrograms.all().stream().filter(KnownProgram::areMultipliersUnique);
    }

    // What is promised.

    @Test
    final void everySolverOfThisModuleIsUnderContract() {
        assertThat(ContractCoverage.faults(getClass(), solver())).isEmpty();
    }

    @Test
    final void nameAndCapabilitiesAreStatedAndStayTheSame() {
        assertThat(solver().name()).isNotBlank().isEqualTo(solver().name());
        assertThat(solver().capabilities()).isNotNull().isEqualTo(solver().capabilities());
        assertThat(solver().capabilities().maxVariables()).isPositive();
        assertThat(tolerance())
                .as("tolerance that the solver is held to")
                .isPositive()
                .isLessThanOrEqualTo(LOOSEST_TOLERANCE);
        assertThat(wellPosedShare())
                .as("well-posed programs that the solver answers, per cent")
                .isBetween(WELL_POSED_SHARE, 100.0);
        assertThat(illPosedShare())
                .as("ill-posed programs that the solver answers, per cent")
                .isBetween(ILL_POSED_SHARE, 100.0);
    }

    // Known programs.

    /**
     * The answer to a program within the capabilities is right; a program outside them is refused in the words of
     * {@code whyNot}.
     */
    @ParameterizedTest
    @MethodSource("knownPrograms")
    final void aKnownProgramIsAnsweredOrRefused(KnownProgram known) {
        String reason = solver().capabilities().whyNot(known.program()).orElse(null);
        if (reason == null) {
            assertAnswers(known, solver().solve(known.program(), options()));
        } else {
            assertThatThrownBy(() -> solver().solve(known.program(), options()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason);
            assertThatThrownBy(() -> solver().session().solve(known.program(), options(), null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    final void aProgramAboveTheLargestSizeIsRefused() {
        int limit = solver().capabilities().maxVariables();
        if (limit < 1_000_000) {
            ConicProgram program = ProgramSketch.minimise(new double[limit + 1]).program();
            assertThatThrownBy(() -> solver().solve(program, options()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            solver().capabilities().whyNot(program).orElseThrow());
        }
    }

    /**
     * {@code df/db = -y} and {@code df/dh = -z}, by central differences of the optimal value: this is where a wrong
     * sign shows.
     */
    @ParameterizedTest
    @MethodSource("programsWithUniqueMultipliers")
    final void multipliersAreSlopesOfTheOptimalValue(KnownProgram known) {
        ConicProgram program = known.program();
        assumeTaken(program);
        assumeTrue(solver().capabilities().duals(), "the solver declares no duals");
        SolverResult answer = solver().solve(program, options());
        int p = program.equalityCount();
        int rows = p + program.coneRowCount();
        for (int k = 0; k < rows; k += 1 + rows / SLOPES_PER_PROGRAM) {
            double multiplier = k < p ? answer.y()[k] : answer.z()[k - p];
            double slope = (valueWithRightHandSide(program, k, STEP) - valueWithRightHandSide(program, k, -STEP))
                    / (2.0 * STEP);
            double allowed = 5e-3 * (1.0 + Math.abs(multiplier))
                    + 4.0 * tolerance() * (1.0 + Math.abs(known.objective())) / STEP;
            assertThat(-multiplier)
                    .as("%s: minus the multiplier of row %d", known, k)
                    .isCloseTo(slope, offset(allowed));
        }
    }

    private double valueWithRightHandSide(ConicProgram program, int row, double step) {
        double[] b = program.equalityRhs();
        double[] h = program.coneRhs();
        if (row < b.length) {
            b[row] += step;
        } else {
            h[row - b.length] += step;
        }
        ConicProgram moved = program.withRightHandSides(b, h);
        SolverResult result = solver().solve(moved, options());
        KktAssertions.assertThat(moved, options(), result).isOptimal();
        return result.primalObjective();
    }

    // The same bits.

    @ParameterizedTest
    @MethodSource("knownPrograms")
    final void solvedTwiceGivesTheSameBits(KnownProgram known) {
        assumeTaken(known.program());
        assertSameBits(
                known.name(), solver().solve(known.program(), options()), solver().solve(known.program(), options()));
    }

    @Test
    final void eightThreadsShareOneSolver() throws InterruptedException, ExecutionException {
        ConvexSolver shared = solver();
        List<KnownProgram> programs = accepted();
        List<SolverResult> alone = programs.stream()
                .map(known -> shared.solve(known.program(), options()))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int offset = thread * programs.size() / 8;
                tasks.add(() -> {
                    for (int k = 0; k < programs.size(); k++) {
                        int index = (k + offset) % programs.size();
                        assertSameBits(
                                programs.get(index).name(),
                                shared.solve(programs.get(index).program(), options()),
                                alone.get(index));
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * One session over all programs, so that each follows one of another pattern, another size or without an optimum.
     */
    @Test
    final void aSessionGivesTheBitsOfSolve() {
        SolverSession session = solver().session();
        for (KnownProgram known : accepted()) {
            SolverResult answer = solver().solve(known.program(), options());
            assertSameBits(known.name() + ", in a session", session.solve(known.program(), options(), null), answer);
            assertSameBits(
                    known.name() + ", again in a session", session.solve(known.program(), options(), null), answer);
        }
    }

    /** A session over programs of one pattern and other numbers: costs, right-hand sides, matrices, hints. */
    @Test
    final void aSessionWithNewNumbersGivesTheBitsOfSolve() {
        SolverSession session = solver().session();
        ConicProgram program = mediumProgram();
        for (int round = 0; round < 6; round++) {
            double factor = 1.0 + 0.1 * round;
            double[] linear = program.linear();
            Arrays.setAll(linear, j -> linear[j] * factor);
            double[] values = new double[program.coneMatrix().entryCount()];
            program.coneMatrix().copyValues(values);
            Arrays.setAll(values, k -> values[k] * factor);
            double[] h = program.coneRhs();
            Arrays.setAll(h, i -> h[i] * factor);
            ConicProgram changed = program.withLinear(linear, round)
                    .withConeMatrix(program.coneMatrix().withValues(values))
                    .withRightHandSides(program.equalityRhs(), h);
            assertThat(changed.samePattern(program)).isTrue();
            WarmStart hint = round % 2 == 0 ? null : Hints.random(changed, round, 1.0);
            assertSameBits(
                    "round " + round,
                    session.solve(changed, options(), hint),
                    solver().solve(changed, options(), hint));
        }
    }

    @Test
    final void anAnswerBelongsToTheReceiver() {
        ConicProgram program = mediumProgram();
        SolverSession session = solver().session();
        SolverResult first = session.solve(program, options(), null);
        for (double[] array : List.of(first.x(), first.s(), first.y(), first.z())) {
            Arrays.fill(array, Double.NaN);
        }
        assertSameBits(
                "after the first answer was overwritten",
                session.solve(program, options(), null),
                solver().solve(program, options()));
    }

    // Hints.

    @ParameterizedTest
    @MethodSource("knownPrograms")
    final void noHintChangesTheAnswer(KnownProgram known) {
        ConicProgram program = known.program();
        assumeTaken(program);
        SolverResult cold = solver().solve(program, options());
        SolverResult source =
                known.hasOptimum() ? cold : solver().solve(program, options().withMaxIterations(1));
        for (Map.Entry<String, WarmStart> hint : Hints.of(program, source).entrySet()) {
            if (hint.getValue().x().length != program.variableCount()) {
                continue;
            }
            WarmStart start = hint.getValue();
            double[] before = start.x().clone();
            SolverResult warm = solver().solve(program, options(), start);
            assertThat(start.x()).as("%s: the hint's own array", known).isEqualTo(before);
            try {
                assertAnswers(known, warm);
            } catch (AssertionError error) {
                throw new AssertionError("started from " + hint.getKey() + ": " + error.getMessage(), error);
            }
        }
    }

    @Test
    final void aHintOfTheWrongLengthIsRefused() {
        ConicProgram program = mediumProgram();
        WarmStart right = Hints.random(program, 1, 1.0);
        for (WarmStart wrong : List.of(
                WarmStart.primal(new double[0]),
                WarmStart.primal(new double[right.x().length + 1]),
                new WarmStart(right.x(), new double[right.y().length + 1], right.z()),
                new WarmStart(right.x(), right.y(), new double[right.z().length + 1]))) {
            assertThatThrownBy(() -> solver().solve(program, options(), wrong))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> solver().session().solve(program, options(), wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // Limits, interruption, numbers out of range.

    @Test
    final void theIterationLimitHolds() {
        ConicProgram program = mediumProgram();
        int needed = solver().solve(program, options()).iterations();
        for (int limit : new int[] {0, 1, 2, Math.max(0, needed - 1)}) {
            SolverOptions limited = options().withMaxIterations(limit);
            SolverResult result = solver().solve(program, limited);
            assertThat(result.iterations()).isLessThanOrEqualTo(limit);
            if (result.status() == SolveStatus.OPTIMAL) {
                KktAssertions.assertThat(program, limited, result).isOptimal();
            } else {
                KktAssertions.assertThat(program, limited, result)
                        .hasStatus(SolveStatus.ITERATION_LIMIT)
                        .hasWholeShape();
            }
        }
    }

    @Test
    final void theTimeLimitHolds() {
        ConicProgram program = mediumProgram();
        SolverResult result = solver().solve(program, options().withTimeLimit(Duration.ZERO));
        KktAssertions.assertThat(program, options(), result)
                .hasStatus(SolveStatus.TIME_LIMIT)
                .hasWholeShape();
    }

    @Test
    final void anInterruptedThreadGetsAnAnswerAndStaysInterrupted() {
        ConicProgram program = mediumProgram();
        Thread.currentThread().interrupt();
        SolverResult result;
        boolean flag;
        try {
            result = solver().solve(program, options());
        } finally {
            flag = Thread.interrupted();
        }
        assertThat(flag).as("the thread's interrupt flag after solving").isTrue();
        KktAssertions.assertThat(program, options(), result)
                .hasStatus(SolveStatus.INTERRUPTED)
                .hasWholeShape();
        assertSameBits("after an interruption", solver().solve(program, options()), solver().solve(program, options()));
    }

    /**
     * A thread that does nothing but solve is interrupted from outside: the solve that is under way, or the next, says
     * so.
     */
    @Test
    @Timeout(60)
    final void anInterruptionFromOutsideEndsASolve() throws InterruptedException {
        ConicProgram program = mediumProgram();
        List<SolverResult> last = new ArrayList<>();
        Thread worker = new Thread(() -> {
            SolverResult result;
            do {
                result = solver().solve(program, options());
            } while (!Thread.currentThread().isInterrupted());
            last.add(result.status() == SolveStatus.INTERRUPTED ? result : solver().solve(program, options()));
        });
        worker.start();
        TimeUnit.MILLISECONDS.sleep(50);
        worker.interrupt();
        worker.join();
        assertThat(last).hasSize(1);
        KktAssertions.assertThat(program, options(), last.get(0)).hasStatus(SolveStatus.INTERRUPTED);
    }

    /** More accuracy than numbers can hold is not claimed. */
    @ParameterizedTest
    @MethodSource("programsWithAnOptimum")
    final void anImpossibleToleranceIsNotClaimed(KnownProgram known) {
        ConicProgram program = known.program();
        assumeTaken(program);
        SolverOptions impossible = options().withTolerance(1e-300);
        SolverResult result = solver().solve(program, impossible);
        KktAssertions.assertThat(program, impossible, result).hasWholeShape();
        if (result.status() == SolveStatus.OPTIMAL) {
            assertThat(KktReport.of(program, result.x(), result.y(), result.z())
                            .within(impossible, solver().capabilities().givesDuals(program)))
                    .as("%s: %s holds to 1e-300", known, result.message())
                    .isTrue();
        }
    }

    /**
     * Finite numbers that overflow in the first product must lead to an honest status, not to an exception or a wrong
     * claim.
     */
    @Test
    @Timeout(60)
    final void enormousNumbersLeadToAnHonestStatus() {
        for (double size : new double[] {1e100, 1e200, Double.MAX_VALUE}) {
            for (ConicProgram program : List.of(
                    ProgramSketch.minimise(size, -size)
                            .equal(ProgramSketch.row(size, 1), size)
                            .nonnegative()
                            .program(),
                    ProgramSketch.minimise(1, 1)
                            .atLeast(ProgramSketch.row(size, size), size)
                            .nonnegative()
                            .program(),
                    ProgramSketch.minimise(1, 1)
                            .atMost(ProgramSketch.row(1, 1), -size)
                            .nonnegative()
                            .program(),
                    ProgramSketch.minimise(-1, -1)
                            .atMost(ProgramSketch.row(1, 1), size)
                            .nonnegative()
                            .program())) {
                SolverResult result = solver().solve(program, options());
                KktAssert answer = KktAssertions.assertThat(program, options(), result);
                assertThat(result.status()).isNotNull();
                if (result.status() == SolveStatus.OPTIMAL) {
                    answer.satisfiesKktConditions();
                } else if (result.status() == SolveStatus.PRIMAL_INFEASIBLE
                        && solver().capabilities().certificates()) {
                    answer.isCertificateOfPrimalInfeasibility();
                } else if (result.status() == SolveStatus.DUAL_INFEASIBLE
                        && solver().capabilities().certificates()) {
                    answer.isCertificateOfDualInfeasibility();
                }
            }
        }
    }

    /** The door is the program itself: no solver ever sees a number that is not finite. */
    @Test
    final void numbersThatAreNotFiniteAreRefusedAtTheDoor() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            SparseMatrix one = new SparseMatrix.Builder(1, 1).add(0, 0, 1.0).build();
            SparseMatrix poisoned = one.withValues(new double[] {bad});
            double[] fine = {1.0};
            double[] broken = {bad};
            List<Cone> cone = List.of(new Cone.Nonnegative(1));
            assertRefused("P[0, 0]", bad, () -> ConicProgram.continuous(poisoned, fine, 0, one, fine, one, fine, cone));
            assertRefused("q[0]", bad, () -> ConicProgram.continuous(one, broken, 0, one, fine, one, fine, cone));
            assertRefused("constant", bad, () -> ConicProgram.continuous(one, fine, bad, one, fine, one, fine, cone));
            assertRefused("A[0, 0]", bad, () -> ConicProgram.continuous(one, fine, 0, poisoned, fine, one, fine, cone));
            assertRefused("b[0]", bad, () -> ConicProgram.continuous(one, fine, 0, one, broken, one, fine, cone));
            assertRefused("G[0, 0]", bad, () -> ConicProgram.continuous(one, fine, 0, one, fine, poisoned, fine, cone));
            assertRefused("h[0]", bad, () -> ConicProgram.continuous(one, fine, 0, one, fine, one, broken, cone));
            ConicProgram good = ConicProgram.continuous(one, fine, 0, one, fine, one, fine, cone);
            assertRefused("q[0]", bad, () -> good.withLinear(broken, 0));
            assertRefused("b[0]", bad, () -> good.withRightHandSides(broken, fine));
            assertRefused("h[0]", bad, () -> good.withRightHandSides(fine, broken));
        }
    }

    private static void assertRefused(String place, double value, ThrowingCallable construction) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(String.valueOf(value));
    }

    /** A library does not write to the console. */
    @Test
    final void nothingIsPrinted() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            solver().solve(mediumProgram(), options());
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private boolean takes(ConicProgram program) {
        return solver().capabilities().whyNot(program).isEmpty();
    }

    /** A program outside the capabilities is skipped with the reason: that it is refused is a test of its own. */
    private void assumeTaken(ConicProgram program) {
        solver().capabilities().whyNot(program).ifPresent(Assumptions::abort);
    }

    private List<KnownProgram> accepted() {
        return KnownPrograms.all().stream()
                .filter(known -> takes(known.program()))
                .toList();
    }

    /** A program that takes a solver several iterations, as rich as its capabilities allow. */
    private ConicProgram mediumProgram() {
        SolverCapabilities capabilities = solver().capabilities();
        int n = Math.min(40, capabilities.maxVariables());
        ProgramShape shape = new ProgramShape(
                n,
                n / 4,
                2 * n,
                capabilities.secondOrderCones() ? n / 5 : 0,
                capabilities.quadraticObjective() ? n / 4 : 0,
                ProgramShape.Difficulty.STRICT,
                0.0);
        return RandomPrograms.optimal(shape, 1234).program();
    }

    /** Everything but the times is the same to the last bit. */
    private static void assertSameBits(String name, SolverResult actual, SolverResult expected) {
        assertThat(actual.status()).as("%s: status", name).isEqualTo(expected.status());
        assertSameBits(name + ": x", actual.x(), expected.x());
        assertSameBits(name + ": s", actual.s(), expected.s());
        assertSameBits(name + ": y", actual.y(), expected.y());
        assertSameBits(name + ": z", actual.z(), expected.z());
        assertSameBits(
                name + ": objectives",
                new double[] {actual.primalObjective(), actual.dualObjective()},
                new double[] {expected.primalObjective(), expected.dualObjective()});
        assertThat(actual.iterations()).as("%s: iterations", name).isEqualTo(expected.iterations());
        assertThat(actual.message()).as("%s: message", name).isEqualTo(expected.message());
    }

    /** Two NaN are the same here, the two zeros are not. */
    private static void assertSameBits(String what, double[] actual, double[] expected) {
        assertThat(Arrays.equals(actual, expected))
                .as("the same bits of %s", what)
                .isTrue();
    }
}
