package org.flexopf.testkit;

import java.util.SplittableRandom;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;

/**
 * Random controls on a network: tap changers on one branch in three, phase shifters on one in six, and every shunt
 * switchable. Ranges contain the setting that the network had, so what was feasible there is feasible with free
 * settings; but half of the present settings are moved away from it, so at the present settings it may not be.
 */
public final class RandomControls {

    private final SplittableRandom random;

    private RandomControls(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The network of a seed, with controls and detuned settings. The same network and seed give the same result. */
    public static Network detuned(Network network, long seed) {
        return new RandomControls(seed).detune(network);
    }

    private Network detune(Network network) {
        NetworkBuilder builder = network.toBuilder();
        for (Branch branch : network.branches()) {
            double ratio = branch.ratio();
            double shift = branch.shift();
            if (random.nextInt(3) == 0) {
                builder.control(StepControl.tapRatio(branch.id(), 0.93 * ratio, 1.07 * ratio, random.nextInt(17)));
                ratio *= moved(0.06);
            }
            if (random.nextInt(6) == 0) {
                builder.control(StepControl.phaseShift(branch.id(), shift - 10.0, shift + 10.0, random.nextInt(9)));
                shift += 100.0 * (moved(0.08) - 1.0);
            }
            Branch set = branch.withTap(ratio, shift);
            builder.mapBranches(old -> old.id() == branch.id() ? set : old);
        }
        for (Shunt shunt : network.shunts()) {
            builder.control(
                    StepControl.shuntSusceptance(shunt.id(), shunt.b() - 0.3, shunt.b() + 0.3, random.nextInt(5)));
            Shunt set = shunt.withSusceptance(shunt.b() + 3.0 * (moved(0.08) - 1.0));
            builder.mapShunts(old -> old.id() == shunt.id() ? set : old);
        }
        return builder.build();
    }

    /** 1 in half of all cases, else up to a share more or less. */
    private double moved(double share) {
        return random.nextBoolean() ? 1.0 : 1.0 + share * (2.0 * random.nextDouble() - 1.0);
    }
}
