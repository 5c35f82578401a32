package org.flexopf.coordination;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.powerflow.PowerFlowResult;

/** The limits of a feeder, and which of them an AC power flow breaks: voltages but for the root's, and ratings. */
public final class FeederLimits {

    /** A voltage that is out by less is no violation, p.u. */
    private static final double VOLTAGE = 1e-4;

    /** A line that carries too much by a smaller share is no violation. */
    private static final double LOADING = 1e-3;

    private final String feeder;
    private final Network network;
    private final int root;

    private FeederLimits(String feeder, Network network, int root) {
        this.feeder = feeder;
        this.network = network;
        this.root = root;
    }

    /** The limits of a feeder. */
    public static FeederLimits of(Feeder feeder) {
        Network network = Objects.requireNonNull(feeder, "feeder").area().network();
        int root = 0;
        while (!network.buses().get(root).isReference()) {
            root++;
        }
        return new FeederLimits(feeder.name(), network, root);
    }

    /** The root, by index. */
    public int root() {
        return root;
    }

    /** All limits that are broken, with the amounts. */
    public List<Violation> broken(PowerFlowResult result) {
        return broken(result, bus -> true);
    }

    /** The same at some buses, by index, and on all branches. */
    public List<Violation> broken(PowerFlowResult result, IntPredicate buses) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            if (i == root || !buses.test(i)) {
                continue;
            }
            if (result.vm(i) < bus.vMin() - VOLTAGE) {
                violations.add(new Violation(feeder, "vmin " + bus.id(), bus.vMin() - result.vm(i), "p.u."));
            } else if (result.vm(i) > bus.vMax() + VOLTAGE) {
                violations.add(new Violation(feeder, "vmax " + bus.id(), result.vm(i) - bus.vMax(), "p.u."));
            }
        }
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            double excess = result.point().apparentPower(b) - branch.rating();
            if (excess > LOADING * branch.rating()) {
                violations.add(new Violation(feeder, "line " + branch.fromBus() + "-" + branch.toBus(), excess, "MVA"));
            }
        }
        return violations;
    }

    @Override
    public String toString() {
        return "the limits of " + feeder;
    }
}
