package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * The pairs of violation and barrier objective that no further point may be worse than in both (Fletcher and Leyffer,
 * Math. Program. 91, 2002).
 */
final class Filter {

    private static final double VIOLATION_MARGIN = 1e-5;
    private static final double OBJECTIVE_MARGIN = 1e-8;
    /** Differences of the objective below this share of it are rounding. */
    private static final double ROUNDING = 10.0 * Math.ulp(1.0);

    private double[] violation = new double[256];
    private double[] objective = new double[256];
    private int count;
    private double largestViolation = Double.POSITIVE_INFINITY;

    /** Forgets all pairs, and refuses whatever violates more than this. */
    void reset(double largest) {
        count = 0;
        largestViolation = largest;
    }

    /** Whether a point is better than every pair in one of both. */
    boolean accepts(double theta, double phi) {
        if (!(theta <= largestViolation)) {
            return false;
        }
        for (int k = 0; k < count; k++) {
            if (!improves(theta, phi, violation[k], objective[k])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a point is better than another in one of both, by a margin. */
    static boolean improves(double theta, double phi, double oldTheta, double oldPhi) {
        return theta <= (1.0 - VIOLATION_MARGIN) * oldTheta
                || notAbove(phi, oldPhi - OBJECTIVE_MARGIN * oldTheta, oldPhi);
    }

    /** Whether an objective is at most a bound, to within the rounding of numbers of its size. */
    static boolean notAbove(double phi, double bound, double size) {
        return phi - bound <= ROUNDING * Math.abs(size);
    }

    /** Shuts out whatever is no better than a point. */
    void add(double theta, double phi) {
        if (count == violation.length) {
            violation = Arrays.copyOf(violation, 2 * count);
            objective = Arrays.copyOf(objective, 2 * count);
        }
        violation[count] = theta;
        objective[count++] = phi;
    }
}
