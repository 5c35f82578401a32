package org.flexopf.solver;

import java.util.Objects;

/**
 * What a solver answers, unchecked: {@link CheckedSolver} makes a {@link CheckedAnswer} of it, which is what everybody
 * else reads. Arrays belong to the receiver.
 *
 * <pre>{@code
 * return SolverResult.builder(SolveStatus.OPTIMAL, x, s)
 *         .y(y).z(z)
 *         .iterations(17).solveSeconds(0.02)
 *         .message("gap 3e-9")
 *         .build();
 * }</pre>
 */
public final class SolverResult {

    private static final double[] NONE = {};

    private final SolveStatus status;
    private final double[] x;
    private final double[] s;
    private final double[] y;
    private final double[] z;
    private final double primalObjective;
    private final double dualObjective;
    private final int iterations;
    private final double setupSeconds;
    private final double solveSeconds;
    private final String message;

    private SolverResult(Builder parts) {
        this.status = parts.status;
        this.x = parts.x;
        this.s = parts.s;
        this.y = parts.y;
        this.z = parts.z;
        this.primalObjective = parts.primalObjective;
        this.dualObjective = parts.dualObjective;
        this.iterations = parts.iterations;
        this.setupSeconds = parts.setupSeconds;
        this.solveSeconds = parts.solveSeconds;
        this.message = parts.message;
    }

    /**
     * A result of which the rest is open: no duals, no objectives, no iterations, no time and no message.
     *
     * @param status what the answer is worth
     * @param x the primal point, or the direction of a {@link SolveStatus#DUAL_INFEASIBLE} certificate
     * @param s the slack of the cone rows, {@code s = h - Gx} up to the primal residual
     */
    public static Builder builder(SolveStatus status, double[] x, double[] s) {
        return new Builder(status, x, s);
    }

    /** The same, to be changed; arrays are shared. */
    public Builder toBuilder() {
        return new Builder(status, x, s)
                .y(y)
                .z(z)
                .primalObjective(primalObjective)
                .dualObjective(dualObjective)
                .iterations(iterations)
                .setupSeconds(setupSeconds)
                .solveSeconds(solveSeconds)
                .message(message);
    }

    /** What the answer is worth. */
    public SolveStatus status() {
        return status;
    }

    /** The primal point, or the direction of a {@link SolveStatus#DUAL_INFEASIBLE} certificate. */
    public double[] x() {
        return x;
    }

    /** The slack of the cone rows, {@code s = h - Gx} up to the primal residual. */
    public double[] s() {
        return s;
    }

    /** Multipliers of the equalities, or the certificate's part; empty from a solver without duals. */
    public double[] y() {
        return y;
    }

    /** Multipliers of the cone rows, or the certificate's part; empty from a solver without duals. */
    public double[] z() {
        return z;
    }

    /** Objective at x, constant included; NaN with a certificate. Computed again from x, not believed. */
    public double primalObjective() {
        return primalObjective;
    }

    /**
     * Dual objective at (x, y, z), constant included; NaN with a certificate or without duals. Computed again from x, y
     * and z, not believed. For a program with integers: the lower bound that the search proved, NaN if it has none;
     * that stays a claim, see {@link CheckedAnswer#claimedBound()}.
     */
    public double dualObjective() {
        return dualObjective;
    }

    /** Number of iterations. */
    public int iterations() {
        return iterations;
    }

    /** Time for equilibration, ordering and symbolic work. */
    public double setupSeconds() {
        return setupSeconds;
    }

    /** Time for the iterations. */
    public double solveSeconds() {
        return solveSeconds;
    }

    /** One sentence on why the solver stopped; empty if it has none. */
    public String message() {
        return message;
    }

    /** A result in the making; each method is named after what it sets. */
    public static final class Builder {

        private SolveStatus status;
        private double[] x;
        private double[] s;
        private double[] y = NONE;
        private double[] z = NONE;
        private double primalObjective = Double.NaN;
        private double dualObjective = Double.NaN;
        private int iterations;
        private double setupSeconds;
        private double solveSeconds;
        private String message = "";

        private Builder(SolveStatus status, double[] x, double[] s) {
            status(status);
            x(x);
            s(s);
        }

        /** What the answer is worth. */
        public Builder status(SolveStatus value) {
            this.status = Objects.requireNonNull(value, "status");
            return this;
        }

        /** The primal point, or the direction of a {@link SolveStatus#DUAL_INFEASIBLE} certificate. */
        public Builder x(double[] value) {
            this.x = Objects.requireNonNull(value, "x");
            return this;
        }

        /** The slack of the cone rows. */
        public Builder s(double[] value) {
            this.s = Objects.requireNonNull(value, "s");
            return this;
        }

        /** Multipliers of the equalities, or the certificate's part; empty unless set. */
        public Builder y(double[] value) {
            this.y = Objects.requireNonNull(value, "y");
            return this;
        }

        /** Multipliers of the cone rows, or the certificate's part; empty unless set. */
        public Builder z(double[] value) {
            this.z = Objects.requireNonNull(value, "z");
            return this;
        }

        /** Objective at x, constant included; NaN unless set. */
        public Builder primalObjective(double value) {
            this.primalObjective = value;
            return this;
        }

        /** Dual objective, or the bound that an integer search proved; NaN unless set. */
        public Builder dualObjective(double value) {
            this.dualObjective = value;
            return this;
        }

        /** Number of iterations; none unless set. */
        public Builder iterations(int value) {
            this.iterations = value;
            return this;
        }

        /** Time for equilibration, ordering and symbolic work; none unless set. */
        public Builder setupSeconds(double value) {
            this.setupSeconds = value;
            return this;
        }

        /** Time for the iterations; none unless set. */
        public Builder solveSeconds(double value) {
            this.solveSeconds = value;
            return this;
        }

        /** One sentence on why the solver stopped; empty unless set. */
        public Builder message(String value) {
            this.message = Objects.requireNonNull(value, "message");
            return this;
        }

        /** The result. */
        public SolverResult build() {
            return new SolverResult(this);
        }
    }
}
