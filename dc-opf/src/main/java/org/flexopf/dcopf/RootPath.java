package org.flexopf.dcopf;

import org.flexopf.network.Topology;

/** The way from a bus to the root of its island. */
final class RootPath {

    /** What is done with a branch on the way. */
    interface Step {

        /**
         * A branch, by index.
         *
         * @param sign 1 if the bus is on the branch's from side, -1 if it is on its to side
         */
        void take(int branch, double sign);
    }

    private RootPath() {}

    /**
     * Takes every branch on the way, so that the angle of the bus less that of its root is the sum of {@code sign *
     * (theta_from - theta_to)}; returns the root.
     */
    static int along(Topology topology, int bus, Step step) {
        int at = bus;
        while (topology.parentBus(at) >= 0) {
            int branch = topology.parentBranch(at);
            step.take(branch, topology.from(branch) == at ? 1.0 : -1.0);
            at = topology.parentBus(at);
        }
        return at;
    }
}
