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
    SHUNT
}
