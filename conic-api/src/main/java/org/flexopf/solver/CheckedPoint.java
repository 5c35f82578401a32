package org.flexopf.solver;

import java.util.Arrays;
import org.flexopf.program.ConicProgram;

/**
 * The numbers of an answer, and all that follows from them.
 *
 * @param x the point or direction; NaN where there is none
 * @param s {@code h - Gx}, or {@code -Gx} of a direction
 * @param y multipliers of the equalities; empty where there are none
 * @param z multipliers of the cone rows; empty where there are none
 * @param hasDuals whether y and z are multipliers of the point
 * @param kkt our check of the point
 * @param lowerBound what the multipliers prove no feasible point to undercut; NaN where they prove nothing
 * @param claimedBound the lower bound that the solver claims of an integer program; NaN without
 */
record CheckedPoint(
        double[] x,
        double[] s,
        double[] y,
        double[] z,
        boolean hasDuals,
        KktReport kkt,
        double lowerBound,
        double claimedBound) {

    /** How far a bound may lie above the objective, relative to one plus that: points are feasible to a tolerance. */
    private static final double BOUND_ROOM = 1e-6;

    private static final double[] EMPTY = {};

    /** Where a solver gave no point. */
    static CheckedPoint none(ConicProgram program) {
        return none(program, Double.NaN);
    }

    /** Where an integer search found no point, but perhaps a bound. */
    static CheckedPoint withoutPoint(ConicProgram program, SolverResult said) {
        return none(program, program.hasIntegers() && Double.isFinite(said.bound()) ? said.bound() : Double.NaN);
    }

    private static CheckedPoint none(ConicProgram program, double claimedBound) {
        double[] x = new double[program.variableCount()];
        double[] s = new double[program.coneRowCount()];
        Arrays.fill(x, Double.NaN);
        Arrays.fill(s, Double.NaN);
        return new CheckedPoint(x, s, EMPTY, EMPTY, false, KktReport.NONE, Double.NaN, claimedBound);
    }

    /** A certificate; there is no point. */
    static CheckedPoint of(Certificate certificate) {
        return new CheckedPoint(
                certificate.x(),
                certificate.s(),
                certificate.y(),
                certificate.z(),
                false,
                KktReport.NONE,
                Double.NaN,
                Double.NaN);
    }

    /**
     * A point of the right length, with its multipliers.
     *
     * @param withDuals whether the solver's multipliers are those of the point, and of the right length
     */
    static CheckedPoint of(ConicProgram program, SolverOptions options, SolverResult said, boolean withDuals) {
        CheckedPoint point =
                withDuals ? part(program, said.x(), said.y(), said.z()) : part(program, said.x(), EMPTY, EMPTY);
        KktReport kkt = point.kkt;
        double lowerBound = kkt.dualResidual() <= options.feasibilityTolerance()
                ? Math.min(kkt.primalObjective(), kkt.dualObjective())
                : Double.NaN;
        return new CheckedPoint(
                point.x, point.s, point.y, point.z, withDuals, kkt, lowerBound, claimedBound(program, said, kkt));
    }

    /** A point, with multipliers or empty ones, without any bound. */
    static CheckedPoint part(ConicProgram program, double[] x, double[] y, double[] z) {
        double[] s = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, s);
        boolean hasDuals =
                !program.hasIntegers() && y.length == program.equalityCount() && z.length == program.coneRowCount();
        return new CheckedPoint(x, s, y, z, hasDuals, KktReport.of(program, x, y, z), Double.NaN, Double.NaN);
    }

    /** A bound above the objective of the solver's own point contradicts itself; rounding apart. */
    private static double claimedBound(ConicProgram program, SolverResult said, KktReport kkt) {
        return program.hasIntegers() && said.bound() <= kkt.primalObjective() + room(kkt)
                ? Math.min(said.bound(), kkt.primalObjective())
                : Double.NaN;
    }

    /** Whether the bound of a search lies above the objective at its own point, by more than both may be off. */
    boolean contradicts(SolverResult said) {
        return said.bound() > kkt.primalObjective() + room(kkt);
    }

    private static double room(KktReport kkt) {
        return BOUND_ROOM * (1.0 + Math.abs(kkt.primalObjective()));
    }
}
