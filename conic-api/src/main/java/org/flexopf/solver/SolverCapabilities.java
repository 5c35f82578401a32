package org.flexopf.solver;

import java.util.Optional;
import org.flexopf.program.ConicProgram;

/**
 * What a solver can do, declared truthfully.
 *
 * @param quadraticObjective whether P may be other than zero
 * @param secondOrderCones whether second-order cones are accepted
 * @param integers whether integer variables are accepted
 * @param duals whether y and z are returned and pass the KKT check, for programs without integers
 * @param certificates whether infeasibility comes with a certificate that can be verified
 * @param maxVariables the largest number of variables that is sensible, {@link Integer#MAX_VALUE} for no limit
 */
public record SolverCapabilities(
        boolean quadraticObjective,
        boolean secondOrderCones,
        boolean integers,
        boolean duals,
        boolean certificates,
        int maxVariables) {

    /** Why a solver with these capabilities cannot take a program, in one sentence; empty if it can. */
    public Optional<String> whyNot(ConicProgram program) {
        if (!quadraticObjective && program.hasQuadraticObjective()) {
            return Optional.of("it takes linear objectives only, and this one is quadratic");
        }
        if (!secondOrderCones && program.hasSecondOrderCones()) {
            return Optional.of("it takes linear constraints only, and this program has second-order cones");
        }
        if (!integers && program.hasIntegers()) {
            return Optional.of("it takes continuous variables only, and this program has integer ones");
        }
        if (program.variableCount() > maxVariables) {
            return Optional.of(
                    "it takes up to " + maxVariables + " variables, and this program has " + program.variableCount());
        }
        return Optional.empty();
    }

    /**
     * Whether y and z can be asked for: the solver returns them, and the program has any. A program with integer
     * variables has no multipliers of its own.
     */
    public boolean givesDuals(ConicProgram program) {
        return duals && !program.hasIntegers();
    }
}
