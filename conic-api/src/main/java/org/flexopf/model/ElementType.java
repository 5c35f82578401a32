package org.flexopf.model;

/** What kind of network element a quantity belongs to. */
public enum ElementType {
    /** A bus. */
    BUS,
    /** A line or transformer. */
    BRANCH,
    /** A generator. */
    GENERATOR,
    /** A load. */
    LOAD,
    /** A shunt. */
    SHUNT,
    /** A direct-current line. */
    HVDC_LINE,
    /**
     * No element of the network: something that the formulation defines and counts itself, such as an interface or a
     * security cut.
     */
    OTHER
}
