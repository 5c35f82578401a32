package org.flexopf.lopf;

import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BranchQuantity;
import org.flexopf.powerflow.InjectionVector;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StateVector;

/**
 * The AC power flow linearised at a state: what voltages, flows and the supply of the references change by, per change
 * of the controls. There are two for each of those who act, in p.u. of injection: active power at {@code 2 r}, reactive
 * power at {@code 2 r + 1}, with r its place among them; then one for every reference whose voltage may move, in p.u.
 */
final class Linearisation {

    private final Network network;
    private final Sensitivities sensitivities;
    private final StateVector[] byChange;

    Linearisation(PowerFlow prepared, PowerFlowResult state, ActingNetwork acting) {
        network = acting.network();
        sensitivities = Sensitivities.at(prepared, state);
        int count = acting.acting().length;
        byChange = new StateVector[2 * count + acting.references().length];
        StateVector[] active = new StateVector[network.buses().size()];
        StateVector[] reactive = new StateVector[active.length];
        for (int r = 0; r < count; r++) {
            int i = network.busIndex(
                    network.generators().get(acting.acting()[r]).bus());
            if (active[i] == null) {
                active[i] = sensitivities.perActiveInjection(i);
                reactive[i] = sensitivities.perReactiveInjection(i);
            }
            byChange[2 * r] = active[i];
            byChange[2 * r + 1] = reactive[i];
        }
        for (int k = 0; k < acting.references().length; k++) {
            byChange[2 * count + k] = perVoltage(acting.references()[k]);
        }
    }

    /** How all voltages change with that of a reference, where all others inject what they did. */
    private StateVector perVoltage(int reference) {
        Topology topology = network.topology();
        StateVector alone = StateVector.zero(network.buses().size());
        alone.vm()[reference] = 1.0;
        InjectionVector missing = InjectionVector.zero(network.buses().size());
        for (int k = 0; k < topology.degree(reference); k++) {
            int branch = topology.incident(reference, k);
            BranchEnd far = topology.from(branch) == reference ? BranchEnd.TO : BranchEnd.FROM;
            int i = far.bus(topology, branch);
            missing.p()[i] -= sensitivities.flowChange(branch, far.active(), alone);
            missing.q()[i] -= sensitivities.flowChange(branch, far.reactive(), alone);
        }
        StateVector change = sensitivities.solve(missing);
        change.vm()[reference] = 1.0;
        return change;
    }

    /** The number of changes. */
    int changes() {
        return byChange.length;
    }

    /** What the voltage of a bus index changes by per change, p.u. */
    double[] ofVoltage(int i) {
        double[] factors = new double[byChange.length];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = byChange[k].vm()[i];
        }
        return factors;
    }

    /** What the angle difference of a branch index changes by per change, from bus minus to bus, radians. */
    double[] ofAngleDifference(int branch) {
        int from = network.topology().from(branch);
        int to = network.topology().to(branch);
        double[] factors = new double[byChange.length];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = byChange[k].va()[from] - byChange[k].va()[to];
        }
        return factors;
    }

    /** What a flow of a branch index changes by per change. */
    double[] ofFlow(int branch, BranchQuantity quantity) {
        double[] factors = new double[byChange.length];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = sensitivities.flowChange(branch, quantity, byChange[k]);
        }
        return factors;
    }

    /** What the active supply at a reference changes by per change. */
    double[] ofActiveSupply(int reference) {
        return ofInjection(reference, 1.0, 0.0);
    }

    /** What the reactive supply at a reference changes by per change. */
    double[] ofReactiveSupply(int reference) {
        return ofInjection(reference, 0.0, 1.0);
    }

    private double[] ofInjection(int i, double active, double reactive) {
        StateVector gradient = StateVector.zero(network.buses().size());
        sensitivities.addInjectionGradient(i, active, reactive, gradient);
        double[] factors = new double[byChange.length];
        for (int k = 0; k < factors.length; k++) {
            for (int j = 0; j < gradient.vm().length; j++) {
                factors[k] += gradient.va()[j] * byChange[k].va()[j]
                        + gradient.vm()[j] * byChange[k].vm()[j];
            }
        }
        return factors;
    }

    /** The derivatives of flows and injections by the state, and of the state by injections anywhere. */
    Sensitivities sensitivities() {
        return sensitivities;
    }

    /** A state moved by changes (p.u.): its voltages and its flows. */
    OperatingPoint moved(OperatingPoint base, double[] changes) {
        int buses = network.buses().size();
        StateVector change = StateVector.zero(buses);
        for (int k = 0; k < changes.length; k++) {
            for (int i = 0; i < buses; i++) {
                change.va()[i] += changes[k] * byChange[k].va()[i];
                change.vm()[i] += changes[k] * byChange[k].vm()[i];
            }
        }
        double[] vm = base.vm();
        double[] va = base.va();
        for (int i = 0; i < buses; i++) {
            vm[i] += change.vm()[i];
            va[i] += Math.toDegrees(change.va()[i]);
        }
        return base.toBuilder()
                .vm(vm)
                .va(va)
                .pFrom(moved(base.pFrom(), BranchQuantity.P_FROM, change))
                .qFrom(moved(base.qFrom(), BranchQuantity.Q_FROM, change))
                .pTo(moved(base.pTo(), BranchQuantity.P_TO, change))
                .qTo(moved(base.qTo(), BranchQuantity.Q_TO, change))
                .build();
    }

    private double[] moved(double[] flows, BranchQuantity quantity, StateVector change) {
        PerUnit perUnit = network.perUnit();
        double[] moved = new double[flows.length];
        for (int b = 0; b < moved.length; b++) {
            moved[b] = flows[b] + perUnit.physicalPower(sensitivities.flowChange(b, quantity, change));
        }
        return moved;
    }
}
