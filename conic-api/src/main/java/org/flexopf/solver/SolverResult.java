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
    private final double bound;
    private final long nodes;
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
        this.bound = parts.bound;
        this.nodes = parts.nodes;
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
                .bound(bound)
                .nodes(nodes)
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
     * and z, not believed.
     */
    public double dualObjective() {
        return dualObjective;
    }

    /**
     * The lower bound that an integer search found, constant included: the least of those of all nodes that are open,
     * or were closed because they were near enough. NaN if there is none. It stays a claim, see
     * {@link CheckedAnswer#claimedBound()}.
     */
    public double bound() {
        return bound;
    }

    /** What an integer search leaves open: {@link #primalObjective()} less {@link #bound()}; NaN without either. */
    public double gap() {
        return primalObjective - bound;
    }

    /** Number of continuous programs that an integer search has solved; 0 if there was none. */
    public long nodes() {
        return nodes;
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
        private double bound = Double.NaN;
        private long nodes;
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

        /** Dual objective; NaN unless set. */
        public Builder dualObjective(double value) {
            this.dualObjective = value;
            return this;
        }

        /** The lower bound that an integer search found; NaN unless set. */
        public Builder bound(double value) {
            this.bound = value;
            return this;
        }

        /** Number of continuous programs that an integer search has solved; none unless set. */
        public Builder nodes(long value) {
            this.nodes = value;
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

        @Override
        public String toString() {
            return "a result in the making: " + status;
        }
    }

    @Override
    public String toString() {
        return status + " after " + iterations + " iterations: " + message;
    }
}
