package org.flexopf.acopf.nlp;

import java.time.Duration;
import java.util.Objects;

/**
 * What is asked of the interior-point method.
 *
 * @param tolerance largest residual of the first-order conditions, relative to the multipliers; default 1e-8
 * @param maxIterations number of iterations after which it gives up, restorations included; default 300
 * @param timeLimit wall time after which it gives up; default one hour
 */
public record NonlinearOptions(double tolerance, int maxIterations, Duration timeLimit) {

    /** @throws IllegalArgumentException if the tolerance is not in (0, 1), or a limit is negative */
    public NonlinearOptions {
        if (!(tolerance > 0.0 && tolerance < 1.0)) {
            throw new IllegalArgumentException("the tolerance must lie between 0 and 1, got " + tolerance);
        }
        if (maxIterations < 0) {
            throw new IllegalArgumentException("the iteration limit must not be negative, got " + maxIterations);
        }
        Objects.requireNonNull(timeLimit, "timeLimit");
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("the time limit must not be negative, got " + timeLimit);
        }
    }

    /** A tolerance of 1e-8, 300 iterations, one hour. */
    public static NonlinearOptions defaults() {
        return new NonlinearOptions(1e-8, 300, Duration.ofHours(1));
    }
}
