package org.flexopf.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.flexopf.model.ElementKind;

/**
 * A limit on a weighted sum of active flows, such as that of all lines between two areas: {@code lower <= sum of weight
 * * flow <= upper}. The flow of a branch is the mean of what enters it at its from end and what leaves it at its to
 * end, so that either direction counts its losses alike; without losses it is the flow itself.
 *
 * @param id number of the interface, positive and unique
 * @param name a name for people, possibly empty
 * @param weights weight per branch id: 1 counts the flow from the branch's from end to its to end, -1 against it
 * @param limits least and largest sum, MW; either end may be infinite on its own side
 */
public record FlowInterface(int id, String name, Map<Integer, Double> weights, Range limits) implements Element {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("interface", "interface");

    /** All parts are required, weights are copied; what is wrong with them, a {@link NetworkBuilder} finds. */
    public FlowInterface {
        Objects.requireNonNull(name, "name");
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * An interface of branches that count as they are, or against their direction where their id has a minus; one that
     * is named twice counts twice. Limits in MW.
     */
    public static FlowInterface of(int id, double lower, double upper, int... signedBranches) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        for (int branch : signedBranches) {
            weights.merge(Math.abs(branch), (double) Integer.signum(branch), Double::sum);
        }
        return new FlowInterface(id, "", weights, new Range(lower, upper));
    }

    /** This interface under another name. */
    public FlowInterface withName(String newName) {
        return new FlowInterface(id, newName, weights, limits);
    }

    /** Least sum of flows, MW; -infinity for none. */
    public double lower() {
        return limits.min();
    }

    /** Largest sum of flows, MW; infinity for none. */
    public double upper() {
        return limits.max();
    }

    /**
     * The weighted sum of flows.
     *
     * @param flow of a branch (by index); branches out of service carry nothing and are not asked for
     */
    public double flow(Network network, IntToDoubleFunction flow) {
        double sum = 0.0;
        for (Map.Entry<Integer, Double> term : weights.entrySet()) {
            int branch = network.branchIndex(term.getKey());
            sum += network.topology().isActive(branch) ? term.getValue() * flow.applyAsDouble(branch) : 0.0;
        }
        return sum;
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "interface " + id + (name.isEmpty() ? "" : " '" + name + "'");
    }
}
