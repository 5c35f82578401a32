package org.flexopf.powerflow;

import java.util.Arrays;
import java.util.Objects;

/**
 * Many power flows on one network that differ in active injections, each begun at the last one that was kept. What a
 * full {@link PowerFlowResult} would hold is left out: there are magnitudes of voltages and apparent powers.
 *
 * <pre>{@code
 * PowerFlowSession session = PowerFlowSession.of(PowerFlow.prepare(network), schedule, 1e-11);
 * if (session.solve(added)) {
 *     session.keep();
 *     double loading = session.apparentFrom(branch);
 * }
 * }</pre>
 *
 * <p>No bus but the references holds its voltage: scheduled reactive powers are given ones. Not safe for use by several
 * threads at once.
 */
public final class PowerFlowSession {

    private final PowerFlow powerFlow;
    private final Grid grid;
    private final BusSchedule schedule;
    private final PowerFlowOptions options;
    /** Where the next power flow begins, p.u. and radians; null for a flat start. */
    private double[] startVm;

    private double[] startVa;
    /** The last power flow: active injections, and where they ended. */
    private final double[] active;

    private Iterate end;
    private final double[] e;
    private final double[] f;
    /** Flows per branch that carries power, in the order of {@link BranchQuantity}. */
    private final double[][] flows;
    /** Place of each branch index among them; -1 if it carries none. */
    private final int[] place;

    /** Apparent power per branch index, p.u. */
    private final double[] apparentFrom;

    private final double[] apparentTo;

    private PowerFlowSession(PowerFlow powerFlow, BusSchedule schedule, double tolerance) {
        this.powerFlow = powerFlow;
        this.schedule = schedule;
        grid = powerFlow.grid();
        options = PowerFlowOptions.defaults().withTolerance(tolerance);
        int n = grid.busCount;
        active = new double[n];
        e = new double[n];
        f = new double[n];
        flows = new double[4][grid.branches.length];
        int branches = powerFlow.network().branches().size();
        place = new int[branches];
        Arrays.fill(place, -1);
        for (int k = 0; k < grid.branches.length; k++) {
            place[grid.branches[k]] = k;
        }
        apparentFrom = new double[branches];
        apparentTo = new double[branches];
    }

    /**
     * A session at a schedule, nothing solved yet.
     *
     * @param tolerance largest mismatch at a bus, p.u.
     * @throws IllegalArgumentException if the schedule is of another network
     */
    @SuppressWarnings("ReferenceEquality") // Networks are compared as objects, as where a schedule is solved.
    public static PowerFlowSession of(PowerFlow prepared, BusSchedule schedule, double tolerance) {
        Objects.requireNonNull(prepared, "prepared");
        if (schedule.network != prepared.network()) {
            throw new IllegalArgumentException("the schedule was made for another network, " + schedule.network.name());
        }
        return new PowerFlowSession(prepared, schedule, tolerance);
    }

    /**
     * Solves the schedule with active injections added to it.
     *
     * @param added per bus index, p.u.; what stands at references is not used
     * @return whether the power flow converged; its figures mean nothing otherwise
     */
    public boolean solve(double[] added) {
        for (int i = 0; i < active.length; i++) {
            active[i] = schedule.p[i] + added[i];
        }
        end = powerFlow.iterate(schedule.withActive(active), options, startVm, startVa);
        if (!end.converged()) {
            return false;
        }
        double[] vm = end.vm();
        double[] va = end.va();
        for (int i = 0; i < e.length; i++) {
            e[i] = vm[i] * Math.cos(va[i]);
            f[i] = vm[i] * Math.sin(va[i]);
        }
        grid.flows(e, f, flows[0], flows[1], flows[2], flows[3]);
        boolean finite = true;
        for (int k = 0; k < grid.branches.length; k++) {
            double from = Math.sqrt(flows[0][k] * flows[0][k] + flows[1][k] * flows[1][k]);
            double to = Math.sqrt(flows[2][k] * flows[2][k] + flows[3][k] * flows[3][k]);
            apparentFrom[grid.branches[k]] = from;
            apparentTo[grid.branches[k]] = to;
            finite &= from + to < Double.POSITIVE_INFINITY;
        }
        return finite;
    }

    /** Lets later power flows begin where the last one ended. */
    public void keep() {
        startVm = end.vm();
        startVa = end.va();
    }

    /** Where the next power flow begins: magnitudes per bus index, p.u., then angles, radians. */
    public double[] start() {
        double[] start = Arrays.copyOf(startVm, 2 * startVm.length);
        System.arraycopy(startVa, 0, start, startVm.length, startVa.length);
        return start;
    }

    /** Lets later power flows begin at voltages as {@link #start} gives them. */
    public void startFrom(double[] start) {
        if (start.length != 2 * e.length) {
            throw new IllegalArgumentException(start.length + " starting voltages and angles given, but two per bus "
                    + "are needed, " + 2 * e.length + " in all");
        }
        startVm = Arrays.copyOf(start, e.length);
        startVa = Arrays.copyOfRange(start, e.length, start.length);
    }

    /**
     * The derivatives where the next power flow begins.
     *
     * @throws ArithmeticException if the Jacobian is singular there
     */
    public Sensitivities sensitivities() {
        return Sensitivities.at(powerFlow, startVm, startVa);
    }

    /** Voltage magnitude at a bus index, p.u. */
    public double vm(int bus) {
        return end.vm()[bus];
    }

    /** A flow of a branch index, p.u.; 0 if it is out of service. */
    public double flow(int branch, BranchQuantity quantity) {
        return place[branch] < 0 ? 0.0 : flows[quantity.ordinal()][place[branch]];
    }

    /** Apparent power into a branch index at its from end, p.u.; 0 if it is out of service. */
    public double apparentFrom(int branch) {
        return apparentFrom[branch];
    }

    /** Apparent power into a branch index at its to end, p.u.; 0 if it is out of service. */
    public double apparentTo(int branch) {
        return apparentTo[branch];
    }

    @Override
    public String toString() {
        return "power flows of " + powerFlow.network().name();
    }
}
