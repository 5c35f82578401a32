package org.flexopf.opf;

import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;

/**
 * How far the search of a program with integers has come.
 *
 * @param bound what no point of the program undercuts, currency: the solver's word, for nothing outside the search can
 *     check it; empty if the solver gives none
 * @param gap the cost of the best point less the bound, currency; empty without a point or a bound
 * @param nodes the number of continuous programs solved
 */
public record IntegerSearch(OptionalDouble bound, OptionalDouble gap, long nodes) {

    private static final double SMALLEST_COST = 1e-9;

    /** The gap relative to the cost of the best point; empty without a gap. */
    public OptionalDouble relativeGap() {
        if (gap.isEmpty()) {
            return gap;
        }
        double cost = bound.getAsDouble() + gap.getAsDouble();
        return OptionalDouble.of(gap.getAsDouble() / Math.max(Math.abs(cost), SMALLEST_COST));
    }

    static Optional<IntegerSearch> of(ConicProgram program, CheckedAnswer answer) {
        return program.hasIntegers()
                ? Optional.of(new IntegerSearch(answer.claimedBound(), answer.claimedGap(), answer.nodes()))
                : Optional.empty();
    }
}
