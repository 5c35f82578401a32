package org.flexopf.exchange.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;

/**
 * A network whose injections are given: every load and every generator off the references follows a schedule, and the
 * references hold their voltages and make up for the rest, whatever it is. Controls stay where the network has them.
 *
 * <p>Each bus has one load that stands for its demand and one, below zero, for its generation; so both can be cut or
 * spilt at their power factors. Immutable, and safe to use from many threads.
 */
public final class ScheduledNetwork {

    /** Largest mismatch of a power flow, p.u.: at 1e-8 different programs decide differently at a limit. */
    public static final double MISMATCH = 1e-11;

    private final Network network;
    private final Network frame;
    private final PowerFlow powerFlow;
    private final List<MonitoredLimit> limits;
    private final double[] heldVm;
    private final double[] heldVa;
    private final int firstLoad;

    private ScheduledNetwork(Network network, Network frame, int firstLoad) {
        this.network = network;
        this.frame = frame;
        this.firstLoad = firstLoad;
        this.powerFlow = PowerFlow.prepare(frame);
        this.limits = MonitoredLimit.of(frame);
        int n = frame.buses().size();
        heldVm = new double[n];
        heldVa = new double[n];
        for (int i = 0; i < n; i++) {
            // A reference is held at its lower limit, which is its upper one as well.
            heldVm[i] = frame.buses().get(i).vMin();
            heldVa[i] = frame.buses().get(i).angle();
        }
    }

    /**
     * A network, ready to be scheduled.
     *
     * @throws InvalidInputException if it has DC lines or devices of further kinds, for which a schedule has no place,
     *     or a reference without a generator in service; all faults are told at once
     */
    public static ScheduledNetwork of(Network network) {
        List<Fault> faults = new ArrayList<>();
        if (!network.hvdcLines().isEmpty()) {
            faults.add(new Fault(
                    network.name(),
                    network.hvdcLines().size() + " DC lines",
                    "a schedule knows demand and generation at buses alone",
                    "state what the lines deliver as loads at their ends"));
        }
        network.furtherKinds()
                .forEach(kind -> faults.add(new Fault(
                        network.name(),
                        network.elements(kind).size() + " elements of the kind '" + kind + "'",
                        "a schedule knows demand and generation at buses alone",
                        "state what they do as loads at their buses")));
        Map<Integer, Generator> roots = new HashMap<>();
        for (Generator generator : network.generators()) {
            // Of several generators at a bus the last in service sets the voltage, as in a power flow.
            if (network.isActive(generator) && network.bus(generator.bus()).isReference()) {
                roots.put(generator.bus(), generator);
            }
        }
        for (Bus bus : network.buses()) {
            if (bus.isReference() && !roots.containsKey(bus.id())) {
                faults.add(new Fault(
                        bus.label(),
                        "a reference without a generator in service",
                        "nobody makes up for what is missing",
                        "switch a generator in there"));
            }
        }
        InvalidInputException.throwIfAny("the network " + network.name(), faults);
        int firstLoad = network.loads().stream().mapToInt(Load::id).max().orElse(0) + 1;
        NetworkBuilder frame = network.toBuilder()
                .removeControls()
                .mapBuses(bus -> bus.isReference()
                        ? bus.withVoltageLimits(held(bus, roots.get(bus.id())), held(bus, roots.get(bus.id())))
                        : bus)
                .mapLoads(load -> load.withInService(false))
                .removeGenerators(generator -> roots.values().stream().noneMatch(root -> root.id() == generator.id()))
                .mapGenerators(ScheduledNetwork::unlimited);
        return new ScheduledNetwork(network, frame.build(), firstLoad);
    }

    /** The voltage of a reference: its limits where they leave no choice, else the set point of its generator. */
    private static double held(Bus bus, Generator root) {
        return bus.vMin() == bus.vMax() ? bus.vMin() : root.voltageSetPoint();
    }

    private static Generator unlimited(Generator root) {
        double any = Double.POSITIVE_INFINITY;
        return Generator.of(root.id(), root.bus(), -any, any, -any, any, CostCurve.free())
                .withName(root.name())
                .withVoltageSetPoint(root.voltageSetPoint());
    }

    /** The bus of a number, or the one that stands for its merged node; empty if the network has none. */
    public static Optional<Bus> bus(Network network, int id) {
        try {
            return Optional.of(network.bus(id));
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** The network as it was given. */
    public Network network() {
        return network;
    }

    /** The limits that are looked at in every state. */
    public List<MonitoredLimit> limits() {
        return limits;
    }

    /** What has been prepared for power flows. */
    public PowerFlow powerFlow() {
        return powerFlow;
    }

    /** Whether a bus index holds its voltage and makes up for what is missing. */
    public boolean isReference(int bus) {
        return frame.buses().get(bus).isReference();
    }

    /** The state with injections, by an AC power flow. */
    public AcState state(BusInjections injections) {
        int n = injections.size();
        double[] p = new double[n];
        double[] q = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = frame.perUnit().power(injections.netMw(i));
            q[i] = frame.perUnit().power(injections.netMvar(i));
        }
        PowerFlowResult result = powerFlow.solve(
                BusSchedule.ofInjections(frame, p, q, heldVm, heldVa),
                PowerFlowOptions.defaults().withTolerance(MISMATCH));
        double root = 0.0;
        for (int i = 0; i < n; i++) {
            if (isReference(i)) {
                root += result.pInjection(i) - injections.netMw(i);
            }
        }
        return new AcState(result, root, limits);
    }

    /**
     * The network with injections as loads, for an optimal power flow; its generators are those of the references,
     * without limits and for free.
     */
    public NetworkBuilder builder(BusInjections injections) {
        NetworkBuilder builder = frame.toBuilder();
        for (int i = 0; i < injections.size(); i++) {
            int bus = frame.buses().get(i).id();
            if (frame.topology().island(i) < 0) {
                continue;
            }
            builder.load(Load.of(demandLoad(i), bus, injections.demandMw(i), injections.demandMvar(i)));
            builder.load(Load.of(generationLoad(i), bus, -injections.generationMw(i), -injections.generationMvar(i)));
        }
        return builder;
    }

    /** The number of the load that stands for the demand of a bus index. */
    public int demandLoad(int bus) {
        return firstLoad + 2 * bus;
    }

    /** The number of the load below zero that stands for the generation of a bus index. */
    public int generationLoad(int bus) {
        return firstLoad + 2 * bus + 1;
    }

    @Override
    public String toString() {
        return network.name() + " at a schedule, with " + limits.size() + " limits that are looked at";
    }
}
