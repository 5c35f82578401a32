package org.flexopf.testkit;

import static org.flexopf.testkit.ProgramSketch.affine;
import static org.flexopf.testkit.ProgramSketch.row;

import java.util.List;

/** Second-order cone programs with known answers. */
final class ConePrograms {

    private static final double R2 = Math.sqrt(2.0);
    private static final double R3 = Math.sqrt(3.0);

    private ConePrograms() {}

    static List<KnownProgram> all() {
        return List.of(
                linearOverDisc(),
                hyperbola(),
                hyperbolaWithPrices(),
                torricelli(),
                projectionOnDisc(),
                insideDisc(),
                apex(),
                apexAndMultiplierOnBoundary(),
                bothAtApex(),
                flatCone(),
                halfLine(),
                coneOfThreeHundred(),
                zeroObjective(),
                twoDiscs(),
                withEquality(),
                twoBusFeeder());
    }

    /** -x1 - x2 on the unit disc: -sqrt 2, multipliers (sqrt 2, -1, -1). */
    static KnownProgram linearOverDisc() {
        return KnownProgram.optimal(
                        "SOCP: linear over the unit disc",
                        ProgramSketch.minimise(-1, -1)
                                .secondOrder(affine(1, 0, 0), affine(0, 1, 0), affine(0, 0, 1))
                                .program(),
                        -R2)
                .at(1 / R2, 1 / R2)
                .withMultipliers(row(), row(R2, -1, -1));
    }

    /** {@code x1 + x2} with {@code x1 x2 >= 1}, as {@code ||(2, x1 - x2)|| <= x1 + x2}: value 2 at (1, 1). */
    private static KnownProgram hyperbola() {
        return KnownProgram.optimal(
                        "SOCP: hyperbola",
                        ProgramSketch.minimise(1, 1)
                                .secondOrder(affine(0, 1, 1), affine(2, 0, 0), affine(0, 1, -1))
                                .program(),
                        2)
                .at(1, 1)
                .withMultipliers(row(), row(1, -1, 0));
    }

    /** 9 x1 + x2 with x1 x2 >= 1: value 6 at (1/3, 3); the multipliers are (5, -3, 4). */
    private static KnownProgram hyperbolaWithPrices() {
        return KnownProgram.optimal(
                        "SOCP: hyperbola, uneven prices",
                        ProgramSketch.minimise(9, 1)
                                .secondOrder(affine(0, 1, 1), affine(2, 0, 0), affine(0, 1, -1))
                                .program(),
                        6)
                .at(1.0 / 3.0, 3)
                .withMultipliers(row(), row(5, -3, 4));
    }

    /**
     * The point with the least sum of distances to the corners of an equilateral triangle of side 2 (Torricelli): 2
     * sqrt 3.
     */
    private static KnownProgram torricelli() {
        return KnownProgram.optimal(
                        "SOCP: Torricelli point",
                        ProgramSketch.minimise(0, 0, 1, 1, 1)
                                .secondOrder(
                                        affine(0, 0, 0, 1, 0, 0), affine(1, 1, 0, 0, 0, 0), affine(0, 0, 1, 0, 0, 0))
                                .secondOrder(
                                        affine(0, 0, 0, 0, 1, 0), affine(-1, 1, 0, 0, 0, 0), affine(0, 0, 1, 0, 0, 0))
                                .secondOrder(
                                        affine(0, 0, 0, 0, 0, 1), affine(0, 1, 0, 0, 0, 0), affine(-R3, 0, 1, 0, 0, 0))
                                .program(),
                        2 * R3)
                .at(0, 1 / R3, 2 / R3, 2 / R3, 2 / R3)
                .withMultipliers(row(), row(1, -R3 / 2, -0.5, 1, R3 / 2, -0.5, 1, 0, 1));
    }

    /** The nearest point of the unit disc to (3, 4) is (0.6, 0.8), at distance 4: square and cone together. */
    private static KnownProgram projectionOnDisc() {
        return KnownProgram.optimal(
                        "QP with a cone: projection on the disc",
                        ProgramSketch.minimise(-3, -4)
                                .plusHalfSquare(row(1, 0), row(0, 1))
                                .plus(12.5)
                                .secondOrder(affine(1, 0, 0), affine(0, 1, 0), affine(0, 0, 1))
                                .program(),
                        8)
                .at(0.6, 0.8)
                .withMultipliers(row(), row(4, -2.4, -3.2));
    }

    /** The nearest point of the unit disc to (0.3, 0.4) is that point: the cone does not bind. */
    private static KnownProgram insideDisc() {
        return KnownProgram.optimal(
                        "QP with a cone: inactive cone",
                        ProgramSketch.minimise(-0.3, -0.4)
                                .plusHalfSquare(row(1, 0), row(0, 1))
                                .plus(0.125)
                                .secondOrder(affine(1, 0, 0), affine(0, 1, 0), affine(0, 0, 1))
                                .program(),
                        0)
                .at(0.3, 0.4)
                .withMultipliers(row(), row(0, 0, 0));
    }

    /** The distance to a point is least at the point: the slack is the apex, the multipliers lie inside the cone. */
    private static KnownProgram apex() {
        return KnownProgram.optimal(
                        "SOCP: apex",
                        ProgramSketch.minimise(0, 0, 1)
                                .secondOrder(affine(0, 0, 0, 1), affine(-1, 1, 0, 0), affine(2, 0, 1, 0))
                                .program(),
                        0)
                .at(1, -2, 0)
                .withMultipliers(row(), row(1, 0, 0));
    }

    /**
     * {@code 5 t + 3 x1 + 4 x2} with {@code ||x|| <= t <= 1}: zero along a ray from the apex, and the multipliers lie
     * on the boundary.
     */
    private static KnownProgram apexAndMultiplierOnBoundary() {
        return KnownProgram.optimal(
                        "SOCP: a ray of optima, multipliers on the boundary",
                        ProgramSketch.minimise(3, 4, 5)
                                .secondOrder(affine(0, 0, 0, 1), affine(0, 1, 0, 0), affine(0, 0, 1, 0))
                                .atMost(row(0, 0, 1), 1)
                                .program(),
                        0)
                .withMultipliers(row(), row(5, 3, 4, 0))
                .accurateTo(1e-6, 1e-3);
    }

    /** t is free of cost, and an equality holds it and so the whole cone at the apex; multipliers may be zero too. */
    private static KnownProgram bothAtApex() {
        return KnownProgram.optimal(
                        "SOCP: slack held at the apex",
                        ProgramSketch.minimise(0, 0, 0)
                                .equal(row(0, 0, 1), 0)
                                .secondOrder(affine(0, 0, 0, 1), affine(0, 1, 0, 0), affine(0, 0, 1, 0))
                                .program(),
                        0)
                .at(0, 0, 0)
                .accurateTo(1e-6, 1e-3);
    }

    /** A cone whose first entry is fixed at zero pins x at zero against its cost: no interior, many multipliers. */
    private static KnownProgram flatCone() {
        return KnownProgram.optimal(
                        "SOCP: no interior",
                        ProgramSketch.minimise(1, 0)
                                .equal(row(0, 1), 0)
                                .secondOrder(affine(0, 0, 1), affine(0, 1, 0))
                                .program(),
                        0)
                .accurateTo(1e-4, 1e-4);
    }

    /** Second-order cones of dimension 1 and 2 are half lines and a wedge. */
    private static KnownProgram halfLine() {
        return KnownProgram.optimal(
                        "SOCP: cones of dimension 1 and 2",
                        ProgramSketch.minimise(1, 2)
                                .secondOrder(affine(-3, 1, 0))
                                .secondOrder(affine(4, 0, 0), affine(0, 0, 1))
                                .program(),
                        -5)
                .at(3, -4)
                .withMultipliers(row(), row(1, 2, 2));
    }

    /** The sum of 300 entries over the unit ball: one long cone, value -sqrt 300. */
    private static KnownProgram coneOfThreeHundred() {
        int n = 300;
        double[] q = new double[n];
        double[] best = new double[n];
        double[] z = new double[n + 1];
        double[][] rows = new double[n + 1][n + 1];
        rows[0][0] = 1.0;
        z[0] = Math.sqrt(n);
        for (int j = 0; j < n; j++) {
            q[j] = -1.0;
            best[j] = 1.0 / Math.sqrt(n);
            z[j + 1] = -1.0;
            rows[j + 1][j + 1] = 1.0;
        }
        return KnownProgram.optimal(
                        "SOCP: one cone of dimension 301",
                        ProgramSketch.minimise(q).secondOrder(rows).program(),
                        -Math.sqrt(n))
                .at(best)
                .withMultipliers(row(), z);
    }

    private static KnownProgram zeroObjective() {
        return KnownProgram.optimal(
                        "SOCP: zero objective",
                        ProgramSketch.minimise(0, 0)
                                .atLeast(row(1, 1), 1)
                                .secondOrder(affine(1, 0, 0), affine(0, 1, 0), affine(0, 0, 1))
                                .program(),
                        0)
                .withMultipliers(row(), row(0, 0, 0, 0));
    }

    /** Two unit discs that meet in a lens, centres (0, 0) and (1, 0): the highest point is (1/2, sqrt 3 / 2). */
    private static KnownProgram twoDiscs() {
        return KnownProgram.optimal(
                        "SOCP: lens of two discs",
                        ProgramSketch.minimise(0, -1)
                                .secondOrder(affine(1, 0, 0), affine(0, 1, 0), affine(0, 0, 1))
                                .secondOrder(affine(1, 0, 0), affine(-1, 1, 0), affine(0, 0, 1))
                                .program(),
                        -R3 / 2)
                .at(0.5, R3 / 2)
                .withMultipliers(row(), row(1 / R3, -1 / (2 * R3), -0.5, 1 / R3, 1 / (2 * R3), -0.5));
    }

    /** The distance of the line 3 x1 + 4 x2 = 10 from the origin is 2; lengthening b by 1 adds 1/5. */
    private static KnownProgram withEquality() {
        return KnownProgram.optimal(
                        "SOCP: distance of a line",
                        ProgramSketch.minimise(0, 0, 1)
                                .equal(row(3, 4, 0), 10)
                                .secondOrder(affine(0, 0, 0, 1), affine(0, 1, 0, 0), affine(0, 0, 1, 0))
                                .program(),
                        2)
                .at(1.2, 1.6, 2)
                .withMultipliers(row(-0.2), row(1, -0.6, -0.8));
    }

    /**
     * A feeder of two buses in the branch-flow form of Farivar and Low (2013): source voltage 1, r = 0.1, x = 0, load
     * 0.9 at the far bus. Sent power P and squared current l obey P = 0.9 + 0.1 l and {@code P^2 <= l}; the least P
     * solves 0.1 P^2 - P + 0.9 = 0, so P = 1 and l = 1. A megawatt more of load costs dP/dload = 1 / (1 - 0.2 P) =
     * 1.25, which is -y.
     */
    private static KnownProgram twoBusFeeder() {
        return KnownProgram.optimal(
                        "SOCP: feeder of two buses",
                        ProgramSketch.minimise(1, 0)
                                .equal(row(1, -0.1), 0.9)
                                .secondOrder(affine(1, 0, 1), affine(0, 2, 0), affine(-1, 0, 1))
                                .program(),
                        1)
                .at(1, 1)
                .withMultipliers(row(-1.25), row(0.125, -0.125, 0));
    }
}
