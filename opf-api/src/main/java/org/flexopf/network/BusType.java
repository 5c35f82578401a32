package org.flexopf.network;

/** What is fixed at a bus in a power flow; an optimal power flow only looks for references and isolated buses. */
public enum BusType {
    /** Active and reactive injection are given. */
    PQ,
    /** Active injection and voltage magnitude are given. */
    PV,
    /** Voltage magnitude and angle are given; the root of its island. */
    REFERENCE,
    /** Declared to be out of the network; whatever is connected to it is out of service with it. */
    ISOLATED
}
