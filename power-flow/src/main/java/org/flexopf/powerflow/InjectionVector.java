package org.flexopf.powerflow;

import java.util.Objects;

/**
 * Two numbers per bus index that belong to its net injection: a change of injections, or the derivatives of something
 * by them.
 *
 * @param p for the active injection, p.u. (or per p.u.)
 * @param q for the reactive injection, p.u. (or per p.u.)
 */
public record InjectionVector(double[] p, double[] q) {

    /** Both arrays are required; they are not copied. */
    public InjectionVector {
        Objects.requireNonNull(p, "p");
        Objects.requireNonNull(q, "q");
    }

    /** A vector of zeros for a number of buses, to be filled. */
    public static InjectionVector zero(int buses) {
        return new InjectionVector(new double[buses], new double[buses]);
    }
}
