package org.flexopf.opf.formulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Family;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variables;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.StepControl;
import org.flexopf.network.Topology;
import org.flexopf.opf.branchflow.EndFlows;
import org.flexopf.opf.control.RelaxedControls;
import org.flexopf.opf.control.ShiftVariables;
import org.flexopf.opf.data.ProfileData;
import org.flexopf.opf.device.BlockScope;
import org.flexopf.opf.device.Device;
import org.flexopf.opf.device.DeviceTypes;
import org.flexopf.opf.device.Span;
import org.flexopf.opf.limit.LimitOf;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SlackVariables;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;

/**
 * One copy of an optimal power flow under construction: the network in per unit, the program being built, and the
 * pieces that all formulations share, so that a limit or a balance means the same in each of them.
 */
public final class BlockModel {

    private final OpfFormulation formulation;
    private final Network network;
    private final ProgramBuilder program;
    private final ProfileData data;
    private final SlackVariables slacks;
    private final PerUnit perUnit;
    private final Map<ElementKind, Device> devices;
    private final Balances balances;
    private final BranchLimits branchLimits;
    private final VoltageLimits voltageLimits;
    private IntFunction<EndFlows> endFlows;
    private final List<StepControl> freedControls = new ArrayList<>();
    private final List<String> caveats = new ArrayList<>();
    private final Map<Family, IntFunction<String>> ownElements = new LinkedHashMap<>();
    private final Map<ConstraintFamily, IntFunction<List<LimitOf>>> origins = new LinkedHashMap<>();

    private BlockModel(
            OpfFormulation formulation,
            SoftLimits softLimits,
            Network network,
            ProfileData data,
            ProgramBuilder program,
            Span span) {
        this.formulation = formulation;
        this.network = network;
        this.program = program;
        this.data = data;
        this.slacks = new SlackVariables(softLimits, network, data, program);
        this.perUnit = network.perUnit();
        this.devices = DeviceTypes.in(new BlockScope(network, data, program, slacks, span));
        this.balances = new Balances(network, program, devices, this::endFlows);
        this.branchLimits = new BranchLimits(network, program, slacks);
        this.voltageLimits = new VoltageLimits(network, program, slacks);
    }

    /**
     * Writes one copy of a network by a formulation; the objective is still to be added.
     *
     * @param formulation how it is written
     * @param softLimits which limits may be exceeded, and at what price
     * @param data what demand, availability and prices are, in a profile of the network
     * @param program where variables and rows go, in per unit
     * @param span where the block stands in time
     * @throws IllegalArgumentException if the formulation cannot take the network
     */
    public static BlockModel write(
            OpfFormulation formulation,
            SoftLimits softLimits,
            Network network,
            ProfileData data,
            ProgramBuilder program,
            Span span) {
        BlockModel model = new BlockModel(formulation, softLimits, network, data, program, span);
        if (formulation.isRelaxation()) {
            model.caveat("the figures are those of a relaxation; they are AC figures only where an "
                    + "exactness report says so");
        }
        model.include(formulation);
        model.addInterfaceLimits();
        return model;
    }

    /** Limits the sums of the flows that the formulation has stated. */
    private void addInterfaceLimits() {
        List<FlowInterface> interfaces = network.flowInterfaces();
        if (!interfaces.isEmpty() && endFlows == null) {
            throw new IllegalArgumentException("the formulation '" + formulation.name() + "' cannot take "
                    + network.name() + ": it has not stated the flows of its branches, which "
                    + interfaces.get(0).label() + " limits; take another formulation, or remove the interfaces");
        }
        for (int k = 0; k < interfaces.size(); k++) {
            branchLimits.sum(k, interfaces.get(k), this::endFlows);
        }
    }

    /**
     * Adds all that a formulation writes. A formulation that builds on another one calls this, and what that one does
     * to the network is noted here as if it stood alone.
     *
     * @throws IllegalArgumentException if the formulation cannot take the network
     */
    public void include(OpfFormulation part) {
        part.whyNot(network()).ifPresent(reason -> {
            throw new IllegalArgumentException("the formulation '" + part.name() + "' cannot take "
                    + network().name() + ": " + reason);
        });
        part.build(this);
    }

    /** Notes what has to be said along with any figure of the program. */
    public void caveat(String sentence) {
        caveats.add(sentence);
    }

    /**
     * Says how messages call the elements that a family of the formulation's own belongs to, by their places.
     *
     * @param family of kind {@link ElementKind#OWN}; the network names all others
     * @throws IllegalArgumentException if it is of another type
     */
    public void nameElements(Family family, IntFunction<String> label) {
        if (!family.kind().equals(ElementKind.OWN)) {
            throw new IllegalArgumentException("'" + family.label() + "' is of elements that the network names: "
                    + family.kind() + "; only those of kind OWN can be named here");
        }
        ownElements.put(family, label);
    }

    /**
     * Says which limits of the network the rows of a family follow from, by their elements, so that whoever explains
     * them names what people can change. Rows that {@linkplain NetworkLimit#statedBy state} a limit need no word here.
     *
     * @param family rows that a formulation adds beside the limits of the network
     */
    public void follows(ConstraintFamily family, IntFunction<List<LimitOf>> limits) {
        origins.put(family, limits);
    }

    /**
     * The finished program with all that was noted.
     *
     * @param place of the block among the program's namespaces
     */
    public FormulatedModel formulated(Model model, int place) {
        return new FormulatedModel(
                network(), model, place, data, devices(), freedControls, caveats, ownElements, origins);
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** The formulation that writes the block; it may {@linkplain #include include} others. */
    public OpfFormulation formulation() {
        return formulation;
    }

    /** Its topology. */
    public Topology topology() {
        return network().topology();
    }

    /** The program being built, in per unit. */
    public ProgramBuilder program() {
        return program;
    }

    /** What demand, availability and prices are in the block. */
    public ProfileData data() {
        return data;
    }

    /** The conversion to per unit. */
    public PerUnit perUnit() {
        return perUnit;
    }

    /** Whether a bus takes part: it is not isolated. */
    public boolean isActiveBus(int bus) {
        return topology().island(bus) >= 0;
    }

    /** What goes in and out at the buses. */
    public Balances balances() {
        return balances;
    }

    /** What limits branches. */
    public BranchLimits branches() {
        return branchLimits;
    }

    /** What limits voltage magnitudes. */
    public VoltageLimits voltages() {
        return voltageLimits;
    }

    /**
     * The devices of the block, by kind: generators, DC lines, shunts and loads first. Further kinds follow that the
     * network has.
     */
    public Collection<Device> devices() {
        return devices.values();
    }

    /** The devices of the block by the kind of their elements; unmodifiable. */
    public Map<ElementKind, Device> devicesByKind() {
        return Collections.unmodifiableMap(devices);
    }

    /** Adds the active power of all devices with its limits. */
    public void addActivePower() {
        devices().forEach(Device::addActivePower);
    }

    /** Adds the reactive power of all devices with its limits, after their active power. */
    public void addReactivePower() {
        devices().forEach(Device::addReactivePower);
    }

    /**
     * Makes the network's settings free within their ranges: tap ratios, phase shifts and switchable shunts. A
     * formulation that does not call this leaves them where they are. What is freed is noted in
     * {@link FormulatedModel#freedControls}, which all who read a solution go by.
     *
     * @param squaredVoltages the squared voltages of all active buses
     */
    public RelaxedControls relaxControls(Variables squaredVoltages) {
        RelaxedControls controls = holdControls();
        freedControls.addAll(controls.free(squaredVoltages));
        for (int s = 0; s < network().shunts().size(); s++) {
            if (controls.hasFreeSusceptance(s)) {
                balances.leaveOut(s);
            }
        }
        return controls;
    }

    /**
     * Makes the network's phase shifts free within their ranges, for a formulation that is linear in angles; all other
     * settings stay where they are. What is freed is noted in {@link FormulatedModel#freedControls}.
     */
    public ShiftVariables relaxShifts() {
        ShiftVariables shifts = ShiftVariables.free(network, program);
        freedControls.addAll(shifts.freed());
        return shifts;
    }

    /** Leaves the network's settings where they are, for a formulation that may free them and does not. */
    public RelaxedControls holdControls() {
        return RelaxedControls.held(network(), program);
    }

    /**
     * The slack of a limit of an element (by index), p.u. as {@link SoftLimit} states it: zero if the limit is hard,
     * else a variable that is bounded and charged to the objective already. For formulations that have rows of their
     * own beside the shared ones here.
     */
    public LinearExpression slack(SoftLimit limit, int element) {
        return slacks.of(limit, element);
    }

    /**
     * States the flows at the ends of every active branch (by index), which objectives such as losses and congestion
     * are about. A formulation that does not state them refuses those objectives.
     */
    public void endFlows(IntFunction<EndFlows> flows) {
        endFlows = flows;
    }

    /** Whether the formulation has stated the flows of its branches. */
    public boolean hasEndFlows() {
        return endFlows != null;
    }

    /**
     * The flows at the ends of an active branch (by index) that the formulation has stated.
     *
     * @throws IllegalStateException if the formulation has not stated its flows
     */
    public EndFlows endFlows(int branch) {
        if (endFlows == null) {
            throw new IllegalStateException(
                    "the formulation '" + formulation.name() + "' has not stated the flows of its branches");
        }
        return endFlows.apply(branch);
    }

    @Override
    public String toString() {
        return formulation.name() + " of " + network.name() + " in the making";
    }
}
