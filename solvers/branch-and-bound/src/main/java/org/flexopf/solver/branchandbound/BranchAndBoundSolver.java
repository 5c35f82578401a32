package org.flexopf.solver.branchandbound;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.branchandbound.internal.IntegerProgramSolve;
import org.flexopf.solver.branchandbound.internal.SearchSettings;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;

/**
 * Mixed-integer linear, quadratic and second-order cone programs by branch and bound over a continuous solver. Programs
 * without integers go to that solver as they are.
 *
 * <p>Nodes of linear programs are solved by a dual simplex method from the basis of the node above, others by the
 * continuous solver. What a node's multipliers prove is its bound, corrected for what they are off; a box of integers
 * is given up only on a certificate that was checked, on rows that exclude it, or because its bound is no better than
 * the best point. Each point comes from the continuous program with its integers in place. The bound that is told is
 * the least of all that was not excluded, whatever the reason why the search ended.
 *
 * <p>The same input gives the same bits, whatever the number of threads, unless a time limit or an interruption ends
 * the search. {@link SolverOptions#maxIterations()} holds for each continuous program,
 * {@link org.flexopf.solver.SearchOptions#maxNodes()} for their number. A start is tried for its integers.
 */
public final class BranchAndBoundSolver implements ConvexSolver {

    /** The name to choose it by. */
    public static final String NAME = "branch-and-bound";

    private static final int MOST_THREADS = 2;

    private final ConvexSolver continuous;
    private final SearchSettings settings;
    private final SolverCapabilities capabilities;

    /** Over the interior-point solver, on two threads where there are two processors. */
    public BranchAndBoundSolver() {
        this(
                new InteriorPointSolver(),
                new SearchSettings(
                        Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()), Optional.empty()));
    }

    private BranchAndBoundSolver(ConvexSolver continuous, SearchSettings settings) {
        SolverCapabilities inner = continuous.capabilities();
        if (!inner.duals() || !inner.certificates()) {
            throw new IllegalArgumentException("branch and bound needs a solver with multipliers and certificates; '"
                    + continuous.name() + "' lacks " + (inner.duals() ? "certificates" : "multipliers"));
        }
        this.continuous = continuous;
        this.settings = settings;
        this.capabilities = new SolverCapabilities(
                inner.quadraticObjective(), inner.secondOrderCones(), true, true, true, inner.maxVariables());
    }

    /**
     * The same over another continuous solver.
     *
     * @throws IllegalArgumentException if it gives no multipliers or no certificates: without them nothing is proved
     */
    public BranchAndBoundSolver withContinuousSolver(ConvexSolver solver) {
        return new BranchAndBoundSolver(solver, settings);
    }

    /**
     * The same on so many threads, with the same answers.
     *
     * @throws IllegalArgumentException if there is not at least one
     */
    public BranchAndBoundSolver withThreads(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("branch and bound needs at least one thread, got " + number);
        }
        return new BranchAndBoundSolver(continuous, new SearchSettings(number, settings.outerApproximation()));
    }

    /**
     * The same with the choice how nodes of conic and quadratic programs are solved: as linear programs around them
     * that get closer with every point outside (outer approximation), or by the continuous solver. Without this call
     * the class of the program decides, by what was measured. Nodes of linear programs are always linear.
     */
    public BranchAndBoundSolver withOuterApproximation(boolean linearNodes) {
        return new BranchAndBoundSolver(continuous, new SearchSettings(settings.threads(), Optional.of(linearNodes)));
    }

    /** The name to choose it by; over a solver other than the default one, with that one's name behind it. */
    @Override
    public String name() {
        return continuous instanceof InteriorPointSolver ? NAME : NAME + " over " + continuous.name();
    }

    @Override
    public SolverCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<ConvexSolver> over(ConvexSolver other) {
        SolverCapabilities of = other.capabilities();
        return of.duals() && of.certificates() ? Optional.of(withContinuousSolver(other)) : Optional.empty();
    }

    @Override
    public boolean heedsLimits() {
        return continuous.heedsLimits();
    }

    @Override
    public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        return solve(continuous.session(), program, options, start);
    }

    @Override
    public SolverSession session() {
        SolverSession session = Objects.requireNonNull(continuous.session());
        return (program, options, start) -> solve(session, program, options, start);
    }

    private SolverResult solve(SolverSession session, ConicProgram program, SolverOptions options, WarmStart start) {
        capabilities.whyNot(program).ifPresent(reason -> {
            throw new IllegalArgumentException("the solver " + name() + " cannot take this program: " + reason);
        });
        if (start != null) {
            start.requireFit(program);
        }
        return program.hasIntegers()
                ? new IntegerProgramSolve(continuous, settings, program, options, start).run()
                : session.solve(program, options, start);
    }

    @Override
    public String toString() {
        return name();
    }
}
