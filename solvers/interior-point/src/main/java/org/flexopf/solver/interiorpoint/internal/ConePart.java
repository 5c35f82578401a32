package org.flexopf.solver.interiorpoint.internal;

/**
 * A stretch of rows of K of one kind, whose vectors fit the fastest cache together, so that one operation after the
 * other can be done on it before the next stretch: rows of the orthant, or whole second-order cones. Cones of three and
 * of four rows, which is what networks have, are worked on without loops over their rows.
 *
 * <p>Vectors have one entry per row of C. {@code lambda} and the numbers of W are those of the {@link Scaling}; vectors
 * u are in scaled coordinates, {@code W^-1 ds} or {@code W dz}.
 */
abstract class ConePart {

    final Scaling scaling;
    private final int rowBegin;
    private final int rowEnd;

    ConePart(Scaling scaling, int rowBegin, int rowEnd) {
        this.scaling = scaling;
        this.rowBegin = rowBegin;
        this.rowEnd = rowEnd;
    }

    final int rowBegin() {
        return rowBegin;
    }

    final int rowEnd() {
        return rowEnd;
    }

    /** The end of those of its rows that belong to the orthant, which are all or none. */
    abstract int linearEnd();

    /** Computes the scaling at (s, z). Returns false if either has left the interior or is not finite. */
    abstract boolean update(double[] s, double[] z);

    /**
     * Puts a multiple of {@code W^-1 v} into a part of a vector, which may be v itself.
     *
     * @param factor 1 or -1
     * @param offset the row whose quotient goes to the first place of the target; 0 for a whole vector
     */
    abstract void divide(double factor, double[] v, double[] target, int offset);

    /**
     * Reads the scaled steps off: {@code us = -W^-1 v}, and takes us from uz.
     *
     * @param v a part of a vector
     * @param offset the row that stands at its first place
     */
    abstract void read(double[] v, int offset, double[] us, double[] uz);

    /**
     * What Mehrotra's corrector asks of the scaled products: f becomes {@code lambdaShare lambda - u}, where
     * {@code lambda o u = us o uz - aim e}.
     */
    abstract void askSecondOrder(double[] us, double[] uz, double aim, double lambdaShare, double[] f);

    /**
     * What Gondzio's correction (Comput. Optim. Appl. 6, 1996) asks of them: the eigenvalues of {@code t = (lambda + a
     * us) o (lambda + a uz)} are drawn into {@code [low, high]}, and f becomes the u for which {@code lambda o u} is
     * the drawn t minus t.
     */
    abstract void askCentrality(
            double[] us, double stepS, double[] uz, double stepZ, double low, double high, double[] f);

    /**
     * Raises two slopes to the largest eigenvalues of -us and -uz relative to lambda: the inverse of a slope that
     * started at 1 is the largest step, at most 1, for which {@code lambda + step * u} stays in K. It takes no decision
     * on the sign of u: signs are as good as random, and a processor would guess them wrong.
     */
    abstract void raiseSlopes(double[] us, double[] uz, double[] slopes);

    /**
     * What a product lacks to be in the range, or is above it, down to {@code -high}. Nearly all are in the range,
     * which a processor guesses well.
     */
    static double drawn(double t, double low, double high) {
        if (t < low) {
            return low - t;
        }
        return t > high ? Math.max(-high, high - t) : 0.0;
    }

    /**
     * Whether the eigenvalues of a point of a second-order cone, by its head and the square of its tail, are in range.
     */
    static boolean isWithin(double head, double squareOfTail, double low, double high) {
        double room = Math.min(high - head, head - low);
        return room >= 0.0 && squareOfTail <= room * room;
    }

    /** Whether a root is larger than a number. Few cones raise a slope, and the others need no root. */
    static boolean isSteeper(double squareOfRoot, double number) {
        return number < 0.0 || squareOfRoot > number * number;
    }

    /** The root of a number that rounding may have made negative. */
    static double root(double square) {
        return square > 0.0 ? Math.sqrt(square) : 0.0;
    }

    /** The norm in which a head and the norm of a tail measure, squared: as a product, so that little cancels. */
    static double determinant(double head, double tail) {
        return (head - tail) * (head + tail);
    }

    /** Whether two points with these heads and determinants are inside a second-order cone and finite. */
    static boolean areInside(double headS, double detS, double headZ, double detZ) {
        return detS > 0.0
                && detZ > 0.0
                && headS > 0.0
                && headZ > 0.0
                && detS < Double.MAX_VALUE
                && detZ < Double.MAX_VALUE;
    }
}
