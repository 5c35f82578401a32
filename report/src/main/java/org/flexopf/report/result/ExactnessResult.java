package org.flexopf.report.result;

import java.util.List;
import java.util.Objects;

/**
 * Whether the answer of a relaxation is one of the AC problem.
 *
 * @param exact whether it is a global optimum of the AC problem
 * @param phantomLossMw active power that the relaxation loses and no line would, MW
 * @param maxResidual largest slack of a cone, p.u. squared
 * @param branches numbers of the branches that carry the phantom loss
 * @param verdict the same in one sentence
 */
public record ExactnessResult(
        boolean exact, double phantomLossMw, double maxResidual, List<Integer> branches, String verdict) {

    /** The list is copied. */
    public ExactnessResult {
        branches = List.copyOf(branches);
        Objects.requireNonNull(verdict, "verdict");
    }
}
