package org.flexopf.opf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.DiskShape;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Family;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.network.Topology;

/**
 * One period of an optimal power flow under construction: the network in per unit, the program being built, and the
 * pieces that all formulations share, so that a limit or a balance means the same in each of them.
 */
public final class PeriodModel {

    private final Block block;
    private DiskShape lineLimitShape = DiskShape.CONE;
    private final String formulation;
    private final ProgramBuilder program;
    private final SlackVariables slacks;
    private final PerUnit perUnit;
    private final double[] conductance;
    private final double[] susceptance;
    private final Map<ElementKind, Device> devices;
    private IntFunction<EndFlows> endFlows;
    private final List<StepControl> freedControls = new ArrayList<>();
    private final List<String> caveats = new ArrayList<>();
    private final Map<Family, IntFunction<String>> ownElements = new LinkedHashMap<>();

    PeriodModel(Block block, ProgramBuilder program, boolean begins) {
        this.block = block;
        this.formulation = block.formulation().name();
        this.program = program;
        Network network = network();
        Profile profile = block.profile();
        this.slacks = new SlackVariables(block.problem().softLimits(), profile, program);
        this.perUnit = network.perUnit();
        this.conductance = inPerUnit(network.shuntConductance());
        this.susceptance = inPerUnit(network.shuntSusceptance());
        this.devices = DeviceTypes.in(new BlockScope(network, profile, program, slacks, block.hours(), begins));
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

    /** The finished program with all that was noted. */
    FormulatedModel formulated(Model model, int place) {
        return new FormulatedModel(network(), model, place, devices(), freedControls, caveats, ownElements);
    }

    /** The network. */
    public Network network() {
        return block.problem().network();
    }

    /** Its topology. */
    public Topology topology() {
        return network().topology();
    }

    /** The program being built, in per unit. */
    public ProgramBuilder program() {
        return program;
    }

    /** The conversion to per unit. */
    public PerUnit perUnit() {
        return perUnit;
    }

    /** Whether a bus takes part: it is not isolated. */
    public boolean isActiveBus(int bus) {
        return topology().island(bus) >= 0;
    }

    /** Shunt conductance at a bus, p.u. */
    public double conductance(int bus) {
        return conductance[bus];
    }

    /** Shunt susceptance at a bus, p.u.; without the shunts that {@link #relaxControls} made free. */
    public double susceptance(int bus) {
        return susceptance[bus];
    }

    /**
     * The devices of the block, by kind: generators, DC lines, shunts and loads first. Further kinds follow that the
     * network has.
     */
    public Collection<Device> devices() {
        return devices.values();
    }

    /** The devices of the block by the kind of their elements. */
    Map<ElementKind, Device> devicesByKind() {
        return devices;
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
                Shunt shunt = network().shunts().get(s);
                susceptance[network().busIndex(shunt.bus())] -= perUnit.power(shunt.b());
            }
        }
        return controls;
    }

    /** Leaves the network's settings where they are, for a formulation that may free them and does not. */
    public RelaxedControls holdControls() {
        return new RelaxedControls(network(), program);
    }

    /** What loads would draw at a bus if nothing were curtailed, active, p.u. */
    public double activeDemand(int bus) {
        LinearExpression injection = LinearExpression.zero();
        devices.get(Load.KIND).injectActive(bus, injection);
        return -injection.constant();
    }

    /** What loads would draw at a bus if nothing were curtailed, reactive, p.u. */
    public double reactiveDemand(int bus) {
        LinearExpression injection = LinearExpression.zero();
        devices.get(Load.KIND).injectReactive(bus, injection);
        return -injection.constant();
    }

    /** What all devices but loads supply at a bus, active. */
    public LinearExpression activeSupply(int bus) {
        LinearExpression supply = LinearExpression.zero();
        devices.forEach((kind, device) -> {
            if (!kind.equals(Load.KIND)) {
                device.injectActive(bus, supply);
            }
        });
        return supply;
    }

    /** What all devices but loads supply at a bus, reactive. */
    public LinearExpression reactiveSupply(int bus) {
        LinearExpression supply = LinearExpression.zero();
        devices.forEach((kind, device) -> {
            if (!kind.equals(Load.KIND)) {
                device.injectReactive(bus, supply);
            }
        });
        return supply;
    }

    /** What devices inject at a bus is what flows out of it, active; the row's dual is the active price. */
    public void activeBalance(int bus, LinearExpression outflow) {
        LinearExpression injection = LinearExpression.zero();
        devices().forEach(device -> device.injectActive(bus, injection));
        program.equal(OpfConstraints.ACTIVE_BALANCE, bus, injection.minus(outflow), 0.0);
    }

    /** What devices inject at a bus is what flows out of it, reactive; the row's dual is the reactive price. */
    public void reactiveBalance(int bus, LinearExpression outflow) {
        LinearExpression injection = LinearExpression.zero();
        devices().forEach(device -> device.injectReactive(bus, injection));
        program.equal(OpfConstraints.REACTIVE_BALANCE, bus, injection.minus(outflow), 0.0);
    }

    /**
     * Both balances of a bus in a branch-flow model, where its shunts draw {@code (G - jB) w}.
     *
     * @param flows the flow of every active branch, by branch index
     */
    public void balances(int bus, BranchFlow[] flows, Variable squaredVoltage) {
        activeBalance(bus, activeOutflow(bus, squaredVoltage, b -> flows[b]));
        reactiveBalance(bus, reactiveOutflow(bus, squaredVoltage, b -> flows[b]));
    }

    /** Rating and current limit at both ends of a branch in a branch-flow model. */
    public void lineLimits(int branch, BranchFlow flow) {
        if (flow.branch().hasRating()) {
            ratingFrom(branch, flow.pFrom(), flow.qFrom());
            ratingTo(branch, flow.pTo(), flow.qTo());
        }
        if (flow.branch().hasCurrentLimit()) {
            currentLimitFrom(branch, flow.pFrom(), flow.qFrom(), flow.wFrom());
            currentLimitTo(branch, flow.pTo(), flow.qTo(), flow.wTo());
        }
    }

    /** {@code vMin^2 <= w <= vMax^2} at a bus; with slack where the limits are soft. */
    public void voltageLimits(int bus, Variable squaredVoltage) {
        Bus data = network().buses().get(bus);
        LinearExpression w = LinearExpression.of(squaredVoltage);
        double lower = data.vMin() * data.vMin();
        double upper = data.vMax() * data.vMax();
        if (slacks.isSoft(SoftLimit.LOWER_VOLTAGE, bus) || slacks.isSoft(SoftLimit.UPPER_VOLTAGE, bus)) {
            program.atLeast(
                    OpfConstraints.VOLTAGE_MIN,
                    bus,
                    slacks.of(SoftLimit.LOWER_VOLTAGE, bus).plus(w),
                    lower);
            program.atMost(OpfConstraints.VOLTAGE_MAX, bus, w.minus(slacks.of(SoftLimit.UPPER_VOLTAGE, bus)), upper);
        } else {
            program.between(OpfConstraints.VOLTAGE_MIN, OpfConstraints.VOLTAGE_MAX, bus, w, lower, upper);
        }
    }

    /** The lowest voltage magnitude that a bus may have at any price, p.u.: zero where its lower limit is soft. */
    public double lowestVoltage(int bus) {
        return slacks.isSoft(SoftLimit.LOWER_VOLTAGE, bus)
                ? 0.0
                : network().buses().get(bus).vMin();
    }

    /** The highest voltage magnitude that a bus may have at any price, p.u.: infinite where its upper limit is soft. */
    public double highestVoltage(int bus) {
        return slacks.isSoft(SoftLimit.UPPER_VOLTAGE, bus)
                ? Double.POSITIVE_INFINITY
                : network().buses().get(bus).vMax();
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

    /**
     * What flows from a bus into its branches and its shunts, active, by the flows that the formulation has stated; by
     * the balance it is what is supplied there less what is consumed. A further row that is about the net supply of a
     * bus takes it from here, so that the demand stands in the balance alone, whose dual is then the price.
     *
     * @throws IllegalStateException if the formulation has not stated its flows
     */
    public LinearExpression activeOutflow(int bus, Variable squaredVoltage) {
        return activeOutflow(bus, squaredVoltage, this::endFlows);
    }

    /** The same, reactive. */
    public LinearExpression reactiveOutflow(int bus, Variable squaredVoltage) {
        return reactiveOutflow(bus, squaredVoltage, this::endFlows);
    }

    private LinearExpression activeOutflow(int bus, Variable squaredVoltage, IntFunction<? extends EndFlows> flows) {
        LinearExpression outflow = LinearExpression.of(conductance[bus], squaredVoltage);
        for (int k = 0; k < topology().degree(bus); k++) {
            int b = topology().incident(bus, k);
            outflow.plus(
                    topology().from(b) == bus
                            ? flows.apply(b).pFrom()
                            : flows.apply(b).pTo());
        }
        return outflow;
    }

    private LinearExpression reactiveOutflow(int bus, Variable squaredVoltage, IntFunction<? extends EndFlows> flows) {
        LinearExpression outflow = LinearExpression.of(-susceptance[bus], squaredVoltage);
        for (int k = 0; k < topology().degree(bus); k++) {
            int b = topology().incident(bus, k);
            outflow.plus(
                    topology().from(b) == bus
                            ? flows.apply(b).qFrom()
                            : flows.apply(b).qTo());
        }
        return outflow;
    }

    /**
     * The flows at the ends of an active branch (by index) that the formulation has stated.
     *
     * @throws IllegalStateException if the formulation has not stated its flows
     */
    public EndFlows endFlows(int branch) {
        if (endFlows == null) {
            throw new IllegalStateException(
                    "the formulation '" + formulation + "' has not stated the flows of its branches");
        }
        return endFlows.apply(branch);
    }

    /**
     * The flows at the ends of an active branch (by index), for an objective. @throws IllegalArgumentException if the
     * formulation has not stated them
     */
    public EndFlows endFlows(Objective objective, int branch) {
        if (endFlows == null) {
            throw cannotExpress(objective, "it does not state the flows of its branches");
        }
        return endFlows.apply(branch);
    }

    /**
     * The exception to throw for an objective that the formulation has nothing to express with; the reason is a clause
     * such as {@code it has no losses}.
     */
    public IllegalArgumentException cannotExpress(Objective objective, String reason) {
        return new IllegalArgumentException(
                "the formulation '" + formulation + "' cannot minimise '" + objective.name() + "': " + reason);
    }

    /** {@code |S| <= rating} at the from end of a branch. */
    public void ratingFrom(int branch, LinearExpression p, LinearExpression q) {
        rating(OpfConstraints.RATING_FROM, branch, p, q);
    }

    /** {@code |S| <= rating} at the to end of a branch. */
    public void ratingTo(int branch, LinearExpression p, LinearExpression q) {
        rating(OpfConstraints.RATING_TO, branch, p, q);
    }

    private void rating(ConstraintFamily row, int index, LinearExpression p, LinearExpression q) {
        Branch branch = network().branches().get(index);
        if (branch.hasRating()) {
            program.disk(
                    row,
                    index,
                    lineLimitShape,
                    slacks.of(SoftLimit.RATING, index).plus(perUnit.power(branch.rating())),
                    p,
                    q);
        }
    }

    /** {@code |S|^2 <= I_max^2 w} at the from end of a branch. */
    public void currentLimitFrom(int branch, LinearExpression p, LinearExpression q, Variable squaredVoltage) {
        currentLimit(OpfConstraints.CURRENT_LIMIT_FROM, branch, topology().from(branch), p, q, squaredVoltage);
    }

    /** {@code |S|^2 <= I_max^2 w} at the to end of a branch. */
    public void currentLimitTo(int branch, LinearExpression p, LinearExpression q, Variable squaredVoltage) {
        currentLimit(OpfConstraints.CURRENT_LIMIT_TO, branch, topology().to(branch), p, q, squaredVoltage);
    }

    private void currentLimit(
            ConstraintFamily row, int index, int bus, LinearExpression p, LinearExpression q, Variable squaredVoltage) {
        Branch branch = network().branches().get(index);
        if (branch.hasCurrentLimit()) {
            double limit = perUnit.power(branch.currentLimit());
            LinearExpression squaredLimit = slacks.of(SoftLimit.CURRENT, index).plus(limit * limit);
            if (lineLimitShape.isCone()) {
                program.rotatedCone(row, index, squaredLimit, LinearExpression.of(squaredVoltage), p, q);
            } else {
                polygonCurrentLimit(row, index, limit, squaredLimit, LinearExpression.of(squaredVoltage), bus, p, q);
            }
        }
    }

    /**
     * {@code |S| <= sqrt(u w)} with {@code u = I_max^2} plus slack, both under the root replaced by a straight line: by
     * the chord of {@code sqrt(w)} over the voltage limits for a polygon inside, by its tangent in their middle for one
     * around, and {@code sqrt(u)} by its tangent at I_max. The row is scaled so that its dual is that of u, as in the
     * cone, at the middle voltage.
     */
    private void polygonCurrentLimit(
            ConstraintFamily row,
            int index,
            double limit,
            LinearExpression squaredLimit,
            LinearExpression w,
            int bus,
            LinearExpression p,
            LinearExpression q) {
        double lower = network().buses().get(bus).vMin();
        double upper = network().buses().get(bus).vMax();
        double middle = 0.5 * (lower + upper);
        LinearExpression voltage = lineLimitShape.inside()
                ? LinearExpression.of(lower * upper / (lower + upper)).plus(1.0 / (lower + upper), w)
                : LinearExpression.of(0.5 * middle).plus(0.5 / middle, w);
        double scale = 2.0 * limit / middle;
        LinearExpression bound = LinearExpression.zero()
                .plus(limit * scale, voltage)
                .plus(squaredLimit)
                .plus(-limit * limit);
        program.disk(
                row,
                index,
                lineLimitShape,
                bound,
                LinearExpression.zero().plus(scale, p),
                LinearExpression.zero().plus(scale, q));
    }

    /** How ratings and current limits of lines are written from here on; cones unless this is called. */
    public void lineLimitsAs(DiskShape shape) {
        lineLimitShape = shape;
    }

    /**
     * {@code -limit <= p <= limit} for the active flow of a branch in a model without reactive power, with a limit in
     * MW that may be infinite. {@link OpfConstraints#RATING_FROM} limits the flow from the from end,
     * {@link OpfConstraints#RATING_TO} the flow from the to end.
     */
    public void activeLimit(int branch, double limit, LinearExpression p) {
        double perUnitLimit = perUnit.power(limit);
        if (limit < Double.POSITIVE_INFINITY && slacks.isSoft(SoftLimit.RATING, branch)) {
            program.atLeast(
                    OpfConstraints.RATING_TO,
                    branch,
                    slacks.of(SoftLimit.RATING, branch).plus(p),
                    -perUnitLimit);
            program.atMost(
                    OpfConstraints.RATING_FROM,
                    branch,
                    LinearExpression.zero().plus(p).minus(slacks.of(SoftLimit.RATING, branch)),
                    perUnitLimit);
        } else {
            program.between(
                    OpfConstraints.RATING_TO, OpfConstraints.RATING_FROM, branch, p, -perUnitLimit, perUnitLimit);
        }
    }

    /** {@code angleMin <= difference <= angleMax} for the angle difference from minus to of a branch, in radians. */
    public void angleLimits(int index, LinearExpression difference) {
        Branch branch = network().branches().get(index);
        double lower = branch.angleMin() <= -360.0 ? Double.NEGATIVE_INFINITY : Math.toRadians(branch.angleMin());
        double upper = branch.angleMax() >= 360.0 ? Double.POSITIVE_INFINITY : Math.toRadians(branch.angleMax());
        program.between(OpfConstraints.ANGLE_MIN, OpfConstraints.ANGLE_MAX, index, difference, lower, upper);
    }

    private double[] inPerUnit(double[] power) {
        double[] converted = new double[power.length];
        for (int i = 0; i < power.length; i++) {
            converted[i] = perUnit.power(power[i]);
        }
        return converted;
    }
}
