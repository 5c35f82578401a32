package org.flexopf.opf.registry;

import java.util.Locale;

/** What can be said of a formulation without solving anything. */
public enum Trait {
    /** Its optimum is a lower bound of that of the AC optimal power flow. */
    RELAXATION,
    /** It has branch flows with squared currents, so that the exactness of a solution can be told. */
    BRANCH_FLOW,
    /**
     * Its limits are tighter than those of the network: a network without a solution here may have one all the same.
     */
    TIGHTENED_LIMITS,
    /** It takes radial networks only. */
    RADIAL_ONLY,
    /** It knows active power and angles only: no voltage magnitudes and no reactive power. */
    ACTIVE_POWER_ONLY,
    /** Its flow laws are linear: an AC power flow tells how far it is off. */
    LINEAR,
    /** It knows the losses of branches, as it is created without further settings. */
    LOSSES,
    /** It can be secured against the outage of any one branch. */
    SECURITY;

    /** As people read it, such as {@code radial only}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
