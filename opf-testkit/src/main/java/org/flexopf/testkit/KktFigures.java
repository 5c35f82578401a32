package org.flexopf.testkit;

import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;

/**
 * The absolute residuals of a primal-dual point, and what they allow. They are worked out here from the data alone,
 * apart from {@link org.flexopf.solver.KktReport}, so that the two check each other.
 *
 * @param slack {@code h - Gx}
 * @param equalityError the largest {@code |Ax - b|}
 * @param slackError how far the slack lies outside its cones
 * @param stationarity the largest {@code |Px + q + A'y + G'z|}
 * @param multiplierError how far z lies outside its cones
 * @param primal the objective at x, constant included
 * @param dual the dual objective {@code -1/2 x'Px - b'y - h'z}, constant included
 */
record KktFigures(
        double[] slack,
        double equalityError,
        double slackError,
        double stationarity,
        double multiplierError,
        double primal,
        double dual) {

    static KktFigures of(ConicProgram program, double[] x, double[] y, double[] z) {
        double[] equality = program.equalityRhs();
        program.equalityMatrix().multiplyAdd(-1.0, x, equality);
        double[] slack = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, slack);
        double[] px = new double[x.length];
        program.quadratic().symmetricMultiplyAdd(1.0, x, px);
        double[] gradient = program.linear();
        program.quadratic().symmetricMultiplyAdd(1.0, x, gradient);
        program.equalityMatrix().transposeMultiplyAdd(1.0, y, gradient);
        program.coneMatrix().transposeMultiplyAdd(1.0, z, gradient);
        double halfSquare = 0.5 * dot(x, px);
        double primal = halfSquare + dot(program.linear(), x) + program.constant();
        double dual = -halfSquare - dot(program.equalityRhs(), y) - dot(program.coneRhs(), z) + program.constant();
        return new KktFigures(
                slack,
                largest(equality),
                outside(program, slack),
                largest(gradient),
                outside(program, z),
                primal,
                dual);
    }

    /**
     * How far the value at a point with these figures may be from the optimum, given one optimal pair (x*, y*, z*). As
     * x* minimises the Lagrangian at (y*, z*), the value is not lower than {@code f* - |y*|_1 |Ax - b| - z*' e}; as x*
     * is feasible, the dual value is not higher than {@code f* + |x*|_1 |stationarity| + s*' e}, with e the distances
     * outside the cones along their axes.
     */
    double valueTolerance(KnownProgram known) {
        double[] bestSlack = known.program().coneRhs();
        known.program().coneMatrix().multiplyAdd(-1.0, known.x(), bestSlack);
        double below = sum(known.y()) * equalityError + axes(known.program(), known.z()) * slackError;
        double above = Math.abs(primal - dual)
                + sum(known.x()) * stationarity
                + axes(known.program(), bestSlack) * multiplierError;
        return below + above;
    }

    /**
     * The largest product {@code s_i'z_i} of a cone's slack and multipliers; of a nonnegative cone, each row is one of
     * its own.
     */
    static double largestProduct(ConicProgram program, double[] s, double[] z) {
        double worst = 0.0;
        int row = 0;
        for (Cone cone : program.cones()) {
            double product = 0.0;
            for (int end = row + cone.dimension(); row < end; row++) {
                if (cone instanceof Cone.Nonnegative) {
                    worst = Math.max(worst, Math.abs(s[row] * z[row]));
                } else {
                    product += s[row] * z[row];
                }
            }
            worst = Math.max(worst, Math.abs(product));
        }
        return worst;
    }

    /** How far a vector lies outside the cones of a program: the step along their axes that brings it in. */
    static double outside(ConicProgram program, double[] v) {
        double worst = 0.0;
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.Nonnegative) {
                for (int i = row; i < end; i++) {
                    worst = Math.max(worst, -v[i]);
                }
            } else {
                double square = 0.0;
                for (int i = row + 1; i < end; i++) {
                    square += v[i] * v[i];
                }
                worst = Math.max(worst, Math.sqrt(square) - v[row]);
            }
            row = end;
        }
        return worst;
    }

    /**
     * The sum of what a step of one along the cones' axes meets in a vector: all rows of nonnegative cones, the first
     * of second-order cones.
     */
    private static double axes(ConicProgram program, double[] v) {
        double sum = 0.0;
        int row = 0;
        for (Cone cone : program.cones()) {
            int last = cone instanceof Cone.Nonnegative ? row + cone.dimension() - 1 : row;
            for (int i = row; i <= last; i++) {
                sum += Math.abs(v[i]);
            }
            row += cone.dimension();
        }
        return sum;
    }

    /** The largest absolute entry; NaN if an entry is NaN. */
    static double largest(double[] v) {
        double largest = 0.0;
        for (double value : v) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The sum of the absolute entries. */
    static double sum(double[] v) {
        double sum = 0.0;
        for (double value : v) {
            sum += Math.abs(value);
        }
        return sum;
    }
}
