package org.flexopf.pricing;

import org.flexopf.model.Key;
import org.flexopf.network.Network;

/** How messages call the element that a variable or a limit belongs to. */
final class ElementLabels {

    private ElementLabels() {
    }

    static String of(Network network, Key key) {
        int element = key.element();
        return switch (key.quantity().element()) {
            case BUS -> network.buses().get(element).label();
            case BRANCH -> network.branches().get(element).label();
            case GENERATOR -> network.generators().get(element).label();
            case LOAD -> network.loads().get(element).label();
            case SHUNT -> network.shunts().get(element).label();
            case HVDC_LINE -> network.hvdcLines().get(element).label();
            case OTHER -> "number " + (element + 1);
        };
    }
}
