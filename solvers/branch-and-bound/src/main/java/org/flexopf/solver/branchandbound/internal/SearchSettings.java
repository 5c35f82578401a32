package org.flexopf.solver.branchandbound.internal;

import java.util.Optional;

/**
 * How to search.
 *
 * @param threads how many solve nodes
 * @param outerApproximation whether nodes of conic and quadratic programs are linear programs around them; empty where
 *     the class of the program decides
 */
public record SearchSettings(int threads, Optional<Boolean> outerApproximation) {

    /** @param conic whether the program that was given has second-order cones */
    boolean uses(OuterApproximation approximation, boolean conic) {
        return approximation.isWhole() || outerApproximation.orElse(!conic);
    }
}
