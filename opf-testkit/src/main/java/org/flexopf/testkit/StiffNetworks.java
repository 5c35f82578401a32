package org.flexopf.testkit;

import java.util.SplittableRandom;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;

/**
 * Networks with stiff branches: short lines, closed switches and large transformers, of next to no impedance. One in
 * three branches is left a tenth to a hundred-thousandth of its impedance, and one in four has no resistance.
 */
public final class StiffNetworks {

    private StiffNetworks() {}

    /** The network with some of its branches made stiff. The same network and random numbers give the same result. */
    public static Network of(Network network, SplittableRandom random) {
        return network.toBuilder().mapBranches(branch -> stiff(branch, random)).build();
    }

    private static Branch stiff(Branch branch, SplittableRandom random) {
        double factor = random.nextInt(3) == 0 ? Math.pow(10.0, -random.nextDouble(1.0, 5.0)) : 1.0;
        double r = random.nextInt(4) == 0 ? 0.0 : factor * branch.r();
        return new Branch(
                branch.id(),
                branch.name(),
                branch.fromBus(),
                branch.toBus(),
                new Branch.Pi(r, factor * branch.x(), branch.b()),
                branch.tap(),
                branch.limits(),
                true);
    }
}
