package org.flexopf.lopf;

import org.flexopf.network.Topology;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BranchQuantity;

/** An end of a branch. */
enum BranchEnd {
    FROM(BranchQuantity.P_FROM, BranchQuantity.Q_FROM),
    TO(BranchQuantity.P_TO, BranchQuantity.Q_TO);

    private final BranchQuantity active;
    private final BranchQuantity reactive;

    BranchEnd(BranchQuantity active, BranchQuantity reactive) {
        this.active = active;
        this.reactive = reactive;
    }

    /** The active power into the branch here. */
    BranchQuantity active() {
        return active;
    }

    /** The reactive power into the branch here. */
    BranchQuantity reactive() {
        return reactive;
    }

    /** The bus index here. */
    int bus(Topology topology, int branch) {
        return this == FROM ? topology.from(branch) : topology.to(branch);
    }

    /** The active power into a branch here, MW. */
    double p(OperatingPoint point, int branch) {
        return this == FROM ? point.pFrom(branch) : point.pTo(branch);
    }

    /** The reactive power into a branch here, Mvar. */
    double q(OperatingPoint point, int branch) {
        return this == FROM ? point.qFrom(branch) : point.qTo(branch);
    }
}
