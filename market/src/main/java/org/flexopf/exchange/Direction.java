package org.flexopf.exchange;

/** Which way an order moves the load at its bus. */
public enum Direction {

    /** The load may rise, an injection of minus the quantity; the price is what the owner pays. */
    UP,
    /** The load may fall, or generation rise; the price is what the owner receives. */
    DOWN;

    /** The direction of the counterparty. */
    public Direction opposite() {
        return this == UP ? DOWN : UP;
    }
}
