package org.flexopf.socp;

import java.util.Optional;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Element;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;

/** Injections that the theorems on exactness do not speak about: they know generators, loads and shunts. */
final class OtherInjections {

    private OtherInjections() {}

    /** The first one in service, as the reason why a theorem does not hold; empty if there is none. */
    static Optional<String> in(Network network) {
        for (HvdcLine line : network.hvdcLines()) {
            if (network.isActive(line)) {
                return Optional.of(line.label() + " is in service");
            }
        }
        for (ElementKind kind : network.furtherKinds()) {
            for (Element device : network.elements(kind)) {
                if (network.isActive(device)) {
                    return Optional.of(device.label() + " is in service");
                }
            }
        }
        return Optional.empty();
    }
}
