package org.flexopf.solver;

import java.time.Duration;
import java.util.Objects;

/**
 * What is asked of a solver; immutable. A fresh copy with one change comes from each {@code with} method.
 *
 * @param feasibilityTolerance largest primal and dual residual, relative as {@link KktReport} defines it; default 1e-8
 * @param gapTolerance largest gap between primal and dual objective, relative as {@link KktReport} defines it; default
 *     1e-8
 * @param integralityTolerance largest distance of an integer variable from an integer; default 1e-6
 * @param maxIterations number of iterations after which the solver gives up; default 200
 * @param timeLimit wall time after which the solver gives up; default one hour
 */
public record SolverOptions(
        double feasibilityTolerance,
        double gapTolerance,
        double integralityTolerance,
        int maxIterations,
        Duration timeLimit) {

    /** @throws IllegalArgumentException if a tolerance is not in (0, 1), or a limit is negative */
    public SolverOptions {
        requireTolerance("feasibility tolerance", feasibilityTolerance);
        requireTolerance("gap tolerance", gapTolerance);
        requireTolerance("integrality tolerance", integralityTolerance);
        if (maxIterations < 0) {
            throw new IllegalArgumentException("the iteration limit must not be negative, got " + maxIterations);
        }
        Objects.requireNonNull(timeLimit, "timeLimit");
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("the time limit must not be negative, got " + timeLimit);
        }
    }

    /** Tolerances of 1e-8, and of 1e-6 for integers; 200 iterations, one hour. */
    public static SolverOptions defaults() {
        return new SolverOptions(1e-8, 1e-8, 1e-6, 200, Duration.ofHours(1));
    }

    /** These options with another tolerance for residuals and gap. */
    public SolverOptions withTolerance(double tolerance) {
        return withTolerances(tolerance, tolerance);
    }

    /** These options with other tolerances for residuals and for the gap. */
    public SolverOptions withTolerances(double feasibility, double gap) {
        return new SolverOptions(feasibility, gap, integralityTolerance, maxIterations, timeLimit);
    }

    /** These options with another tolerance for the distance of integer variables from integers. */
    public SolverOptions withIntegralityTolerance(double tolerance) {
        return new SolverOptions(feasibilityTolerance, gapTolerance, tolerance, maxIterations, timeLimit);
    }

    /** These options with another iteration limit. */
    public SolverOptions withMaxIterations(int iterations) {
        return new SolverOptions(feasibilityTolerance, gapTolerance, integralityTolerance, iterations, timeLimit);
    }

    /** These options with another time limit. */
    public SolverOptions withTimeLimit(Duration limit) {
        return new SolverOptions(feasibilityTolerance, gapTolerance, integralityTolerance, maxIterations, limit);
    }

    private static void requireTolerance(String name, double value) {
        if (!(value > 0.0 && value < 1.0)) {
            throw new IllegalArgumentException("the " + name + " must lie between 0 and 1, got " + value);
        }
    }
}
