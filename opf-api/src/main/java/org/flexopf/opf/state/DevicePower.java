package org.flexopf.opf.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Network;

/**
 * What a device of a further kind does in a state of the network. What a formulation does not know is NaN.
 *
 * @param terminals what it supplies to the bus of each terminal
 * @param cost what that costs, currency per hour
 */
public record DevicePower(List<Injection> terminals, double cost) {

    /**
     * What one terminal supplies to its bus; negative where it draws.
     *
     * @param p active power, MW
     * @param q reactive power, Mvar
     */
    public record Injection(double p, double q) {}

    /** The list is copied. */
    public DevicePower {
        terminals = List.copyOf(terminals);
    }

    /** The power of a device at one bus: active (MW), reactive (Mvar), and its cost in currency per hour. */
    public static DevicePower of(double p, double q, double cost) {
        return new DevicePower(List.of(new Injection(p, q)), cost);
    }

    /** Devices of a kind that supply nothing and cost nothing, by index. */
    static List<DevicePower> atRest(Network network, ElementKind kind) {
        return all(network, kind, 0.0);
    }

    /** Devices of a kind of which nothing is known, by index. */
    static List<DevicePower> unknown(Network network, ElementKind kind) {
        return all(network, kind, Double.NaN);
    }

    private static List<DevicePower> all(Network network, ElementKind kind, double value) {
        List<DevicePower> powers = new ArrayList<>();
        for (ConnectedElement device : network.connected(kind)) {
            powers.add(new DevicePower(Collections.nCopies(device.terminals(), new Injection(value, value)), value));
        }
        return List.copyOf(powers);
    }

    /** The sum over all terminals of what they supply, MW. */
    public double p() {
        return terminals.stream().mapToDouble(Injection::p).sum();
    }

    /** The sum over all terminals of what they supply, Mvar. */
    public double q() {
        return terminals.stream().mapToDouble(Injection::q).sum();
    }
}
