package org.flexopf.coordination.conflict;

/** Who pays for the compensation of an imbalance that a DSO's step makes. */
public enum ImbalancePayer {
    /** The DSO whose step made it. */
    DSO,
    /** The balance responsible party of the activated assets, as with any other deviation from its schedule. */
    BRP
}
