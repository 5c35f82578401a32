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

    boolean uses(OuterApproximation approximation) {
        return approximation.isWhole() || outerApproximation.orElse(!approximation.hasCones());
    }
}
