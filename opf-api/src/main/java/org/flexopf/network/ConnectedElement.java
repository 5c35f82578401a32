package org.flexopf.network;

/**
 * What is connected to buses: at one, as generators and loads are, or between two, as lines are. Whoever brings a
 * further kind of device implements this.
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
}
