package org.flexopf.opf.formulation;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Shunt;
import org.flexopf.opf.branchflow.BranchFlow;
import org.flexopf.opf.branchflow.EndFlows;
import org.flexopf.opf.device.Device;
import org.flexopf.opf.family.OpfConstraints;

/** What goes in and out at the buses of a block. Balances sum over devices and know none of them. */
public final class Balances {

    private final Network network;
    private final ProgramBuilder program;
    private final Map<ElementKind, Device> devices;
    private final IntFunction<EndFlows> statedFlows;
    private final double[] conductance;
    private final double[] susceptance;

    Balances(
            Network network,
            ProgramBuilder program,
            Map<ElementKind, Device> devices,
            IntFunction<EndFlows> statedFlows) {
        this.network = network;
        this.program = program;
        this.devices = devices;
        this.statedFlows = statedFlows;
        this.conductance = inPerUnit(network.perUnit(), network.shuntConductance());
        this.susceptance = inPerUnit(network.perUnit(), network.shuntSusceptance());
    }

    private static double[] inPerUnit(PerUnit perUnit, double[] power) {
        return Arrays.stream(power).map(perUnit::power).toArray();
    }

    /** Leaves out a shunt (by index) that has a variable of its own. */
    void leaveOut(int shunt) {
        Shunt data = network.shunts().get(shunt);
        susceptance[network.busIndex(data.bus())] -= network.perUnit().power(data.b());
    }

    /** Shunt conductance at a bus, p.u. */
    public double conductance(int bus) {
        return conductance[bus];
    }

    /** Shunt susceptance at a bus, p.u.; without the shunts that {@link BlockModel#relaxControls} made free. */
    public double susceptance(int bus) {
        return susceptance[bus];
    }

    /** What loads supply at a bus, active: their demand, negative, and what of it is curtailed. */
    public LinearExpression activeLoad(int bus) {
        LinearExpression injection = LinearExpression.zero();
        devices.get(Load.KIND).injectActive(bus, injection);
        return injection;
    }

    /** What loads supply at a bus, reactive: their demand, negative, and what of it is curtailed. */
    public LinearExpression reactiveLoad(int bus) {
        LinearExpression injection = LinearExpression.zero();
        devices.get(Load.KIND).injectReactive(bus, injection);
        return injection;
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
    public void active(int bus, LinearExpression outflow) {
        LinearExpression injection = LinearExpression.zero();
        devices.values().forEach(device -> device.injectActive(bus, injection));
        program.equal(OpfConstraints.ACTIVE_BALANCE, bus, injection.minus(outflow), 0.0);
    }

    /** What devices inject at a bus is what flows out of it, reactive; the row's dual is the reactive price. */
    public void reactive(int bus, LinearExpression outflow) {
        LinearExpression injection = LinearExpression.zero();
        devices.values().forEach(device -> device.injectReactive(bus, injection));
        program.equal(OpfConstraints.REACTIVE_BALANCE, bus, injection.minus(outflow), 0.0);
    }

    /**
     * Both balances of a bus in a branch-flow model, where its shunts draw {@code (G - jB) w}.
     *
     * @param flows the flow of every active branch, by branch index
     */
    public void both(int bus, BranchFlow[] flows, Variable squaredVoltage) {
        active(bus, activeOutflow(bus, squaredVoltage, b -> flows[b]));
        reactive(bus, reactiveOutflow(bus, squaredVoltage, b -> flows[b]));
    }

    /**
     * What flows from a bus into its branches and its shunts, active, by the flows that the formulation has stated; by
     * the balance it is what is supplied there less what is consumed. A further row that is about the net supply of a
     * bus takes it from here, so that the demand stands in the balance alone, whose dual is then the price.
     *
     * @throws IllegalStateException if the formulation has not stated its flows
     */
    public LinearExpression activeOutflow(int bus, Variable squaredVoltage) {
        return activeOutflow(bus, squaredVoltage, statedFlows);
    }

    /** The same, reactive. */
    public LinearExpression reactiveOutflow(int bus, Variable squaredVoltage) {
        return reactiveOutflow(bus, squaredVoltage, statedFlows);
    }

    private LinearExpression activeOutflow(int bus, Variable squaredVoltage, IntFunction<? extends EndFlows> flows) {
        LinearExpression outflow = LinearExpression.of(conductance[bus], squaredVoltage);
        for (int k = 0; k < network.topology().degree(bus); k++) {
            int b = network.topology().incident(bus, k);
            outflow.plus(
                    network.topology().from(b) == bus
                            ? flows.apply(b).pFrom()
                            : flows.apply(b).pTo());
        }
        return outflow;
    }

    private LinearExpression reactiveOutflow(int bus, Variable squaredVoltage, IntFunction<? extends EndFlows> flows) {
        LinearExpression outflow = LinearExpression.of(-susceptance[bus], squaredVoltage);
        for (int k = 0; k < network.topology().degree(bus); k++) {
            int b = network.topology().incident(bus, k);
            outflow.plus(
                    network.topology().from(b) == bus
                            ? flows.apply(b).qFrom()
                            : flows.apply(b).qTo());
        }
        return outflow;
    }

    @Override
    public String toString() {
        return "balances of " + network.name();
    }
}
