package org.flexopf.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.flexopf.program.ConicProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Solvers that never end, each in its own way; each test would hang if the caller waited for them. */
@Timeout(60)
class AbandonedSolverTest {

    private static final ConicProgram PROGRAM = CheckedSolverTest.TRANSPORT;
    private static final SolverOptions SHORT = SolverOptions.defaults().withTimeLimit(Duration.ofMillis(50));
    private static final SolverResult RIGHT = ScriptedSolver.answer(
            SolveStatus.OPTIMAL, new double[] {0.0, 4.0}, new double[] {-1.0}, new double[] {2.0, 0.0});

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicBoolean goOn = new AtomicBoolean(true);
    private final List<Thread> seen = new ArrayList<>();

    /** So that no thread outlives the tests. */
    @AfterEach
    void release() throws InterruptedException {
        goOn.set(false);
        released.countDown();
        for (Thread thread : seen) {
            if (thread != Thread.currentThread()) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertThat(thread.isAlive()).as("the thread of the solver").isFalse();
            }
        }
    }

    private CheckedSolver solver(Function<ConicProgram, SolverResult> script) {
        return CheckedSolver.of(ScriptedSolver.saying(program -> {
            seen.add(Thread.currentThread());
            return script.apply(program);
        }));
    }

    private SolverResult sleeps(ConicProgram program) {
        while (goOn.get()) {
            try {
                released.await();
            } catch (InterruptedException e) {
                // The lie: an interruption is nothing to it.
                assertThat(goOn).isNotNull();
            }
        }
        return RIGHT;
    }

    private SolverResult loops(ConicProgram program) {
        long count = 0;
        while (goOn.get()) {
            count++;
        }
        return count < 0 ? null : RIGHT;
    }

    @Test
    void oneThatSleepsThroughInterruptionsIsAbandoned() {
        CheckedAnswer answer = solver(this::sleeps).solve(PROGRAM, SHORT);
        assertThat(answer.status()).isEqualTo(SolveStatus.TIME_LIMIT);
        assertThat(answer.message())
                .contains("scripted", "PT0.05S", "abandoned after a grace of PT1S", "may still run");
        assertThat(answer.objective()).isNaN();
        assertThat(seen).singleElement().satisfies(thread -> {
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.isAlive()).isTrue();
        });
    }

    @Test
    void oneThatLoopsWithoutLookingIsAbandoned() {
        CheckedAnswer answer = solver(this::loops).solve(PROGRAM, SHORT);
        assertThat(answer.status()).isEqualTo(SolveStatus.TIME_LIMIT);
        assertThat(answer.message()).contains("its time limit");
    }

    @Test
    void theCallersInterruptionEndsTheWaitAndStays() {
        Thread.currentThread().interrupt();
        CheckedAnswer answer = solver(this::loops).solve(PROGRAM, SHORT);
        assertThat(Thread.interrupted()).as("the flag of the caller").isTrue();
        assertThat(answer.status()).isEqualTo(SolveStatus.INTERRUPTED);
        assertThat(answer.message()).contains("the interruption of its caller");
    }

    /** A solver that ends when its thread is interrupted has its answer read. */
    @Test
    void oneThatEndsWithinItsGraceIsHeard() {
        CheckedAnswer answer = solver(program -> {
                    try {
                        released.await();
                        return null;
                    } catch (InterruptedException e) {
                        return RIGHT;
                    }
                })
                .solve(PROGRAM, SHORT);
        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
    }

    /** What is still busy with the last program is not given the next one. */
    @Test
    void afterAnAbandonedSolveASessionIsANewOne() {
        AtomicInteger sessions = new AtomicInteger();
        ConvexSolver solver = new ConvexSolver() {
            @Override
            public String name() {
                return "slow at first";
            }

            @Override
            public SolverCapabilities capabilities() {
                return new SolverCapabilities(true, true, true, true, true, Integer.MAX_VALUE);
            }

            @Override
            public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
                throw new AssertionError("sessions are asked");
            }

            @Override
            public SolverSession session() {
                boolean slow = sessions.getAndIncrement() == 0;
                return (program, options, start) -> {
                    seen.add(Thread.currentThread());
                    return slow ? loops(program) : RIGHT;
                };
            }
        };
        CheckedSolver session = CheckedSolver.of(solver).session();
        assertThat(session.solve(PROGRAM, SHORT).status()).isEqualTo(SolveStatus.TIME_LIMIT);
        assertThat(session.solve(PROGRAM, SHORT).status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(session.solve(PROGRAM, SHORT).status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(sessions).hasValue(2);
    }

    /** Whoever promises to heed its limits costs no thread. */
    @Test
    void onlyThoseThatPromiseNothingRunOnAThreadOfTheirOwn() {
        solver(program -> RIGHT).solve(PROGRAM, SHORT);
        assertThat(seen).doesNotContain(Thread.currentThread());
        seen.clear();
        ConvexSolver promising = new ConvexSolver() {
            @Override
            public String name() {
                return "promising";
            }

            @Override
            public boolean heedsLimits() {
                return true;
            }

            @Override
            public SolverCapabilities capabilities() {
                return new SolverCapabilities(true, true, true, true, true, Integer.MAX_VALUE);
            }

            @Override
            public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
                seen.add(Thread.currentThread());
                return RIGHT;
            }
        };
        CheckedSolver.of(promising).solve(PROGRAM, SHORT);
        CheckedSolver.of(promising).session().solve(PROGRAM, SHORT);
        assertThat(seen).containsExactly(Thread.currentThread(), Thread.currentThread());
        seen.clear();
    }

    @Test
    void exceptionsAndErrorsComeThrough() {
        assertThat(solver(program -> {
                            throw new IllegalStateException("no licence");
                        })
                        .solve(PROGRAM, SHORT)
                        .message())
                .contains("scripted failed with", "no licence");
        CheckedSolver hungry = solver(program -> {
            throw new OutOfMemoryError("too large");
        });
        assertThatThrownBy(() -> hungry.solve(PROGRAM, SHORT)).isInstanceOf(OutOfMemoryError.class);
    }

    /** A tenth of the limit, from one second to 30, and no overflow where there is none. */
    @Test
    void theGraceFollowsFromTheLimit() {
        assertThat(WatchedSession.grace(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(WatchedSession.grace(Duration.ofSeconds(100))).isEqualTo(Duration.ofSeconds(10));
        assertThat(WatchedSession.grace(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(WatchedSession.grace(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Duration.ofSeconds(30));
    }
}
