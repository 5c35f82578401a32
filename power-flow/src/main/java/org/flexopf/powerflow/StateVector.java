package org.flexopf.powerflow;

import java.util.Objects;

/**
 * Two numbers per bus index that belong to its voltage: a change of the state, or the derivatives of something by it. A
 * vector is there to be worked on: it belongs to whoever made it or was given it, and nothing keeps one that it hands
 * out.
 *
 * @param va for the angle, radians (or per radian)
 * @param vm for the magnitude, p.u. (or per p.u.)
 */
public record StateVector(double[] va, double[] vm) {

    /** Both arrays are required; they are not copied: the vector is a pair of names for them. */
    public StateVector {
        Objects.requireNonNull(va, "va");
        Objects.requireNonNull(vm, "vm");
    }

    /** A vector of zeros for a number of buses, to be filled. */
    public static StateVector zero(int buses) {
        return new StateVector(new double[buses], new double[buses]);
    }

    @Override
    public String toString() {
        return "voltages at " + vm.length + " buses";
    }
}
