package org.flexopf.exchange;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;

/** The buses of a network that orders may name, by number; isolated ones cannot be supplied. */
final class BusNumbers {

    private final Network network;
    private final Map<Integer, Integer> indices = new HashMap<>();

    BusNumbers(Network network) {
        this.network = network;
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            if (!bus.isIsolated()) {
                indices.put(bus.id(), i);
            }
        }
    }

    /** The index of the bus that a text names; -1 if there is none. */
    int index(String text) {
        OptionalLong number = Quantities.parse(text, 0);
        return number.isEmpty() || number.getAsLong() != (int) number.getAsLong()
                ? -1
                : indices.getOrDefault((int) number.getAsLong(), -1);
    }

    /** The number of a bus index. */
    int number(int index) {
        return network.buses().get(index).id();
    }

    /** The indices of buses whose numbers a text lists, separated by blanks; {@code null} if one of them is none. */
    Set<Integer> zone(String text) {
        Set<Integer> zone = new LinkedHashSet<>();
        for (String number : text.trim().split("\\s+", -1)) {
            int index = index(number);
            if (index < 0) {
                return null;
            }
            zone.add(index);
        }
        return zone;
    }
}
