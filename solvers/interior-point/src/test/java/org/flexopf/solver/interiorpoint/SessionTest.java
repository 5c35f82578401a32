package org.flexopf.solver.interiorpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    private final InteriorPointSolver solver = new InteriorPointSolver();

    @Test
    void aSessionGivesTheSameBitsAsTheSolver() {
        SolverSession session = solver.session();
        for (double factor : new double[] {1.0, 1.05, 0.7, 1.0}) {
            ConicProgram program = Chains.of(60, factor, 1);
            assertSameBits(session.solve(program, OPTIONS, null), solver.solve(program, OPTIONS));
        }
        // Another pattern in between, and back.
        assertSameBits(
                session.solve(Chains.of(20, 1.0, 1), OPTIONS, null), solver.solve(Chains.of(20, 1.0, 1), OPTIONS));
        assertSameBits(
                session.solve(Chains.of(60, 1.0, 1), OPTIONS, null), solver.solve(Chains.of(60, 1.0, 1), OPTIONS));
    }

    @Test
    void aSessionForgetsAFailedSolve() {
        SolverSession session = solver.session();
        ConicProgram good = Chains.of(40, 1.0, 2);
        double[] demand = good.equalityRhs();
        for (int i = 0; i < demand.length; i++) {
            demand[i] *= i % 3 == 2 ? 1.0 : 40.0;
        }
        assertThat(session.solve(good.withRightHandSides(demand, good.coneRhs()), OPTIONS, null)
                        .status())
                .isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertSameBits(session.solve(good, OPTIONS, null), solver.solve(good, OPTIONS));
    }

    @Test
    void manyThreadsShareOneSolver() throws Exception {
        ConicProgram program = Chains.of(60, 1.0, 3);
        SolverResult expected = solver.solve(program, OPTIONS);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<SolverResult>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> solver.solve(program, OPTIONS)));
            }
            for (Future<SolverResult> answer : answers) {
                assertSameBits(answer.get(), expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * What a session allocates does not depend on the number of iterations: the answer's arrays and nothing in the
     * loop.
     */
    @Test
    void theLoopAllocatesNothing() {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        ConicProgram program = Chains.of(200, 1.0, 4);
        SolverSession session = solver.session();
        long few = Long.MAX_VALUE;
        long many = Long.MAX_VALUE;
        for (int repeat = 0; repeat < 20; repeat++) {
            long before = bean.getThreadAllocatedBytes(thread);
            int low = session.solve(program, OPTIONS.withMaxIterations(2), null).iterations();
            long between = bean.getThreadAllocatedBytes(thread);
            int high = session.solve(program, OPTIONS, null).iterations();
            long after = bean.getThreadAllocatedBytes(thread);
            assertThat(high).isGreaterThan(low + 5);
            few = Math.min(few, between - before);
            many = Math.min(many, after - between);
        }
        // The message of an answer may differ by a few characters.
        assertThat(many - few).isLessThan(2048);
    }

    /**
     * New numbers in the same pattern: no graph, no ordering, no factor pattern is made again, and nothing of their
     * size is allocated.
     */
    @Test
    void newNumbersNeedNoSymbolicWork() {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        ConicProgram[] programs = {Chains.of(400, 1.0, 4), Chains.of(400, 1.02, 4), Chains.of(400, 0.97, 4)};
        solver.solve(programs[0], OPTIONS);
        SolverSession session = solver.session();
        long before = bean.getThreadAllocatedBytes(thread);
        SolverResult first = session.solve(programs[0], OPTIONS, null);
        long set = bean.getThreadAllocatedBytes(thread);
        for (int repeat = 1; repeat < programs.length; repeat++) {
            session.solve(programs[repeat], OPTIONS, null);
        }
        long again = (bean.getThreadAllocatedBytes(thread) - set) / (programs.length - 1);
        // The answer and its check: some twenty vectors of the program's size.
        long vector = 8L * (first.x().length + first.y().length + first.z().length);
        assertThat(again).isLessThan(20 * vector);
        assertThat(set - before).isGreaterThan(5 * again);
    }

    @Test
    void aNeighboursSolutionShortensTheWay() {
        List<Integer> saved = new ArrayList<>();
        for (long seed = 0; seed < 9; seed++) {
            SolverResult first = solver.solve(Chains.of(100, 1.0, seed), OPTIONS);
            ConicProgram next = Chains.of(100, 1.05, seed);
            SolverResult cold = solver.solve(next, OPTIONS);
            SolverResult warm = solver.solve(next, OPTIONS, WarmStart.from(first));
            assertOptimal(next, warm);
            assertThat(warm.primalObjective())
                    .isCloseTo(cold.primalObjective(), within(1e-7 * (1.0 + Math.abs(cold.primalObjective()))));
            saved.add(cold.iterations() - warm.iterations());
        }
        saved.sort(null);
        assertThat(saved.get(4)).as("median of %s", saved).isPositive();
    }

    @Test
    void badNeighboursDoNotChangeTheAnswer() {
        ConicProgram program = Chains.of(50, 1.0, 5);
        SolverResult expected = solver.solve(program, OPTIONS);
        SplittableRandom random = new SplittableRandom(6);
        for (double size : new double[] {0.0, 1.0, 1e6, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
            WarmStart hint = new WarmStart(
                    noise(program.variableCount(), size, random),
                    noise(program.equalityCount(), size, random),
                    noise(program.coneRowCount(), size, random));
            for (WarmStart start : List.of(hint, WarmStart.primal(hint.x()))) {
                SolverResult result = solver.solve(program, OPTIONS, start);
                assertOptimal(program, result);
                assertThat(result.primalObjective())
                        .isCloseTo(
                                expected.primalObjective(),
                                within(3e-8 * (1.0 + Math.abs(expected.primalObjective()))));
            }
        }
    }

    private static double[] noise(int length, double size, SplittableRandom random) {
        double[] vector = new double[length];
        for (int i = 0; i < length; i++) {
            vector[i] = size * random.nextDouble(-1.0, 1.0);
        }
        return vector;
    }

    private static void assertOptimal(ConicProgram program, SolverResult result) {
        assertThat(result.status()).as(result.message()).isEqualTo(SolveStatus.OPTIMAL);
        KktReport report = KktReport.of(program, result.x(), result.y(), result.z());
        assertThat(report.within(OPTIONS, true)).as(report.toString()).isTrue();
    }

    private static void assertSameBits(SolverResult actual, SolverResult expected) {
        assertThat(actual.status()).isEqualTo(expected.status());
        assertThat(actual.iterations()).isEqualTo(expected.iterations());
        assertThat(Arrays.equals(actual.x(), expected.x())).as("x").isTrue();
        assertThat(Arrays.equals(actual.y(), expected.y())).as("y").isTrue();
        assertThat(Arrays.equals(actual.z(), expected.z())).as("z").isTrue();
    }
}
