package org.flexopf.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.flexopf.model.ElementKind;
import org.flexopf.network.NetworkBuilder.Located;

/**
 * Finds every fault of a network in one pass, and notes what is legal but unusual. How messages call an element is a
 * supplier, so that healthy elements cost no text.
 */
final class NetworkValidation {

    private final NetworkBuilder builder;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final IdIndex busIndex;

    NetworkValidation(NetworkBuilder builder) {
        this.builder = builder;
        this.busIndex = IdIndex.of(builder.buses(), entry -> entry.element().id());
        network();
        buses();
        branches();
        generators();
        suppliedReferences();
        loads();
        shunts();
        hvdcLines();
        builder.devices().forEach(this::devices);
        controls();
        islands();
    }

    List<Fault> faults() {
        return faults;
    }

    List<Note> notes() {
        return notes;
    }

    private void network() {
        if (!(builder.baseMva() > 0.0) || Double.isInfinite(builder.baseMva())) {
            fault(
                    () -> "network",
                    "base " + builder.baseMva() + " MVA",
                    "per unit needs a finite base above zero",
                    "give the system base in MVA");
        }
        if (builder.buses().isEmpty()) {
            fault(
                    () -> "network",
                    "no buses",
                    "there is nothing to solve",
                    "add at least one bus, and make it a reference");
        }
    }

    private void buses() {
        for (int i = 0; i < builder.buses().size(); i++) {
            Located<Bus> entry = builder.buses().get(i);
            Bus bus = entry.element();
            Supplier<String> element = () -> entry.label(bus.label());
            identity("bus", element, bus.id(), busIndex.isRepeated(i));
            finite(element, "lower voltage limit", bus.vMin());
            finite(element, "upper voltage limit", bus.vMax());
            finite(element, "nominal voltage", bus.baseKv());
            finite(element, "angle", bus.angle());
            ordered(element, "voltage limits", bus.vMin(), bus.vMax(), "p.u.", !bus.isIsolated());
            if (bus.vMin() < 0.0) {
                fault(
                        element,
                        "lower voltage limit " + bus.vMin() + " p.u.",
                        "a magnitude is not negative",
                        "give a limit of zero or more");
            }
            if (bus.vMax() <= 0.0) {
                fault(
                        element,
                        "upper voltage limit " + bus.vMax() + " p.u.",
                        "no voltage is possible",
                        "give a limit above zero");
            }
            if (bus.baseKv() < 0.0) {
                fault(
                        element,
                        "nominal voltage " + bus.baseKv() + " kV",
                        "a nominal voltage is not negative",
                        "give it in kV, or 0 if unknown");
            }
            if (bus.isIsolated()) {
                note(element, "declared isolated; it is left out, with all that is connected to it");
            }
        }
    }

    private void branches() {
        IdIndex index = IdIndex.of(builder.branches(), entry -> entry.element().id());
        for (int i = 0; i < builder.branches().size(); i++) {
            Located<Branch> entry = builder.branches().get(i);
            Branch branch = entry.element();
            Supplier<String> element = () -> entry.label(branch.label());
            identity("branch", element, branch.id(), index.isRepeated(i));
            boolean knownFrom = knownBus(element, branch.fromBus());
            boolean knownTo = knownBus(element, branch.toBus());
            if (branch.fromBus() == branch.toBus()) {
                fault(
                        element,
                        "both ends at bus " + branch.fromBus(),
                        "a branch joins two buses",
                        "correct one of the ends");
            }
            finite(element, "resistance", branch.r());
            finite(element, "reactance", branch.x());
            finite(element, "charging susceptance", branch.b());
            finite(element, "shift", branch.shift());
            if (branch.r() == 0.0 && branch.x() == 0.0) {
                fault(
                        element,
                        "impedance 0 + j0",
                        "a zero impedance carries any current",
                        "merge the two buses, or give the impedance of the connection");
            }
            if (!(branch.ratio() > 0.0) || Double.isInfinite(branch.ratio())) {
                fault(
                        element,
                        "ratio " + branch.ratio(),
                        "a turns ratio is a finite number above zero",
                        "give 1 for a line");
            }
            limit(element, "rating", branch.rating());
            limit(element, "current limit", branch.currentLimit());
            if (!Double.isFinite(branch.angleMin()) || !Double.isFinite(branch.angleMax())) {
                fault(
                        element,
                        "angle limits " + branch.angleMin() + " and " + branch.angleMax() + " degrees",
                        "a limit is not a finite number",
                        "give -360 and 360 for none");
            }
            ordered(element, "angle limits", branch.angleMin(), branch.angleMax(), "degrees", branch.inService());
            if (branch.r() < 0.0 || branch.x() < 0.0) {
                note(
                        element,
                        "negative " + (branch.r() < 0.0 ? "resistance" : "reactance")
                                + ", as in the equivalent of a three-winding transformer");
            }
            if (knownFrom && knownTo && branch.hasRating()) {
                noteIdleRating(branch);
            }
        }
    }

    /**
     * The largest apparent power that the voltage limits let into either end: |V| (|V_i'| + |V_j|) / |z| plus the
     * charging.
     */
    private void noteIdleRating(Branch branch) {
        double vFrom = bus(branch.fromBus()).vMax() / branch.ratio();
        double vTo = bus(branch.toBus()).vMax();
        double z = Math.hypot(branch.r(), branch.x());
        double larger = Math.max(vFrom, vTo);
        double most = builder.baseMva() * larger * ((vFrom + vTo) / z + 0.5 * Math.abs(branch.b()) * larger);
        if (branch.rating() >= most) {
            note(
                    branch.label(),
                    "its rating of " + branch.rating() + " MVA can never bind: the voltage limits allow " + most
                            + " MVA at most");
        }
    }

    private void generators() {
        IdIndex index =
                IdIndex.of(builder.generators(), entry -> entry.element().id());
        for (int i = 0; i < builder.generators().size(); i++) {
            Located<Generator> entry = builder.generators().get(i);
            Generator generator = entry.element();
            Supplier<String> element = () -> entry.label(generator.label());
            identity("generator", element, generator.id(), index.isRepeated(i));
            boolean known = knownBus(element, generator.bus());
            range(element, "active limits", generator.pMin(), generator.pMax(), "MW", generator.inService());
            range(element, "reactive limits", generator.qMin(), generator.qMax(), "Mvar", generator.inService());
            finite(element, "scheduled active power", generator.p());
            finite(element, "scheduled reactive power", generator.q());
            if (!(generator.voltageSetPoint() > 0.0) || Double.isInfinite(generator.voltageSetPoint())) {
                fault(
                        element,
                        "voltage set point " + generator.voltageSetPoint() + " p.u.",
                        "it is not a finite number above zero",
                        "give the magnitude it holds, 1 if it holds none");
            }
            if (generator.cost() == null || generator.reactiveCost() == null) {
                fault(element, "no cost", "a cost curve is missing", "give CostCurve.free() for none");
            }
            capability(element, generator.capability());
            if (known && generator.inService() && bus(generator.bus()).isIsolated()) {
                note(element, "stands at an isolated bus and cannot produce");
            }
        }
    }

    private void capability(Supplier<String> element, CapabilityCurve curve) {
        if (curve == null) {
            fault(element, "no capability curve", "it is missing", "give CapabilityCurve.unlimited() for none");
            return;
        }
        limit(element, "capability", curve.mva());
        if (!(curve.powerFactor() > 0.0 && curve.powerFactor() <= 1.0)) {
            fault(
                    element,
                    "power factor " + curve.powerFactor() + " of its capability",
                    "a power factor lies above 0 and up to 1",
                    "give the least power factor at full apparent power");
        }
    }

    /** Without a generator at a reference, nothing balances its island. */
    private void suppliedReferences() {
        boolean[] supplied = new boolean[builder.buses().size()];
        for (Located<Generator> entry : builder.generators()) {
            int at = busIndex.indexOf(entry.element().bus());
            if (at >= 0 && entry.element().inService()) {
                supplied[at] = true;
            }
        }
        for (int i = 0; i < supplied.length; i++) {
            Bus bus = builder.buses().get(i).element();
            if (bus.isReference() && !supplied[i]) {
                note(
                        bus.label(),
                        "a reference without a generator in service: an optimal power "
                                + "flow has nothing there that balances its island");
            }
        }
    }

    private void loads() {
        IdIndex index = IdIndex.of(builder.loads(), entry -> entry.element().id());
        for (int i = 0; i < builder.loads().size(); i++) {
            Located<Load> entry = builder.loads().get(i);
            Load load = entry.element();
            Supplier<String> element = () -> entry.label(load.label());
            identity("load", element, load.id(), index.isRepeated(i));
            boolean known = knownBus(element, load.bus());
            finite(element, "active demand", load.p());
            finite(element, "reactive demand", load.q());
            if (known && load.inService() && bus(load.bus()).isIsolated()) {
                note(element, "stands at an isolated bus and is not served");
            }
        }
    }

    private void shunts() {
        IdIndex index = IdIndex.of(builder.shunts(), entry -> entry.element().id());
        for (int i = 0; i < builder.shunts().size(); i++) {
            Located<Shunt> entry = builder.shunts().get(i);
            Shunt shunt = entry.element();
            Supplier<String> element = () -> entry.label(shunt.label());
            identity("shunt", element, shunt.id(), index.isRepeated(i));
            knownBus(element, shunt.bus());
            finite(element, "conductance", shunt.g());
            finite(element, "susceptance", shunt.b());
        }
    }

    private void hvdcLines() {
        IdIndex index = IdIndex.of(builder.hvdcLines(), entry -> entry.element().id());
        for (int i = 0; i < builder.hvdcLines().size(); i++) {
            Located<HvdcLine> entry = builder.hvdcLines().get(i);
            HvdcLine line = entry.element();
            Supplier<String> element = () -> entry.label(line.label());
            identity("DC line", element, line.id(), index.isRepeated(i));
            knownBus(element, line.fromBus());
            knownBus(element, line.toBus());
            if (line.fromBus() == line.toBus()) {
                fault(
                        element,
                        "both ends at bus " + line.fromBus(),
                        "a DC line joins two buses",
                        "correct one of the ends");
            }
            finite(element, "least active power", line.pMin());
            finite(element, "largest active power", line.pMax());
            ordered(element, "active limits", line.pMin(), line.pMax(), "MW", line.inService());
            range(
                    element,
                    "reactive limits at the from end",
                    line.qMinFrom(),
                    line.qMaxFrom(),
                    "Mvar",
                    line.inService());
            range(element, "reactive limits at the to end", line.qMinTo(), line.qMaxTo(), "Mvar", line.inService());
            finite(element, "constant loss", line.lossConstant());
            finite(element, "loss factor", line.lossFactor());
            finite(element, "scheduled active power", line.p());
            finite(element, "scheduled reactive power at the from end", line.qFrom());
            finite(element, "scheduled reactive power at the to end", line.qTo());
            if (line.lossFactor() >= 1.0) {
                fault(
                        element,
                        "loss factor " + line.lossFactor(),
                        "nothing would arrive",
                        "give the loss in MW per MW, below 1");
            }
            if (line.cost() == null) {
                fault(element, "no cost", "a cost curve is missing", "give CostCurve.free() for none");
            }
            double leastLoss = Math.min(line.loss(line.pMin()), line.loss(line.pMax()));
            if (line.inService() && leastLoss < 0.0) {
                note(
                        element,
                        "its loss is " + leastLoss
                                + " MW at one end of its active limits, so it gains power "
                                + "there; the loss is linear in the power, "
                                + "whichever way it flows");
            }
        }
    }

    /** Devices of a further kind: what the network knows of them, and what they say of themselves. */
    private void devices(ElementKind kind, List<Located<ConnectedElement>> entries) {
        IdIndex index = IdIndex.of(entries, entry -> entry.element().id());
        for (int i = 0; i < entries.size(); i++) {
            Located<ConnectedElement> entry = entries.get(i);
            ConnectedElement device = entry.element();
            Supplier<String> element = () -> entry.label(device.label());
            identity(kind.label(), element, device.id(), index.isRepeated(i));
            if (device.terminals() < 1) {
                fault(
                        element,
                        device.terminals() + " terminals",
                        "a device is connected to a bus at least",
                        "give the bus that it stands at");
            }
            boolean isolated = false;
            for (int t = 0; t < device.terminals(); t++) {
                isolated |= knownBus(element, device.terminal(t))
                        && bus(device.terminal(t)).isIsolated();
            }
            device.faults().forEach(fault -> fault(element, fault.value(), fault.cause(), fault.fix()));
            if (isolated && device.inService()) {
                note(element, "stands at an isolated bus and takes no part");
            }
        }
    }

    private void controls() {
        IdIndex branches =
                IdIndex.of(builder.branches(), entry -> entry.element().id());
        IdIndex shunts = IdIndex.of(builder.shunts(), entry -> entry.element().id());
        Set<List<Object>> seen = new HashSet<>();
        for (Located<StepControl> entry : builder.controls()) {
            StepControl control = entry.element();
            Supplier<String> element = () -> entry.label(control.label());
            if (!seen.add(List.of(control.kind(), control.element()))) {
                fault(element, "a second control", "a setting has one range", "remove one of the two");
            }
            finite(element, "lowest setting", control.lower());
            finite(element, "highest setting", control.upper());
            ordered(element, "settings", control.lower(), control.upper(), "", true);
            if (control.steps() < 0) {
                fault(
                        element,
                        control.steps() + " steps",
                        "a number of steps is not negative",
                        "give the number of steps, or 0 for a continuous range");
            }
            if (control.kind() == StepControl.Kind.TAP_RATIO && control.lower() <= 0.0) {
                fault(
                        element,
                        "lowest setting " + control.lower(),
                        "a turns ratio is above zero",
                        "give the ratio itself, such as 0.9");
            }
            int at = (control.kind().isAtBranch() ? branches : shunts).indexOf(control.element());
            if (at < 0) {
                fault(
                        element,
                        "element " + control.element(),
                        "there is no such " + (control.kind().isAtBranch() ? "branch" : "shunt"),
                        "add the element or correct the number");
                continue;
            }
            double present = switch (control.kind()) {
                case TAP_RATIO -> builder.branches().get(at).element().ratio();
                case PHASE_SHIFT -> builder.branches().get(at).element().shift();
                case SHUNT_SUSCEPTANCE -> builder.shunts().get(at).element().b();
            };
            if (present < control.lower() || present > control.upper()) {
                note(
                        element,
                        "its present setting " + control.describe(present) + " lies outside the range from "
                                + control.lower() + " to " + control.upper());
            }
        }
    }

    /** Every island needs a reference: without one its voltage angles, and in a feeder its supply, are undefined. */
    private void islands() {
        int count = builder.buses().size();
        DisjointSets islands = new DisjointSets(count);
        for (Located<Branch> entry : builder.branches()) {
            Branch branch = entry.element();
            int from = busIndex.indexOf(branch.fromBus());
            int to = busIndex.indexOf(branch.toBus());
            if (branch.inService() && isIn(from) && isIn(to)) {
                islands.join(from, to);
            }
        }
        Bus[] root = new Bus[count];
        for (Located<Bus> entry : builder.buses()) {
            Bus bus = entry.element();
            if (bus.isReference()) {
                int island = islands.leader(busIndex.indexOf(bus.id()));
                if (root[island] != null) {
                    note(
                            bus.label(),
                            "a second reference beside bus " + root[island].id()
                                    + " in one island: both angles are held");
                } else {
                    root[island] = bus;
                }
            }
        }
        Map<Integer, List<Located<Bus>>> orphans = new LinkedHashMap<>();
        for (Located<Bus> entry : builder.buses()) {
            int island = islands.leader(busIndex.indexOf(entry.element().id()));
            if (!entry.element().isIsolated() && root[island] == null) {
                orphans.computeIfAbsent(island, key -> new ArrayList<>()).add(entry);
            }
        }
        if (!orphans.isEmpty()) {
            double[] demand = demand(islands);
            orphans.forEach((island, buses) -> orphan(buses, demand[island]));
        }
    }

    /** Whether there is a bus at a place, and it is not isolated. */
    private boolean isIn(int bus) {
        return bus >= 0 && !builder.buses().get(bus).element().isIsolated();
    }

    /** The active demand of every island, MW, at its leader. */
    private double[] demand(DisjointSets islands) {
        double[] demand = new double[builder.buses().size()];
        for (Located<Load> entry : builder.loads()) {
            Load load = entry.element();
            int bus = busIndex.indexOf(load.bus());
            if (load.inService() && isIn(bus)) {
                demand[islands.leader(bus)] += load.p();
            }
        }
        return demand;
    }

    private void orphan(List<Located<Bus>> island, double unserved) {
        Located<Bus> first = island.get(0);
        fault(
                () -> first.label(first.element().label()),
                island.size() == 1 ? "an island of its own" : "an island of " + island.size() + " buses",
                "no reference bus is connected to it"
                        + (unserved == 0.0 ? "" : ", and its load of " + unserved + " MW cannot be served"),
                "switch in the branch that feeds it, make one of its buses a reference, or declare its buses isolated");
    }

    /** The bus of an id that is {@linkplain #knownBus known}. */
    private Bus bus(int id) {
        return builder.buses().get(busIndex.indexOf(id)).element();
    }

    private void identity(String kind, Supplier<String> element, int id, boolean duplicate) {
        if (id <= 0) {
            fault(element, "id " + id, "ids are positive numbers", "number the " + kind + "s from 1 upwards");
        }
        if (duplicate) {
            fault(element, "id " + id, "this id occurs more than once", "give every " + kind + " an id of its own");
        }
    }

    private boolean knownBus(Supplier<String> element, int bus) {
        if (busIndex.indexOf(bus) < 0) {
            fault(element, "bus " + bus, "there is no such bus", "add the bus or correct the number");
            return false;
        }
        return true;
    }

    private void finite(Supplier<String> element, String what, double value) {
        if (!Double.isFinite(value)) {
            fault(element, what + " " + value, "the number is not finite", "give a finite number");
        }
    }

    /**
     * Limits that cross leave no room; where the element is out of service nothing depends on them, and that is only
     * worth a note.
     */
    private void ordered(
            Supplier<String> element, String what, double lower, double upper, String unit, boolean inService) {
        if (lower > upper) {
            String value = (what + " " + lower + " to " + upper + " " + unit).strip();
            if (inService) {
                fault(element, value, "the lower limit is above the upper one", "exchange or correct them");
            } else {
                note(element, "out of service with " + value + ": the lower limit is above the upper one");
            }
        }
    }

    /** A range whose ends may be infinite on their own side. */
    private void range(
            Supplier<String> element, String what, double lower, double upper, String unit, boolean inService) {
        ordered(element, what, lower, upper, unit, inService);
        if (Double.isNaN(lower)
                || Double.isNaN(upper)
                || lower == Double.POSITIVE_INFINITY
                || upper == Double.NEGATIVE_INFINITY) {
            fault(
                    element,
                    what + " " + lower + " to " + upper + " " + unit,
                    "this is no range",
                    "give numbers, or -Infinity below and Infinity above for no limit");
        }
    }

    private void limit(Supplier<String> element, String what, double mva) {
        if (Double.isNaN(mva) || mva <= 0.0) {
            fault(
                    element,
                    what + " " + mva + " MVA",
                    mva < 0.0 ? "a limit is not negative" : "this is no limit",
                    "give a number above zero, or Infinity for no limit (0 means that in a MATPOWER file)");
        }
    }

    private void fault(Supplier<String> element, String value, String cause, String fix) {
        faults.add(new Fault(element.get(), value, cause, fix));
    }

    private void note(Supplier<String> element, String remark) {
        note(element.get(), remark);
    }

    private void note(String element, String remark) {
        notes.add(new Note(element, remark));
    }
}
