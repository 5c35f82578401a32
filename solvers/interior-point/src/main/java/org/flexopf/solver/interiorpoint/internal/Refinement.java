package org.flexopf.solver.interiorpoint.internal;

/**
 * Iterative refinement of a finished direction against {@code P dx + C'dv = r_x} and {@code C dx + ds = r_v} as they stand. A form of the KKT system fulfils its other equations by
 * construction, whatever its factors are worth.
 */
final class Refinement {

    private final ScaledProgram program;
    private final int equalities;
    private final int end;
    private final double[] residualX;
    private final double[] residualV;
    private final double[] zeroRows;
    private final Direction correction;

    /**
     * The memory of refinement.
     *
     * @param end the rows before it may have residuals; those after it have none by construction
     */
    Refinement(ScaledProgram program, int end) {
        this.program = program;
        this.end = end;
        equalities = program.structure.equalities;
        residualX = new double[program.structure.variables];
        residualV = new double[program.structure.rows];
        zeroRows = new double[program.structure.rows];
        correction = new Direction(program.structure);
    }

    /** As {@link KktSystem#refine}. */
    boolean run(KktSystem system, double[] rx, double[] rv, Direction solution, double boundX, double boundV, int maxSteps) {
        double previous = Double.POSITIVE_INFINITY;
        for (int step = 0;; step++) {
            double error = residual(rx, rv, solution, boundX, boundV);
            if (step > 0 && !(error < previous)) {
                solution.add(-1.0, correction);
                system.finish(rv, solution);
                return step > 1;
            }
            if (error <= 1.0 || step >= maxSteps) {
                return step > 0;
            }
            previous = error;
            system.solve(residualX, residualV, zeroRows, correction);
            solution.add(1.0, correction);
            system.finish(rv, solution);
        }
    }

    /** The residuals, whose largest entries relative to bounds are returned. */
    private double residual(double[] rx, double[] rv, Direction solution, double boundX, double boundV) {
        program.multiplyQuadratic(solution.x, residualX);
        program.matrix.addTransposed(0, residualV.length, solution.v, residualX);
        double errorX = subtractFrom(rx, residualX, residualX.length);
        program.matrix.multiply(0, end, solution.x, residualV);
        for (int i = equalities; i < end; i++) {
            residualV[i] += solution.s[i];
        }
        double errorV = subtractFrom(rv, residualV, end);
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
