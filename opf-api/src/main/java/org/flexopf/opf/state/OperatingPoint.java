package org.flexopf.opf.state;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;

/**
 * A state of the network, by index of the network's lists: voltages, what every device injects, those of further kinds
 * included, and the flows of branches. What a formulation does not know, and what belongs to elements that are out of
 * service, is NaN (voltages, generation) or 0 (flows). Immutable: accessors by index read in place, those of whole
 * arrays copy.
 *
 * <pre>
 *   OperatingPoint.of(network).vm(magnitudes).va(angles).pg(active).qg(reactive).build()
 *   point.toBuilder().pg(otherDispatch).build()
 * </pre>
 */
public final class OperatingPoint {

    private final double[] vm;
    private final double[] va;
    private final double[] pg;
    private final double[] qg;
    private final double[] pFrom;
    private final double[] qFrom;
    private final double[] pTo;
    private final double[] qTo;
    private final List<HvdcFlow> hvdc;
    private final Map<ElementKind, List<DevicePower>> devices;

    private OperatingPoint(Builder builder) {
        vm = builder.vm;
        va = builder.va;
        pg = builder.pg;
        qg = builder.qg;
        pFrom = builder.pFrom;
        qFrom = builder.qFrom;
        pTo = builder.pTo;
        qTo = builder.qTo;
        hvdc = builder.hvdc;
        devices = Collections.unmodifiableMap(new LinkedHashMap<>(builder.devices));
    }

    /** A state of a network of which nothing is known yet: no voltage, no generation, no flow of a DC line. */
    public static Builder of(Network network) {
        return new Builder(network);
    }

    /**
     * The schedule of a network: generation and DC lines as they are scheduled, devices of further kinds at rest, as
     * they have no schedule; voltages are not known.
     */
    public static OperatingPoint scheduled(Network network) {
        double[] pg = new double[network.generators().size()];
        double[] qg = new double[pg.length];
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                pg[g] = generator.p();
                qg[g] = generator.q();
            }
        }
        Builder builder = of(network).pg(pg).qg(qg).hvdc(HvdcFlow.scheduled(network));
        network.furtherKinds().forEach(kind -> builder.devices(kind, DevicePower.atRest(network, kind)));
        return builder.build();
    }

    /** Another state of the same network that begins as this one. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Voltage magnitude of a bus, p.u. */
    public double vm(int bus) {
        return vm[bus];
    }

    /** Voltage magnitude per bus, p.u.; a copy. */
    public double[] vm() {
        return vm.clone();
    }

    /** Voltage angle of a bus, degrees. */
    public double va(int bus) {
        return va[bus];
    }

    /** Voltage angle per bus, degrees; a copy. */
    public double[] va() {
        return va.clone();
    }

    /** Active generation of a generator, MW. */
    public double pg(int generator) {
        return pg[generator];
    }

    /** Active generation per generator, MW; a copy. */
    public double[] pg() {
        return pg.clone();
    }

    /** Reactive generation of a generator, Mvar. */
    public double qg(int generator) {
        return qg[generator];
    }

    /** Reactive generation per generator, Mvar; a copy. */
    public double[] qg() {
        return qg.clone();
    }

    /** Active power into a branch at its from end, MW. */
    public double pFrom(int branch) {
        return pFrom[branch];
    }

    /** Active power into each branch at its from end, MW; a copy. */
    public double[] pFrom() {
        return pFrom.clone();
    }

    /** Reactive power into a branch at its from end, Mvar. */
    public double qFrom(int branch) {
        return qFrom[branch];
    }

    /** Reactive power into each branch at its from end, Mvar; a copy. */
    public double[] qFrom() {
        return qFrom.clone();
    }

    /** Active power into a branch at its to end, MW. */
    public double pTo(int branch) {
        return pTo[branch];
    }

    /** Active power into each branch at its to end, MW; a copy. */
    public double[] pTo() {
        return pTo.clone();
    }

    /** Reactive power into a branch at its to end, Mvar. */
    public double qTo(int branch) {
        return qTo[branch];
    }

    /** Reactive power into each branch at its to end, Mvar; a copy. */
    public double[] qTo() {
        return qTo.clone();
    }

    /** What a DC line does. */
    public HvdcFlow hvdc(int line) {
        return hvdc.get(line);
    }

    /** What each DC line does. */
    public List<HvdcFlow> hvdc() {
        return hvdc;
    }

    /** What each device of a further kind does, by index; none of a kind that the network has no devices of. */
    public List<DevicePower> devices(ElementKind kind) {
        return devices.getOrDefault(kind, List.of());
    }

    /** Active losses: what flows into all branches and DC lines and does not come out again, MW. */
    public double activeLosses() {
        double sum = 0.0;
        for (int b = 0; b < pFrom.length; b++) {
            sum += pFrom[b] + pTo[b];
        }
        for (HvdcFlow flow : hvdc) {
            sum += flow.loss();
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

    /** The sum of flows that an interface limits, MW. */
    public double flow(Network network, FlowInterface limited) {
        return limited.flow(network, branch -> 0.5 * (pFrom[branch] - pTo[branch]));
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

    /**
     * What a generator costs, currency per hour: its active power, and its reactive power where that is known; 0 if it
     * is out of service.
     */
    public double generatorCost(Network network, int generator) {
        Generator data = network.generators().get(generator);
        if (!network.isActive(data)) {
            return 0.0;
        }
        double reactive =
                Double.isNaN(qg[generator]) ? 0.0 : data.reactiveCost().at(qg[generator]);
        return data.cost().at(pg[generator]) + reactive;
    }

    /** What a DC line costs, currency per hour; 0 if it is out of service. */
    public double hvdcCost(Network network, int line) {
        HvdcLine data = network.hvdcLines().get(line);
        return network.isActive(data) ? data.cost().at(hvdc.get(line).p()) : 0.0;
    }

    /** What a device of a further kind costs, currency per hour; 0 if it is out of service. */
    public double deviceCost(Network network, ElementKind kind, int device) {
        return network.isActive(network.elements(kind).get(device))
                ? devices(kind).get(device).cost()
                : 0.0;
    }

    /**
     * Adds to the injections per bus what generators, DC lines and devices of further kinds in service supply there.
     *
     * @param p active injections, MW
     * @param q reactive injections, Mvar
     */
    public void addSupply(Network network, double[] p, double[] q) {
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                int bus = network.busIndex(generator.bus());
                p[bus] += pg[g];
                q[bus] += qg[g];
            }
        }
        for (int d = 0; d < hvdc.size(); d++) {
            HvdcLine line = network.hvdcLines().get(d);
            if (network.isActive(line)) {
                HvdcFlow flow = hvdc.get(d);
                int from = network.busIndex(line.fromBus());
                int to = network.busIndex(line.toBus());
                p[from] -= flow.p();
                p[to] += flow.delivered();
                q[from] += flow.qFrom();
                q[to] += flow.qTo();
            }
        }
        addFurtherSupply(network, p, q);
    }

    /**
     * Adds to the injections per bus what devices of further kinds in service supply there, as
     * {@link #addSupply(Network, double[], double[])} does among others.
     *
     * @param p active injections, MW
     * @param q reactive injections, Mvar
     */
    public void addFurtherSupply(Network network, double[] p, double[] q) {
        devices.forEach((kind, powers) -> addSupply(network, kind, powers, p, q));
    }

    /** What devices of further kinds cost together, currency per hour; 0 where there are none. */
    public double furtherCost(Network network) {
        double sum = 0.0;
        for (ElementKind kind : network.furtherKinds()) {
            for (int k = 0; k < network.elements(kind).size(); k++) {
                sum += deviceCost(network, kind, k);
            }
        }
        return sum;
    }

    private static void addSupply(Network network, ElementKind kind, List<DevicePower> powers, double[] p, double[] q) {
        List<? extends ConnectedElement> elements = network.connected(kind);
        for (int k = 0; k < powers.size(); k++) {
            ConnectedElement device = elements.get(k);
            for (int t = 0; t < device.terminals() && network.isActive(device); t++) {
                int bus = network.busIndex(device.terminal(t));
                p[bus] += powers.get(k).terminals().get(t).p();
                q[bus] += powers.get(k).terminals().get(t).q();
            }
        }
    }

    /**
     * Refuses another network's point.
     *
     * @throws IllegalArgumentException if the network has not as many buses, generators, branches, DC lines and devices
     *     of further kinds as the one that the point was made for
     */
    public void requireOf(Network network) {
        requireCount("buses", vm.length, network.buses().size());
        requireCount("generators", pg.length, network.generators().size());
        requireCount("branches", pFrom.length, network.branches().size());
        requireCount("DC lines", hvdc.size(), network.hvdcLines().size());
        Set<ElementKind> kinds = new LinkedHashSet<>(network.furtherKinds());
        kinds.addAll(devices.keySet());
        kinds.forEach(kind -> requireCount(
                kind.label() + "s", devices(kind).size(), network.elements(kind).size()));
    }

    private static void requireCount(String elements, int own, int given) {
        if (own != given) {
            throw new IllegalArgumentException("the operating point belongs to another network: it has " + own + " "
                    + elements + ", the network " + given);
        }
    }

    /** Makes operating points; arrays that are given are copied. */
    public static final class Builder {

        private static final HvdcFlow UNKNOWN = new HvdcFlow(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        private double[] vm;
        private double[] va;
        private double[] pg;
        private double[] qg;
        private double[] pFrom;
        private double[] qFrom;
        private double[] pTo;
        private double[] qTo;
        private List<HvdcFlow> hvdc;
        private final Map<ElementKind, List<DevicePower>> devices = new LinkedHashMap<>();

        private Builder(Network network) {
            vm = unknown(network.buses().size());
            va = unknown(network.buses().size());
            pg = unknown(network.generators().size());
            qg = unknown(network.generators().size());
            pFrom = new double[network.branches().size()];
            qFrom = new double[network.branches().size()];
            pTo = new double[network.branches().size()];
            qTo = new double[network.branches().size()];
            hvdc = List.copyOf(Collections.nCopies(network.hvdcLines().size(), UNKNOWN));
            network.furtherKinds().forEach(kind -> devices.put(kind, DevicePower.unknown(network, kind)));
        }

        private Builder(OperatingPoint point) {
            vm = point.vm;
            va = point.va;
            pg = point.pg;
            qg = point.qg;
            pFrom = point.pFrom;
            qFrom = point.qFrom;
            pTo = point.pTo;
            qTo = point.qTo;
            hvdc = point.hvdc;
            devices.putAll(point.devices);
        }

        private static double[] unknown(int count) {
            double[] values = new double[count];
            Arrays.fill(values, Double.NaN);
            return values;
        }

        private static double[] copy(String what, String element, double[] given, double[] before) {
            Objects.requireNonNull(given, what);
            if (given.length != before.length) {
                throw new IllegalArgumentException(given.length + " " + what + " given, but one per " + element
                        + " is needed, " + before.length + " in all");
            }
            return given.clone();
        }

        /** Voltage magnitude per bus, p.u. @throws IllegalArgumentException if it is not one per bus */
        public Builder vm(double[] magnitudes) {
            vm = copy("voltage magnitudes", "bus", magnitudes, vm);
            return this;
        }

        /** Voltage angle per bus, degrees. @throws IllegalArgumentException if it is not one per bus */
        public Builder va(double[] degrees) {
            va = copy("voltage angles", "bus", degrees, va);
            return this;
        }

        /** Active generation per generator, MW. @throws IllegalArgumentException if it is not one per generator */
        public Builder pg(double[] mw) {
            pg = copy("active generations", "generator", mw, pg);
            return this;
        }

        /** Reactive generation per generator, Mvar. @throws IllegalArgumentException if it is not one per generator */
        public Builder qg(double[] mvar) {
            qg = copy("reactive generations", "generator", mvar, qg);
            return this;
        }

        /** Active power into each branch at its from end, MW. @throws IllegalArgumentException if it is not one each */
        public Builder pFrom(double[] mw) {
            pFrom = copy("active flows at from ends", "branch", mw, pFrom);
            return this;
        }

        /** Reactive power into each branch at its from end, Mvar. @throws IllegalArgumentException if not one each */
        public Builder qFrom(double[] mvar) {
            qFrom = copy("reactive flows at from ends", "branch", mvar, qFrom);
            return this;
        }

        /** Active power into each branch at its to end, MW. @throws IllegalArgumentException if it is not one each */
        public Builder pTo(double[] mw) {
            pTo = copy("active flows at to ends", "branch", mw, pTo);
            return this;
        }

        /** Reactive power into each branch at its to end, Mvar. @throws IllegalArgumentException if not one each */
        public Builder qTo(double[] mvar) {
            qTo = copy("reactive flows at to ends", "branch", mvar, qTo);
            return this;
        }

        /** What each DC line does. @throws IllegalArgumentException if it is not one per DC line */
        public Builder hvdc(List<HvdcFlow> flows) {
            if (flows.size() != hvdc.size()) {
                throw new IllegalArgumentException(flows.size()
                        + " flows of DC lines given, but one per DC line is needed, " + hvdc.size() + " in all");
            }
            hvdc = List.copyOf(flows);
            return this;
        }

        /**
         * What each device of a further kind does, by index.
         *
         * @throws IllegalArgumentException if it is not one per device of the kind, or one has not the terminals of its
         *     device
         */
        public Builder devices(ElementKind kind, List<DevicePower> powers) {
            List<DevicePower> before = devices.getOrDefault(kind, List.of());
            if (powers.size() != before.size()) {
                throw new IllegalArgumentException(powers.size() + " powers of " + kind.label()
                        + "s given, but one per " + kind.label() + " is needed, " + before.size() + " in all");
            }
            for (int k = 0; k < powers.size(); k++) {
                int given = powers.get(k).terminals().size();
                int terminals = before.get(k).terminals().size();
                if (given != terminals) {
                    throw new IllegalArgumentException("the powers of " + given + " terminals given for the "
                            + kind.label() + " at place " + k + ", which has " + terminals);
                }
            }
            if (!before.isEmpty()) {
                devices.put(kind, List.copyOf(powers));
            }
            return this;
        }

        /** The point. */
        public OperatingPoint build() {
            return new OperatingPoint(this);
        }

        @Override
        public String toString() {
            return "a state in the making";
        }
    }

    @Override
    public String toString() {
        return "state of " + vm.length + " buses, " + pg.length + " generators and " + pFrom.length + " branches";
    }
}
