package org.flexopf.testkit.golden;

import java.util.Objects;
import org.flexopf.network.Network;

/**
 * A golden network and an optimum of its AC optimal power flow by independent programs. Arrays, units and signs are
 * those of {@link GoldenCase}.
 *
 * @param name its name, as in {@link GoldenAcCases#names}
 * @param about what it is there for, in a phrase
 * @param network the network
 * @param ac the optimum
 */
public record GoldenAcCase(String name, String about, Network network, AcOptimum ac) {

    /** All parts are required. */
    public GoldenAcCase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(ac, "ac");
    }

    /** Its name, as test reports show it. */
    @Override
    public String toString() {
        return name;
    }
}
