package org.flexopf.testkit;

import java.util.EnumSet;
import java.util.Set;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolveStatus;

/**
 * A program whose answer is known from outside: a textbook, a few lines of algebra, or its own construction. Immutable;
 * arrays must not be changed by the reader.
 *
 * <p>A primal or dual point may be known without being the only one. Only a <em>unique</em> one is compared with a
 * solver's entry by entry; any known pair bounds how far the value of a solver's answer may be off, given its
 * residuals.
 */
public final class KnownProgram {

    private static final double VALUE_ACCURACY = 1e-6;
    private static final double ENTRY_ACCURACY = 1e-4;

    private final String name;
    private final ConicProgram program;
    private final Set<SolveStatus> statuses;
    private final double objective;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final boolean uniquePoint;
    private final boolean uniqueMultipliers;
    private final double valueAccuracy;
    private final double entryAccuracy;

    private KnownProgram(
            String name,
            ConicProgram program,
            Set<SolveStatus> statuses,
            double objective,
            double[] x,
            double[] y,
            double[] z,
            boolean uniquePoint,
            boolean uniqueMultipliers,
            double valueAccuracy,
            double entryAccuracy) {
        this.name = name;
        this.program = program;
        this.statuses = statuses;
        this.objective = objective;
        this.x = x;
        this.y = y;
        this.z = z;
        this.uniquePoint = uniquePoint;
        this.uniqueMultipliers = uniqueMultipliers;
        this.valueAccuracy = valueAccuracy;
        this.entryAccuracy = entryAccuracy;
    }

    /** A program with an optimum of known value. */
    public static KnownProgram optimal(String name, ConicProgram program, double objective) {
        return new KnownProgram(
                name,
                program,
                EnumSet.of(SolveStatus.OPTIMAL),
                objective,
                null,
                null,
                null,
                false,
                false,
                VALUE_ACCURACY,
                ENTRY_ACCURACY);
    }

    /** A program without a feasible point. */
    public static KnownProgram primalInfeasible(String name, ConicProgram program) {
        return withoutOptimum(name, program, EnumSet.of(SolveStatus.PRIMAL_INFEASIBLE));
    }

    /** A feasible program whose objective falls without end. */
    public static KnownProgram dualInfeasible(String name, ConicProgram program) {
        return withoutOptimum(name, program, EnumSet.of(SolveStatus.DUAL_INFEASIBLE));
    }

    /** A program for which both certificates exist; a solver may find either. */
    public static KnownProgram infeasibleBothWays(String name, ConicProgram program) {
        return withoutOptimum(name, program, EnumSet.of(SolveStatus.PRIMAL_INFEASIBLE, SolveStatus.DUAL_INFEASIBLE));
    }

    private static KnownProgram withoutOptimum(String name, ConicProgram program, Set<SolveStatus> statuses) {
        return new KnownProgram(
                name, program, statuses, Double.NaN, null, null, null, false, false, VALUE_ACCURACY, ENTRY_ACCURACY);
    }

    /** The same, with the only optimal point. */
    public KnownProgram at(double... uniqueX) {
        return new KnownProgram(
                name,
                program,
                statuses,
                objective,
                uniqueX,
                y,
                z,
                true,
                uniqueMultipliers,
                valueAccuracy,
                entryAccuracy);
    }

    /** The same, with the only optimal multipliers. */
    public KnownProgram withMultipliers(double[] uniqueY, double[] uniqueZ) {
        return new KnownProgram(
                name,
                program,
                statuses,
                objective,
                x,
                uniqueY,
                uniqueZ,
                uniquePoint,
                true,
                valueAccuracy,
                entryAccuracy);
    }

    /** The same, with one optimal pair among perhaps many. */
    public KnownProgram withSomePair(double[] someX, double[] someY, double[] someZ) {
        return new KnownProgram(
                name, program, statuses, objective, someX, someY, someZ, false, false, valueAccuracy, entryAccuracy);
    }

    /**
     * The same, with other accuracies that tolerances of 1e-8 support: of the value, relative to one plus it (usually
     * 1e-6); of entries of points and multipliers, relative to one plus the largest (usually 1e-4, as a curved optimum
     * is only located to the root of the gap).
     */
    public KnownProgram accurateTo(double ofValue, double ofEntries) {
        return new KnownProgram(
                name, program, statuses, objective, x, y, z, uniquePoint, uniqueMultipliers, ofValue, ofEntries);
    }

    /** A short name for reports. */
    public String name() {
        return name;
    }

    /** The program. */
    public ConicProgram program() {
        return program;
    }

    /** The statuses a right answer may have. */
    public Set<SolveStatus> statuses() {
        return EnumSet.copyOf(statuses);
    }

    /** The same with the claims of what a certificate would prove, as a solver without certificates answers. */
    Set<SolveStatus> statusesAndClaims() {
        Set<SolveStatus> all = statuses();
        if (statuses.contains(SolveStatus.PRIMAL_INFEASIBLE)) {
            all.add(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
        }
        if (statuses.contains(SolveStatus.DUAL_INFEASIBLE)) {
            all.add(SolveStatus.CLAIMED_DUAL_INFEASIBLE);
        }
        return all;
    }

    /** Whether an optimum exists. */
    public boolean hasOptimum() {
        return statuses.contains(SolveStatus.OPTIMAL);
    }

    /** The optimal value, constant included; NaN without an optimum. */
    public double objective() {
        return objective;
    }

    /** An optimal point, or {@code null} if none is known. */
    public double[] x() {
        return x;
    }

    /** Optimal multipliers of the equalities, or {@code null} if none are known. */
    public double[] y() {
        return y;
    }

    /** Optimal multipliers of the cone rows, or {@code null} if none are known. */
    public double[] z() {
        return z;
    }

    /** Whether {@link #x()} is the only optimal point. */
    public boolean isPointUnique() {
        return uniquePoint;
    }

    /** Whether {@link #y()} and {@link #z()} are the only optimal multipliers. */
    public boolean areMultipliersUnique() {
        return uniqueMultipliers;
    }

    /** The accuracy of the value that tolerances of 1e-8 support, relative to one plus it. */
    public double valueAccuracy() {
        return valueAccuracy;
    }

    /**
     * The accuracy of points and multipliers that tolerances of 1e-8 support, relative to one plus their largest entry.
     */
    public double entryAccuracy() {
        return entryAccuracy;
    }

    @Override
    public String toString() {
        return name;
    }
}
