package org.flexopf.solver.adapter;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a library says of a program, before it is believed.
 *
 * @param claim what the library claims
 * @param x the point it found, where it claims an unbounded objective the direction of the fall, or {@code null}
 * @param multipliers its dual variables, with the signs of the program, where it claims infeasibility those that prove
 *     it, or {@code null}
 * @param iterations its iterations
 * @param message one sentence on why it stopped, in the library's terms
 * @param alternative another algorithm to try if this attempt does not stand up to the check, or {@code null}
 * @param search what an integer search tells beyond that
 */
public record Attempt(
        Claim claim,
        double[] x,
        Multipliers multipliers,
        int iterations,
        String message,
        Supplier<Attempt> alternative,
        Search search) {

    /**
     * What an integer search tells of itself.
     *
     * @param bound the lower bound of the objective, constant included; NaN if there is none
     * @param nodes the number of continuous programs
     */
    public record Search(double bound, long nodes) {

        /** There was no search. */
        public static final Search NONE = new Search(Double.NaN, 0L);
    }

    /** What a library may claim. */
    public enum Claim {
        /** The point is optimal. */
        SOLVED,
        /** No point satisfies the constraints. */
        INFEASIBLE,
        /** The objective falls without end. */
        UNBOUNDED,
        /** The limit of iterations, or of nodes, was reached; a point of an integer search is feasible. */
        ITERATION_LIMIT,
        /** The time was up; a point of an integer search is feasible. */
        TIME_LIMIT,
        /** The thread was interrupted; a point of an integer search is feasible. */
        INTERRUPTED,
        /** Anything else. */
        FAILED
    }

    /** The claim and the message are required, and a solved program has a point. */
    public Attempt {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(search, "search");
        if (claim == Claim.SOLVED) {
            Objects.requireNonNull(x, "the point of a solved program");
        }
    }

    /** An attempt that is no integer search. */
    public Attempt(
            Claim claim,
            double[] x,
            Multipliers multipliers,
            int iterations,
            String message,
            Supplier<Attempt> alternative) {
        this(claim, x, multipliers, iterations, message, alternative, Search.NONE);
    }

    /** This attempt, or where its point holds a number that is not finite a failure that says so. */
    Attempt sound() {
        for (int j = 0; x != null && j < x.length; j++) {
            if (!Double.isFinite(x[j])) {
                return new Attempt(
                        claim == Claim.SOLVED ? Claim.FAILED : claim,
                        null,
                        null,
                        iterations,
                        message + ", with a point whose x[" + j + "] is " + x[j],
                        alternative,
                        search);
            }
        }
        return this;
    }

    /** An optimal point without multipliers. */
    public static Attempt solved(double[] x, int iterations) {
        return new Attempt(Claim.SOLVED, x, null, iterations, "solved", null);
    }

    /** An optimal point with multipliers. */
    public static Attempt solved(double[] x, Multipliers multipliers, int iterations) {
        return new Attempt(Claim.SOLVED, x, multipliers, iterations, "solved", null);
    }

    /** An outcome without a solution; the point may be {@code null}. */
    public static Attempt unsolved(Claim claim, double[] x, int iterations, String message) {
        return new Attempt(claim, x, null, iterations, message, null);
    }

    /**
     * No feasible point, by multipliers with {@code A'y + G'z = 0}, z in the cone and {@code b'y + h'z < 0}, up to
     * rounding and scale.
     */
    public static Attempt infeasible(Multipliers proof, int iterations, String message) {
        return new Attempt(Claim.INFEASIBLE, null, proof, iterations, message, null);
    }

    /**
     * No lower bound, by a direction with {@code Pd = 0}, {@code Ad = 0}, {@code -Gd} in the cone and {@code q'd < 0},
     * up to rounding and scale.
     */
    public static Attempt unbounded(double[] direction, int iterations, String message) {
        return new Attempt(Claim.UNBOUNDED, direction, null, iterations, message, null);
    }

    /** The same attempt with another to try if this one fails. */
    public Attempt orElse(Supplier<Attempt> other) {
        return new Attempt(claim, x, multipliers, iterations, message, other, search);
    }

    /** The same attempt with what an integer search tells: its bound, NaN for none, and its nodes. */
    public Attempt withSearch(double bound, long nodes) {
        return new Attempt(claim, x, multipliers, iterations, message, alternative, new Search(bound, nodes));
    }

    /** The alternative, with the iterations of this attempt added to its own; {@code null} if there is none. */
    Attempt next() {
        if (alternative == null) {
            return null;
        }
        Attempt next = alternative.get().sound();
        return new Attempt(
                next.claim,
                next.x,
                next.multipliers,
                iterations + next.iterations,
                next.message,
                next.alternative,
                next.search);
    }

    @Override
    public String toString() {
        return claim + " after " + iterations + " iterations: " + message;
    }
}
