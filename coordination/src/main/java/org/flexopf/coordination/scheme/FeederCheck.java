package org.flexopf.coordination.scheme;

import java.util.Map;
import org.flexopf.coordination.Activations;

/**
 * What the operator of a feeder checks wishes of others by: AC power flow, or its linear model where it works with
 * that.
 */
interface FeederCheck {

    /** Bisection ends at this share. */
    double RESOLUTION = 1e-9;

    /**
     * By how much limits are broken at most: p.u. of voltage, or a share of a rating; below zero, by how much they are
     * kept.
     */
    double excess(Activations activations);

    /**
     * The largest share, from 0 to 1, of wishes on top of what stands by which limits are broken by no more than a
     * slack; 0 if they are broken without any wish.
     */
    default double largestShare(Activations standing, Activations wishes, double slack) {
        if (excess(standing.plus(wishes)) <= slack) {
            return 1.0;
        }
        double kept = 0.0;
        double broken = 1.0;
        if (excess(standing) > slack) {
            return 0.0;
        }
        while (broken - kept > RESOLUTION) {
            double middle = 0.5 * (kept + broken);
            if (excess(standing.plus(wishes.times(middle))) <= slack) {
                kept = middle;
            } else {
                broken = middle;
            }
        }
        return kept;
    }

    /** By AC power flow, at given reactive injections, Mvar. */
    static FeederCheck byPowerFlow(AcFeeder feeder, Map<String, Double> reactive) {
        return activations -> feeder.excess(activations, reactive);
    }
}
