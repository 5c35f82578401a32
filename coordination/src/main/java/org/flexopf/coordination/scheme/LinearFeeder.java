package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Resource;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Range;
import org.flexopf.network.Topology;

/**
 * The linearised branch flow of a feeder of plain lines at given injections, by one pass from the leaves and one from
 * the root: {@code P, Q} are sums over what lies behind a branch, {@code w_j = w_i - 2 (r P + x Q)}. It carries the
 * losses of the schedule as a constant at the root, like the optimal power flow of {@link FeederModel#LDF}.
 */
final class LinearFeeder implements FeederCheck {

    private final Feeder feeder;
    private final Network network;
    private final Map<String, Double> reactive;
    private final double[] w;
    private final double[] p;
    private final double[] q;

    /** @param reactive reactive injections of resources, Mvar; of the others, what is scheduled */
    LinearFeeder(Feeder feeder, Map<String, Double> reactive) {
        this.feeder = feeder;
        this.network = feeder.area().network();
        this.reactive = reactive;
        this.w = new double[network.buses().size()];
        this.p = new double[w.length];
        this.q = new double[w.length];
    }

    /** What flows into the feeder, MW. */
    double flow(Activations activations) {
        solve(activations);
        int root = network.busIndex(FeederProgram.root(network).id());
        return network.perUnit().physicalPower(p[root]) + feeder.scheduledLoss();
    }

    /** Leaves in {@code p}, {@code q} what a bus and all behind it draw, and in {@code w} squared voltages, p.u. */
    private void solve(Activations activations) {
        Area area = feeder.area();
        double[] demand = network.activeDemand();
        double[] reactiveDemand = network.reactiveDemand();
        for (int i = 0; i < w.length; i++) {
            demand[i] -= area.imbalance(i);
        }
        for (Resource resource : area.resources()) {
            int bus = network.busIndex(resource.bus());
            demand[bus] -= resource.p() + activations.of(resource.id()).net();
            reactiveDemand[bus] -= reactive.getOrDefault(resource.id(), resource.q());
        }
        Arrays.setAll(p, i -> network.perUnit().power(demand[i]));
        Arrays.setAll(q, i -> network.perUnit().power(reactiveDemand[i]));
        Topology topology = network.topology();
        int[] order = topology.fromRootsOutwards();
        for (int k = order.length - 1; k > 0; k--) {
            int parent = topology.parentBus(order[k]);
            p[parent] += p[order[k]];
            q[parent] += q[order[k]];
        }
        w[order[0]] = Math.pow(network.buses().get(order[0]).vMin(), 2);
        for (int k = 1; k < order.length; k++) {
            int i = order[k];
            Branch branch = network.branches().get(topology.parentBranch(i));
            w[i] = w[topology.parentBus(i)] - 2.0 * (branch.r() * p[i] + branch.x() * q[i]);
        }
    }

    @Override
    public double excess(Activations activations) {
        solve(activations);
        Topology topology = network.topology();
        double worst = Double.NEGATIVE_INFINITY;
        for (int i : topology.fromRootsOutwards()) {
            if (topology.parentBus(i) >= 0) {
                double vm = Math.sqrt(Math.max(0.0, w[i]));
                worst = Math.max(worst, AcFeeder.outside(network.buses().get(i), vm));
                Branch branch = network.branches().get(topology.parentBranch(i));
                if (branch.hasRating()) {
                    double flow = network.perUnit().physicalPower(Math.hypot(p[i], q[i]));
                    worst = Math.max(worst, flow / branch.rating() - 1.0);
                }
            }
        }
        return worst;
    }

    /**
     * A feeder by the same model without losses and with reactive injections held, for boxes that the linear model
     * guarantees.
     */
    static Feeder held(Feeder feeder, Map<String, Double> reactive) {
        List<Resource> held = new ArrayList<>();
        for (Resource resource : feeder.area().resources()) {
            double mvar = reactive.getOrDefault(resource.id(), resource.q());
            held.add(resource.withSchedule(resource.p(), mvar).withReactive(new Range(mvar, mvar)));
        }
        return feeder.withArea(feeder.area().withResources(held));
    }

    @Override
    public String toString() {
        return feeder.name() + " by the linearised branch flow";
    }
}
