package org.flexopf.dcopf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.flexopf.network.Network;

/**
 * A limit on a weighted sum of active flows, such as all lines between two areas: {@code lower <= sum of weight * flow
 * <= upper}, where a flow counts from the branch's from end to its to end.
 *
 * @param name how reports call it
 * @param weights weight per branch id; 1 counts the flow as it is, -1 against the direction of the branch
 * @param lower lower limit, MW; -infinity for none
 * @param upper upper limit, MW; infinity for none
 */
public record FlowInterface(String name, Map<Integer, Double> weights, double lower, double upper) {

    /** @throws IllegalArgumentException if there is no branch, a weight is not finite, or the limits are no range */
    public FlowInterface {
        Objects.requireNonNull(name, "name");
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("interface '" + name + "' has no branch; give at least one");
        }
        weights.forEach((branch, weight) -> {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("interface '" + name + "' weighs branch " + branch + " by " + weight
                        + "; give a finite weight");
            }
        });
        if (!(lower <= upper) || lower == Double.POSITIVE_INFINITY || upper == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("interface '" + name + "' has the limits " + lower + " to " + upper
                    + " MW, which are no range; order them, or give infinities for no limit");
        }
    }

    /** An interface of branches that all count as they are. */
    public static FlowInterface of(String name, double lower, double upper, int... branches) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        for (int branch : branches) {
            weights.merge(branch, 1.0, Double::sum);
        }
        return new FlowInterface(name, weights, lower, upper);
    }

    /**
     * The weighted sum of given flows per branch index. @throws NoSuchElementException if the network lacks one of the
     * branches
     */
    public double flow(Network network, double[] flows) {
        double sum = 0.0;
        for (Map.Entry<Integer, Double> term : weights.entrySet()) {
            int index = network.branchIndex(term.getKey());
            sum += network.topology().isActive(index) ? term.getValue() * flows[index] : 0.0;
        }
        return sum;
    }
}
