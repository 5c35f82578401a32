package org.flexopf.testkit;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.Cone;

/**
 * The product of nonnegative and second-order cones with its Jordan algebra and Nesterov-Todd scaling W, for which
 * {@code W z = W^-1 s = lambda} (Vandenberghe 2010, The CVXOPT linear and quadratic cone program solvers, section 4).
 * Nonnegative rows are cones of dimension 1.
 */
final class DenseCones {

    private final int[] starts;
    private final int rows;
    private final double[] eta;
    private final double[] w;

    DenseCones(List<Cone> cones, int rows) {
        List<Integer> first = new ArrayList<>();
        int row = 0;
        for (Cone cone : cones) {
            for (int i = 0; i < (cone instanceof Cone.Nonnegative ? cone.dimension() : 1); i++) {
                first.add(row + i);
            }
            row += cone.dimension();
        }
        first.add(rows);
        this.starts = first.stream().mapToInt(Integer::intValue).toArray();
        this.rows = rows;
        this.eta = new double[starts.length];
        this.w = new double[rows];
    }

    int degree() {
        return starts.length - 1;
    }

    double[] identity() {
        double[] identity = new double[rows];
        for (int c = 0; c < degree(); c++) {
            identity[starts[c]] = 1.0;
        }
        return identity;
    }

    /** Sets W to the scaling of a pair and returns lambda. */
    double[] scale(double[] s, double[] z) {
        for (int c = 0; c < degree(); c++) {
            double rootS = Math.sqrt(determinant(c, s));
            double rootZ = Math.sqrt(determinant(c, z));
            double inner = 0.0;
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                inner += s[i] / rootS * z[i] / rootZ;
            }
            double gamma = Math.sqrt(0.5 * (1.0 + inner));
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                w[i] = (s[i] / rootS + (i == starts[c] ? z[i] : -z[i]) / rootZ) / (2.0 * gamma);
            }
            eta[c] = Math.sqrt(rootS / rootZ);
        }
        return timesW(z);
    }

    double[] timesW(double[] v) {
        return apply(v, 1.0);
    }

    double[] timesInverseW(double[] v) {
        return apply(v, -1.0);
    }

    /** W or, with a negative sign, its inverse: the same reflection with the tail of w negated and eta inverted. */
    private double[] apply(double[] v, double sign) {
        double[] result = new double[rows];
        for (int c = 0; c < degree(); c++) {
            int head = starts[c];
            double factor = sign > 0.0 ? eta[c] : 1.0 / eta[c];
            double tail = 0.0;
            for (int i = head + 1; i < starts[c + 1]; i++) {
                tail += sign * w[i] * v[i];
            }
            result[head] = factor * (w[head] * v[head] + tail);
            for (int i = head + 1; i < starts[c + 1]; i++) {
                result[i] = factor * (v[i] + sign * w[i] * (v[head] + tail / (1.0 + w[head])));
            }
        }
        return result;
    }

    /** The Jordan product. */
    double[] product(double[] u, double[] v) {
        double[] product = new double[rows];
        for (int c = 0; c < degree(); c++) {
            int head = starts[c];
            product[head] = u[head] * v[head];
            for (int i = head + 1; i < starts[c + 1]; i++) {
                product[head] += u[i] * v[i];
                product[i] = u[head] * v[i] + v[head] * u[i];
            }
        }
        return product;
    }

    /** The solution u of {@code lambda o u = v}. */
    double[] divide(double[] lambda, double[] v) {
        double[] quotient = new double[rows];
        for (int c = 0; c < degree(); c++) {
            int head = starts[c];
            double inner = lambda[head] * v[head];
            for (int i = head + 1; i < starts[c + 1]; i++) {
                inner -= lambda[i] * v[i];
            }
            quotient[head] = inner / determinant(c, lambda);
            for (int i = head + 1; i < starts[c + 1]; i++) {
                quotient[i] = (v[i] - quotient[head] * lambda[i]) / lambda[head];
            }
        }
        return quotient;
    }

    /** The largest step along d that stays in the cones from an interior v, at most 1e9. */
    double longestStep(double[] v, double[] d) {
        double longest = 1e9;
        for (int c = 0; c < degree(); c++) {
            int head = starts[c];
            double a = d[head] * d[head];
            double half = v[head] * d[head];
            for (int i = head + 1; i < starts[c + 1]; i++) {
                a -= d[i] * d[i];
                half -= v[i] * d[i];
            }
            double det = determinant(c, v);
            if (starts[c + 1] - head == 1) {
                longest = d[head] < 0.0 ? Math.min(longest, -v[head] / d[head]) : longest;
            } else {
                // The first positive root of a t^2 + 2 half t + det, where the determinant leaves the cone.
                double discriminant = half * half - a * det;
                if (half < 0.0 && discriminant >= 0.0) {
                    longest = Math.min(longest, det / (-half + Math.sqrt(discriminant)));
                } else if (a < 0.0) {
                    longest = Math.min(longest, (-half - Math.sqrt(Math.max(0.0, discriminant))) / a);
                }
            }
        }
        return longest;
    }

    /** {@code v_0^2 - |v_1|^2}, factored to keep its digits; of one row, the square. */
    private double determinant(int cone, double[] v) {
        int head = starts[cone];
        double square = 0.0;
        for (int i = head + 1; i < starts[cone + 1]; i++) {
            square += v[i] * v[i];
        }
        double tail = Math.sqrt(square);
        return (v[head] - tail) * (v[head] + tail);
    }
}
