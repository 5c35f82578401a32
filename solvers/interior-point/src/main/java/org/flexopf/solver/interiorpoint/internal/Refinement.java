package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

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
    private final ProgramStructure structure;
    private final SparseRows nodeRows;
    private final Crew.Task finishing = this::finish;
    /** {@code P dx + C'dv} by nodes, with copies. */
    private final double[] product;
    /** {@code P dx}; zeros if there is no P. */
    private final double[] quadratic;
    /** The largest entry of x and of v in each region, relative to what it may be. */
    private final double[] largestX;

    private final double[] largestV;
    /** The inverses of what entries may measure, and of what they may in the program's own units. */
    private double inverseBoundX;

    private double inverseOwnX;
    private double inverseBoundV;
    private double inverseOwnV;
    private KktSystem system;
    private Direction finished;
    private double[] rightX;
    private double[] rightV;
    /** A small program, of which people check every digit, is refined all the same. */
    private final boolean isSmall;
    /** What is left of the right sides. */
    final double[] x;

    final double[] v;

    Refinement(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.cones = cones;
        structure = program.structure;
        nodeRows = program.matrix.renamed(structure.nodeOfEntry);
        product = new double[structure.factor.nodes()];
        quadratic = new double[structure.variables];
        largestX = new double[structure.regions()];
        largestV = new double[structure.regions()];
        isSmall = program.structure.rows <= IterationLoop.SMALL;
        x = new double[program.structure.variables];
        v = new double[program.structure.rows];
    }

    /**
     * Finishes a direction and refines it until every entry that is left of the right sides is below one of two bounds,
     * or they hardly shrink any more.
     *
     * @param room a direction to compute in
     * @param boundX what entries of r_x may measure, and {@code ownX} what they may in the program's own units
     * @param boundV the same for r_v
     * @return whether the direction has changed
     */
    boolean run(
            KktSystem kkt,
            double[] rx,
            double[] rv,
            Direction direction,
            Direction room,
            double boundX,
            double ownX,
            double boundV,
            double ownV,
            int maxSteps) {
        // Rows that a system solves exactly are never written: another system may have left something there.
        Arrays.fill(v, kkt.inexactRows(), v.length, 0.0);
        inverseBoundX = 1.0 / boundX;
        inverseOwnX = 1.0 / ownX;
        inverseBoundV = 1.0 / boundV;
        inverseOwnV = 1.0 / ownV;
        double previous = Double.POSITIVE_INFINITY;
        for (int step = 0; ; step++) {
            double error = finish(kkt, rx, rv, direction);
            if (step > 0 && !(error < previous)) {
                direction.add(-1.0, room);
                finish(kkt, rx, rv, direction);
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

    /** Finishes the direction; returns the largest entry left of the right sides, relative to what it may be. */
    private double finish(KktSystem kkt, double[] rx, double[] rv, Direction direction) {
        system = kkt;
        finished = direction;
        rightX = rx;
        rightV = rv;
        if (program.hasQuadratic) {
            for (int region = 0; region < structure.regions(); region++) {
                direction.finishNodes(region);
            }
            program.multiplyQuadratic(direction.x, quadratic);
        }
        structure.crew.run(finishing);
        structure.factor.addCopies(product);
        subtractProduct(structure.factor.trunk());
        double error = 0.0;
        for (int region = 0; region < structure.regions(); region++) {
            error = Math.max(error, Math.max(largestX[region], largestV[region]));
        }
        return error;
    }

    private void finish(int region) {
        finished.finishNodes(region);
        FactorLayout factor = structure.factor;
        Arrays.fill(product, factor.ownEnd[region], factor.regionStart[region + 1], 0.0);
        for (int j = structure.variableStart(region); j < structure.variableStart(region + 1); j++) {
            product[structure.variableNode[j]] = structure.nodeColumns.add(quadratic[j], j, finished.nodes);
        }
        for (ConePart part : cones.parts(region)) {
            finished.finish(part, system, rightV);
            int begin = Math.min(part.rowEnd(), Math.max(part.rowBegin(), structure.explicitEnd));
            nodeRows.addTransposed(begin, part.rowEnd(), finished.v, product);
        }
        if (region < factor.trunk()) {
            subtractProduct(region);
        }
        largestV[region] = 0.0;
        subtractRows(region, structure.equalityStart(region), structure.equalityStart(region + 1));
        for (ConePart part : cones.parts(region)) {
            subtractRows(region, part.rowBegin(), Math.min(part.rowEnd(), system.inexactRows()));
        }
    }

    /** Sets x to the right side minus the product in a region. */
    private void subtractProduct(int region) {
        double[] unscale = program.inverseVariableScale;
        double largest = 0.0;
        for (int j = structure.variableStart(region); j < structure.variableStart(region + 1); j++) {
            double difference = rightX[j] - product[structure.variableNode[j]];
            x[j] = difference;
            double size = Math.abs(difference) * Math.min(inverseBoundX, inverseOwnX * unscale[j]);
            if (size > largest) {
                largest = size;
            }
        }
        largestX[region] = largest;
    }

    /** Sets v to the right side minus {@code C dx + ds} in a range of rows. */
    private void subtractRows(int region, int begin, int end) {
        if (begin >= end) {
            return;
        }
        nodeRows.multiply(begin, end, finished.nodes, v);
        double[] unscale = program.inverseRowScale;
        double largest = largestV[region];
        for (int i = begin; i < end; i++) {
            double step = i < structure.equalities ? 0.0 : finished.s[i];
            double difference = rightV[i] - (v[i] + step);
            v[i] = difference;
            double size = Math.abs(difference) * Math.min(inverseBoundV, inverseOwnV * unscale[i]);
            if (size > largest) {
                largest = size;
            }
        }
        largestV[region] = largest;
    }
}
