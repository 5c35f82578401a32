package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Element;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.MergedNode;
import org.flexopf.network.Network;
import org.flexopf.network.Range;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.NodeState;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;

/**
 * A state of a network, element by element in the network's order, whichever model found it.
 *
 * @param curtailed the loads that are not served in full
 * @param interfaces the limits on sums of flows
 * @param lossesMw active losses of all branches and DC lines, MW; NaN if the model knows no flows at both ends
 */
public record StateResult(
        List<BusResult> buses,
        List<GeneratorResult> generators,
        List<BranchResult> branches,
        List<DcLineResult> dcLines,
        List<DeviceResult> devices,
        List<CurtailedLoad> curtailed,
        List<InterfaceResult> interfaces,
        double lossesMw) {

    /** The price of power at the bus of an index. */
    @FunctionalInterface
    public interface Prices {

        /**
         * The prices of a solution; none where they are {@code null}.
         *
         * @param withReactive whether reactive power has a price
         */
        static Prices of(NodalPrices prices, Network network, boolean withReactive) {
            return (power, bus) -> prices == null || (power == Power.REACTIVE && !withReactive)
                    ? BusPrice.NONE
                    : new BusPrice(
                            prices.price(power, network.buses().get(bus)),
                            prices.components(power, network.buses().get(bus)));
        }

        /** No prices at all. */
        Prices NONE = (power, bus) -> BusPrice.NONE;

        /** The price, or {@link BusPrice#NONE}. */
        BusPrice at(Power power, int bus);
    }

    /** Lists are copied. */
    public StateResult {
        buses = List.copyOf(buses);
        generators = List.copyOf(generators);
        branches = List.copyOf(branches);
        dcLines = List.copyOf(dcLines);
        devices = List.copyOf(devices);
        curtailed = List.copyOf(curtailed);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * The state of an operating point, with all demand served.
     *
     * @throws IllegalArgumentException if the point is one of another network
     */
    public static StateResult of(Network network, OperatingPoint point, Prices prices) {
        return of(network, network, point, prices);
    }

    /**
     * The state of an operating point.
     *
     * @param operated the same network with the demand that is served
     * @throws IllegalArgumentException if the point is one of another network
     */
    public static StateResult of(Network network, Network operated, OperatingPoint point, Prices prices) {
        point.requireOf(network);
        return new StateResult(
                buses(network, point, prices),
                generators(network, point, prices),
                branches(network, operated, point),
                dcLines(network, point),
                devices(network, point),
                CurtailedLoad.of(network, operated),
                InterfaceResult.of(network, point),
                point.activeLosses());
    }

    /** The same with other parts of the active prices, by bus index of the network. */
    StateResult withActiveParts(Network network, List<PriceComponents> parts) {
        List<BusResult> rows = buses.stream()
                .map(bus -> new BusResult(
                        bus.id(),
                        bus.name(),
                        bus.vm(),
                        bus.va(),
                        bus.demandMw(),
                        bus.demandMvar(),
                        new BusPrice(bus.active().total(), parts.get(network.busIndex(bus.id()))),
                        bus.reactive()))
                .toList();
        return new StateResult(rows, generators, branches, dcLines, devices, curtailed, interfaces, lossesMw);
    }

    /** The same with the duals of interfaces that a solution has. */
    StateResult withDuals(OpfSolution solution) {
        return withInterfaces(InterfaceResult.withDuals(interfaces, solution));
    }

    /** The same with the duals of interfaces by what limits are worth; those that are not named are worth nothing. */
    StateResult withDuals(List<LimitPrice> prices) {
        return withInterfaces(
                interfaces.stream().map(limited -> limited.withDuals(prices)).toList());
    }

    private StateResult withInterfaces(List<InterfaceResult> others) {
        return new StateResult(buses, generators, branches, dcLines, devices, curtailed, others, lossesMw);
    }

    private static List<BusResult> buses(Network network, OperatingPoint point, Prices prices) {
        double[] active = network.activeDemand();
        double[] reactive = network.reactiveDemand();
        List<BusResult> rows = new ArrayList<>();
        for (int i = 0; i < network.buses().size(); i++) {
            List<Bus> members = members(network, network.buses().get(i));
            boolean isAlone = members.size() == 1;
            for (Bus bus : members) {
                rows.add(new BusResult(
                        bus.id(),
                        bus.name(),
                        new LimitedValue(point.vm(i), new Range(bus.vMin(), bus.vMax())),
                        point.va(i),
                        isAlone ? active[i] : demand(network, bus, Load::p),
                        isAlone ? reactive[i] : demand(network, bus, Load::q),
                        prices.at(Power.ACTIVE, i),
                        prices.at(Power.REACTIVE, i)));
            }
        }
        return rows;
    }

    /** The buses that a bus stands for: itself, or the members of a merged node. */
    private static List<Bus> members(Network network, Bus bus) {
        return network.mergedNodes().stream()
                .filter(node -> node.bus() == bus.id())
                .findFirst()
                .map(MergedNode::members)
                .orElse(List.of(bus));
    }

    private static double demand(Network network, Bus bus, ToDoubleFunction<Load> power) {
        return network.loads().stream()
                .filter(load -> load.bus() == bus.id() && network.isActive(load))
                .mapToDouble(power)
                .sum();
    }

    static List<GeneratorResult> generators(Network network, OperatingPoint point, Prices prices) {
        List<GeneratorResult> rows = new ArrayList<>();
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            boolean active = network.isActive(generator);
            double p = active ? point.pg(g) : 0.0;
            rows.add(new GeneratorResult(
                    generator.id(),
                    generator.name(),
                    generator.bus(),
                    active,
                    new LimitedValue(p, new Range(generator.pMin(), generator.pMax())),
                    new LimitedValue(active ? point.qg(g) : 0.0, new Range(generator.qMin(), generator.qMax())),
                    active && Double.isFinite(p) ? generator.cost().marginalAt(p) : Double.NaN,
                    active
                            ? prices.at(Power.ACTIVE, network.busIndex(generator.bus()))
                                    .total()
                            : Double.NaN));
        }
        return rows;
    }

    private static List<BranchResult> branches(Network network, Network operated, OperatingPoint point) {
        List<BranchResult> rows = new ArrayList<>();
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            rows.add(new BranchResult(
                    branch.id(),
                    branch.name(),
                    new Terminal(branch.fromBus(), point.pFrom(b), point.qFrom(b)),
                    new Terminal(branch.toBus(), point.pTo(b), point.qTo(b)),
                    network.isActive(branch),
                    point.pFrom(b) + point.pTo(b),
                    branch.rating(),
                    point.loading(network, b)));
        }
        for (MergedNode node : network.mergedNodes()) {
            NodeState state = NodeState.of(operated, node, point);
            double vm = point.vm(network.busIndex(node.bus()));
            for (int k = 0; k < node.joints().size(); k++) {
                Branch joint = node.joints().get(k);
                rows.add(new BranchResult(
                        joint.id(),
                        joint.name(),
                        new Terminal(joint.fromBus(), state.jointP(k), state.jointQ(k)),
                        new Terminal(joint.toBus(), -state.jointP(k), -state.jointQ(k)),
                        joint.inService(),
                        0.0,
                        joint.rating(),
                        state.loading(k, vm)));
            }
        }
        return rows;
    }

    private static List<DeviceResult> devices(Network network, OperatingPoint point) {
        List<DeviceResult> rows = new ArrayList<>();
        for (ElementKind kind : network.furtherKinds()) {
            List<? extends Element> devices = network.elements(kind);
            for (int k = 0; k < devices.size(); k++) {
                boolean active = network.isActive(devices.get(k));
                DevicePower power = point.devices(kind).get(k);
                rows.add(new DeviceResult(
                        kind,
                        devices.get(k).id(),
                        devices.get(k).label(),
                        active,
                        active ? power.p() : 0.0,
                        active ? power.q() : 0.0,
                        point.deviceCost(network, kind, k)));
            }
        }
        return rows;
    }

    private static List<DcLineResult> dcLines(Network network, OperatingPoint point) {
        List<DcLineResult> rows = new ArrayList<>();
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            HvdcLine line = network.hvdcLines().get(d);
            HvdcFlow flow = point.hvdc(d);
            rows.add(new DcLineResult(
                    line.id(),
                    line.name(),
                    new Terminal(line.fromBus(), flow.p(), flow.qFrom()),
                    new Terminal(line.toBus(), flow.delivered(), flow.qTo()),
                    network.isActive(line),
                    new Range(line.pMin(), line.pMax()),
                    flow.loss(),
                    point.hvdcCost(network, d)));
        }
        return rows;
    }
}
