package org.flexopf.casefile;

/**
 * How a MATPOWER file is read where the format leaves it open, or public files mean something else by it.
 *
 * @param freeReactiveLoads whether dispatchable loads (PMIN below 0, PMAX 0) may draw any reactive power within their
 *     limits. MATPOWER keeps their power factor where one of QMIN and QMAX is 0; the networks of pglib do not mean that
 */
public record MatpowerOptions(boolean freeReactiveLoads) {

    /** As MATPOWER reads it. */
    public static MatpowerOptions defaults() {
        return new MatpowerOptions(false);
    }

    /** As the published bounds of pglib read it: dispatchable loads keep no power factor. */
    public MatpowerOptions withFreeReactiveLoads() {
        return new MatpowerOptions(true);
    }
}
