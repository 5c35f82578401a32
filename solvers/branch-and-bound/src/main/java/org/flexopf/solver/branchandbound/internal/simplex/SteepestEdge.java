package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;

/**
 * The squares of the lengths of a basis's dual edges, by place: the farthest outside its bounds, in the norm of its
 * edge, leaves (Forrest and Goldfarb 1992). They are updated with each exchange, and need not be exact.
 */
final class SteepestEdge {

    private static final double LEAST = 1e-4;
    /** A weight that is smaller than this share of what it should be has misled the choice. */
    private static final double LEAST_TRUE_SHARE = 0.25;

    private final BasisFactors factors;
    private final double[] weight;
    private final double[] byRow;
    private final double[] tau;

    SteepestEdge(BasisFactors factors, int rows) {
        this.factors = factors;
        weight = new double[rows];
        byRow = new double[rows];
        tau = new double[rows];
    }

    /** Takes the weights that a basis has with it; those of slacks without one. */
    void begin(Basis basis) {
        if (basis == null) {
            Arrays.fill(weight, 1.0);
        } else {
            for (int place = 0; place < weight.length; place++) {
                weight[place] = basis.weight(place);
            }
        }
    }

    double weight(int place) {
        return weight[place];
    }

    /** Sets the weight of a place to what it is; whether it was not much too small, so that the choice stands. */
    boolean confirms(int place, double[] rho) {
        double square = 0.0;
        for (double r : rho) {
            square += r * r;
        }
        boolean right = weight[place] >= LEAST_TRUE_SHARE * square;
        weight[place] = Math.max(square, LEAST);
        return right;
    }

    /** Follows an exchange in a place, before the factors do. */
    void exchange(int place, double[] column, double[] rho) {
        System.arraycopy(rho, 0, byRow, 0, byRow.length);
        factors.solve(byRow, tau);
        double pivot = column[place];
        double own = Math.max(weight[place], LEAST);
        for (int i = 0; i < weight.length; i++) {
            double share = column[i] / pivot;
            if (i != place && share != 0.0) {
                weight[i] = Math.max(weight[i] - share * (2.0 * tau[i] - share * own), LEAST);
            }
        }
        weight[place] = Math.max(own / (pivot * pivot), LEAST);
    }
}
