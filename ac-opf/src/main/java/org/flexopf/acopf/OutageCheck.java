package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
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
    private final BitSet bridges;
    private final int[] outages;

    private OutageCheck(Network network, SoftLimits softLimits, OperatingPoint point, BitSet bridges, int[] outages) {
        this.network = network;
        this.softLimits = softLimits;
        this.point = point;
        this.bridges = bridges;
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
        BitSet bridges = network.topology().bridges();
        int[] outages = network.branches().stream()
                .filter(branch ->
                        network.topology().isActive(network.index(branch)) && !bridges.get(network.index(branch)))
                .mapToInt(branch -> branch.id())
                .toArray();
        return new OutageCheck(network, SoftLimits.none(), point, bridges, outages);
    }

    /** The same with limits that may give way. */
    public OutageCheck withSoftLimits(SoftLimits soft) {
        return new OutageCheck(network, Objects.requireNonNull(soft, "soft"), point, bridges, outages);
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
            if (bridges.get(branch)) {
                throw new IllegalArgumentException("the outage of "
                        + network.branches().get(branch).label()
                        + " splits the network; leave it out, splittingOutages() tells what it does");
            }
        }
        return new OutageCheck(network, softLimits, point, bridges, branchIds.clone());
    }

    /** The numbers of the branches whose outage is checked. */
    public int[] outages() {
        return outages.clone();
    }

    /** The AC states after the outages, in their order. An interrupted thread finds none from there on. */
    public List<OutageState> check() {
        Network scheduled = scheduled();
        boolean[] noneIsDark = new boolean[network.buses().size()];
        return Arrays.stream(outages)
                .mapToObj(outage -> after(outage, without(scheduled, outage, noneIsDark)))
                .toList();
    }

    /** What the outages of branches do that split the network, in the order of the branches. */
    public List<SplittingOutage> splittingOutages() {
        Network scheduled = scheduled();
        List<SplittingOutage> splitting = new ArrayList<>();
        bridges.stream().forEach(branch -> splitting.add(splitting(scheduled, branch)));
        return List.copyOf(splitting);
    }

    private SplittingOutage splitting(Network scheduled, int branch) {
        int outage = network.branches().get(branch).id();
        boolean[] isDark = new boolean[network.buses().size()];
        double demand = 0.0;
        List<Integer> cutOff = new ArrayList<>();
        double[] activeDemand = network.activeDemand();
        for (int bus : network.topology().cutOffBy(branch)) {
            isDark[bus] = true;
            cutOff.add(network.buses().get(bus).id());
            demand += activeDemand[bus];
        }
        double generation = 0.0;
        for (Generator generator : network.generators()) {
            if (isDark[network.busIndex(generator.bus())] && network.isActive(generator)) {
                generation += point.pg(network.index(generator));
            }
        }
        return new SplittingOutage(after(outage, without(scheduled, outage, isDark)), cutOff, demand, generation);
    }

    private Network without(Network scheduled, int outage, boolean[] isDark) {
        return scheduled.toBuilder()
                .mapBranches(branch -> branch.id() == outage ? branch.withInService(false) : branch)
                .mapBuses(bus -> isDark[network.index(bus)] ? bus.withType(BusType.ISOLATED) : bus)
                .build();
    }

    private OutageState after(int outage, Network left) {
        PowerFlowOptions options = PowerFlowOptions.defaults().startingFrom(StartVoltages.of(point));
        PowerFlowResult result = PowerFlow.prepare(left).solve(BusSchedule.of(left), options);
        return result.converged()
                ? new OutageState(
                        outage,
                        Optional.of(result.point()),
                        LimitCheck.of(left, softLimits, result.point()).broken())
                : new OutageState(outage, Optional.empty(), List.of());
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
