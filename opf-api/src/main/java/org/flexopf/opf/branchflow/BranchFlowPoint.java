package org.flexopf.opf.branchflow;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The values of the variables of a branch-flow model at a solution, per unit and by index, and the operating point that
 * follows from them.
 *
 * @param network the network
 * @param w squared voltage per bus
 * @param p active series flow P per branch
 * @param q reactive series flow Q per branch
 * @param l squared series current per branch
 * @param pg active generation per generator
 * @param qg reactive generation per generator
 * @param tapped squared voltage behind the tap changer per branch; NaN where the ratio is fixed
 * @param hvdc what each DC line does, in MW and Mvar
 */
public record BranchFlowPoint(
        Network network,
        double[] w,
        double[] p,
        double[] q,
        double[] l,
        double[] pg,
        double[] qg,
        double[] tapped,
        List<HvdcFlow> hvdc) {

    /** All parts are required; the arrays are copied. */
    public BranchFlowPoint {
        Objects.requireNonNull(network, "network");
        w = w.clone();
        p = p.clone();
        q = q.clone();
        l = l.clone();
        pg = pg.clone();
        qg = qg.clone();
        tapped = tapped.clone();
        hvdc = List.copyOf(hvdc);
    }

    /** The point of a solution that has all the variables of the branch-flow model. */
    public static BranchFlowPoint of(Network network, ModelSolution solution) {
        int buses = network.buses().size();
        int branches = network.branches().size();
        int generators = network.generators().size();
        return new BranchFlowPoint(
                network,
                solution.values(OpfVariables.SQUARED_VOLTAGE, buses),
                solution.values(OpfVariables.SERIES_P, branches),
                solution.values(OpfVariables.SERIES_Q, branches),
                solution.values(OpfVariables.SQUARED_CURRENT, branches),
                solution.values(OpfVariables.GENERATOR_P, generators),
                solution.values(OpfVariables.GENERATOR_Q, generators),
                solution.values(OpfVariables.TAPPED_VOLTAGE, branches),
                HvdcFlow.of(network, solution));
    }

    /** The same point on a network that differs in its settings only. */
    public BranchFlowPoint on(Network other) {
        return new BranchFlowPoint(other, w, p, q, l, pg, qg, tapped, hvdc);
    }

    /** Squared voltage per bus, p.u.; a copy. */
    @Override
    public double[] w() {
        return w.clone();
    }

    /** Squared voltage of a bus index, p.u. */
    public double w(int bus) {
        return w[bus];
    }

    /** Active series flow per branch, p.u.; a copy. */
    @Override
    public double[] p() {
        return p.clone();
    }

    /** Active series flow of a branch index, p.u. */
    public double p(int branch) {
        return p[branch];
    }

    /** Reactive series flow per branch, p.u.; a copy. */
    @Override
    public double[] q() {
        return q.clone();
    }

    /** Reactive series flow of a branch index, p.u. */
    public double q(int branch) {
        return q[branch];
    }

    /** Squared series current per branch, p.u.; a copy. */
    @Override
    public double[] l() {
        return l.clone();
    }

    /** Squared series current of a branch index, p.u. */
    public double l(int branch) {
        return l[branch];
    }

    /** Active generation per generator, p.u.; a copy. */
    @Override
    public double[] pg() {
        return pg.clone();
    }

    /** Reactive generation per generator, p.u.; a copy. */
    @Override
    public double[] qg() {
        return qg.clone();
    }

    /** Squared voltage behind the tap changer per branch, p.u.; NaN where the ratio is fixed; a copy. */
    @Override
    public double[] tapped() {
        return tapped.clone();
    }

    /** {@code w_i'} of a branch index, p.u. squared. */
    public double sendingVoltage(int branch) {
        if (!Double.isNaN(tapped[branch])) {
            return tapped[branch];
        }
        double tau = network.branches().get(branch).ratio();
        return w[network.topology().from(branch)] / (tau * tau);
    }

    /** Voltages with angles along the trees, generation and end flows, in physical units. */
    public OperatingPoint operatingPoint() {
        PerUnit perUnit = network.perUnit();
        Topology topology = network.topology();
        int branches = p.length;
        double[] pFrom = new double[branches];
        double[] qFrom = new double[branches];
        double[] pTo = new double[branches];
        double[] qTo = new double[branches];
        for (int b = 0; b < branches; b++) {
            if (!topology.isActive(b)) {
                continue;
            }
            Branch branch = network.branches().get(b);
            pFrom[b] = perUnit.physicalPower(p[b]);
            qFrom[b] = perUnit.physicalPower(q[b] - 0.5 * branch.b() * sendingVoltage(b));
            pTo[b] = perUnit.physicalPower(branch.r() * l[b] - p[b]);
            qTo[b] = perUnit.physicalPower(branch.x() * l[b] - q[b] - 0.5 * branch.b() * w[topology.to(b)]);
        }
        double[] vm = new double[w.length];
        for (int i = 0; i < vm.length; i++) {
            vm[i] = Math.sqrt(w[i]);
        }
        return OperatingPoint.of(network)
                .vm(vm)
                .va(angles())
                .pg(physical(pg))
                .qg(physical(qg))
                .pFrom(pFrom)
                .qFrom(qFrom)
                .pTo(pTo)
                .qTo(qTo)
                .hvdc(hvdc)
                .build();
    }

    /**
     * The angle of V_i ahead of V_j at the ends of a branch index, degrees: {@code V_i' V_j* = w_i' - (r P + x Q) + j
     * (x P - r Q)}, and V_i' lags V_i by the shift.
     */
    public double angleDifference(int b) {
        Branch branch = network.branches().get(b);
        double re = sendingVoltage(b) - (branch.r() * p[b] + branch.x() * q[b]);
        double im = branch.x() * p[b] - branch.r() * q[b];
        return Math.toDegrees(Math.atan2(im, re)) + branch.shift();
    }

    /**
     * Voltage angles added up along the trees of the topology, degrees; NaN at isolated buses. On a meshed network the
     * branches outside the trees may disagree.
     */
    public double[] angles() {
        Topology topology = network.topology();
        double[] degrees = new double[w.length];
        Arrays.fill(degrees, Double.NaN);
        for (int i : topology.fromRootsOutwards()) {
            int b = topology.parentBranch(i);
            if (b < 0) {
                degrees[i] = network.buses().get(i).angle();
                continue;
            }
            int parent = topology.parentBus(i);
            degrees[i] = topology.from(b) == parent
                    ? degrees[parent] - angleDifference(b)
                    : degrees[parent] + angleDifference(b);
        }
        return degrees;
    }

    private double[] physical(double[] power) {
        double[] converted = new double[power.length];
        for (int i = 0; i < power.length; i++) {
            converted[i] = network.perUnit().physicalPower(power[i]);
        }
        return converted;
    }

    @Override
    public String toString() {
        return "branch flows of " + network;
    }
}
