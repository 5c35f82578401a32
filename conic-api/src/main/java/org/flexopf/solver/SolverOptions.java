package org.flexopf.solver;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What is asked of a solver; immutable. A fresh copy with one change comes from each {@code with} method.
 *
 * @param feasibilityTolerance largest primal and dual residual, relative as {@link KktReport} defines it; default 1e-8
 * @param gapTolerance largest gap between primal and dual objective, relative as {@link KktReport} defines it; default
 *     1e-8
 * @param integralityTolerance largest distance of an integer variable from an integer; default 1e-6
 * @param maxIterations number of iterations after which the solver gives up, or gives up a node of an integer search;
 *     default 200
 * @param timeLimit wall time after which the solver gives up; default one hour
 * @param threads the most threads that one solve may use, the caller's included; default 2. A solver that works with one
 *     thread does not heed it; one that heeds it takes no more than there are processors which no other solve uses, and
 *     its answer has the same bits with any number
 * @param search what is asked of an integer search beyond that
 */
public record SolverOptions(
        double feasibilityTolerance,
        double gapTolerance,
        double integralityTolerance,
        int maxIterations,
        Duration timeLimit,
        int threads,
        SearchOptions search) {

    /** What one solve may use unless told otherwise: more is of use for the largest programs only. */
    private static final int THREADS = 2;

    /**
     * What the bounds of an integer search are good for, as a multiple of the tolerance of the continuous programs that
     * they come from.
     */
    private static final double BOUND_ACCURACY = 10.0;

    /** @throws IllegalArgumentException if a tolerance is not in (0, 1), a limit is negative, or there is no thread */
    public SolverOptions {
        requireTolerance("feasibility tolerance", feasibilityTolerance);
        requireTolerance("gap tolerance", gapTolerance);
        requireTolerance("integrality tolerance", integralityTolerance);
        if (maxIterations < 0) {
            throw new IllegalArgumentException("the iteration limit must not be negative, got " + maxIterations);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a solve needs at least one thread, got " + threads);
        }
        Objects.requireNonNull(timeLimit, "timeLimit");
        Objects.requireNonNull(search, "search");
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("the time limit must not be negative, got " + timeLimit);
        }
    }

    /** Tolerances of 1e-8, of 1e-6 for integers and their gap; 200 iterations, one hour, any number of nodes. */
    public static SolverOptions defaults() {
        return new SolverOptions(1e-8, 1e-8, 1e-6, 200, Duration.ofHours(1), THREADS, SearchOptions.defaults());
    }

    /** These options with another tolerance for residuals and gap. */
    public SolverOptions withTolerance(double tolerance) {
        return withTolerances(tolerance, tolerance);
    }

    /** These options with other tolerances for residuals and for the gap. */
    public SolverOptions withTolerances(double feasibility, double gap) {
        return new SolverOptions(feasibility, gap, integralityTolerance, maxIterations, timeLimit, threads, search);
    }

    /** These options with another tolerance for the distance of integer variables from integers. */
    public SolverOptions withIntegralityTolerance(double tolerance) {
        return new SolverOptions(feasibilityTolerance, gapTolerance, tolerance, maxIterations, timeLimit, threads, search);
    }

    /** These options with another iteration limit. */
    public SolverOptions withMaxIterations(int iterations) {
        return new SolverOptions(
                feasibilityTolerance, gapTolerance, integralityTolerance, iterations, timeLimit, threads, search);
    }

    /** These options with another time limit. */
    public SolverOptions withTimeLimit(Duration limit) {
        return new SolverOptions(
                feasibilityTolerance, gapTolerance, integralityTolerance, maxIterations, limit, threads, search);
    }

    /** These options with another number of threads that one solve may use at most. */
    public SolverOptions withThreads(int most) {
        return new SolverOptions(
                feasibilityTolerance, gapTolerance, integralityTolerance, maxIterations, timeLimit, most, search);
    }

    /** These options with another gap at which a program with integers counts as solved, relative to its objective. */
    public SolverOptions withIntegerGap(double gap) {
        return withSearch(new SearchOptions(gap, search.maxNodes(), search.progress()));
    }

    /** These options with another limit of nodes of an integer search. */
    public SolverOptions withMaxNodes(long nodes) {
        return withSearch(new SearchOptions(search.gap(), nodes, search.progress()));
    }

    /** These options with somebody who is told how an integer search goes on. */
    public SolverOptions withProgress(Consumer<SearchProgress> progress) {
        return withSearch(new SearchOptions(search.gap(), search.maxNodes(), progress));
    }

    private SolverOptions withSearch(SearchOptions other) {
        return new SolverOptions(
                feasibilityTolerance, gapTolerance, integralityTolerance, maxIterations, timeLimit, threads, other);
    }

    /**
     * The largest difference of objective and bound, in the unit of the objective, at which a program with integers
     * counts as solved: the gap asked for, relative to the objective. Bounds come from continuous programs that are
     * solved to {@link #gapTolerance()} relative to one plus the objective; the difference need not be below ten times
     * that.
     */
    public double largestIntegerGap(double objective) {
        return Math.max(
                search.gap() * Math.abs(objective), BOUND_ACCURACY * gapTolerance * (1.0 + Math.abs(objective)));
    }

    private static void requireTolerance(String name, double value) {
        if (!(value > 0.0 && value < 1.0)) {
            throw new IllegalArgumentException("the " + name + " must lie between 0 and 1, got " + value);
        }
    }
}
