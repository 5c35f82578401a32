package org.flexopf.socp;

import java.util.Locale;
import java.util.Optional;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/**
 * Whether power drawn at the roots of a radial network costs: what every theorem on exactness asks of the objective.
 */
final class RootPrice {

    private RootPrice() {}

    /** Why the cost does not rise with the power drawn at every root, over all of its range; empty if it does. */
    static Optional<String> whyNotPositive(Network network) {
        Topology topology = network.topology();
        for (int i : topology.fromRootsOutwards()) {
            if (topology.parentBranch(i) >= 0) {
                continue;
            }
            Bus root = network.buses().get(i);
            boolean supplied = false;
            for (Generator generator : network.generators()) {
                if (network.busIndex(generator.bus()) == i && network.isActive(generator)) {
                    supplied = true;
                    double least = generator.cost().marginalAt(generator.pMin());
                    if (!(least > 0.0)) {
                        return Optional.of(String.format(
                                Locale.ROOT,
                                "the price at %s is not positive: %.6g per MWh at its least power",
                                root.label(),
                                least));
                    }
                }
            }
            if (!supplied) {
                return Optional.of("nothing supplies " + root.label() + ", a root");
            }
        }
        return Optional.empty();
    }
}
