package org.flexopf.solver;

import java.util.OptionalDouble;
import org.flexopf.program.ConicProgram;

/**
 * A solver's answer after our own check: the status is what the numbers bear out, and objectives, slack and residuals
 * are computed from x, y and z and the program's data. Only {@link CheckedSolver} makes one of a whole program. Arrays
 * belong to the receiver.
 */
public final class CheckedAnswer {

    private final String solver;
    private final SolveStatus status;
    private final CheckedPoint point;
    private final long nodes;
    private final int iterations;
    private final double setupSeconds;
    private final double solveSeconds;
    private final String message;

    CheckedAnswer(String solver, SolverResult said, SolveStatus status, CheckedPoint point, String message) {
        this.solver = solver;
        this.status = status;
        this.point = point;
        this.nodes = said == null ? 0 : said.nodes();
        this.iterations = said == null ? 0 : said.iterations();
        this.setupSeconds = said == null ? 0.0 : said.setupSeconds();
        this.solveSeconds = said == null ? 0.0 : said.solveSeconds();
        this.message = message;
    }

    private CheckedAnswer(CheckedAnswer whole, CheckedPoint point) {
        this.solver = whole.solver;
        this.status = whole.status;
        this.point = point;
        this.nodes = whole.nodes;
        this.iterations = whole.iterations;
        this.setupSeconds = whole.setupSeconds;
        this.solveSeconds = whole.solveSeconds;
        this.message = whole.message;
    }

    /**
     * The part of this answer that belongs to a part of the program, such as a block of several. The status is that of
     * the whole, the figures are those of the part; a part has no bound of its own.
     *
     * @param x the part's variables
     * @param y the multipliers of its equalities; empty if there are none
     * @param z the multipliers of its cone rows; empty if there are none
     * @throws IllegalArgumentException if x is not as long as the part needs it
     */
    public CheckedAnswer part(ConicProgram program, double[] x, double[] y, double[] z) {
        WarmStart.primal(x).requireFit(program);
        return new CheckedAnswer(this, CheckedPoint.part(program, x, y, z));
    }

    /** The name of the solver that answered. */
    public String solver() {
        return solver;
    }

    /** What the answer is worth. */
    public SolveStatus status() {
        return status;
    }

    /** The point, or the direction of a {@link SolveStatus#DUAL_INFEASIBLE} certificate; NaN where there is none. */
    public double[] x() {
        return point.x();
    }

    /** The slack {@code h - Gx}, or {@code -Gx} of a direction; NaN without a point. */
    public double[] s() {
        return point.s();
    }

    /**
     * The multipliers of the equalities, or the part of a {@link SolveStatus#PRIMAL_INFEASIBLE} certificate; empty if
     * there are none.
     */
    public double[] y() {
        return point.y();
    }

    /** The multipliers of the cone rows, or the certificate's part; empty if there are none. */
    public double[] z() {
        return point.z();
    }

    /** Whether y and z are multipliers of the point x: not from a solver without duals, nor for integers. */
    public boolean hasDuals() {
        return point.hasDuals();
    }

    /** Our own check of the point; {@link KktReport#NONE} where there is none. */
    public KktReport kkt() {
        return point.kkt();
    }

    /** The objective at x, constant included; NaN where there is no point. */
    public double objective() {
        return point.kkt().primalObjective();
    }

    /**
     * What no feasible point undercuts, by multipliers that passed the check: the lower of the primal and the dual
     * objective, since each is only as good as the tolerance. Empty without multipliers: without duals there is no
     * bound.
     */
    public OptionalDouble lowerBound() {
        return Double.isNaN(point.lowerBound()) ? OptionalDouble.empty() : OptionalDouble.of(point.lowerBound());
    }

    /**
     * The bound that the solver says its integer search proved. Nothing here can check it, so it is a claim; empty for
     * programs without integers, and where it lies above the objective of the solver's own point. It is there without a
     * point too, where a limit was reached before the search found one.
     */
    public OptionalDouble claimedBound() {
        return Double.isNaN(point.claimedBound()) ? OptionalDouble.empty() : OptionalDouble.of(point.claimedBound());
    }

    /**
     * What an integer search leaves open: the objective less the {@link #claimedBound()}, in the unit of the objective.
     * Empty where either is missing.
     */
    public OptionalDouble claimedGap() {
        double gap = objective() - point.claimedBound();
        return Double.isNaN(gap) ? OptionalDouble.empty() : OptionalDouble.of(gap);
    }

    /** The number of continuous programs that an integer search has solved; 0 if there was none. */
    public long nodes() {
        return nodes;
    }

    /** The number of iterations, as the solver counts them. */
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

    /** One sentence on why the solver stopped, or on what the check found. */
    public String message() {
        return message;
    }

    @Override
    public String toString() {
        return status + " by " + solver + ": " + message;
    }
}
