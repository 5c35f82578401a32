package org.flexopf.powerflow;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.network.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AC power flow of a network: voltages and flows from given injections.
 *
 * <pre>{@code
 * PowerFlowResult result = PowerFlow.solve(network);
 *
 * PowerFlow powerFlow = PowerFlow.prepare(network);          // for many schedules on one network
 * PowerFlowResult confirmed = powerFlow.solve(BusSchedule.of(network, point), PowerFlowOptions.defaults());
 * }</pre>
 *
 * <p>A power flow that does not converge is a result, with its reason, not an exception. Reactive limits of generators
 * are not enforced, and neither are limits of voltages and branches. Immutable, and safe to use from many threads at
 * once; an interrupted thread gets a result that has not converged, and stays interrupted.
 */
public final class PowerFlow {

    private static final Logger LOG = LoggerFactory.getLogger(PowerFlow.class);

    private final Network network;
    private final Grid grid;
    /** Why the shape of the network rules out the sweep; empty if it does not. */
    private final String notRadial;

    private volatile BackwardForwardSweep sweep;
    private volatile NodalEquations equations;

    private PowerFlow(Network network) {
        this.network = Objects.requireNonNull(network, "network");
        this.grid = new Grid(network);
        this.notRadial = notRadial(network);
    }

    /** Solves the schedule that the network itself holds, with default options. */
    public static PowerFlowResult solve(Network network) {
        return solve(network, PowerFlowOptions.defaults());
    }

    /**
     * Solves the schedule that the network itself holds.
     *
     * @throws IllegalArgumentException if the sweep is asked for and cannot be used, or the starting voltages do not
     *     fit
     */
    public static PowerFlowResult solve(Network network, PowerFlowOptions options) {
        return prepare(network).solve(BusSchedule.of(network), options);
    }

    /** What depends on the network alone, worked out once. */
    public static PowerFlow prepare(Network network) {
        return new PowerFlow(network);
    }

    /**
     * Solves a schedule.
     *
     * @throws IllegalArgumentException if the schedule is of another network, the sweep is asked for and cannot be
     *     used, or the starting voltages do not fit
     */
    @SuppressWarnings(
            "ReferenceEquality") // Networks are compared as objects: comparing their elements would take longer.
    public PowerFlowResult solve(BusSchedule schedule, PowerFlowOptions options) {
        if (schedule.network != network) {
            throw new IllegalArgumentException("the schedule was made for another network, " + schedule.network.name());
        }
        options.start().ifPresent(this::check);
        String noSweep = notRadial.isEmpty() ? controlled(schedule) : notRadial;
        if (options.method() == PowerFlowMethod.SWEEP && !noSweep.isEmpty()) {
            throw new IllegalArgumentException("the sweep cannot be used: " + noSweep + "; choose NEWTON or AUTO");
        }
        double[] vm = options.start().map(StartVoltages::vm).orElse(null);
        double[] va = options.start().map(start -> radians(start.va())).orElse(null);
        if (options.method() == PowerFlowMethod.NEWTON || !noSweep.isEmpty()) {
            return result(schedule, newton(schedule, options, vm, va), PowerFlowMethod.NEWTON, List.of());
        }
        Iterate swept = sweep(schedule, options, vm, va);
        if (!newtonTakesOver(swept, options)) {
            return result(schedule, swept, PowerFlowMethod.SWEEP, List.of());
        }
        Note gaveUp = Note.harmless(
                "power flow",
                "the sweep gave up after " + swept.iterations() + " sweeps as " + swept.trouble()
                        + "; Newton's method took over");
        return result(schedule, newton(schedule, options, vm, va), PowerFlowMethod.NEWTON, List.of(gaveUp));
    }

    /**
     * Where a schedule without held voltages ends, as {@link #solve} would, without a result around it.
     *
     * @param vm magnitudes to start from, p.u.; null for a flat start
     * @param va their angles, radians; null as above
     */
    Iterate iterate(BusSchedule schedule, PowerFlowOptions options, double[] vm, double[] va) {
        if (options.method() == PowerFlowMethod.NEWTON || !notRadial.isEmpty()) {
            return newton(schedule, options, vm, va);
        }
        Iterate swept = sweep(schedule, options, vm, va);
        return newtonTakesOver(swept, options) ? newton(schedule, options, vm, va) : swept;
    }

    private static boolean newtonTakesOver(Iterate swept, PowerFlowOptions options) {
        return !swept.converged()
                && options.method() != PowerFlowMethod.SWEEP
                && !Thread.currentThread().isInterrupted();
    }

    /** The network. */
    public Network network() {
        return network;
    }

    Grid grid() {
        return grid;
    }

    NodalEquations equations() {
        // Two threads may both work it out; the outcome is the same.
        NodalEquations known = equations;
        if (known == null) {
            known = new NodalEquations(grid);
            equations = known;
        }
        return known;
    }

    private Iterate sweep(BusSchedule schedule, PowerFlowOptions options, double[] vm, double[] va) {
        BackwardForwardSweep known = sweep;
        if (known == null) {
            known = new BackwardForwardSweep(grid);
            sweep = known;
        }
        return known.solve(schedule, options.tolerance(), options.maxSweeps(), vm, va);
    }

    private Iterate newton(BusSchedule schedule, PowerFlowOptions options, double[] vm, double[] va) {
        return NewtonMethod.solve(
                equations(),
                schedule,
                options.tolerance(),
                options.maxNewtonSteps(),
                vm == null ? flatMagnitudes() : vm,
                va == null ? flatAngles(schedule) : va);
    }

    private PowerFlowResult result(BusSchedule schedule, Iterate end, PowerFlowMethod method, List<Note> before) {
        PowerFlowResult result = ResultAssembly.assemble(grid, schedule, end, method, before);
        LOG.debug(
                "{}: {} {} after {} iterations, largest mismatch {} MW {}",
                network.name(),
                method,
                result.converged() ? "converged" : "did not converge",
                result.iterations(),
                result.maxMismatchMw(),
                result.reason());
        return result;
    }

    private double[] flatMagnitudes() {
        double[] vm = new double[grid.busCount];
        Arrays.fill(vm, 1.0);
        return vm;
    }

    /** The angles of the network without currents: those of the references, less the phase shifts on the way. */
    private double[] flatAngles(BusSchedule schedule) {
        Topology topology = network.topology();
        double[] va = new double[grid.busCount];
        for (int i : topology.fromRootsOutwards()) {
            int up = topology.parentBus(i);
            if (up < 0) {
                va[i] = schedule.va[i];
            } else {
                int branch = topology.parentBranch(i);
                double shift = Math.toRadians(network.branches().get(branch).shift());
                va[i] = va[up] + (topology.from(branch) == up ? -shift : shift);
            }
        }
        return va;
    }

    private static double[] radians(double[] degrees) {
        double[] radians = new double[degrees.length];
        for (int i = 0; i < radians.length; i++) {
            radians[i] = Math.toRadians(degrees[i]);
        }
        return radians;
    }

    private void check(StartVoltages start) {
        if (start.vm().length != grid.busCount) {
            throw new IllegalArgumentException(start.vm().length
                    + " starting voltages given, but one per bus is needed, " + grid.busCount + " in all");
        }
        for (int i = 0; i < grid.busCount; i++) {
            Bus bus = network.buses().get(i);
            if (bus.isIsolated()) {
                continue;
            }
            BusSchedule.requireMagnitude(start.vm()[i], bus);
            if (!Double.isFinite(start.va()[i])) {
                throw new IllegalArgumentException(
                        bus.label() + ": starting angle " + start.va()[i] + " degrees: give a finite number");
            }
        }
    }

    /** Why the schedule rules out the sweep; empty if it does not. */
    private String controlled(BusSchedule schedule) {
        for (int i = 0; i < grid.busCount; i++) {
            if (schedule.holdsVoltage[i]) {
                return network.buses().get(i).label() + " holds its voltage without being a reference";
            }
        }
        return "";
    }

    private static String notRadial(Network network) {
        Topology topology = network.topology();
        if (!topology.isRadial()) {
            Branch chord = network.branches().get(topology.chords()[0]);
            return chord.label() + " closes a cycle";
        }
        for (int i : topology.fromRootsOutwards()) {
            if (network.buses().get(i).isReference() && topology.parentBus(i) >= 0) {
                return network.buses().get(i).label() + " is a second reference in one tree";
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return "power flow of " + network + (notRadial.isEmpty() ? ", radial" : ", meshed");
    }
}
