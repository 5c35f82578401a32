package org.flexopf.network;

import org.flexopf.model.ElementKind;

/** Whatever has a number in a network: a bus, what is connected to buses, or a limit over several of these. */
public sealed interface Element permits Bus, ConnectedElement, FlowInterface {

    /** The kind of element. */
    ElementKind kind();

    /** The number that its owner gave it; unique among the elements of its kind. */
    int id();

    /** How messages call it, such as {@code bus 7}. */
    String label();

    /** A name for people; empty if it has none. */
    default String name() {
        return "";
    }

    /** Its name in a network. */
    default ElementRef ref() {
        return new ElementRef(kind(), id());
    }
}
