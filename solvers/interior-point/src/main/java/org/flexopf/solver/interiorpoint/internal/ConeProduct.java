package org.flexopf.solver.interiorpoint.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The product K of the nonnegative orthant and second-order cones, cut into {@link ConePart parts}, with its
 * {@link Scaling}.
 *
 * <p>Vectors have one entry per row of C; the rows before {@code first} are equalities, on which every operation of
 * this class leaves its target alone.
 */
final class ConeProduct {

    /** Rows of a part. */
    private static final int PART = 512;

    final Scaling scaling;
    private final int first;
    private final int linearEnd;
    private final ConePart[][] parts;
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
                new ConePart[structure.regions()][]);
        for (int r = 0; r < parts.length; r++) {
            List<ConePart> cut = new ArrayList<>();
            cutOrthant(structure.explicitStart(r), structure.explicitStart(r + 1), cut);
            cutOrthant(structure.singleStart(r), structure.singleStart(r + 1), cut);
            cutOrthant(structure.condensedStart(r), structure.condensedStart(r + 1), cut);
            cutSecondOrder(structure.secondOrderStart(r), structure.secondOrderStart(r + 1), cut);
            parts[r] = cut.toArray(ConePart[]::new);
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
        this(first, linearEnd, start, new Crew(1), new ConePart[1][]);
        List<ConePart> cut = new ArrayList<>();
        cutOrthant(first, linearEnd, cut);
        cutSecondOrder(0, secondOrderCount(), cut);
        parts[0] = cut.toArray(ConePart[]::new);
    }

    private ConeProduct(int first, int linearEnd, int[] start, Crew crew, ConePart[][] parts) {
        this.crew = crew;
        this.parts = parts;
        isInside = new boolean[parts.length];
        this.first = first;
        this.linearEnd = linearEnd;
        scaling = new Scaling(linearEnd, start);
    }

    /** The rows of K in a region, in parts. */
    ConePart[] parts(int region) {
        return parts[region];
    }

    int regions() {
        return parts.length;
    }

    /** The number of rows of the largest part. */
    int largestPart() {
        int largest = 0;
        for (ConePart[] region : parts) {
            for (ConePart part : region) {
                largest = Math.max(largest, part.rowEnd() - part.rowBegin());
            }
        }
        return largest;
    }

    private void cutOrthant(int from, int to, List<ConePart> cut) {
        for (int begin = from; begin < to; begin += PART) {
            cut.add(new OrthantPart(scaling, begin, Math.min(to, begin + PART)));
        }
    }

    private void cutSecondOrder(int from, int to, List<ConePart> cut) {
        int[] start = scaling.start;
        for (int k = from; k < to; ) {
            int begin = k;
            int size = size(k);
            while (k < to && size(k) == size && (k == begin || start[k + 1] - start[begin] <= PART)) {
                k++;
            }
            cut.add(
                    size == 3
                            ? new ConesOfThree(scaling, begin, k)
                            : size == 4 ? new ConesOfFour(scaling, begin, k) : new ConesOfAnySize(scaling, begin, k));
        }
    }

    /** The number of rows of a cone if there are parts of that size, 0 for any other. */
    private int size(int cone) {
        int rows = scaling.start[cone + 1] - scaling.start[cone];
        return rows == 3 || rows == 4 ? rows : 0;
    }

    int secondOrderCount() {
        return scaling.eta.length;
    }

    /** The number nu with {@code e'e = nu}: one for every orthant row and every second-order cone. */
    int degree() {
        return linearEnd - first + secondOrderCount();
    }

    /** Sets the scaling to the identity. */
    void setIdentity() {
        Arrays.fill(scaling.w, first, linearEnd, 1.0);
        Arrays.fill(scaling.inverse, first, linearEnd, 1.0);
        Arrays.fill(scaling.lambda, first, linearEnd, 1.0);
        Arrays.fill(scaling.inverseLambda, first, linearEnd, 1.0);
        Arrays.fill(scaling.w, linearEnd, scaling.w.length, 0.0);
        Arrays.fill(scaling.lambda, linearEnd, scaling.w.length, 0.0);
        for (int k = 0; k < secondOrderCount(); k++) {
            scaling.set(k, 1.0, 1.0, 1.0, 1.0);
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
        for (ConePart part : parts[region]) {
            inside = inside && part.update(updatedS, updatedZ);
        }
        isInside[region] = inside;
    }

    /** Adds a multiple of the unit e. */
    void addUnit(double amount, double[] v) {
        for (int i = first; i < linearEnd; i++) {
            v[i] += amount;
        }
        for (int k = 0; k < secondOrderCount(); k++) {
            v[scaling.start[k]] += amount;
        }
    }

    /** {@code u'v} over the rows of K. */
    double dot(double[] u, double[] v) {
        double sum = 0.0;
        for (int i = first; i < scaling.w.length; i++) {
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
        for (int k = 0; k < secondOrderCount(); k++) {
            int a = scaling.start[k];
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
        for (int k = 0; k < secondOrderCount(); k++) {
            int a = scaling.start[k];
            ConesOfAnySize.divide(scaling, k, 1.0, s, 0, room, 0);
            double lift = floor[a] + tailNorm(room, k) - room[a];
            if (lift > 0.0) {
                for (int i = a; i < scaling.start[k + 1]; i++) {
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
        for (int k = 0; k < secondOrderCount(); k++) {
            smallest = Math.min(smallest, s[scaling.start[k]] - tailNorm(s, k));
        }
        return smallest;
    }

    private double determinant(double[] s, int k) {
        return ConePart.determinant(s[scaling.start[k]], tailNorm(s, k));
    }

    private double tailNorm(double[] s, int k) {
        double square = 0.0;
        for (int i = scaling.start[k] + 1; i < scaling.start[k + 1]; i++) {
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
        for (int k = 0; k < secondOrderCount(); k++) {
            int a = scaling.start[k];
            int end = scaling.start[k + 1];
            double factor = Math.max(least * wanted, wanted - ConesOfAnySize.dot(s, z, a, end)) / determinant(s, k);
            z[a] += factor * s[a];
            for (int i = a + 1; i < end; i++) {
                z[i] -= factor * s[i];
            }
        }
    }
}
