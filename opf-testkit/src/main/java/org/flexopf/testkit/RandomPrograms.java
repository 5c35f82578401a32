package org.flexopf.testkit;

import java.util.Arrays;
import java.util.Random;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;

/**
 * Random programs around a known answer, by explicit seed: the same shape and seed give the same program everywhere.
 *
 * <p>An optimal program starts from its answer: x, complementary s and z and a free y are drawn, then the matrices, and
 * last {@code b = Ax}, {@code h = Gx + s} and {@code q = -(Px + A'y + G'z)}, so that the KKT conditions hold by
 * construction. A program without an optimum starts from its certificate in the same way.
 */
public final class RandomPrograms {

    /** How a slack and its multipliers stand to each other. */
    private enum Meeting {
        INACTIVE,
        BOUNDARY,
        APEX,
        APEX_AND_BOUNDARY,
        BOUNDARY_AND_ZERO,
        BOTH_ZERO
    }

    private RandomPrograms() {}

    /** A program with a known optimal pair; neither part of it need be the only one. */
    public static KnownProgram optimal(ProgramShape shape, long seed) {
        Random random = new Random(seed);
        RandomMatrices data = new RandomMatrices(shape, random);
        if (shape.isWellPosed()) {
            data.openAlongSomeDirection();
            data.appendBounds(null);
        }
        double[] x = data.vector(data.variables);
        double[] y = data.vector(data.equalities);
        double[] s = new double[data.coneRows];
        double[] z = new double[data.coneRows];
        drawComplementary(shape, data, random, s, z);
        data.setRightHandSides(x, s);
        data.setStationary(x, y, z);
        data.scale(shape.decades(), x, y, z);
        ConicProgram program = data.program();
        return KnownProgram.optimal("optimal " + shape + ", seed " + seed, program, program.objective(x))
                .withSomePair(x, y, z);
    }

    /**
     * A program without a feasible point whose dual is feasible, so that no certificate of dual infeasibility exists.
     *
     * @throws IllegalArgumentException if the shape has no rows
     */
    public static KnownProgram primalInfeasible(ProgramShape shape, long seed) {
        if (shape.equalities() + shape.inequalities() + shape.cones() == 0) {
            throw new IllegalArgumentException(
                    "a program without rows is feasible; give the shape an equality, an inequality or a cone");
        }
        Random random = new Random(seed);
        RandomMatrices data = new RandomMatrices(shape, random);
        if (shape.isWellPosed()) {
            data.appendBounds(null);
        }
        double[] y = data.vector(data.equalities);
        double[] z = data.interior();
        Arrays.fill(z, data.firstBound, data.coneRows, 0.0);
        int pivot = data.headOfSomeCone();
        double weight;
        double[] pivotRow;
        if (pivot >= 0) {
            weight = z[pivot];
            pivotRow = data.g[pivot];
        } else {
            y[0] = 1.0 + random.nextDouble();
            weight = y[0];
            pivotRow = data.a[0];
        }
        Arrays.fill(pivotRow, 0.0);
        double[] combination = data.combination(y, z);
        for (int j = 0; j < data.variables; j++) {
            pivotRow[j] = -combination[j] / weight;
        }
        System.arraycopy(data.vector(data.equalities), 0, data.b, 0, data.equalities);
        System.arraycopy(data.vector(data.coneRows), 0, data.h, 0, data.coneRows);
        double[] pivotSide = pivot >= 0 ? data.h : data.b;
        int place = Math.max(pivot, 0);
        pivotSide[place] = 0.0;
        pivotSide[place] = (-1.0 - KktFigures.dot(data.b, y) - KktFigures.dot(data.h, z)) / weight;
        data.setStationary(data.vector(data.variables), data.vector(data.equalities), data.interior());
        data.scale(shape.decades());
        return KnownProgram.primalInfeasible("primal infeasible " + shape + ", seed " + seed, data.program());
    }

    /** A feasible program whose objective falls without end along a known direction. */
    public static KnownProgram dualInfeasible(ProgramShape shape, long seed) {
        Random random = new Random(seed);
        RandomMatrices data = new RandomMatrices(shape, random);
        double[] direction = data.vector(data.variables);
        int pivot = random.nextInt(data.variables);
        direction[pivot] = 1.0 + random.nextDouble();
        if (shape.isWellPosed()) {
            data.appendBounds(direction);
        }
        double[] slackAlong = data.interior();
        if (shape.difficulty() != ProgramShape.Difficulty.STRICT) {
            Arrays.fill(slackAlong, 0.0);
            drawComplementary(shape, data, random, slackAlong, new double[data.coneRows]);
        }
        for (int i = 0; i < data.firstBound; i++) {
            data.g[i][pivot] = 0.0;
            data.g[i][pivot] = (-slackAlong[i] - KktFigures.dot(data.g[i], direction)) / direction[pivot];
        }
        for (double[] row : data.a) {
            row[pivot] = 0.0;
            row[pivot] = -KktFigures.dot(row, direction) / direction[pivot];
        }
        for (double[] factor : data.factors) {
            factor[pivot] = 0.0;
            factor[pivot] = -KktFigures.dot(factor, direction) / direction[pivot];
        }
        data.setRightHandSides(data.vector(data.variables), data.interior());
        System.arraycopy(data.vector(data.variables), 0, data.q, 0, data.variables);
        data.q[pivot] = 0.0;
        data.q[pivot] = (-1.0 - KktFigures.dot(data.q, direction)) / direction[pivot];
        data.scale(shape.decades());
        return KnownProgram.dualInfeasible("dual infeasible " + shape + ", seed " + seed, data.program());
    }

    /**
     * Draws slack and multipliers cone by cone. Bounds are inactive. In a strict shape no more rows are active than a
     * vertex needs, and slack and multipliers do not vanish together.
     */
    private static void drawComplementary(
            ProgramShape shape, RandomMatrices data, Random random, double[] s, double[] z) {
        int budget = Math.max(0, shape.variables() - shape.equalities());
        int row = 0;
        for (Cone cone : data.cones) {
            int dimension = cone.dimension();
            if (cone instanceof Cone.Nonnegative) {
                for (int i = row; i < row + dimension; i++) {
                    Meeting meeting = i < data.firstBound ? draw(shape, random, 1, budget) : Meeting.INACTIVE;
                    budget -= meeting == Meeting.INACTIVE ? 0 : 1;
                    data.drawBlock(i, 1, slackKind(meeting), s);
                    data.drawBlock(i, 1, multiplierKind(meeting), z);
                }
            } else {
                Meeting meeting = draw(shape, random, dimension, budget);
                budget -= meeting == Meeting.INACTIVE ? 0 : meeting == Meeting.BOUNDARY ? 1 : dimension;
                data.drawBlock(row, dimension, slackKind(meeting), s);
                data.drawBlock(row, dimension, multiplierKind(meeting), z);
                if (meeting == Meeting.BOUNDARY) {
                    oppose(row, dimension, s, z);
                }
            }
            row += dimension;
        }
    }

    private static Meeting draw(ProgramShape shape, Random random, int dimension, int budget) {
        if (shape.difficulty() != ProgramShape.Difficulty.STRICT) {
            Meeting[] all = Meeting.values();
            Meeting meeting = all[random.nextInt(all.length)];
            return meeting == Meeting.BOUNDARY && dimension == 1 ? Meeting.APEX : meeting;
        }
        int kind = random.nextInt(3);
        if (kind == 0 && dimension <= budget) {
            return Meeting.APEX;
        }
        return kind == 1 && dimension > 1 && budget >= 1
                ? Meeting.BOUNDARY
                : kind == 1 && dimension <= budget ? Meeting.APEX : Meeting.INACTIVE;
    }

    private static RandomMatrices.Place slackKind(Meeting meeting) {
        return switch (meeting) {
            case INACTIVE -> RandomMatrices.Place.INSIDE;
            case BOUNDARY, BOUNDARY_AND_ZERO -> RandomMatrices.Place.BOUNDARY;
            case APEX, APEX_AND_BOUNDARY, BOTH_ZERO -> RandomMatrices.Place.APEX;
        };
    }

    private static RandomMatrices.Place multiplierKind(Meeting meeting) {
        return switch (meeting) {
            case APEX -> RandomMatrices.Place.INSIDE;
            case BOUNDARY, APEX_AND_BOUNDARY -> RandomMatrices.Place.BOUNDARY;
            case INACTIVE, BOUNDARY_AND_ZERO, BOTH_ZERO -> RandomMatrices.Place.APEX;
        };
    }

    /** Turns multipliers on the boundary to the opposite side of the slack's ray, where the two are complementary. */
    private static void oppose(int row, int dimension, double[] s, double[] z) {
        for (int i = row + 1; i < row + dimension; i++) {
            z[i] = -z[row] * s[i] / s[row];
        }
    }
}
