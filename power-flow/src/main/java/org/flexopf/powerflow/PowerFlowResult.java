package org.flexopf.powerflow;

import java.util.List;
import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The outcome of a power flow, converged or not. All numbers are finite either way; if it did not converge they belong
 * to the last voltages tried and satisfy nothing.
 *
 * @param network the network
 * @param schedule what was given
 * @param converged whether every bus is balanced within the tolerance
 * @param method the method that ended with this point: sweep or Newton, never AUTO
 * @param iterations the sweeps or Newton steps that this method made
 * @param point voltages (p.u., degrees), generation, branch flows and DC lines as given (MW, Mvar). Isolated buses have
 *     magnitude and angle 0; branches and generators out of service carry 0. What a bus that holds its voltage must
 *     generate beyond the schedule is shared by its generators in service in proportion to the room that their limits
 *     leave, and equally where that is infinite or used up: limits are not enforced.
 * @param pInjection net active injection per bus, MW: what flows into branches and shunts
 * @param qInjection net reactive injection per bus, Mvar
 * @param lossMw active losses of all branches, r l, and of DC lines, MW
 * @param lossMvar reactive losses of all branches, x l, Mvar; what line charging supplies is not set off against them
 * @param minVm lowest voltage magnitude, p.u.
 * @param minVmBus the id of the bus where it occurs, the first of them
 * @param maxMismatchMw largest difference between the given and the actual injection of a bus, active (MW) or reactive
 *     (Mvar), worked out afresh from the branch flows at these voltages
 * @param reason why it did not converge, and where the mismatch is largest; empty if it converged
 * @param notes how contradicting data were interpreted, and which method gave up before this one
 */
public record PowerFlowResult(
        Network network,
        BusSchedule schedule,
        boolean converged,
        PowerFlowMethod method,
        int iterations,
        OperatingPoint point,
        double[] pInjection,
        double[] qInjection,
        double lossMw,
        double lossMvar,
        double minVm,
        int minVmBus,
        double maxMismatchMw,
        String reason,
        List<Note> notes) {

    /** All are required; arrays are copied. */
    public PowerFlowResult {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(point, "point");
        pInjection = pInjection.clone();
        qInjection = qInjection.clone();
        Objects.requireNonNull(reason, "reason");
        notes = List.copyOf(notes);
    }

    /** Net active injection per bus, MW; a copy. */
    @Override
    public double[] pInjection() {
        return pInjection.clone();
    }

    /** Net active injection of a bus index, MW. */
    public double pInjection(int bus) {
        return pInjection[bus];
    }

    /** Net reactive injection per bus, Mvar; a copy. */
    @Override
    public double[] qInjection() {
        return qInjection.clone();
    }

    /** Net reactive injection of a bus index, Mvar. */
    public double qInjection(int bus) {
        return qInjection[bus];
    }

    /** Voltage magnitude of a bus index, p.u. */
    public double vm(int bus) {
        return point.vm(bus);
    }

    /** Voltage angle of a bus index, degrees. */
    public double va(int bus) {
        return point.va(bus);
    }

    @Override
    public String toString() {
        return (converged ? "converged" : "not converged: " + reason) + ", " + method + ", " + iterations
                + " iterations: " + network + ", losses " + lossMw + " MW";
    }
}
