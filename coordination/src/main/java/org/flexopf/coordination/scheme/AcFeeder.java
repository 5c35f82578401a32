package org.flexopf.coordination.scheme;

import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.FeederLimits;
import org.flexopf.coordination.FeederState;
import org.flexopf.coordination.Resource;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;

/** A feeder by AC power flow, at whatever is activated in it. */
final class AcFeeder {

    private final Feeder feeder;
    private final Network network;
    private final PowerFlow powerFlow;
    private final FeederLimits limits;
    private final int root;

    AcFeeder(Feeder feeder) {
        this.feeder = feeder;
        this.network = feeder.area().network();
        this.powerFlow = PowerFlow.prepare(network);
        this.limits = FeederLimits.of(feeder);
        this.root = limits.root();
    }

    /**
     * The power flow.
     *
     * @param reactive reactive injections of resources, Mvar; of the others, what is scheduled
     */
    PowerFlowResult at(Activations activations, Map<String, Double> reactive) {
        double[] p = network.activeDemand();
        double[] q = network.reactiveDemand();
        for (int i = 0; i < p.length; i++) {
            p[i] = feeder.area().imbalance(i) - p[i];
            q[i] = -q[i];
        }
        for (Resource resource : feeder.area().resources()) {
            int bus = network.busIndex(resource.bus());
            p[bus] += resource.p() + activations.of(resource.id()).net();
            q[bus] += reactive.getOrDefault(resource.id(), resource.q());
        }
        double[] vm = new double[p.length];
        double[] va = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = network.perUnit().power(p[i]);
            q[i] = network.perUnit().power(q[i]);
            vm[i] = network.buses().get(i).vMin();
        }
        return powerFlow.solve(BusSchedule.ofInjections(network, p, q, vm, va), PowerFlowOptions.defaults());
    }

    /** What the feeder does where this is activated. */
    FeederState state(Activations activations, Map<String, Double> reactive) {
        PowerFlowResult result = at(activations, reactive);
        if (!result.converged()) {
            return new FeederState(feeder.name(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of());
        }
        double least = Double.POSITIVE_INFINITY;
        double largest = 0.0;
        for (int i = 0; i < network.buses().size(); i++) {
            least = Math.min(least, result.vm(i));
            largest = Math.max(largest, result.vm(i));
        }
        // What stands at the root is served from the interface too.
        double own = feeder.area().imbalance(root) - network.activeDemand()[root];
        double ownReactive = -network.reactiveDemand()[root];
        for (Resource resource : feeder.area().resources()) {
            if (network.busIndex(resource.bus()) == root) {
                own += resource.p() + activations.of(resource.id()).net();
                ownReactive += reactive.getOrDefault(resource.id(), resource.q());
            }
        }
        return new FeederState(
                feeder.name(),
                result.pInjection(root) - own,
                result.qInjection(root) - ownReactive,
                least,
                largest,
                limits.broken(result));
    }

    /** By how much limits are broken at most: p.u. of voltage, or a share of a rating; infinite without a state. */
    double excess(Activations activations, Map<String, Double> reactive) {
        PowerFlowResult result = at(activations, reactive);
        if (!result.converged()) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < network.buses().size(); i++) {
            if (i != root) {
                worst = Math.max(worst, outside(network.buses().get(i), result.vm(i)));
            }
        }
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (branch.hasRating()) {
                worst = Math.max(worst, result.point().apparentPower(b) / branch.rating() - 1.0);
            }
        }
        return worst;
    }

    /** By how much a voltage is outside of its limits, p.u.; below zero inside. */
    static double outside(Bus bus, double vm) {
        return Math.max(bus.vMin() - vm, vm - bus.vMax());
    }

    @Override
    public String toString() {
        return feeder.name() + " by AC power flow";
    }
}
