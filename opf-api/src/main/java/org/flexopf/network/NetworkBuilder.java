package org.flexopf.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.flexopf.model.ElementKind;

/**
 * Collects the elements of a network and validates all of them at once: {@link #build()} either returns a network or
 * throws with every fault found. Nothing is repaired.
 */
public final class NetworkBuilder {

    private final String name;
    private final double baseMva;
    private final List<Located<Bus>> buses = new ArrayList<>();
    private final List<Located<Branch>> branches = new ArrayList<>();
    private final List<Located<Generator>> generators = new ArrayList<>();
    private final List<Located<Load>> loads = new ArrayList<>();
    private final List<Located<Shunt>> shunts = new ArrayList<>();
    private final List<Located<HvdcLine>> hvdcLines = new ArrayList<>();
    private final Map<ElementKind, List<Located<ConnectedElement>>> devices =
            new TreeMap<>(Comparator.comparing(ElementKind::id));
    private final List<Located<FlowInterface>> flowInterfaces = new ArrayList<>();
    private final List<Located<StepControl>> controls = new ArrayList<>();
    private final List<MergedNode> mergedNodes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private int line;

    NetworkBuilder(String name, double baseMva) {
        this.name = Objects.requireNonNull(name, "name");
        this.baseMva = baseMva;
    }

    /**
     * Says in which line of a file the elements stand that are added next, so that faults can name it; 0 if in none.
     */
    public NetworkBuilder fromLine(int number) {
        line = number;
        return this;
    }

    /** Adds a bus. */
    public NetworkBuilder bus(Bus bus) {
        buses.add(located(bus, "bus"));
        return this;
    }

    /** Adds a branch. */
    public NetworkBuilder branch(Branch branch) {
        branches.add(located(branch, "branch"));
        return this;
    }

    /** Adds a generator. */
    public NetworkBuilder generator(Generator generator) {
        generators.add(located(generator, "generator"));
        return this;
    }

    /** Adds a load. */
    public NetworkBuilder load(Load load) {
        loads.add(located(load, "load"));
        return this;
    }

    /** Adds a shunt. */
    public NetworkBuilder shunt(Shunt shunt) {
        shunts.add(located(shunt, "shunt"));
        return this;
    }

    /** Adds a DC line. */
    public NetworkBuilder hvdcLine(HvdcLine hvdcLine) {
        hvdcLines.add(located(hvdcLine, "DC line"));
        return this;
    }

    /**
     * Adds a device of a further kind, after those of its kind that were added before.
     *
     * @throws IllegalArgumentException if its kind is one of the network's own
     */
    public NetworkBuilder device(ConnectedElement device) {
        ElementKind kind = requireFurther(device.kind());
        devices.computeIfAbsent(kind, key -> new ArrayList<>()).add(located(device, kind.label()));
        return this;
    }

    private static ElementKind requireFurther(ElementKind kind) {
        if (Network.OWN_KINDS.contains(kind) || kind.equals(ElementKind.OWN)) {
            throw new IllegalArgumentException("the kind '" + kind.id()
                    + "' is no further kind of device: every network knows it; add a " + kind.label()
                    + " by the method of its own, or give the new kind an id of its own");
        }
        return kind;
    }

    /** Adds a limit on a sum of flows. */
    public NetworkBuilder flowInterface(FlowInterface flowInterface) {
        flowInterfaces.add(located(flowInterface, "interface"));
        return this;
    }

    /** Adds a setting that can be changed. */
    public NetworkBuilder control(StepControl control) {
        controls.add(located(control, "control"));
        return this;
    }

    /** Adds a fault found while reading the input, to be reported along with those that validation finds. */
    public NetworkBuilder fault(Fault fault) {
        faults.add(Objects.requireNonNull(fault, "fault"));
        return this;
    }

    /** Adds a note on how the input was interpreted. */
    public NetworkBuilder note(Note note) {
        notes.add(Objects.requireNonNull(note, "note"));
        return this;
    }

    /** Replaces every bus by what a function makes of it. */
    public NetworkBuilder mapBuses(UnaryOperator<Bus> change) {
        buses.replaceAll(entry -> entry.changed(change));
        return this;
    }

    /** Replaces every branch by what a function makes of it. */
    public NetworkBuilder mapBranches(UnaryOperator<Branch> change) {
        branches.replaceAll(entry -> entry.changed(change));
        return this;
    }

    /** Replaces every generator by what a function makes of it. */
    public NetworkBuilder mapGenerators(UnaryOperator<Generator> change) {
        generators.replaceAll(entry -> entry.changed(change));
        return this;
    }

    /** Replaces every load by what a function makes of it. */
    public NetworkBuilder mapLoads(UnaryOperator<Load> change) {
        loads.replaceAll(entry -> entry.changed(change));
        return this;
    }

    /** Replaces every shunt by what a function makes of it. */
    public NetworkBuilder mapShunts(UnaryOperator<Shunt> change) {
        shunts.replaceAll(entry -> entry.changed(change));
        return this;
    }

    /** Replaces every DC line by what a function makes of it. */
    public NetworkBuilder mapHvdcLines(UnaryOperator<HvdcLine> change) {
        hvdcLines.replaceAll(entry -> entry.changed(change));
        return this;
    }

    /**
     * Replaces every device of a further kind by what a function makes of it.
     *
     * @throws IllegalArgumentException if the kind is one of the network's own, or the function changes the kind
     */
    public NetworkBuilder mapDevices(ElementKind kind, UnaryOperator<ConnectedElement> change) {
        devices.getOrDefault(requireFurther(kind), List.of()).replaceAll(entry -> {
            Located<ConnectedElement> changed = entry.changed(change);
            if (!changed.element().kind().equals(kind)) {
                throw new IllegalArgumentException(entry.element().label() + " became "
                        + changed.element().label() + ": a change leaves a device one of its kind");
            }
            return changed;
        });
        return this;
    }

    /** Switches elements out, by the ids that they have among those of their kind. */
    NetworkBuilder switchOut(ElementKind kind, Set<Integer> ids) {
        mapBranches(element -> isOut(element, kind, ids) ? element.withInService(false) : element);
        mapGenerators(element -> isOut(element, kind, ids) ? element.withInService(false) : element);
        mapLoads(element -> isOut(element, kind, ids) ? element.withInService(false) : element);
        mapShunts(element -> isOut(element, kind, ids) ? element.withInService(false) : element);
        mapHvdcLines(element -> isOut(element, kind, ids) ? element.withInService(false) : element);
        if (devices.containsKey(kind)) {
            mapDevices(kind, element -> ids.contains(element.id()) ? element.withInService(false) : element);
        }
        return this;
    }

    private static boolean isOut(Element element, ElementKind kind, Set<Integer> ids) {
        return element.kind().equals(kind) && ids.contains(element.id());
    }

    /** Removes the limits on sums of flows. */
    public NetworkBuilder removeFlowInterfaces() {
        flowInterfaces.clear();
        return this;
    }

    /** Removes all controls; the elements keep their present settings. */
    public NetworkBuilder removeControls() {
        controls.clear();
        return this;
    }

    /** Brings elements to settings of their controls, and removes these controls: what is settled is free no more. */
    public NetworkBuilder settle(Map<StepControl, Double> settings) {
        Map<StepControl.Kind, Map<Integer, Double>> byKind = new EnumMap<>(StepControl.Kind.class);
        for (StepControl.Kind kind : StepControl.Kind.values()) {
            byKind.put(kind, new HashMap<>());
        }
        settings.forEach((control, setting) -> byKind.get(control.kind()).put(control.element(), setting));
        Map<Integer, Double> ratios = byKind.get(StepControl.Kind.TAP_RATIO);
        Map<Integer, Double> shifts = byKind.get(StepControl.Kind.PHASE_SHIFT);
        Map<Integer, Double> susceptances = byKind.get(StepControl.Kind.SHUNT_SUSCEPTANCE);
        mapBranches(branch -> branch.withTap(
                ratios.getOrDefault(branch.id(), branch.ratio()), shifts.getOrDefault(branch.id(), branch.shift())));
        mapShunts(shunt -> shunt.withSusceptance(susceptances.getOrDefault(shunt.id(), shunt.b())));
        controls.removeIf(entry -> settings.containsKey(entry.element()));
        return this;
    }

    /**
     * Makes one node of the buses that branches in service join which have no impedance, no charging and no
     * transformer: a bus coupler, a closed switch. The node has the narrowest of the voltage limits. Branches within it
     * are taken out of the network; their limits are not held, and a note that the answer hangs on says so. Everything
     * else keeps the number of its bus ({@link MergedNode}). What cannot be merged is a fault of the network.
     *
     * @return the nodes
     */
    public List<MergedNode> mergeZeroImpedance() {
        IdIndex index = busIndex();
        for (int i = 0; i < buses.size(); i++) {
            if (index.isRepeated(i)) {
                // Which of two buses of one number is meant nobody knows; building tells of them.
                return List.of();
            }
        }
        List<MergedNode> nodes = new ZeroImpedanceMerge(this).nodes();
        nodes.forEach(node -> merge(node).note(ZeroImpedanceMerge.note(node)));
        return nodes;
    }

    /** Puts one bus in place of the members of a node. */
    private NetworkBuilder merge(MergedNode node) {
        Set<Integer> gone = new HashSet<>();
        node.members().forEach(bus -> gone.add(bus.id()));
        gone.remove(node.bus());
        buses.removeIf(entry -> gone.contains(entry.element().id()));
        Set<Integer> joints = new HashSet<>();
        node.joints().forEach(joint -> joints.add(joint.id()));
        branches.removeIf(entry -> joints.contains(entry.element().id()));
        mapBuses(bus -> bus.id() == node.bus() ? ZeroImpedanceMerge.merged(node) : bus);
        return merged(node);
    }

    /** Says that a bus stands for a node. */
    NetworkBuilder merged(MergedNode node) {
        mergedNodes.add(node);
        return this;
    }

    /**
     * Declares the buses of islands isolated that have no reference and nothing in service on them, but for branches.
     *
     * @return these buses, as they were
     */
    public List<Bus> isolateEmptyIslands() {
        Islands islands = new Islands(this);
        boolean[] occupied = islands.occupied();
        Set<Bus> empty = new LinkedHashSet<>();
        islands.withoutReference().forEach((island, members) -> {
            if (!occupied[island]) {
                members.forEach(entry -> empty.add(entry.element()));
            }
        });
        mapBuses(bus -> empty.contains(bus) ? bus.withType(BusType.ISOLATED) : bus);
        return List.copyOf(empty);
    }

    /**
     * Makes the first voltage-controlled (PV) bus with a generator in service the reference of each island that has
     * none.
     *
     * @return these buses, as they were
     */
    public List<Bus> referToVoltageControlled() {
        IdIndex index = busIndex();
        Set<Integer> supplied = new HashSet<>();
        for (Located<Generator> entry : generators) {
            int at = index.indexOf(entry.element().bus());
            if (entry.element().inService() && at >= 0) {
                supplied.add(buses.get(at).element().id());
            }
        }
        Set<Bus> chosen = new LinkedHashSet<>();
        for (List<Located<Bus>> members : new Islands(this).withoutReference().values()) {
            members.stream()
                    .map(Located::element)
                    .filter(bus -> bus.type() == BusType.PV && supplied.contains(bus.id()))
                    .findFirst()
                    .ifPresent(chosen::add);
        }
        mapBuses(bus -> chosen.contains(bus) ? bus.withType(BusType.REFERENCE) : bus);
        return List.copyOf(chosen);
    }

    /**
     * Makes the first bus at which a DC line in service ends the reference of each island that has none: a converter
     * there makes its voltage.
     *
     * @return these buses, as they were
     */
    public List<Bus> referToDcLines() {
        IdIndex index = busIndex();
        Set<Integer> ends = new HashSet<>();
        for (Located<HvdcLine> entry : hvdcLines) {
            HvdcLine line = entry.element();
            int from = index.indexOf(line.fromBus());
            int to = index.indexOf(line.toBus());
            boolean ended = from >= 0 && to >= 0;
            if (line.inService()
                    && ended
                    && !buses.get(from).element().isIsolated()
                    && !buses.get(to).element().isIsolated()) {
                ends.add(from);
                ends.add(to);
            }
        }
        Set<Bus> chosen = new LinkedHashSet<>();
        for (List<Located<Bus>> members : new Islands(this).withoutReference().values()) {
            members.stream()
                    .map(Located::element)
                    .filter(bus -> ends.contains(index.indexOf(bus.id())))
                    .findFirst()
                    .ifPresent(chosen::add);
        }
        mapBuses(bus -> chosen.contains(bus) ? bus.withType(BusType.REFERENCE) : bus);
        return List.copyOf(chosen);
    }

    /** Removes the generators that a condition holds for. */
    public NetworkBuilder removeGenerators(Predicate<Generator> condition) {
        generators.removeIf(entry -> condition.test(entry.element()));
        return this;
    }

    /**
     * The network of all that was added.
     *
     * @throws InvalidNetworkException with every fault, if there is any
     */
    public Network build() {
        NetworkValidation validation = new NetworkValidation(this);
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(validation.faults());
        if (!all.isEmpty()) {
            throw new InvalidNetworkException(name, all);
        }
        return new Network(this, validation.notes());
    }

    private <T> Located<T> located(T element, String what) {
        return new Located<>(Objects.requireNonNull(element, what), line);
    }

    /** The places of the buses by their numbers; those of all members of a node are its own. */
    IdIndex busIndex() {
        return IdIndex.ofBuses(buses, mergedNodes);
    }

    List<MergedNode> mergedNodes() {
        return Collections.unmodifiableList(mergedNodes);
    }

    String name() {
        return name;
    }

    double baseMva() {
        return baseMva;
    }

    List<Note> notes() {
        return Collections.unmodifiableList(notes);
    }

    List<Located<Bus>> buses() {
        return Collections.unmodifiableList(buses);
    }

    List<Located<Branch>> branches() {
        return Collections.unmodifiableList(branches);
    }

    List<Located<Generator>> generators() {
        return Collections.unmodifiableList(generators);
    }

    List<Located<Load>> loads() {
        return Collections.unmodifiableList(loads);
    }

    List<Located<Shunt>> shunts() {
        return Collections.unmodifiableList(shunts);
    }

    List<Located<HvdcLine>> hvdcLines() {
        return Collections.unmodifiableList(hvdcLines);
    }

    /** Devices of further kinds, by kind in the order of ids. */
    Map<ElementKind, List<Located<ConnectedElement>>> devices() {
        return Collections.unmodifiableMap(devices);
    }

    List<Located<FlowInterface>> flowInterfaces() {
        return Collections.unmodifiableList(flowInterfaces);
    }

    List<Located<StepControl>> controls() {
        return Collections.unmodifiableList(controls);
    }

    /** An element with the line of the file it was read from, or 0. */
    record Located<T>(T element, int line) {

        Located<T> changed(UnaryOperator<T> change) {
            return new Located<>(Objects.requireNonNull(change.apply(element), "the changed element"), line);
        }

        /** How messages call the element. */
        String label(String ownLabel) {
            return line > 0 ? ownLabel + ", line " + line : ownLabel;
        }

        static <T> List<T> elements(List<Located<T>> entries) {
            return entries.stream().map(Located::element).toList();
        }
    }

    @Override
    public String toString() {
        return name + " in the making: " + buses.size() + " buses, " + branches.size() + " branches, "
                + generators.size() + " generators";
    }
}
