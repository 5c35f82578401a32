package org.flexopf.coordination.dlfm;

/** Which level goes first. */
public enum Architecture {
    /** Reactive: transmission first, feeders mend what it does to them. */
    R,
    /** Proactive: feeders first, at a forecast of the price at their interface. */
    P,
    /** Interactive: both levels at once. */
    I
}
