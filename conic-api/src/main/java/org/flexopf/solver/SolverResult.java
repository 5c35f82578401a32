package org.flexopf.solver;

import java.util.Objects;

/**
 * What a solver answers, unchecked: {@link CheckedSolver} makes a {@link CheckedAnswer} of it, which is what everybody
 * else reads. Arrays belong to the receiver.
 *
 * @param status what the answer is worth
 * @param x the primal point, or the direction of a {@link SolveStatus#DUAL_INFEASIBLE} certificate
 * @param s the slack of the cone rows, {@code s = h - Gx} up to the primal residual
 * @param y multipliers of the equalities, or the certificate's part; empty from a solver without duals
 * @param z multipliers of the cone rows, or the certificate's part; empty from a solver without duals
 * @param primalObjective objective at x, constant included; NaN with a certificate. Computed again from x, not believed
 * @param dualObjective dual objective at (x, y, z), constant included; NaN with a certificate or without duals.
 *     Computed again from x, y and z, not believed. For a program with integers: the lower bound that the search
 *     proved, NaN if it has none; that stays a claim, see {@link CheckedAnswer#claimedBound()}
 * @param iterations number of iterations
 * @param setupSeconds time for equilibration, ordering and symbolic work
 * @param solveSeconds time for the iterations
 * @param message one sentence on why the solver stopped
 */
public record SolverResult(
        SolveStatus status,
        double[] x,
        double[] s,
        double[] y,
        double[] z,
        double primalObjective,
        double dualObjective,
        int iterations,
        double setupSeconds,
        double solveSeconds,
        String message) {

    /** All parts are required. */
    public SolverResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(s, "s");
        Objects.requireNonNull(y, "y");
        Objects.requireNonNull(z, "z");
        Objects.requireNonNull(message, "message");
    }
}
