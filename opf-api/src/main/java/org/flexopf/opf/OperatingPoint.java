package org.flexopf.opf;

import java.util.Objects;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;

/**
 * A state of the network, by index of the network's lists. What a formulation does not know, and what belongs to
 * elements that are out of service, is NaN (voltages, generation) or 0 (flows).
 *
 * @param vm voltage magnitude per bus, p.u.
 * @param va voltage angle per bus, degrees
 * @param pg active generation per generator, MW
 * @param qg reactive generation per generator, Mvar
 * @param pFrom active power into each branch at its from end, MW
 * @param qFrom reactive power into each branch at its from end, Mvar
 * @param pTo active power into each branch at its to end, MW
 * @param qTo reactive power into each branch at its to end, Mvar
 */
public record OperatingPoint(
        double[] vm,
        double[] va,
        double[] pg,
        double[] qg,
        double[] pFrom,
        double[] qFrom,
        double[] pTo,
        double[] qTo) {

    /** All arrays are required; they are not copied and must not be changed. */
    public OperatingPoint {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(va, "va");
        Objects.requireNonNull(pg, "pg");
        Objects.requireNonNull(qg, "qg");
        Objects.requireNonNull(pFrom, "pFrom");
        Objects.requireNonNull(qFrom, "qFrom");
        Objects.requireNonNull(pTo, "pTo");
        Objects.requireNonNull(qTo, "qTo");
    }

    /** Active losses: what flows into all branches and does not come out again, MW. */
    public double activeLosses() {
        double sum = 0.0;
        for (int b = 0; b < pFrom.length; b++) {
            sum += pFrom[b] + pTo[b];
        }
        return sum;
    }

    /** The larger apparent power of the two ends of a branch, MVA. */
    public double apparentPower(int branch) {
        return Math.max(Math.hypot(pFrom[branch], qFrom[branch]), Math.hypot(pTo[branch], qTo[branch]));
    }

    /** The larger current of the two ends of a branch, MVA at 1 p.u. voltage; 0 if it is out of service. */
    public double current(Network network, int branch) {
        if (!network.topology().isActive(branch)) {
            return 0.0;
        }
        return Math.max(
                Math.hypot(pFrom[branch], qFrom[branch]) / vm[network.topology().from(branch)],
                Math.hypot(pTo[branch], qTo[branch]) / vm[network.topology().to(branch)]);
    }

    /**
     * How much of its limits a branch uses, at its worse end: apparent power over rating, or current over current
     * limit, whichever is larger. NaN for a branch without limits; 0 for one that is out of service.
     */
    public double loading(Network network, int branch) {
        Branch data = network.branches().get(branch);
        double loading = data.hasRating() ? apparentPower(branch) / data.rating() : Double.NaN;
        if (data.hasCurrentLimit() && network.isActive(data)) {
            double used = current(network, branch) / data.currentLimit();
            loading = Double.isNaN(loading) ? used : Math.max(loading, used);
        }
        return loading;
    }
}
