package org.flexopf.powerflow;

/** A power at one end of a branch; all count into the branch. */
public enum BranchQuantity {
    /** Active power into the from end. */
    P_FROM,
    /** Reactive power into the from end. */
    Q_FROM,
    /** Active power into the to end. */
    P_TO,
    /** Reactive power into the to end. */
    Q_TO
}
