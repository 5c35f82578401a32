package org.flexopf.solver.interiorpoint.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The product K of the nonnegative orthant and second-order cones, and its Nesterov-Todd scaling at a pair (s, z) of
 * interior points: the symmetric W with {@code W z = W^-1 s = lambda} (Nesterov and Todd 1997; the formulas of
 * Vandenberghe, The CVXOPT linear and quadratic cone program solvers, 2010).
 *
 * <pre>
 *   orthant:             W = sqrt(s/z)
 *   second-order cone:   W = eta [ w_0  w_1' ; w_1  I + w_1 w_1' / (1 + w_0) ]     with w_0^2 - |w_1|^2 = 1
 *                        W^-2 = eta^-2 (2 (Jw)(Jw)' - J),   J = diag(1, -1, .., -1)
 * </pre>
 *
 * <p>Vectors have one entry per row of C; the rows before {@code first} are equalities, on which every operation of
 * this class leaves its target alone.
 */
final class ConeProduct {

    /** Rows of a part. */
    private static final int PART = 512;

    private final int first;
    private final int linearEnd;
    private final int[] start;
    /** sqrt(s/z) on the orthant, the unit vector w on second-order cones. */
    final double[] w;
    /** sqrt(z/s) on the orthant. */
    final double[] inverse;
    /** lambda. */
    final double[] lambda;
    /**
     * Per second-order cone: eta and its inverse, 1/(1 + w_0), 1/lambda_0, the determinant of lambda and its inverse.
     */
    final double[] eta;

    final double[] inverseEta;
    private final double[] share;
    private final double[] inverseHead;
    private final double[] determinant;
    private final double[] inverseDeterminant;
    private final Part[][] parts;
    private final Crew crew;
    private final Crew.Task updating = this::updateRegion;
    private final boolean[] isInside;
    private double[] updatedS;
    private double[] updatedZ;

    /** The cones of a program. */
    ConeProduct(ProgramStructure structure) {
        this(
                structure.equalities,
                structure.linearEnd,
                structure.coneStart,
                structure.crew,
                new Part[structure.regions()][]);
        for (int r = 0; r < parts.length; r++) {
            List<Part> cut = new ArrayList<>();
            int begin = structure.explicitStart(r);
            int end = structure.explicitStart(r + 1);
            if (end == structure.singleStart(r)) {
                end = structure.singleStart(r + 1);
            } else {
                cutLinear(begin, end, cut);
                begin = structure.singleStart(r);
                end = structure.singleStart(r + 1);
            }
            if (end == structure.condensedStart(r)) {
                end = structure.condensedStart(r + 1);
            } else {
                cutLinear(begin, end, cut);
                begin = structure.condensedStart(r);
                end = structure.condensedStart(r + 1);
            }
            cutLinear(begin, end, cut);
            cutSecondOrder(structure.secondOrderStart(r), structure.secondOrderStart(r + 1), cut);
            parts[r] = cut.toArray(Part[]::new);
        }
    }

    /**
     * Cones in one region.
     *
     * @param first first row of the orthant
     * @param linearEnd end of the orthant
     * @param start first row of every second-order cone, and the end of the last one
     */
    ConeProduct(int first, int linearEnd, int[] start) {
        this(first, linearEnd, start, new Crew(1), new Part[1][]);
        List<Part> cut = new ArrayList<>();
        cutLinear(first, linearEnd, cut);
        cutSecondOrder(0, eta.length, cut);
        parts[0] = cut.toArray(Part[]::new);
    }

    private ConeProduct(int first, int linearEnd, int[] start, Crew crew, Part[][] parts) {
        this.crew = crew;
        this.parts = parts;
        isInside = new boolean[parts.length];
        this.first = first;
        this.linearEnd = linearEnd;
        this.start = start;
        int rows = start[start.length - 1];
        w = new double[rows];
        inverse = new double[linearEnd];
        lambda = new double[rows];
        eta = new double[start.length - 1];
        inverseEta = new double[eta.length];
        share = new double[eta.length];
        inverseHead = new double[eta.length];
        determinant = new double[eta.length];
        inverseDeterminant = new double[eta.length];
    }

    /**
     * A stretch of rows whose vectors fit the fastest cache together, so that one operation after the other can be done
     * on it before the next stretch: its rows, as far as they belong to the orthant, and its second-order cones.
     */
    record Part(int rowBegin, int linearEnd, int rowEnd, int coneBegin, int coneEnd) {}

    /** The rows of K in a region, in parts. */
    Part[] parts(int region) {
        return parts[region];
    }

    int regions() {
        return parts.length;
    }

    private static void cutLinear(int from, int to, List<Part> cut) {
        for (int begin = from; begin < to; begin += PART) {
            int end = Math.min(to, begin + PART);
            cut.add(new Part(begin, end, end, 0, 0));
        }
    }

    private void cutSecondOrder(int from, int to, List<Part> cut) {
        for (int k = from; k < to; ) {
            int begin = k;
            while (k < to && (k == begin || start[k + 1] - start[begin] <= PART)) {
                k++;
            }
            cut.add(new Part(start[begin], start[begin], start[k], begin, k));
        }
    }

    int secondOrderCount() {
        return eta.length;
    }

    /** The number nu with {@code e'e = nu}: one for every orthant row and every second-order cone. */
    int degree() {
        return linearEnd - first + eta.length;
    }

    /** Sets the scaling to the identity. */
    void setIdentity() {
        for (int i = first; i < linearEnd; i++) {
            w[i] = 1.0;
            inverse[i] = 1.0;
            lambda[i] = 1.0;
        }
        for (int k = 0; k < eta.length; k++) {
            eta[k] = 1.0;
            inverseEta[k] = 1.0;
            share[k] = 0.5;
            inverseHead[k] = 1.0;
            determinant[k] = 1.0;
            inverseDeterminant[k] = 1.0;
            for (int i = start[k]; i < start[k + 1]; i++) {
                w[i] = 0.0;
                lambda[i] = 0.0;
            }
            w[start[k]] = 1.0;
            lambda[start[k]] = 1.0;
        }
    }

    /** Computes the scaling at (s, z). Returns false if either has left the interior or is not finite. */
    boolean update(double[] s, double[] z) {
        updatedS = s;
        updatedZ = z;
        crew.run(updating);
        boolean inside = true;
        for (boolean region : isInside) {
            inside &= region;
        }
        return inside;
    }

    private void updateRegion(int region) {
        boolean inside = true;
        for (Part part : parts[region]) {
            inside = inside && update(part, updatedS, updatedZ);
        }
        isInside[region] = inside;
    }

    private boolean update(Part part, double[] s, double[] z) {
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            double si = s[i];
            double zi = z[i];
            if (!(si > 0.0 && zi > 0.0 && si < Double.MAX_VALUE && zi < Double.MAX_VALUE)) {
                return false;
            }
            double root = Math.sqrt(si * zi);
            lambda[i] = root;
            w[i] = si / root;
            inverse[i] = zi / root;
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            if (!updateBlock(k, s, z)) {
                return false;
            }
        }
        return true;
    }

    private boolean updateBlock(int k, double[] s, double[] z) {
        int a = start[k];
        int end = start[k + 1];
        double detS = determinant(s, a, end);
        double detZ = determinant(z, a, end);
        if (!(detS > 0.0
                && detZ > 0.0
                && s[a] > 0.0
                && z[a] > 0.0
                && detS < Double.MAX_VALUE
                && detZ < Double.MAX_VALUE)) {
            return false;
        }
        double normS = Math.sqrt(detS);
        double normZ = Math.sqrt(detZ);
        double unitS = 1.0 / normS;
        double unitZ = 1.0 / normZ;
        double gamma = Math.sqrt(0.5 * (1.0 + dot(s, z, a, end) * unitS * unitZ));
        double half = 0.5 / gamma;
        double size = Math.sqrt(normS * normZ);
        double s0 = s[a] * unitS;
        double z0 = z[a] * unitZ;
        double part = size / (s0 + z0 + 2.0 * gamma);
        double fromS = (gamma + z0) * part * unitS;
        double fromZ = (gamma + s0) * part * unitZ;
        double square = 0.0;
        for (int i = a + 1; i < end; i++) {
            double wi = (s[i] * unitS - z[i] * unitZ) * half;
            w[i] = wi;
            square += wi * wi;
            lambda[i] = fromS * s[i] + fromZ * z[i];
        }
        double w0 = Math.sqrt(1.0 + square);
        double ratio = Math.sqrt(normS * unitZ);
        w[a] = w0;
        lambda[a] = size * gamma;
        eta[k] = ratio;
        inverseEta[k] = 1.0 / ratio;
        share[k] = 1.0 / (1.0 + w0);
        inverseHead[k] = 1.0 / (size * gamma);
        determinant[k] = normS * normZ;
        inverseDeterminant[k] = unitS * unitZ;
        return true;
    }

    private static double dot(double[] u, double[] v, int begin, int end) {
        double sum = 0.0;
        for (int i = begin; i < end; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /** {@code v_0^2 - |v_1|^2}, as a product so that little cancels. */
    private static double determinant(double[] v, int begin, int end) {
        double norm = Math.sqrt(
                end - begin == 4
                        ? v[begin + 1] * v[begin + 1] + v[begin + 2] * v[begin + 2] + v[begin + 3] * v[begin + 3]
                        : dot(v, v, begin + 1, end));
        return (v[begin] - norm) * (v[begin] + norm);
    }

    /** Puts {@code W^-1 v} into a target, which may be v. */
    void divide(Part part, double[] v, double[] target) {
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            target[i] = v[i] * inverse[i];
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            divideBlock(k, inverseEta[k], v, target);
        }
    }

    /** Puts {@code -W^-1 v} into a target, which may be v. */
    void divideNegative(Part part, double[] v, double[] target) {
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            target[i] = -v[i] * inverse[i];
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            divideBlock(k, -inverseEta[k], v, target);
        }
    }

    /** The same as {@link #divide} for one second-order cone. */
    void divideBlock(int k, double[] v, double[] target) {
        divideBlock(k, inverseEta[k], v, target);
    }

    private void divideBlock(int k, double unit, double[] v, double[] target) {
        int a = start[k];
        int end = start[k + 1];
        double w0 = w[a];
        double v0 = v[a];
        if (end - a == 4) {
            double w1 = w[a + 1];
            double w2 = w[a + 2];
            double w3 = w[a + 3];
            double v1 = v[a + 1];
            double v2 = v[a + 2];
            double v3 = v[a + 3];
            double inner = w1 * v1 + w2 * v2 + w3 * v3;
            double along = inner * share[k] - v0;
            target[a] = unit * (w0 * v0 - inner);
            target[a + 1] = unit * (v1 + along * w1);
            target[a + 2] = unit * (v2 + along * w2);
            target[a + 3] = unit * (v3 + along * w3);
            return;
        }
        double inner = 0.0;
        for (int i = a + 1; i < end; i++) {
            inner += w[i] * v[i];
        }
        double along = inner * share[k] - v0;
        target[a] = unit * (w0 * v0 - inner);
        for (int i = a + 1; i < end; i++) {
            target[i] = unit * (v[i] + along * w[i]);
        }
    }

    /** Puts {@code u o v} into a target, which may be u or v. */
    void product(Part part, double[] u, double[] v, double[] target) {
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            target[i] = u[i] * v[i];
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            int a = start[k];
            int end = start[k + 1];
            double u0 = u[a];
            double v0 = v[a];
            double inner = dot(u, v, a, end);
            for (int i = a + 1; i < end; i++) {
                target[i] = u0 * v[i] + v0 * u[i];
            }
            target[a] = inner;
        }
    }

    /** Adds a multiple of the unit e. */
    void addUnit(Part part, double amount, double[] v) {
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            v[i] += amount;
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            v[start[k]] += amount;
        }
    }

    /** Replaces v by the u with {@code lambda o u = v}. */
    void divideByLambda(Part part, double[] v) {
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            v[i] /= lambda[i];
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            int a = start[k];
            int end = start[k + 1];
            double head = inverseHead[k];
            if (end - a == 4) {
                double l1 = lambda[a + 1];
                double l2 = lambda[a + 2];
                double l3 = lambda[a + 3];
                double v1 = v[a + 1];
                double v2 = v[a + 2];
                double v3 = v[a + 3];
                double u0 = (lambda[a] * v[a] - l1 * v1 - l2 * v2 - l3 * v3) * inverseDeterminant[k];
                v[a] = u0;
                v[a + 1] = (v1 - u0 * l1) * head;
                v[a + 2] = (v2 - u0 * l2) * head;
                v[a + 3] = (v3 - u0 * l3) * head;
                continue;
            }
            double u0 = (lambda[a] * v[a] - dot(lambda, v, a + 1, end)) * inverseDeterminant[k];
            v[a] = u0;
            for (int i = a + 1; i < end; i++) {
                v[i] = (v[i] - u0 * lambda[i]) * head;
            }
        }
    }

    /**
     * Raises two slopes to the largest eigenvalues of -us and -uz relative to lambda: the inverse of a slope that
     * started at 0 is the largest step for which {@code lambda + step * u} stays in K. It takes no decision on the sign
     * of u: signs are as good as random, and a processor would guess them wrong.
     *
     * @param us in scaled coordinates, as uz is
     */
    void raiseSlopes(Part part, double[] us, double[] uz, double[] slopes) {
        double steepestS = slopes[0];
        double steepestZ = slopes[1];
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            double slopeS = -us[i] / lambda[i];
            double slopeZ = -uz[i] / lambda[i];
            if (slopeS > steepestS) {
                steepestS = slopeS;
            }
            if (slopeZ > steepestZ) {
                steepestZ = slopeZ;
            }
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            int a = start[k];
            double l0 = lambda[a];
            double s0 = us[a];
            double z0 = uz[a];
            double mixedS = l0 * s0;
            double mixedZ = l0 * z0;
            double squareS = 0.0;
            double squareZ = 0.0;
            if (start[k + 1] - a == 4) {
                double l1 = lambda[a + 1];
                double l2 = lambda[a + 2];
                double l3 = lambda[a + 3];
                double s1 = us[a + 1];
                double s2 = us[a + 2];
                double s3 = us[a + 3];
                double z1 = uz[a + 1];
                double z2 = uz[a + 2];
                double z3 = uz[a + 3];
                mixedS -= l1 * s1 + l2 * s2 + l3 * s3;
                mixedZ -= l1 * z1 + l2 * z2 + l3 * z3;
                squareS = s1 * s1 + s2 * s2 + s3 * s3;
                squareZ = z1 * z1 + z2 * z2 + z3 * z3;
            } else {
                for (int i = a + 1; i < start[k + 1]; i++) {
                    mixedS -= lambda[i] * us[i];
                    mixedZ -= lambda[i] * uz[i];
                    squareS += us[i] * us[i];
                    squareZ += uz[i] * uz[i];
                }
            }
            double det = determinant[k];
            double inverseDet = inverseDeterminant[k];
            double slopeS = (root(mixedS * mixedS - (s0 * s0 - squareS) * det) - mixedS) * inverseDet;
            double slopeZ = (root(mixedZ * mixedZ - (z0 * z0 - squareZ) * det) - mixedZ) * inverseDet;
            if (slopeS > steepestS) {
                steepestS = slopeS;
            }
            if (slopeZ > steepestZ) {
                steepestZ = slopeZ;
            }
        }
        slopes[0] = steepestS;
        slopes[1] = steepestZ;
    }

    /** The root of a number that rounding may have made negative. */
    private static double root(double square) {
        return square > 0.0 ? Math.sqrt(square) : 0.0;
    }

    /**
     * Gondzio's correction (Comput. Optim. Appl. 6, 1996) in scaled coordinates: the eigenvalues of {@code t = (lambda
     * + a us) o (lambda + a uz)} are drawn into {@code [low, high]}, and the target receives the drawn t minus t.
     */
    void centralityCorrection(
            Part part, double[] us, double stepS, double[] uz, double stepZ, double low, double high, double[] target) {
        for (int i = part.rowBegin; i < part.linearEnd; i++) {
            double t = (lambda[i] + stepS * us[i]) * (lambda[i] + stepZ * uz[i]);
            target[i] = drawn(t, low, high);
        }
        for (int k = part.coneBegin; k < part.coneEnd; k++) {
            int a = start[k];
            int end = start[k + 1];
            double p0 = lambda[a] + stepS * us[a];
            double d0 = lambda[a] + stepZ * uz[a];
            double t0 = p0 * d0;
            if (end - a == 4) {
                double l1 = lambda[a + 1];
                double l2 = lambda[a + 2];
                double l3 = lambda[a + 3];
                double p1 = l1 + stepS * us[a + 1];
                double p2 = l2 + stepS * us[a + 2];
                double p3 = l3 + stepS * us[a + 3];
                double d1 = l1 + stepZ * uz[a + 1];
                double d2 = l2 + stepZ * uz[a + 2];
                double d3 = l3 + stepZ * uz[a + 3];
                double t1 = p0 * d1 + d0 * p1;
                double t2 = p0 * d2 + d0 * p2;
                double t3 = p0 * d3 + d0 * p3;
                double along = draw(
                        a, t0 + p1 * d1 + p2 * d2 + p3 * d3, Math.sqrt(t1 * t1 + t2 * t2 + t3 * t3), low, high, target);
                target[a + 1] = along * t1;
                target[a + 2] = along * t2;
                target[a + 3] = along * t3;
                continue;
            }
            double square = 0.0;
            for (int i = a + 1; i < end; i++) {
                double pi = lambda[i] + stepS * us[i];
                double di = lambda[i] + stepZ * uz[i];
                t0 += pi * di;
                double ti = p0 * di + d0 * pi;
                target[i] = ti;
                square += ti * ti;
            }
            double along = draw(a, t0, Math.sqrt(square), low, high, target);
            for (int i = a + 1; i < end; i++) {
                target[i] *= along;
            }
        }
    }

    /**
     * Draws the eigenvalues {@code t0 +- norm} of one block into the range; sets the first entry of the difference, and
     * returns the factor of the others.
     */
    private static double draw(int a, double t0, double norm, double low, double high, double[] target) {
        double up = drawn(t0 + norm, low, high);
        double down = drawn(t0 - norm, low, high);
        target[a] = 0.5 * (up + down);
        return norm > 0.0 ? 0.5 * (up - down) / norm : 0.0;
    }

    /**
     * What a product lacks to be in the range, or is above it, down to {@code -high}. Nearly all are in the range,
     * which a processor guesses well.
     */
    private static double drawn(double t, double low, double high) {
        if (t < low) {
            return low - t;
        }
        return t > high ? Math.max(-high, high - t) : 0.0;
    }

    /** {@code u'v} over the rows of K. */
    double dot(double[] u, double[] v) {
        double sum = 0.0;
        for (int i = first; i < w.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /**
     * Lifts every orthant row and every second-order cone on its own until its smallest eigenvalue reaches a floor,
     * given per row (the first row of a cone counts).
     */
    void lift(double[] s, double[] floor) {
        for (int i = first; i < linearEnd; i++) {
            s[i] = Math.max(s[i], floor[i]);
        }
        for (int k = 0; k < eta.length; k++) {
            int a = start[k];
            s[a] = Math.max(s[a], floor[a] + tailNorm(s, k));
        }
    }

    /**
     * The same as {@link #lift} for {@code W^-1 s}, where the scaling is that at a point and its inverse, so that W
     * maps the unit to that point.
     *
     * @param room a vector to compute in
     */
    void liftScaled(double[] s, double[] point, double[] floor, double[] room) {
        for (int i = first; i < linearEnd; i++) {
            s[i] = Math.max(s[i], floor[i] * point[i]);
        }
        for (int k = 0; k < eta.length; k++) {
            int a = start[k];
            divideBlock(k, s, room);
            double lift = floor[a] + tailNorm(room, k) - room[a];
            if (lift > 0.0) {
                for (int i = a; i < start[k + 1]; i++) {
                    s[i] += lift * point[i];
                }
            }
        }
    }

    /** The smallest eigenvalue over all blocks: negative outside of K. */
    double smallestEigenvalue(double[] s) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = first; i < linearEnd; i++) {
            smallest = Math.min(smallest, s[i]);
        }
        for (int k = 0; k < eta.length; k++) {
            smallest = Math.min(smallest, s[start[k]] - tailNorm(s, k));
        }
        return smallest;
    }

    private double tailNorm(double[] s, int k) {
        double square = 0.0;
        for (int i = start[k] + 1; i < start[k + 1]; i++) {
            square += s[i] * s[i];
        }
        return Math.sqrt(square);
    }

    /** Puts {@code amount * s^-1} into a target: the point on the central path that goes with s. */
    void inverse(double amount, double[] s, double[] target) {
        Arrays.fill(target, first, target.length, 0.0);
        raiseProducts(amount, 1.0, s, target);
    }

    /**
     * Raises z along {@code s^-1}, row by row and cone by cone, until {@code s'z} is at least a wanted product.
     *
     * @param least the least share of the product that is added in any case, so that a z on the boundary leaves it
     */
    void raiseProducts(double wanted, double least, double[] s, double[] z) {
        for (int i = first; i < linearEnd; i++) {
            z[i] += Math.max(least * wanted, wanted - s[i] * z[i]) / s[i];
        }
        for (int k = 0; k < eta.length; k++) {
            int a = start[k];
            int end = start[k + 1];
            double factor = Math.max(least * wanted, wanted - dot(s, z, a, end)) / determinant(s, a, end);
            z[a] += factor * s[a];
            for (int i = a + 1; i < end; i++) {
                z[i] -= factor * s[i];
            }
        }
    }
}
