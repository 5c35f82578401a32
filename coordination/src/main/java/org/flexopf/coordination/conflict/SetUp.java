package org.flexopf.coordination.conflict;

/** Who uses flexibility. */
public enum SetUp {
    /** TSO and DSOs do: all kinds of conflict may occur. */
    SHARED,
    /**
     * The TSO alone does, as today: the DSOs have no step of their own, so that no conflict but
     * {@link ConflictKind#CONGESTION} may occur.
     */
    TODAY
}
