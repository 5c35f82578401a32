package org.flexopf.solver.branchandbound.internal;

import java.util.Arrays;
import java.util.Optional;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;

/**
 * One program with integers, from its continuous relaxation to the answer. What proves the relaxation infeasible proves
 * the program infeasible. Where the relaxation has no lower bound, it matters whether there is an integer point at all.
 */
public final class IntegerProgramSolve {

    /** A component of a direction that is smaller than this, relative to the largest, is none. */
    private static final double NO_DIRECTION = 1e-7;

    private final ConvexSolver continuous;
    private final SearchSettings settings;
    private final ConicProgram program;
    private final SolverOptions options;
    private final WarmStart start;
    private final Clock clock;

    /** A solve that begins now; {@code start} may be {@code null}. */
    public IntegerProgramSolve(
            ConvexSolver continuous,
            SearchSettings settings,
            ConicProgram program,
            SolverOptions options,
            WarmStart start) {
        this.continuous = continuous;
        this.settings = settings;
        this.program = program;
        this.options = options;
        this.start = start;
        this.clock = new Clock(options);
    }

    /** The answer. */
    public SolverResult run() {
        Optional<SolveStatus> limit = clock.reached();
        if (limit.isPresent()) {
            return withoutPoint(limit.get(), Double.NaN, "the search did not begin");
        }
        CheckedAnswer relaxed = CheckedSolver.of(continuous).solve(program.relaxed(), options);
        clock.count(relaxed.iterations());
        return switch (relaxed.status()) {
            case PRIMAL_INFEASIBLE -> infeasible(relaxed);
            case DUAL_INFEASIBLE, CLAIMED_DUAL_INFEASIBLE -> unbounded(relaxed);
            case TIME_LIMIT, INTERRUPTED -> withoutPoint(relaxed.status(), Double.NaN, relaxed.message());
            // Where the relaxation did not get there, the search may, for its boxes are smaller.
            case OPTIMAL, ALMOST_OPTIMAL, CLAIMED_PRIMAL_INFEASIBLE, ITERATION_LIMIT, NUMERICAL_FAILURE ->
                answer(search(relaxed));
        };
    }

    private Search.Outcome search(CheckedAnswer relaxed) {
        ConicProgram tight = Perspective.of(program);
        CheckedAnswer root = relaxed;
        if (tight != program) {
            root = CheckedSolver.of(continuous).solve(tight.relaxed(), options.withTimeLimit(clock.remaining()));
            clock.count(root.iterations());
        }
        return Search.of(program, tight, continuous, options, clock, settings, root, start);
    }

    private SolverResult infeasible(CheckedAnswer relaxed) {
        return result(SolveStatus.PRIMAL_INFEASIBLE, relaxed.x(), relaxed.s())
                .y(relaxed.y())
                .z(relaxed.z())
                .message("no point satisfies the constraints, integers apart; the certificate was checked")
                .build();
    }

    /**
     * The objective of the relaxation falls without end. Along a direction that leaves integer variables alone it does
     * so from any integer point; where rows are linear and their numbers rational, a multiple of any direction leads
     * from one integer point to others (Meyer, "On the existence of optimal solutions to integer and mixed-integer
     * programming problems", Mathematical Programming 7, 1974).
     */
    private SolverResult unbounded(CheckedAnswer relaxed) {
        int n = program.variableCount();
        ConicProgram anyPoint = program.withObjective(SparseMatrix.zero(n, n), new double[n], 0.0);
        Search.Outcome outcome = Search.of(anyPoint, anyPoint, continuous, options, clock, settings, relaxed, start);
        if (!outcome.incumbent().exists()) {
            return withoutPoint(outcome.status(), Double.NaN, outcome.message());
        }
        boolean proved = relaxed.status() == SolveStatus.DUAL_INFEASIBLE
                && (!program.hasSecondOrderCones() || leavesIntegersAlone(relaxed.x()));
        double[] x = proved ? relaxed.x() : outcome.incumbent().x();
        double[] s = proved ? relaxed.s() : slack(x);
        return result(proved ? SolveStatus.DUAL_INFEASIBLE : SolveStatus.CLAIMED_DUAL_INFEASIBLE, x, s)
                .message("the objective falls without end: the relaxation's does, and there is an integer point")
                .build();
    }

    private boolean leavesIntegersAlone(double[] direction) {
        double largest = Arrays.stream(direction).map(Math::abs).max().orElse(0.0);
        for (int j = 0; j < direction.length; j++) {
            if (program.isInteger(j) && Math.abs(direction[j]) > NO_DIRECTION * largest) {
                return false;
            }
        }
        return true;
    }

    private SolverResult answer(Search.Outcome outcome) {
        if (!outcome.incumbent().exists()) {
            return withoutPoint(outcome.status(), outcome.bound(), outcome.message());
        }
        double[] x = outcome.incumbent().x();
        return result(outcome.status(), x, slack(x))
                .primalObjective(outcome.incumbent().objective())
                .bound(outcome.bound())
                .message(outcome.message())
                .build();
    }

    private double[] slack(double[] x) {
        double[] s = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, s);
        return s;
    }

    private SolverResult withoutPoint(SolveStatus status, double bound, String message) {
        double[] x = new double[program.variableCount()];
        double[] s = new double[program.coneRowCount()];
        Arrays.fill(x, Double.NaN);
        Arrays.fill(s, Double.NaN);
        return result(status, x, s).bound(bound).message(message).build();
    }

    private SolverResult.Builder result(SolveStatus status, double[] x, double[] s) {
        return SolverResult.builder(status, x, s)
                .nodes(clock.nodes())
                .iterations(clock.iterations())
                .solveSeconds(clock.seconds());
    }
}
