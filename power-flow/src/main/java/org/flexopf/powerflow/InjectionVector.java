package org.flexopf.powerflow;

import java.util.Objects;

/**
 * Two numbers per bus index that belong to its net injection: a change of injections, or the derivatives of something
 * by them. A vector is there to be worked on: it belongs to whoever made it or was given it, and nothing keeps one that
 * it hands out.
 *
 * @param p for the active injection, p.u. (or per p.u.)
 * @param q for the reactive injection, p.u. (or per p.u.)
 */
public record InjectionVector(double[] p, double[] q) {

    /** Both arrays are required; they are not copied: the vector is a pair of names for them. */
    public InjectionVector {
        Objects.requireNonNull(p, "p");
        Objects.requireNonNull(q, "q");
    }

    /** A vector of zeros for a number of buses, to be filled. */
    public static InjectionVector zero(int buses) {
        return new InjectionVector(new double[buses], new double[buses]);
    }

    @Override
    public String toString() {
        return "injections at " + p.length + " buses";
    }
}
