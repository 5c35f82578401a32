package org.flexopf.acopf;

import org.flexopf.opf.family.PriceComponent;

/**
 * The states of the network and the laws that make them follow from injections, as parts of the program tell them. A
 * state is a variable that nobody decides on: a voltage, or what follows from voltages. A law is an equality, or a
 * setting that is held where it was found: {@code x_front - share x_back = 0}.
 */
final class PriceLaws {

    final IntBag states = new IntBag();
    /** To which component limits of each state belong, as its number. */
    final IntBag components = new IntBag();
    /** The equality of each law, or -1 if it is that of a setting. */
    final IntBag rows = new IntBag();

    final IntBag fronts = new IntBag();
    final IntBag backs = new IntBag();
    final DoubleBag shares = new DoubleBag();

    /** A variable that is a state, and what its bounds are the limits of. */
    void state(int variable, PriceComponent limits) {
        states.add(variable);
        components.add(limits.ordinal());
    }

    /** An equality that is a law. */
    void law(int row) {
        rows.add(row);
        fronts.add(-1);
        backs.add(-1);
        shares.add(0.0);
    }

    /** A setting that is held. */
    void setting(int front, int back, double share) {
        rows.add(-1);
        fronts.add(front);
        backs.add(back);
        shares.add(share);
    }
}
