package org.flexopf.network;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.flexopf.model.ElementKind;
import org.flexopf.network.NetworkBuilder.Located;

/**
 * A network: buses, branches, generators, loads, shunts and DC lines on one MVA base, devices of further kinds, limits
 * on sums of flows, and the settings that can be changed. Immutable and validated; made by a {@link NetworkBuilder}.
 *
 * <p>Elements have ids (the numbers their owner gave them) and indices (their places in these lists, from 0). Maps from
 * one to the other are here; everything that is computed per element uses indices.
 */
public final class Network {

    /** So many elements a reservation names. */
    private static final int NAMED_IN_RESERVATION = 3;

    /** The kinds of element that every network knows; whatever else is connected to buses is of a further kind. */
    static final Set<ElementKind> OWN_KINDS =
            Set.of(Bus.KIND, Branch.KIND, Generator.KIND, Load.KIND, Shunt.KIND, HvdcLine.KIND, FlowInterface.KIND);

    private final String name;
    private final double baseMva;
    private final List<Bus> buses;
    private final List<Branch> branches;
    private final List<Generator> generators;
    private final List<Load> loads;
    private final List<Shunt> shunts;
    private final List<HvdcLine> hvdcLines;
    private final Map<ElementKind, List<ConnectedElement>> devices = new LinkedHashMap<>();
    private final List<FlowInterface> flowInterfaces;
    private final List<StepControl> controls;
    private final List<MergedNode> mergedNodes;
    private final List<Note> givenNotes;
    private final List<Note> notes;
    private final IdIndex busIndex;
    private final IdIndex branchIndex;
    private final IdIndex generatorIndex;
    private final IdIndex loadIndex;
    private final IdIndex shuntIndex;
    private final IdIndex hvdcLineIndex;
    private final Topology topology;
    private final Map<ElementKind, List<? extends Element>> elements = new LinkedHashMap<>();
    private final Map<ElementKind, IdIndex> indices = new HashMap<>();

    /** Takes what the builder has validated, with the notes that validation has made. */
    Network(NetworkBuilder builder, List<Note> found) {
        this.name = builder.name();
        this.baseMva = builder.baseMva();
        this.buses = Located.elements(builder.buses());
        this.branches = Located.elements(builder.branches());
        this.generators = Located.elements(builder.generators());
        this.loads = Located.elements(builder.loads());
        this.shunts = Located.elements(builder.shunts());
        this.hvdcLines = Located.elements(builder.hvdcLines());
        this.flowInterfaces = Located.elements(builder.flowInterfaces());
        this.controls = Located.elements(builder.controls());
        this.mergedNodes = List.copyOf(builder.mergedNodes());
        this.givenNotes = List.copyOf(builder.notes());
        this.notes = Stream.concat(givenNotes.stream(), found.stream()).toList();
        this.busIndex = builder.busIndex();
        this.branchIndex = IdIndex.of(branches, Branch::id);
        this.generatorIndex = IdIndex.of(generators, Generator::id);
        this.loadIndex = IdIndex.of(loads, Load::id);
        this.shuntIndex = IdIndex.of(shunts, Shunt::id);
        this.hvdcLineIndex = IdIndex.of(hvdcLines, HvdcLine::id);
        this.topology = new Topology(this);
        elements.put(Bus.KIND, buses);
        elements.put(Branch.KIND, branches);
        elements.put(Generator.KIND, generators);
        elements.put(Load.KIND, loads);
        elements.put(Shunt.KIND, shunts);
        elements.put(HvdcLine.KIND, hvdcLines);
        elements.put(FlowInterface.KIND, flowInterfaces);
        builder.devices().forEach((kind, list) -> devices.put(kind, Located.elements(list)));
        elements.putAll(devices);
        elements.forEach((kind, list) -> indices.put(kind, IdIndex.of(list, Element::id)));
        indices.put(Bus.KIND, busIndex);
    }

    /** An empty builder of a network of a name, on a base in MVA. */
    public static NetworkBuilder builder(String name, double baseMva) {
        return new NetworkBuilder(name, baseMva);
    }

    /** A builder that holds all of this network, to change some of it, with the notes on how its input was read. */
    public NetworkBuilder toBuilder() {
        NetworkBuilder builder = new NetworkBuilder(name, baseMva);
        buses.forEach(builder::bus);
        mergedNodes.forEach(builder::merged);
        branches.forEach(builder::branch);
        generators.forEach(builder::generator);
        loads.forEach(builder::load);
        shunts.forEach(builder::shunt);
        hvdcLines.forEach(builder::hvdcLine);
        devices.values().forEach(list -> list.forEach(builder::device));
        flowInterfaces.forEach(builder::flowInterface);
        controls.forEach(builder::control);
        givenNotes.forEach(builder::note);
        return builder;
    }

    /**
     * The same network with elements switched out.
     *
     * @throws NoSuchElementException if there is no such element
     * @throws IllegalArgumentException if an element of its kind cannot be switched
     */
    public Network without(Collection<ElementRef> gone) {
        gone.forEach(this::index);
        NetworkBuilder builder = toBuilder();
        Map<ElementKind, Set<Integer>> ids = new HashMap<>();
        gone.forEach(
                ref -> ids.computeIfAbsent(ref.kind(), kind -> new HashSet<>()).add(ref.id()));
        ids.forEach((kind, out) -> builder.switchOut(kind, out));
        return builder.build();
    }

    /** The name of the network. */
    public String name() {
        return name;
    }

    /** The system base, MVA. */
    public double baseMva() {
        return baseMva;
    }

    /** The conversion between physical units and per unit. */
    public PerUnit perUnit() {
        return new PerUnit(baseMva);
    }

    /** All buses, isolated ones included. */
    public List<Bus> buses() {
        return buses;
    }

    /** All branches, switched out ones included. */
    public List<Branch> branches() {
        return branches;
    }

    /** All generators, switched out ones included. */
    public List<Generator> generators() {
        return generators;
    }

    /** All loads, switched out ones included. */
    public List<Load> loads() {
        return loads;
    }

    /** All shunts, switched out ones included. */
    public List<Shunt> shunts() {
        return shunts;
    }

    /** All DC lines, switched out ones included. */
    public List<HvdcLine> hvdcLines() {
        return hvdcLines;
    }

    /** All limits on sums of flows. */
    public List<FlowInterface> flowInterfaces() {
        return flowInterfaces;
    }

    /** The nodes that were made of more than one bus, each with its members as they were given. */
    public List<MergedNode> mergedNodes() {
        return mergedNodes;
    }

    /**
     * The kinds of element that the network knows: its own, whether it has any of a kind or not, and the
     * {@linkplain #furtherKinds() further ones}.
     */
    public Set<ElementKind> kinds() {
        return Collections.unmodifiableSet(elements.keySet());
    }

    /** The kinds beyond the network's own that it has elements of, in the order of their ids. */
    public Set<ElementKind> furtherKinds() {
        return Collections.unmodifiableSet(devices.keySet());
    }

    /** All elements of a kind, by index; none of a kind that the network does not know. */
    public List<? extends Element> elements(ElementKind kind) {
        return elements.getOrDefault(kind, List.of());
    }

    /** All settings that can be changed. */
    public List<StepControl> controls() {
        return controls;
    }

    /** The present setting of a control: a ratio, degrees, or Mvar at 1 p.u. */
    public double setting(StepControl control) {
        return switch (control.kind()) {
            case TAP_RATIO -> branch(control.element()).ratio();
            case PHASE_SHIFT -> branch(control.element()).shift();
            case SHUNT_SUSCEPTANCE -> shunt(control.element()).b();
        };
    }

    /** What is legal but unusual about the network. */
    public List<Note> notes() {
        return notes;
    }

    /** The notes that the answer hangs on: what every result has to tell. */
    public List<Note> answerNotes() {
        return notes.stream().filter(Note::changesAnswer).toList();
    }

    /**
     * What a verdict on the network has to name: the elements of {@linkplain Note#changesAnswer() notes that the answer
     * hangs on}, in a clause after a semicolon; empty if there are none.
     */
    public String reservation() {
        List<String> elements =
                answerNotes().stream().map(Note::element).distinct().toList();
        if (elements.isEmpty()) {
            return "";
        }
        String named = String.join(", ", elements.subList(0, Math.min(NAMED_IN_RESERVATION, elements.size())));
        int more = elements.size() - NAMED_IN_RESERVATION;
        return "; of the network as it was read, see the notes on " + named
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Islands, radiality, trees and cycles. */
    public Topology topology() {
        return topology;
    }

    /**
     * The place of a bus in {@link #buses()}; of a member of a {@linkplain MergedNode node}, that of the node.
     *
     * @throws NoSuchElementException if there is no bus of that id
     */
    public int busIndex(int id) {
        return require(busIndex.indexOf(id), "bus", id);
    }

    /** The place of a branch in {@link #branches()}. @throws NoSuchElementException if there is no branch of that id */
    public int branchIndex(int id) {
        return require(branchIndex.indexOf(id), "branch", id);
    }

    /**
     * The place of a generator in {@link #generators()}. @throws NoSuchElementException if there is no generator of
     * that id
     */
    public int generatorIndex(int id) {
        return require(generatorIndex.indexOf(id), "generator", id);
    }

    /** The place of a load in {@link #loads()}. @throws NoSuchElementException if there is no load of that id */
    public int loadIndex(int id) {
        return require(loadIndex.indexOf(id), "load", id);
    }

    /** The place of a shunt in {@link #shunts()}. @throws NoSuchElementException if there is no shunt of that id */
    public int shuntIndex(int id) {
        return require(shuntIndex.indexOf(id), "shunt", id);
    }

    /**
     * The place of a DC line in {@link #hvdcLines()}. @throws NoSuchElementException if there is no DC line of that id
     */
    public int hvdcLineIndex(int id) {
        return require(hvdcLineIndex.indexOf(id), "DC line", id);
    }

    /** The bus of an id, or the one that stands for its node. @throws NoSuchElementException if there is none */
    public Bus bus(int id) {
        return buses.get(busIndex(id));
    }

    /** The branch of an id. @throws NoSuchElementException if there is none */
    public Branch branch(int id) {
        return branches.get(branchIndex(id));
    }

    /** The generator of an id. @throws NoSuchElementException if there is none */
    public Generator generator(int id) {
        return generators.get(generatorIndex(id));
    }

    /** The load of an id. @throws NoSuchElementException if there is none */
    public Load load(int id) {
        return loads.get(loadIndex(id));
    }

    /** The shunt of an id. @throws NoSuchElementException if there is none */
    public Shunt shunt(int id) {
        return shunts.get(shuntIndex(id));
    }

    /** The DC line of an id. @throws NoSuchElementException if there is none */
    public HvdcLine hvdcLine(int id) {
        return hvdcLines.get(hvdcLineIndex(id));
    }

    /**
     * The place of an element of this network in the list of its kind. @throws NoSuchElementException if it has none
     */
    public int index(Element element) {
        return index(element.ref());
    }

    /** The place of an element in the list of its kind. @throws NoSuchElementException if there is no such element */
    public int index(ElementRef ref) {
        IdIndex index = indices.get(ref.kind());
        return require(index == null ? -1 : index.indexOf(ref.id()), ref.kind().label(), ref.id());
    }

    /** All elements of a kind that is connected to buses, by index; none of a kind that the network does not know. */
    public List<? extends ConnectedElement> connected(ElementKind kind) {
        return elements(kind).stream().map(ConnectedElement.class::cast).toList();
    }

    /**
     * Whether an element takes part: a bus if it is not isolated, an interface always, anything else if it is switched
     * in and none of its buses is isolated.
     */
    public boolean isActive(Element element) {
        if (element instanceof ConnectedElement connected) {
            for (int k = 0; k < connected.terminals(); k++) {
                if (bus(connected.terminal(k)).isIsolated()) {
                    return false;
                }
            }
            return connected.inService();
        }
        return !(element instanceof Bus bus) || !bus.isIsolated();
    }

    /** Whether a control sets an element in service. */
    public boolean isActive(StepControl control) {
        return control.kind().isAtBranch() ? isActive(branch(control.element())) : isActive(shunt(control.element()));
    }

    /** Active demand per bus index, MW; loads that are switched out or isolated are left out. */
    public double[] activeDemand() {
        double[] demand = new double[buses.size()];
        for (Load load : loads) {
            if (isActive(load)) {
                demand[busIndex(load.bus())] += load.p();
            }
        }
        return demand;
    }

    /** Reactive demand per bus index, Mvar. */
    public double[] reactiveDemand() {
        double[] demand = new double[buses.size()];
        for (Load load : loads) {
            if (isActive(load)) {
                demand[busIndex(load.bus())] += load.q();
            }
        }
        return demand;
    }

    /** Active power that shunts draw at 1 p.u. voltage per bus index, MW. */
    public double[] shuntConductance() {
        double[] conductance = new double[buses.size()];
        for (Shunt shunt : shunts) {
            if (isActive(shunt)) {
                conductance[busIndex(shunt.bus())] += shunt.g();
            }
        }
        return conductance;
    }

    /** Reactive power that shunts supply at 1 p.u. voltage per bus index, Mvar. */
    public double[] shuntSusceptance() {
        double[] susceptance = new double[buses.size()];
        for (Shunt shunt : shunts) {
            if (isActive(shunt)) {
                susceptance[busIndex(shunt.bus())] += shunt.b();
            }
        }
        return susceptance;
    }

    /** Two networks are equal if their data are; notes follow from the data. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && name.equals(network.name)
                && Double.compare(baseMva, network.baseMva) == 0
                && buses.equals(network.buses)
                && branches.equals(network.branches)
                && generators.equals(network.generators)
                && loads.equals(network.loads)
                && shunts.equals(network.shunts)
                && hvdcLines.equals(network.hvdcLines)
                && devices.equals(network.devices)
                && mergedNodes.equals(network.mergedNodes)
                && flowInterfaces.equals(network.flowInterfaces)
                && controls.equals(network.controls);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name,
                baseMva,
                buses,
                branches,
                generators,
                loads,
                shunts,
                hvdcLines,
                devices,
                mergedNodes,
                flowInterfaces,
                controls);
    }

    @Override
    public String toString() {
        StringBuilder further = new StringBuilder();
        devices.forEach((kind, list) -> further.append(", ")
                .append(list.size())
                .append(' ')
                .append(kind.label())
                .append('s'));
        return name + ": " + buses.size() + " buses, " + branches.size() + " branches, " + generators.size()
                + " generators, "
                + loads.size() + " loads, " + shunts.size() + " shunts"
                + (hvdcLines.isEmpty() ? "" : ", " + hvdcLines.size() + " DC lines")
                + further
                + (flowInterfaces.isEmpty() ? "" : ", " + flowInterfaces.size() + " interfaces")
                + (controls.isEmpty() ? "" : ", " + controls.size() + " controls");
    }

    private static int require(int index, String kind, int id) {
        if (index < 0) {
            throw new NoSuchElementException("there is no " + kind + " " + id);
        }
        return index;
    }
}
