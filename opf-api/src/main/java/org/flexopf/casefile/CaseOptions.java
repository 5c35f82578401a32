package org.flexopf.casefile;

/**
 * How a case file is read where its format leaves it open, where public files mean something else by it, or where
 * something is to be left out.
 *
 * @param freeReactiveLoads of a MATPOWER file: whether dispatchable loads (PMIN below 0, PMAX 0) may draw any reactive
 *     power within their limits. MATPOWER keeps their power factor where one of QMIN and QMAX is 0; the networks of
 *     pglib do not mean that
 * @param withoutInterfaces whether limits on sums of flows are left out, as MATPOWER does unless told otherwise
 * @param mergesZeroImpedance whether buses that a branch without impedance joins, such as a closed switch, become one
 *     node; such branches are faults otherwise
 */
public record CaseOptions(boolean freeReactiveLoads, boolean withoutInterfaces, boolean mergesZeroImpedance) {

    /** As MATPOWER reads it, with interfaces, and no bus merged with another. */
    public static CaseOptions defaults() {
        return new CaseOptions(false, false, false);
    }

    /** As the published bounds of pglib read it: dispatchable loads keep no power factor. */
    public CaseOptions withFreeReactiveLoads() {
        return new CaseOptions(true, withoutInterfaces, mergesZeroImpedance);
    }

    /** Without the limits on sums of flows that the case has. */
    public CaseOptions leavingOutInterfaces() {
        return new CaseOptions(freeReactiveLoads, true, mergesZeroImpedance);
    }

    /** With the buses merged that branches without impedance join, {@link org.flexopf.network.MergedNode}. */
    public CaseOptions mergingZeroImpedance() {
        return new CaseOptions(freeReactiveLoads, withoutInterfaces, true);
    }
}
