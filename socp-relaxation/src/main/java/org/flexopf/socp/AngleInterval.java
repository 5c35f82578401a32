package org.flexopf.socp;

import org.flexopf.network.Branch;

/**
 * The angles that V_i may lead V_j by, in radians. An interval narrower than a half turn is a convex sector of the
 * voltage product {@code V_i V_j*}; a wider one is not, and says nothing that a convex program could hold.
 *
 * @param lower the smallest difference
 * @param upper the largest difference; below {@code lower} if limits exclude one another
 */
record AngleInterval(double lower, double upper) {

    /** Limits from here on are no limits in the convention of the published bounds, degrees. */
    private static final double UNLIMITED = 90.0;

    /** The limits of a branch as they stand. */
    static AngleInterval of(Branch branch) {
        return new AngleInterval(Math.toRadians(branch.angleMin()), Math.toRadians(branch.angleMax()));
    }

    /**
     * The limits of a branch, where -90 degrees and below, 90 degrees and above, and 0 on both sides mean an assumed
     * difference (degrees) instead.
     */
    static AngleInterval assuming(double widest, Branch branch) {
        boolean none = branch.angleMin() == 0.0 && branch.angleMax() == 0.0;
        double lower = none || branch.angleMin() <= -UNLIMITED ? -widest : branch.angleMin();
        double upper = none || branch.angleMax() >= UNLIMITED ? widest : branch.angleMax();
        return new AngleInterval(Math.toRadians(lower), Math.toRadians(upper));
    }

    /** The same limits seen from the other end. */
    AngleInterval reversed() {
        return new AngleInterval(-upper, -lower);
    }

    /** These limits with so much more room below and above. */
    AngleInterval widened(double below, double above) {
        return new AngleInterval(lower - below, upper + above);
    }

    /** What both allow. */
    AngleInterval intersection(AngleInterval other) {
        return new AngleInterval(Math.max(lower, other.lower), Math.min(upper, other.upper));
    }

    /** Whether the sector is convex. */
    boolean isSector() {
        return upper - lower < Math.PI;
    }

    /** The middle of the interval. */
    double middle() {
        return 0.5 * (lower + upper);
    }

    /** Half of its width. */
    double halfWidth() {
        return 0.5 * (upper - lower);
    }
}
