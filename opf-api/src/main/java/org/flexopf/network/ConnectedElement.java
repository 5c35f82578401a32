package org.flexopf.network;

import java.util.List;

/**
 * What is connected to buses: at one, as generators and loads are, or between two, as lines are. Whoever brings a
 * further kind of device implements this, immutable and with {@code equals}, and adds its elements by
 * {@link NetworkBuilder#device}.
 */
public non-sealed interface ConnectedElement extends Element {

    /** Whether it is switched in. */
    boolean inService();

    /** The same element, switched in or out. */
    ConnectedElement withInService(boolean service);

    /** The number of buses that it is connected to, at least 1. */
    int terminals();

    /** The id of the bus that a terminal is connected to; terminals are counted from 0, the from end first. */
    int terminal(int number);

    /**
     * What is wrong with the element itself, all at once; nothing if it is sound. The network asks this of further
     * kinds when it is built, and finds by itself what an element cannot know: ids that are used twice and buses that
     * are not there. An element is made of whatever numbers it is given, so that all faults are found here.
     */
    default List<Fault> faults() {
        return List.of();
    }

    /**
     * What is wrong between the element and others of its kind, all at once; nothing if it is sound. The network asks
     * this when it is built, after {@link #faults}.
     *
     * @param all all elements of its kind, itself included, in the network's order
     */
    default List<Fault> faultsAmong(List<? extends ConnectedElement> all) {
        return List.of();
    }
}
