package org.flexopf.solver.interiorpoint.internal;

/**
 * Iterative refinement of a direction against {@code P dx + C'dv = r_x} and {@code C dx + ds = r_v} as they stand. A
 * form of the KKT system fulfils its other equations by construction, whatever its factors are worth.
 */
final class Refinement {

    /**
     * Where regularisation is strong, a step that leaves more of the error than this is not followed by another one:
     * the next iteration, which starts from what is left, takes away more for as much work.
     */
    private static final double SLOW = 0.5;

    private final ScaledProgram program;
    private final ConeProduct cones;
    /** A small program, of which people check every digit, is refined all the same. */
    private final boolean isSmall;
    /** What is left of the right sides. */
    final double[] x;

    final double[] v;

    Refinement(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.cones = cones;
        isSmall = program.structure.rows <= IterationLoop.SMALL;
        x = new double[program.structure.variables];
        v = new double[program.structure.rows];
    }

    /**
     * Finishes a direction and refines it until what is left of the right sides is below a bound in the largest norm,
     * or hardly shrinks any more.
     *
     * @param room a direction to compute in
     * @return whether the direction has changed
     */
    boolean run(
            KktSystem kkt,
            double[] rx,
            double[] rv,
            Direction direction,
            Direction room,
            double boundX,
            double boundV,
            int maxSteps) {
        double previous = Double.POSITIVE_INFINITY;
        for (int step = 0; ; step++) {
            double error = finish(kkt, rx, rv, direction, boundX, boundV);
            if (step > 0 && !(error < previous)) {
                direction.add(-1.0, room);
                finish(kkt, rx, rv, direction, boundX, boundV);
                return step > 1;
            }
            boolean isSlow = error > SLOW * previous && kkt.isStronglyRegularised() && !isSmall;
            if (error <= 1.0 || step >= maxSteps || isSlow) {
                return step > 0;
            }
            previous = error;
            room.solve(kkt, x, v);
            direction.add(1.0, room);
        }
    }

    /** Finishes the direction; returns the largest entries left of the right sides, relative to bounds. */
    private double finish(KktSystem kkt, double[] rx, double[] rv, Direction direction, double boundX, double boundV) {
        int equalities = program.structure.equalities;
        direction.finishNodes();
        program.multiplyQuadratic(direction.x, x);
        program.matrix.addTransposed(0, equalities, direction.v, x);
        for (ConeProduct.Part part : cones.parts()) {
            direction.finish(part, kkt, rv);
            program.matrix.addTransposed(part.rowBegin(), part.rowEnd(), direction.v, x);
        }
        double errorX = subtractFrom(rx, x, x.length);
        program.matrix.multiply(0, kkt.inexactRows(), direction.x, v);
        for (int i = equalities; i < kkt.inexactRows(); i++) {
            v[i] += direction.s[i];
        }
        double errorV = subtractFrom(rv, v, kkt.inexactRows());
        return Math.max(errorX / boundX, errorV / boundV);
    }

    /** Replaces a product by the right side minus the product; returns the largest entry. */
    private static double subtractFrom(double[] rightSide, double[] product, int length) {
        double largest = 0.0;
        for (int i = 0; i < length; i++) {
            double difference = rightSide[i] - product[i];
            product[i] = difference;
            if (Math.abs(difference) > largest) {
                largest = Math.abs(difference);
            }
        }
        return largest;
    }
}
