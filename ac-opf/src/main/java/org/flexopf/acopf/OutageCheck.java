package org.flexopf.acopf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.StartVoltages;

/**
 * What single outages of branches do to a state of a network: an AC power flow after each of them, judged by all limits
 * that are hard. Nothing is dispatched anew: generators keep their active power and the voltage of their bus, DC lines
 * do what they did, and the references make up for what losses change.
 *
 * <pre>
 *   List&lt;OutageState&gt; states = OutageCheck.of(solution).check();
 * </pre>
 */
public final class OutageCheck {

    private final Network network;
    private final SoftLimits softLimits;
    private final OperatingPoint point;
    private final int[] outages;

    private OutageCheck(Network network, SoftLimits softLimits, OperatingPoint point, int[] outages) {
        this.network = network;
        this.softLimits = softLimits;
        this.point = point;
        this.outages = outages;
    }

    /** A check of the state that an AC optimal power flow has found, for every outage that does not split it. */
    public static OutageCheck of(AcSolution solution) {
        return of(solution.network(), solution.point())
                .withSoftLimits(solution.problem().softLimits());
    }

    /**
     * A check of a state of a network, all limits hard, for every outage that does not split the network.
     *
     * @throws IllegalArgumentException if the point belongs to another network
     */
    public static OutageCheck of(Network network, OperatingPoint point) {
        point.requireOf(network);
        List<Integer> outages = new ArrayList<>();
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b) && !splits(network, b)) {
                outages.add(network.branches().get(b).id());
            }
        }
        return new OutageCheck(
                network,
                SoftLimits.none(),
                point,
                outages.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The same with limits that may give way. */
    public OutageCheck withSoftLimits(SoftLimits soft) {
        return new OutageCheck(network, Objects.requireNonNull(soft, "soft"), point, outages);
    }

    /**
     * The same for some outages only.
     *
     * @param branchIds numbers of branches in service
     * @throws IllegalArgumentException if one of them is none of the network's, is out of service, or splits it
     */
    public OutageCheck withOutages(int... branchIds) {
        for (int id : branchIds) {
            int branch = network.branchIndex(id);
            if (!network.topology().isActive(branch)) {
                throw new IllegalArgumentException(
                        network.branches().get(branch).label() + " carries no power: its outage changes nothing");
            }
            if (splits(network, branch)) {
                throw new IllegalArgumentException("the outage of "
                        + network.branches().get(branch).label()
                        + " splits the network, so that there is no state after it; leave it out");
            }
        }
        return new OutageCheck(network, softLimits, point, branchIds.clone());
    }

    /** The branches (by number) in service whose outage splits the network, which have no state after it. */
    public List<Integer> splittingOutages() {
        List<Integer> splitting = new ArrayList<>();
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b) && splits(network, b)) {
                splitting.add(network.branches().get(b).id());
            }
        }
        return splitting;
    }

    /** Whether the ends of a branch (by index) are joined by nothing else: a search from one end for the other. */
    private static boolean splits(Network network, int branch) {
        Topology topology = network.topology();
        boolean[] reached = new boolean[network.buses().size()];
        Deque<Integer> open = new ArrayDeque<>();
        open.add(topology.from(branch));
        reached[topology.from(branch)] = true;
        while (!open.isEmpty()) {
            int bus = open.remove();
            if (bus == topology.to(branch)) {
                return false;
            }
            for (int k = 0; k < topology.degree(bus); k++) {
                int next = topology.incident(bus, k);
                int other = topology.from(next) == bus ? topology.to(next) : topology.from(next);
                if (next != branch && !reached[other]) {
                    reached[other] = true;
                    open.add(other);
                }
            }
        }
        return true;
    }

    /** The AC states after the outages, in their order. An interrupted thread finds none from there on. */
    public List<OutageState> check() {
        Network scheduled = scheduled();
        PowerFlowOptions options = PowerFlowOptions.defaults().startingFrom(StartVoltages.of(point));
        List<OutageState> states = new ArrayList<>();
        for (int outage : outages) {
            Network without = scheduled.toBuilder()
                    .mapBranches(branch -> branch.id() == outage ? branch.withInService(false) : branch)
                    .build();
            PowerFlowResult result = PowerFlow.prepare(without).solve(BusSchedule.of(without), options);
            states.add(
                    result.converged()
                            ? new OutageState(
                                    outage,
                                    Optional.of(result.point()),
                                    LimitCheck.of(without, softLimits, result.point())
                                            .broken())
                            : new OutageState(outage, Optional.empty(), List.of()));
        }
        return states;
    }

    /**
     * The network with the state as its schedule: buses with generators that can supply reactive power hold voltage.
     */
    private Network scheduled() {
        boolean[] supports = new boolean[network.buses().size()];
        for (Generator generator : network.generators()) {
            boolean moves = generator.qMin() < generator.qMax()
                    && !generator.reactiveLines().isTied();
            supports[network.busIndex(generator.bus())] |= network.isActive(generator) && moves;
        }
        return network.toBuilder()
                .mapBuses(bus -> bus.isReference() ? bus : bus.withType(type(bus, supports)))
                .mapGenerators(generator -> network.isActive(generator) ? schedule(generator) : generator)
                .mapHvdcLines(line -> network.isActive(line)
                        ? point.hvdc(network.hvdcLineIndex(line.id())).schedule(line)
                        : line)
                .build();
    }

    private BusType type(Bus bus, boolean[] supports) {
        if (bus.type() != BusType.PQ && bus.type() != BusType.PV) {
            return bus.type();
        }
        return supports[network.index(bus)] ? BusType.PV : BusType.PQ;
    }

    private Generator schedule(Generator generator) {
        int g = network.index(generator);
        return generator
                .withSchedule(point.pg(g), point.qg(g))
                .withVoltageSetPoint(point.vm(network.busIndex(generator.bus())));
    }

    @Override
    public String toString() {
        return "check of " + outages.length + " outages in " + network;
    }
}
