package org.flexopf.socp;

import java.util.Arrays;
import java.util.List;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.StartPoint;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;

/**
 * Where a solver should start on a radial network: a power flow in the variables of the branch-flow model (DistFlow;
 * Baran and Wu, 1989) with every generator in the middle of its range, so that none is on a bound, and with squared
 * currents lifted off their cones. An interior-point method then needs few iterations, however large the feeder: the
 * widths of its rows are right from the start.
 */
final class BranchFlowStart {

    /** Sweeps up and down the trees. Three settle the flows to far better than a start needs. */
    private static final int SWEEPS = 3;
    /** How far a squared current is lifted off its cone: by a share of itself and by a typical width, p.u. squared. */
    private static final double LIFT_SHARE = 0.1;

    private static final double LIFT = 1e-3;
    /** Squared voltages of the sweep are kept above this, so that an overloaded feeder still gives a finite start. */
    private static final double LOWEST_SQUARED_VOLTAGE = 0.25;

    private final BlockModel model;
    private final StartPoint point;
    private final Network network;
    private final Topology topology;
    private final int[] order;
    private final double[] w;
    private final double[] p;
    private final double[] q;
    private final double[] l;
    private final double[] pg;
    private final double[] qg;
    private final double[] pDraw;
    private final double[] qDraw;
    /** What loads draw if nothing is curtailed, p.u. */
    private final double[] pLoad;

    private final double[] qLoad;

    private BranchFlowStart(
            BlockModel model, LinearExpression[] activeLoad, LinearExpression[] reactiveLoad, StartPoint point) {
        this.model = model;
        this.point = point;
        this.network = model.network();
        this.topology = model.topology();
        this.order = topology.fromRootsOutwards();
        int buses = network.buses().size();
        int branches = network.branches().size();
        w = new double[buses];
        p = new double[branches];
        q = new double[branches];
        l = new double[branches];
        pg = new double[network.generators().size()];
        qg = new double[network.generators().size()];
        pDraw = new double[buses];
        qDraw = new double[buses];
        pLoad = new double[buses];
        qLoad = new double[buses];
        for (int i : order) {
            pLoad[i] = -point.constantOf(activeLoad[i]);
            qLoad[i] = -point.constantOf(reactiveLoad[i]);
        }
    }

    /** Gives the program its start; on a meshed network it gets none. */
    static void giveTo(BlockModel model) {
        if (!model.topology().isRadial()) {
            return;
        }
        int buses = model.network().buses().size();
        LinearExpression[] active = new LinearExpression[buses];
        LinearExpression[] reactive = new LinearExpression[buses];
        for (int i : model.topology().fromRootsOutwards()) {
            active[i] = model.balances().activeLoad(i);
            reactive[i] = model.balances().reactiveLoad(i);
        }
        model.program().startBy(point -> new BranchFlowStart(model, active, reactive, point).give());
    }

    private void give() {
        generatorsMidRange();
        rootVoltages();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            upwards();
            downwards();
        }
        rootGeneration();
        write();
    }

    private void generatorsMidRange() {
        List<Generator> generators = network.generators();
        for (int g = 0; g < generators.size(); g++) {
            Generator generator = generators.get(g);
            double p = middle(generator.pMin(), generator.pMax());
            double q = middle(generator.qMin(), generator.qMax());
            pg[g] = model.perUnit().power(p);
            qg[g] = model.perUnit().power(generator.reactiveLines().nearest(p, q));
        }
    }

    /** The middle of a range; where it is unlimited on one side, its end; where on both, zero. */
    private static double middle(double lower, double upper) {
        if (Double.isInfinite(lower)) {
            return Double.isInfinite(upper) ? 0.0 : Math.min(0.0, upper);
        }
        return Double.isInfinite(upper) ? Math.max(0.0, lower) : 0.5 * (lower + upper);
    }

    private void rootVoltages() {
        for (int i : order) {
            if (topology.parentBranch(i) < 0) {
                Bus bus = network.buses().get(i);
                double vm = 0.5 * (bus.vMin() + bus.vMax());
                w[i] = vm * vm;
            } else {
                w[i] = w[topology.parentBus(i)];
            }
        }
    }

    /** Collects what every bus draws, from the leaves to the roots, at the voltages and currents of the last sweep. */
    private void upwards() {
        for (int i : order) {
            pDraw[i] = pLoad[i] + model.balances().conductance(i) * w[i];
            qDraw[i] = qLoad[i] - model.balances().susceptance(i) * w[i];
        }
        List<Generator> generators = network.generators();
        for (int g = 0; g < generators.size(); g++) {
            int bus = network.busIndex(generators.get(g).bus());
            if (network.isActive(generators.get(g)) && topology.parentBranch(bus) >= 0) {
                pDraw[bus] -= pg[g];
                qDraw[bus] -= qg[g];
            }
        }
        for (int k = order.length - 1; k >= 0; k--) {
            int i = order[k];
            int b = topology.parentBranch(i);
            if (b < 0) {
                continue;
            }
            Branch branch = network.branches().get(b);
            int parent = topology.parentBus(i);
            double half = 0.5 * branch.b();
            double tapped = 1.0 / (branch.ratio() * branch.ratio());
            if (topology.from(b) == parent) {
                p[b] = pDraw[i] + branch.r() * l[b];
                q[b] = qDraw[i] + branch.x() * l[b] - half * w[i];
                l[b] = (p[b] * p[b] + q[b] * q[b]) / (w[parent] * tapped);
                pDraw[parent] += p[b];
                qDraw[parent] += q[b] - half * w[parent] * tapped;
            } else {
                p[b] = -pDraw[i];
                q[b] = -qDraw[i] + half * w[i] * tapped;
                l[b] = (p[b] * p[b] + q[b] * q[b]) / (w[i] * tapped);
                pDraw[parent] += branch.r() * l[b] - p[b];
                qDraw[parent] += branch.x() * l[b] - q[b] - half * w[parent];
            }
        }
    }

    /** Voltages from the roots to the leaves. */
    private void downwards() {
        for (int i : order) {
            int b = topology.parentBranch(i);
            if (b < 0) {
                continue;
            }
            Branch branch = network.branches().get(b);
            int parent = topology.parentBus(i);
            double square = branch.ratio() * branch.ratio();
            double drop = 2.0 * (branch.r() * p[b] + branch.x() * q[b])
                    - (branch.r() * branch.r() + branch.x() * branch.x()) * l[b];
            w[i] = topology.from(b) == parent ? w[parent] / square - drop : square * (w[parent] + drop);
            w[i] = Math.max(w[i], LOWEST_SQUARED_VOLTAGE);
        }
    }

    /** The generators at a root share what it has to supply. */
    private void rootGeneration() {
        int[] count = new int[w.length];
        List<Generator> generators = network.generators();
        for (Generator generator : generators) {
            if (network.isActive(generator)) {
                count[network.busIndex(generator.bus())]++;
            }
        }
        for (int g = 0; g < generators.size(); g++) {
            int bus = network.busIndex(generators.get(g).bus());
            if (network.isActive(generators.get(g)) && topology.parentBranch(bus) < 0) {
                pg[g] = pDraw[bus] / count[bus];
                qg[g] = qDraw[bus] / count[bus];
            }
        }
    }

    private void write() {
        double[] lifted = Arrays.stream(l)
                .map(square -> (1.0 + LIFT_SHARE) * square + LIFT)
                .toArray();
        start(OpfVariables.SQUARED_VOLTAGE, w);
        start(OpfVariables.SERIES_P, p);
        start(OpfVariables.SERIES_Q, q);
        start(OpfVariables.SQUARED_CURRENT, lifted);
        start(OpfVariables.GENERATOR_P, pg);
        start(OpfVariables.GENERATOR_Q, qg);
        if (model.program().has(OpfVariables.TAPPED_VOLTAGE)) {
            start(OpfVariables.TAPPED_VOLTAGE, tappedVoltages());
        }
        if (model.program().has(OpfVariables.SHUNT_Q)) {
            start(OpfVariables.SHUNT_Q, shuntSupplies());
        }
    }

    /** Settings that are free start where they are. */
    private double[] tappedVoltages() {
        double[] tapped = new double[l.length];
        for (int b = 0; b < tapped.length; b++) {
            double ratio = network.branches().get(b).ratio();
            tapped[b] = w[topology.from(b)] / (ratio * ratio);
        }
        return tapped;
    }

    private double[] shuntSupplies() {
        double[] supply = new double[network.shunts().size()];
        for (int s = 0; s < supply.length; s++) {
            Shunt shunt = network.shunts().get(s);
            supply[s] = model.perUnit().power(shunt.b()) * w[network.busIndex(shunt.bus())];
        }
        return supply;
    }

    private void start(VariableFamily family, double[] values) {
        Variables variables = model.program().existing(family);
        for (int i = 0; i < values.length; i++) {
            if (variables.has(i)) {
                point.put(variables.of(i), values[i]);
            }
        }
    }
}
