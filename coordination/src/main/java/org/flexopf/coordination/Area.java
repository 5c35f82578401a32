package org.flexopf.coordination;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Network;

/**
 * What one operator is in charge of: a network with its schedule, what really happens there, and who offers to help.
 *
 * @param name what it is called
 * @param network buses, branches, and loads as scheduled; resources are not among its generators
 * @param imbalance realised less scheduled injection per bus index, MW; below zero where power is missing
 * @param resources who offers flexibility
 */
public record Area(String name, Network network, double[] imbalance, List<Resource> resources) {

    /**
     * All parts are required; arrays are copied.
     *
     * @throws IllegalArgumentException if there is not one imbalance per bus
     */
    public Area {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(network, "network");
        imbalance = imbalance.clone();
        resources = List.copyOf(resources);
        if (imbalance.length != network.buses().size()) {
            throw new IllegalArgumentException(name + ": " + imbalance.length + " imbalances for "
                    + network.buses().size() + " buses; give one per bus, in the order of the network");
        }
    }

    /** An area in which all goes as scheduled. */
    public static Area of(String name, Network network, List<Resource> resources) {
        return new Area(name, network, new double[network.buses().size()], resources);
    }

    /** This area with other imbalances, MW per bus index. */
    public Area withImbalance(double... mw) {
        return new Area(name, network, mw, resources);
    }

    /** This area with other resources. */
    public Area withResources(List<Resource> others) {
        return new Area(name, network, imbalance, others);
    }

    /** This area with another network of the same buses. */
    public Area withNetwork(Network other) {
        return new Area(name, other, imbalance, resources);
    }

    /** Imbalances per bus index, MW; a copy. */
    @Override
    public double[] imbalance() {
        return imbalance.clone();
    }

    /** The imbalance of a bus (by index), MW. */
    public double imbalance(int bus) {
        return imbalance[bus];
    }

    /** What the schedule injects in all, MW: resources less loads. */
    public double scheduledInjection() {
        return resources.stream().mapToDouble(Resource::p).sum()
                - Arrays.stream(network.activeDemand()).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Area area
                && name.equals(area.name)
                && network.equals(area.network)
                && Arrays.equals(imbalance, area.imbalance)
                && resources.equals(area.resources);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, network, Arrays.hashCode(imbalance), resources);
    }

    @Override
    public String toString() {
        return name + ": " + network + " with " + resources.size() + " resources";
    }
}
