package org.flexopf.powerflow;

import java.util.Arrays;
import java.util.Objects;
import org.flexopf.network.Network;

/**
 * Derivatives at a solved power flow, from its Jacobian by sparse solves; nothing is perturbed.
 *
 * <p>The state is x = (angles, magnitudes) at all buses but the references, whose voltages stay fixed; with J = d(P,
 * Q)/dx at those buses, a change of injections moves the state by {@link #solve J<sup>-1</sup>}, and the derivatives of
 * any function of the state by the injections follow from its derivatives by the state by {@link #solveTransposed
 * J<sup>-T</sup>}: one solve for one output and all injections. A function that depends on many outputs takes one
 * solve, too: add up their gradients first.
 *
 * <p>Everything is in per unit and radians, so derivatives of power by power are MW per MW. Demand is negative
 * injection: d/dPd = -d/dP. Immutable, and safe to use from many threads at once.
 */
public final class Sensitivities {

    private final Network network;
    private final Grid grid;
    private final NodalEquations equations;
    private final Jacobian jacobian;
    private final double[] vm;
    private final double[] e;
    private final double[] f;
    /** Place of each branch index among the branches of the grid; -1 if it carries no power. */
    private final int[] place;

    private Sensitivities(PowerFlow prepared, double[] vm, double[] va, boolean[] holdsVoltage) {
        network = prepared.network();
        grid = prepared.grid();
        equations = prepared.equations();
        int n = grid.busCount;
        this.vm = vm;
        e = new double[n];
        f = new double[n];
        for (int i = 0; i < n; i++) {
            e[i] = vm[i] * Math.cos(va[i]);
            f[i] = vm[i] * Math.sin(va[i]);
        }
        double[] orderedE = new double[equations.bus.length];
        double[] orderedF = new double[equations.bus.length];
        for (int k = 0; k < orderedE.length; k++) {
            orderedE[k] = e[equations.bus[k]];
            orderedF[k] = f[equations.bus[k]];
        }
        jacobian = new Jacobian(equations, holdsVoltage);
        jacobian.evaluate(orderedE, orderedF);
        if (!jacobian.factor()) {
            throw new ArithmeticException(network.name() + ": the Jacobian is singular at this point, which lies "
                    + "at the limit of what the network can carry");
        }
        place = new int[network.branches().size()];
        Arrays.fill(place, -1);
        for (int k = 0; k < grid.branches.length; k++) {
            place[grid.branches[k]] = k;
        }
    }

    /**
     * The derivatives at a result, with both injections given at every bus that is no reference: a voltage-controlled
     * bus, too, is taken as one of given reactive power.
     *
     * @throws IllegalArgumentException if the power flow has not converged
     * @throws ArithmeticException if the Jacobian is singular
     */
    public static Sensitivities at(PowerFlowResult result) {
        return at(PowerFlow.prepare(result.network()), result);
    }

    /** As {@link #at(PowerFlowResult)}, with what has been prepared for the network before. */
    public static Sensitivities at(PowerFlow prepared, PowerFlowResult result) {
        return of(prepared, result, new boolean[result.network().buses().size()]);
    }

    @SuppressWarnings("ReferenceEquality") // Networks are compared as objects, as where a schedule is solved.
    private static Sensitivities of(PowerFlow prepared, PowerFlowResult result, boolean[] holdsVoltage) {
        Objects.requireNonNull(prepared, "prepared");
        if (prepared.network() != result.network()) {
            throw new IllegalArgumentException(
                    "the result belongs to another network, " + result.network().name());
        }
        if (!result.converged()) {
            throw new IllegalArgumentException(
                    "a power flow that has not converged has no sensitivities: " + result.reason());
        }
        double[] va = result.point().va();
        for (int i = 0; i < va.length; i++) {
            va[i] = Math.toRadians(va[i]);
        }
        return new Sensitivities(prepared, result.point().vm(), va, holdsVoltage);
    }

    /** The derivatives at voltages, p.u. and radians, without any bus but the references holding its own. */
    static Sensitivities at(PowerFlow prepared, double[] vm, double[] va) {
        return new Sensitivities(prepared, vm, va, new boolean[vm.length]);
    }

    /**
     * The derivatives at a result, with buses that held their voltage in it still holding it: their magnitude does not
     * change, and their reactive injection adapts instead of being given.
     *
     * @throws IllegalArgumentException if the power flow has not converged
     * @throws ArithmeticException if the Jacobian is singular
     */
    public static Sensitivities holdingVoltages(PowerFlow prepared, PowerFlowResult result) {
        return of(prepared, result, result.schedule().holdsVoltage);
    }

    /**
     * The change of the state that a small change of injections brings about: J<sup>-1</sup> times it. What stands at
     * references and isolated buses is not looked at, and nothing changes there.
     */
    public StateVector solve(InjectionVector change) {
        double[] b = gather(change.p(), change.q());
        jacobian.solve(b);
        StateVector state = StateVector.zero(grid.busCount);
        for (int k = 0; k < equations.unknowns; k++) {
            int i = equations.bus[k];
            state.va()[i] = b[2 * k];
            state.vm()[i] = vm[i] * b[2 * k + 1];
        }
        return state;
    }

    /**
     * The derivatives by the injections of a function whose derivatives by the state are given: J<sup>-T</sup> times
     * them. They are 0 at references and isolated buses.
     */
    public InjectionVector solveTransposed(StateVector gradient) {
        double[] b = gather(gradient.va(), gradient.vm());
        for (int k = 0; k < equations.unknowns; k++) {
            b[2 * k + 1] *= vm[equations.bus[k]];
        }
        jacobian.solveTransposed(b);
        InjectionVector injections = InjectionVector.zero(grid.busCount);
        for (int k = 0; k < equations.unknowns; k++) {
            injections.p()[equations.bus[k]] = b[2 * k];
            injections.q()[equations.bus[k]] = b[2 * k + 1];
        }
        return injections;
    }

    /** How all voltages change per active injection at a bus index, radians and p.u. per p.u. */
    public StateVector perActiveInjection(int bus) {
        InjectionVector unit = InjectionVector.zero(grid.busCount);
        unit.p()[bus] = 1.0;
        return solve(unit);
    }

    /** How all voltages change per reactive injection at a bus index, radians and p.u. per p.u. */
    public StateVector perReactiveInjection(int bus) {
        InjectionVector unit = InjectionVector.zero(grid.busCount);
        unit.q()[bus] = 1.0;
        return solve(unit);
    }

    /** How the voltage magnitude of a bus index changes per injection at every bus. */
    public InjectionVector ofVoltage(int bus) {
        StateVector gradient = StateVector.zero(grid.busCount);
        gradient.vm()[bus] = 1.0;
        return solveTransposed(gradient);
    }

    /** How a flow of a branch index changes per injection at every bus. */
    public InjectionVector ofFlow(int branch, BranchQuantity quantity) {
        StateVector gradient = StateVector.zero(grid.busCount);
        addFlowGradient(branch, quantity, 1.0, gradient);
        return solveTransposed(gradient);
    }

    /** How the active losses of all branches change per injection at every bus. */
    public InjectionVector ofActiveLosses() {
        StateVector gradient = StateVector.zero(grid.busCount);
        for (int branch : grid.branches) {
            addFlowGradient(branch, BranchQuantity.P_FROM, 1.0, gradient);
            addFlowGradient(branch, BranchQuantity.P_TO, 1.0, gradient);
        }
        return solveTransposed(gradient);
    }

    /** How the active injection of a reference changes per injection at every other bus. */
    public InjectionVector ofActiveInjection(int reference) {
        StateVector gradient = StateVector.zero(grid.busCount);
        addInjectionGradient(reference, 1.0, 0.0, gradient);
        return solveTransposed(gradient);
    }

    /** How the reactive injection of a reference changes per injection at every other bus. */
    public InjectionVector ofReactiveInjection(int reference) {
        StateVector gradient = StateVector.zero(grid.busCount);
        addInjectionGradient(reference, 0.0, 1.0, gradient);
        return solveTransposed(gradient);
    }

    /** How a flow of a branch index changes with a change of the state; 0 if it carries no power. */
    public double flowChange(int branch, BranchQuantity quantity, StateVector change) {
        if (place[branch] < 0) {
            return 0.0;
        }
        FlowDerivatives d = derivatives(place[branch], quantity);
        int i = grid.from[place[branch]];
        int j = grid.to[place[branch]];
        return d.byAngleDifference * (change.va()[i] - change.va()[j])
                + d.byVmFrom * change.vm()[i]
                + d.byVmTo * change.vm()[j];
    }

    /**
     * Adds a multiple of the derivatives of a flow by the state to a vector; a branch that carries no power adds
     * nothing.
     */
    public void addFlowGradient(int branch, BranchQuantity quantity, double factor, StateVector target) {
        if (place[branch] < 0) {
            return;
        }
        FlowDerivatives d = derivatives(place[branch], quantity);
        int i = grid.from[place[branch]];
        int j = grid.to[place[branch]];
        target.va()[i] += factor * d.byAngleDifference;
        target.va()[j] -= factor * d.byAngleDifference;
        target.vm()[i] += factor * d.byVmFrom;
        target.vm()[j] += factor * d.byVmTo;
    }

    /**
     * Adds multiples of the derivatives of the active and the reactive injection of a bus index by the state to a
     * vector.
     */
    public void addInjectionGradient(int bus, double activeFactor, double reactiveFactor, StateVector target) {
        target.vm()[bus] += 2.0 * vm[bus] * (activeFactor * grid.shuntG[bus] - reactiveFactor * grid.shuntB[bus]);
        for (int k = 0; k < network.topology().degree(bus); k++) {
            int branch = network.topology().incident(bus, k);
            boolean atFrom = network.topology().from(branch) == bus;
            addFlowGradient(branch, atFrom ? BranchQuantity.P_FROM : BranchQuantity.P_TO, activeFactor, target);
            addFlowGradient(branch, atFrom ? BranchQuantity.Q_FROM : BranchQuantity.Q_TO, reactiveFactor, target);
        }
    }

    private double[] gather(double[] first, double[] second) {
        if (first.length != grid.busCount || second.length != grid.busCount) {
            throw new IllegalArgumentException("vectors of " + first.length + " and " + second.length
                    + " numbers given, but one per bus is needed, " + grid.busCount + " in all");
        }
        double[] b = new double[2 * equations.unknowns];
        for (int k = 0; k < equations.unknowns; k++) {
            b[2 * k] = first[equations.bus[k]];
            b[2 * k + 1] = second[equations.bus[k]];
        }
        return b;
    }

    /** A flow depends on the two angles by their difference only. */
    private record FlowDerivatives(double byAngleDifference, double byVmFrom, double byVmTo) {}

    /**
     * With V_f conj(V_t) = c + js: P_f = gff |V_f|^2 + N_f and Q_f = -bff |V_f|^2 + H_f, where N_f = gft c + bft s and
     * H_f = gft s - bft c; at the other end N_t = gtf c - btf s and H_t = -gtf s - btf c.
     */
    private FlowDerivatives derivatives(int k, BranchQuantity quantity) {
        double[] y = grid.twoPorts;
        int at = Grid.TWO_PORT * k;
        int i = grid.from[k];
        int j = grid.to[k];
        double c = e[i] * e[j] + f[i] * f[j];
        double s = f[i] * e[j] - e[i] * f[j];
        double nFrom = y[at + 2] * c + y[at + 3] * s;
        double hFrom = y[at + 2] * s - y[at + 3] * c;
        double nTo = y[at + 4] * c - y[at + 5] * s;
        double hTo = -y[at + 4] * s - y[at + 5] * c;
        return switch (quantity) {
            case P_FROM ->
                new FlowDerivatives(-hFrom, 2.0 * (y[at] - y[at + 2]) * vm[i] + nFrom / vm[i], nFrom / vm[j]);
            case Q_FROM ->
                new FlowDerivatives(nFrom, -2.0 * (y[at + 1] - y[at + 3]) * vm[i] + hFrom / vm[i], hFrom / vm[j]);
            case P_TO -> new FlowDerivatives(hTo, nTo / vm[i], 2.0 * (y[at + 6] - y[at + 4]) * vm[j] + nTo / vm[j]);
            case Q_TO -> new FlowDerivatives(-nTo, hTo / vm[i], -2.0 * (y[at + 7] - y[at + 5]) * vm[j] + hTo / vm[j]);
        };
    }

    @Override
    public String toString() {
        return "sensitivities of " + network;
    }
}
