package org.flexopf.coordination;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much of each resource is activated, by its id; nothing of those that it does not name. Immutable. */
public final class Activations {

    private static final Activations NONE = new Activations(Map.of());

    private final Map<String, Activation> byResource;

    private Activations(Map<String, Activation> byResource) {
        this.byResource = Collections.unmodifiableMap(new LinkedHashMap<>(byResource));
    }

    /** Activations by the ids of resources. */
    public static Activations of(Map<String, Activation> byResource) {
        return new Activations(byResource);
    }

    /** None at all. */
    public static Activations none() {
        return NONE;
    }

    /** How much of a resource is activated. */
    public Activation of(String resource) {
        return byResource.getOrDefault(resource, Activation.NONE);
    }

    /** Those that are named, in their order. */
    public Map<String, Activation> byResource() {
        return byResource;
    }

    /** Both together. */
    public Activations plus(Activations other) {
        Map<String, Activation> sum = new LinkedHashMap<>(byResource);
        other.byResource.forEach((id, activation) -> sum.merge(id, activation, Activation::plus));
        return new Activations(sum);
    }

    /** A share of each. */
    public Activations times(double share) {
        Map<String, Activation> part = new LinkedHashMap<>();
        byResource.forEach((id, activation) -> part.put(id, activation.times(share)));
        return new Activations(part);
    }

    /** Those of some resources alone, with nothing for the ones that are not activated. */
    public Activations of(Collection<Resource> resources) {
        Map<String, Activation> part = new LinkedHashMap<>();
        resources.forEach(resource -> part.put(resource.id(), of(resource.id())));
        return new Activations(part);
    }

    /** What the activations of some resources cost at their prices, currency per hour. */
    public double cost(Collection<Resource> resources) {
        double cost = 0.0;
        for (Resource resource : resources) {
            Activation activation = of(resource.id());
            cost += resource.up().price() * activation.up() + resource.down().price() * activation.down();
        }
        return cost;
    }

    /** What is activated in both directions of all resources, MW. */
    public double volume() {
        return byResource.values().stream()
                .mapToDouble(activation -> activation.up() + activation.down())
                .sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Activations activations && byResource.equals(activations.byResource);
    }

    @Override
    public int hashCode() {
        return byResource.hashCode();
    }

    @Override
    public String toString() {
        return byResource.toString();
    }
}
