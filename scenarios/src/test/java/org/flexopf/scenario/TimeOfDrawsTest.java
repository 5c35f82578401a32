package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;

/** What a limit of time for each draw does to those that keep it, and to the solvers that are asked after the first. */
class TimeOfDrawsTest {

    private static final Network FEEDER = Cases.load("ieee33-dg");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The default solver, which notes what time it is given, and can be made to take some and to fail. */
    private record Noting(String name, Queue<Duration> given, long millis, boolean fails, SolverCapabilities able)
            implements ConvexSolver {

        static Noting solving(String name) {
            return new Noting(
                    name,
                    new ConcurrentLinkedQueue<>(),
                    0,
                    false,
                    Solvers.named("interior-point").capabilities());
        }

        Noting failingAfter(long time) {
            return new Noting(name, given, time, true, able);
        }

        @Override
        public SolverCapabilities capabilities() {
            return able;
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            given.add(options.timeLimit());
            if (fails && options.timeLimit().compareTo(LIMIT) <= 0) {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return SolverResult.builder(
                                SolveStatus.NUMERICAL_FAILURE,
                                new double[program.variableCount()],
                                new double[program.coneRowCount()])
                        .message("on purpose")
                        .build();
            }
            return Solvers.named("interior-point").solve(program, options, start);
        }
    }

    private static Study study(ConvexSolver solver) {
        return Study.of(
                        OpfProblem.of(FEEDER),
                        Opf.of(new BranchFlowSocp()).withSolver(SolverChoice.of(solver)),
                        MonteCarlo.loads())
                .withCount(3);
    }

    /**
     * Draws start from the solution of the case itself. Were that limited too, a slow machine, or a thread that begins
     * cold, would start its draws elsewhere, and their rows would be other bits.
     */
    @Test
    void whatDrawsStartFromTakesTheTimeItTakes() {
        Noting solver = Noting.solving("noting");
        List<Row> rows = study(solver).withTimeLimit(LIMIT).rows(1);
        assertThat(solver.given()).containsExactly(SolverOptions.defaults().timeLimit(), LIMIT, LIMIT, LIMIT);
        assertThat(rows).isEqualTo(study(Noting.solving("noting")).rows(2));
    }

    /** A limit is of the draw, whoever is asked for it. */
    @Test
    void solversShareTheTimeOfADraw() {
        Noting first = Noting.solving("first").failingAfter(300);
        Noting second = Noting.solving("second");
        List<Row> rows = study(first)
                .retryingWith(List.of(SolverChoice.of(second)))
                .withTimeLimit(LIMIT)
                .rows(1);
        assertThat(rows).allMatch(Row::isOptimal);
        assertThat(second.given())
                .hasSize(3)
                .allSatisfy(left -> assertThat(left)
                        .isLessThanOrEqualTo(LIMIT.minusMillis(300))
                        .isGreaterThan(LIMIT.minusMillis(10_000)));

        Noting late = Noting.solving("late").failingAfter(60);
        Noting never = Noting.solving("never");
        List<Row> lost = study(late)
                .retryingWith(List.of(SolverChoice.of(never)))
                .withTimeLimit(Duration.ofMillis(50))
                .rows(1);
        assertThat(lost).extracting(Row::isOptimal).containsOnly(false);
        assertThat(never.given()).isEmpty();
    }

    /** A solver that cannot take the case is told before the first draw, not by each of them. */
    @Test
    void aSolverThatCannotTakeTheCaseIsRefused() {
        SolverCapabilities linear = new SolverCapabilities(true, false, false, true, true, Integer.MAX_VALUE);
        Noting unable = new Noting("unable", new ConcurrentLinkedQueue<>(), 0, false, linear);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study(unable))
                .withMessageContaining("the solver 'unable' cannot take this program: ")
                .withMessageContaining("second-order cones; name another solver, or another model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study(Noting.solving("able")).retryingWith(List.of(SolverChoice.of(unable))))
                .withMessageContaining("the solver 'unable' cannot take this program: ");
        HorizonProblem day =
                OpfProblem.of(FEEDER).over(Horizon.ofHours(1.0, 1.0), List.of(Profile.of(FEEDER), Profile.of(FEEDER)));
        Opf plans = Opf.of(new BranchFlowSocp()).withSolver(SolverChoice.of(unable));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.asking(HorizonQuestion.of(day, plans), FEEDER, MonteCarlo.loads()))
                .withMessageContaining("the solver 'unable' cannot take this program: ");
    }
}
