package org.flexopf.powerflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What is given at each bus of a power flow: the net injection, and where a bus holds its voltage, that voltage.
 * Immutable.
 *
 * <p>Reference buses hold magnitude and angle; a voltage-controlled bus holds its magnitude; at all others both
 * injections are given. The three factories take it from the network, from the point of an optimal power flow, or from
 * plain arrays.
 */
public final class BusSchedule {

    private static final String Q_FROM = "reactive power at the from end";
    private static final String Q_TO = "reactive power at the to end";

    final Network network;
    /**
     * Net injection per bus, p.u.; what stands at a reference, or reactive at a bus that holds its voltage, is not
     * used.
     */
    final double[] p;

    final double[] q;
    /** The magnitude that a bus holds, p.u., and the angle of references, radians; of no meaning elsewhere. */
    final double[] vm;

    final double[] va;
    /** Whether a bus that is no reference holds its voltage magnitude. */
    final boolean[] holdsVoltage;
    /**
     * Scheduled generation (0 where it is out of service), DC lines and further devices, MW and Mvar; the rest is not
     * used.
     */
    final OperatingPoint dispatch;

    private final List<Note> notes;

    private BusSchedule(
            Network network,
            double[] p,
            double[] q,
            double[] vm,
            double[] va,
            boolean[] holdsVoltage,
            OperatingPoint dispatch,
            List<Note> notes) {
        this.network = network;
        this.p = p;
        this.q = q;
        this.vm = vm;
        this.va = va;
        this.holdsVoltage = holdsVoltage;
        this.dispatch = dispatch;
        this.notes = List.copyOf(notes);
    }

    /**
     * The schedule that the network itself holds: loads, scheduled generation and DC lines, and the set points of
     * generators at references and at voltage-controlled (PV) buses.
     *
     * <p>A PV bus without a generator in service is a load bus. Of several generators at a bus the last in service sets
     * the voltage, as in MATPOWER. A reference whose two voltage limits are equal is held there, as an optimal power
     * flow holds it; one without a generator in service at 1 p.u. or the limit nearest to it. Where one of these rules
     * decides between contradicting data, a note says so.
     */
    public static BusSchedule of(Network network) {
        boolean[] holds = new boolean[network.buses().size()];
        List<Note> notes = new ArrayList<>();
        Generator[] leaders = leaders(network, notes);
        for (int i = 0; i < holds.length; i++) {
            Bus bus = network.buses().get(i);
            holds[i] = bus.type() == BusType.PV && leaders[i] != null;
            if (bus.type() == BusType.PV && leaders[i] == null) {
                notes.add(Note.changing(
                        bus.label(),
                        "declared voltage-controlled, but no generator in service stands there; taken as a load bus"));
            }
        }
        double[] vm = heldMagnitudes(network, leaders, notes);
        return assemble(network, OperatingPoint.scheduled(network), vm, referenceAngles(network), holds, notes);
    }

    /**
     * The schedule of a point that an optimal power flow has found, to confirm it: its generation, its DC lines, its
     * devices of further kinds, and its voltage magnitudes at the references. No other bus holds its voltage. What the
     * point does not know (NaN) is taken from the network, and so are loads and the angles of references.
     *
     * @throws IllegalArgumentException if the point is not one of this network, or holds an infinite number
     */
    public static BusSchedule of(Network network, OperatingPoint point) {
        BusSchedule own = of(network);
        point.requireOf(network);
        double[] pg = own.dispatch.pg();
        double[] qg = own.dispatch.qg();
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                pg[g] = known(point.pg(g), pg[g], generator.label(), "active power", "MW");
                qg[g] = known(point.qg(g), qg[g], generator.label(), "reactive power", "Mvar");
            }
        }
        double[] vm = own.vm.clone();
        for (int i = 0; i < vm.length; i++) {
            Bus bus = network.buses().get(i);
            if (bus.isReference()) {
                vm[i] = requireMagnitude(known(point.vm(i), vm[i], bus.label(), "voltage magnitude", "p.u."), bus);
            }
        }
        OperatingPoint.Builder dispatch =
                own.dispatch.toBuilder().pg(pg).qg(qg).hvdc(knownHvdc(network, point, own.dispatch));
        network.furtherKinds().forEach(kind -> dispatch.devices(kind, knownDevices(network, kind, point)));
        return assemble(network, dispatch.build(), vm, own.va.clone(), new boolean[vm.length], List.of());
    }

    /** What the DC lines of a point do. What they deliver follows from what they draw. */
    private static List<HvdcFlow> knownHvdc(Network network, OperatingPoint point, OperatingPoint own) {
        List<HvdcFlow> flows = new ArrayList<>();
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            HvdcLine line = network.hvdcLines().get(d);
            HvdcFlow given = point.hvdc(d);
            HvdcFlow scheduled = own.hvdc(d);
            flows.add(
                    network.isActive(line)
                            ? HvdcFlow.of(
                                    line,
                                    known(given.p(), scheduled.p(), line.label(), "active power", "MW"),
                                    known(given.qFrom(), scheduled.qFrom(), line.label(), Q_FROM, "Mvar"),
                                    known(given.qTo(), scheduled.qTo(), line.label(), Q_TO, "Mvar"))
                            : HvdcFlow.NONE);
        }
        return flows;
    }

    /** What the devices of a further kind do in a point; what it does not know of them is at rest. */
    private static List<DevicePower> knownDevices(Network network, ElementKind kind, OperatingPoint point) {
        List<DevicePower> powers = new ArrayList<>();
        for (int k = 0; k < network.elements(kind).size(); k++) {
            String device = network.elements(kind).get(k).label();
            DevicePower given = point.devices(kind).get(k);
            List<DevicePower.Injection> terminals = new ArrayList<>();
            for (DevicePower.Injection at : given.terminals()) {
                terminals.add(new DevicePower.Injection(
                        known(at.p(), 0.0, device, "active power", "MW"),
                        known(at.q(), 0.0, device, "reactive power", "Mvar")));
            }
            powers.add(new DevicePower(terminals, given.cost()));
        }
        return powers;
    }

    /**
     * A schedule from plain arrays, one place per bus index, copied. No bus but the references holds its voltage; what
     * stands at isolated buses is not looked at.
     *
     * @param p net active injection, p.u., positive into the network; not used at references
     * @param q net reactive injection, p.u.; not used at references
     * @param vm voltage magnitude of references, p.u.; not used elsewhere
     * @param va voltage angle of references, degrees; not used elsewhere
     * @throws IllegalArgumentException if an array has the wrong length or a number that is used is not finite
     */
    public static BusSchedule ofInjections(Network network, double[] p, double[] q, double[] vm, double[] va) {
        BusSchedule own = of(network);
        int n = own.p.length;
        requireLength("bus", "active injections", p, n);
        requireLength("bus", "reactive injections", q, n);
        requireLength("bus", "voltage magnitudes", vm, n);
        requireLength("bus", "voltage angles", va, n);
        double[] angles = new double[n];
        for (int i = 0; i < n; i++) {
            Bus bus = network.buses().get(i);
            if (bus.isReference()) {
                requireMagnitude(vm[i], bus);
                angles[i] = Math.toRadians(requireFinite(va[i], bus.label(), "voltage angle", "degrees"));
            } else if (!bus.isIsolated()) {
                requireFinite(p[i], bus.label(), "active injection", "p.u.");
                requireFinite(q[i], bus.label(), "reactive injection", "p.u.");
            }
        }
        return new BusSchedule(
                network, p.clone(), q.clone(), vm.clone(), angles, new boolean[n], own.dispatch, List.of());
    }

    /**
     * This schedule with other active injections, p.u., not copied, and no bus but the references holding its voltage.
     */
    BusSchedule withActive(double[] active) {
        return new BusSchedule(network, active, q, vm, va, new boolean[active.length], dispatch, List.of());
    }

    /** How contradicting or missing data were interpreted. */
    public List<Note> notes() {
        return notes;
    }

    private static BusSchedule assemble(
            Network network, OperatingPoint dispatch, double[] vm, double[] va, boolean[] holds, List<Note> notes) {
        PerUnit perUnit = network.perUnit();
        double[] p = network.activeDemand();
        double[] q = network.reactiveDemand();
        for (int i = 0; i < p.length; i++) {
            p[i] = -p[i];
            q[i] = -q[i];
        }
        dispatch.addSupply(network, p, q);
        for (int i = 0; i < p.length; i++) {
            p[i] = perUnit.power(p[i]);
            q[i] = perUnit.power(q[i]);
        }
        return new BusSchedule(network, p, q, vm, va, holds, dispatch, notes);
    }

    /** The last generator in service per bus, which sets the voltage there; null where there is none. */
    private static Generator[] leaders(Network network, List<Note> notes) {
        Generator[] leaders = new Generator[network.buses().size()];
        for (Generator generator : network.generators()) {
            if (!network.isActive(generator)) {
                continue;
            }
            int i = network.busIndex(generator.bus());
            Bus bus = network.buses().get(i);
            if (leaders[i] != null
                    && bus.type() != BusType.PQ
                    && leaders[i].voltageSetPoint() != generator.voltageSetPoint()) {
                notes.add(Note.changing(
                        bus.label(),
                        "its generators hold different voltages; the " + generator.voltageSetPoint()
                                + " p.u. of generator " + generator.id() + " count, which comes later, not the "
                                + leaders[i].voltageSetPoint() + " p.u. of generator " + leaders[i].id()));
            }
            leaders[i] = generator;
        }
        return leaders;
    }

    private static double[] heldMagnitudes(Network network, Generator[] leaders, List<Note> notes) {
        double[] vm = new double[leaders.length];
        for (int i = 0; i < vm.length; i++) {
            Bus bus = network.buses().get(i);
            vm[i] = leaders[i] == null ? 1.0 : leaders[i].voltageSetPoint();
            if (bus.isReference() && bus.vMin() == bus.vMax()) {
                if (leaders[i] != null && leaders[i].voltageSetPoint() != bus.vMin()) {
                    notes.add(Note.changing(
                            bus.label(),
                            "held at its voltage limits of " + bus.vMin() + " p.u., not at the set point of "
                                    + leaders[i].voltageSetPoint() + " p.u. of generator " + leaders[i].id()));
                }
                vm[i] = bus.vMin();
            } else if (bus.isReference() && leaders[i] == null) {
                vm[i] = Math.min(Math.max(1.0, bus.vMin()), bus.vMax());
                notes.add(Note.changing(
                        bus.label(), "a reference without a generator in service; held at " + vm[i] + " p.u."));
            }
        }
        return vm;
    }

    private static double[] referenceAngles(Network network) {
        double[] va = new double[network.buses().size()];
        for (int i = 0; i < va.length; i++) {
            va[i] = Math.toRadians(network.buses().get(i).angle());
        }
        return va;
    }

    private static double known(double value, double otherwise, String element, String what, String unit) {
        return Double.isNaN(value) ? otherwise : requireFinite(value, element, what, unit);
    }

    private static double requireFinite(double value, String element, String what, String unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    element + ": " + what + " " + value + " " + unit + ": give a finite number");
        }
        return value;
    }

    static double requireMagnitude(double value, Bus bus) {
        if (!(value > 0.0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    bus.label() + ": voltage magnitude " + value + " p.u.: give a finite number above zero");
        }
        return value;
    }

    private static void requireLength(String element, String what, double[] values, int expected) {
        Objects.requireNonNull(values, what);
        if (values.length != expected) {
            throw new IllegalArgumentException(values.length + " " + what + " given, but one per " + element
                    + " is needed, " + expected + " in all");
        }
    }

    @Override
    public String toString() {
        return "what is given at every bus, with " + notes.size() + " notes";
    }
}
