package org.flexopf.powerflow;

/**
 * Where a method ended. The voltages are finite even if it did not converge.
 *
 * @param iterations sweeps or Newton steps made
 * @param vm voltage magnitude per bus index, p.u.; 0 at isolated buses
 * @param va voltage angle per bus index, radians
 * @param trouble why it ended without converging; empty if it converged
 */
record Iterate(int iterations, double[] vm, double[] va, String trouble) {

    static final String INTERRUPTED = "it was interrupted";

    boolean converged() {
        return trouble.isEmpty();
    }
}
