package org.flexopf.testkit;

import static org.flexopf.testkit.ProgramSketch.row;

import java.util.List;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/** Linear programs with known answers. */
final class LinearPrograms {

    private LinearPrograms() {}

    static List<KnownProgram> all() {
        return List.of(
                productMix(),
                beale(),
                klee(),
                freeVariable(),
                fixedByEquality(),
                fixedByTwoRows(),
                faceOfOptima(),
                manyMultipliers(),
                emptyRows(),
                emptyColumn(),
                emptyColumnThatIsBounded(),
                zeroObjective(),
                zeroObjectiveWithoutInterior(),
                redundantEqualities(),
                dependentEqualities(),
                moreEqualitiesThanVariables(),
                oneVariable(),
                oneFreeVariable(),
                noVariables(),
                onlyEqualities(),
                explicitZeros(),
                dantzigTransport());
    }

    /** The Wyndor Glass example of Hillier and Lieberman: profit 36 at (2, 6), shadow prices 0, 3/2 and 1. */
    static KnownProgram productMix() {
        return KnownProgram.optimal(
                        "LP: product mix",
                        ProgramSketch.minimise(-3, -5)
                                .atMost(row(1, 0), 4)
                                .atMost(row(0, 2), 12)
                                .atMost(row(3, 2), 18)
                                .nonnegative()
                                .program(),
                        -36)
                .at(2, 6)
                .withMultipliers(row(), row(0, 1.5, 1, 0, 0));
    }

    /** Beale's example (1955), on which the simplex method cycles: degenerate at the origin, optimum -1/20. */
    private static KnownProgram beale() {
        return KnownProgram.optimal(
                        "LP: Beale's degenerate example",
                        ProgramSketch.minimise(-0.75, 150, -0.02, 6)
                                .atMost(row(0.25, -60, -0.04, 9), 0)
                                .atMost(row(0.5, -90, -0.02, 3), 0)
                                .atMost(row(0, 0, 1, 0), 1)
                                .nonnegative()
                                .program(),
                        -0.05)
                .at(0.04, 0, 1, 0)
                .withMultipliers(row(), row(0, 1.5, 0.05, 0, 15, 0, 10.5));
    }

    /**
     * The Klee-Minty cube in three dimensions, in Chvatal's form: maximise 100 a + 10 b + c, value 10,000 at (0, 0,
     * 10,000).
     */
    private static KnownProgram klee() {
        return KnownProgram.optimal(
                        "LP: Klee-Minty cube",
                        ProgramSketch.minimise(-100, -10, -1)
                                .atMost(row(1, 0, 0), 1)
                                .atMost(row(20, 1, 0), 100)
                                .atMost(row(200, 20, 1), 10_000)
                                .nonnegative()
                                .program(),
                        -10_000)
                .at(0, 0, 10_000)
                .withMultipliers(row(), row(0, 0, 1, 100, 10, 0));
    }

    /**
     * A free variable pressed down on a row that another, fixed, variable moves: f = x1 + 2 x2 with x2 = 3 and x1 >= x2
     * - 5.
     */
    private static KnownProgram freeVariable() {
        return KnownProgram.optimal(
                        "LP: free variable",
                        ProgramSketch.minimise(1, 2)
                                .equal(row(0, 1), 3)
                                .atMost(row(-1, 1), 5)
                                .program(),
                        4)
                .at(-2, 3)
                .withMultipliers(row(-3), row(1));
    }

    /** x is fixed at 7 and dear; y pays for its share of the sum: f = 10 x + y, x + y = 9; df/dx_fixed = 9. */
    private static KnownProgram fixedByEquality() {
        return KnownProgram.optimal(
                        "LP: fixed variable",
                        ProgramSketch.minimise(10, 1)
                                .equal(row(1, 0), 7)
                                .equal(row(1, 1), 9)
                                .atLeast(row(0, 1), 0)
                                .program(),
                        72)
                .at(7, 2)
                .withMultipliers(row(-9, -1), row(0));
    }

    /**
     * The same fixed by two opposite inequalities: there is no interior, and only the difference of their multipliers
     * is determined.
     */
    private static KnownProgram fixedByTwoRows() {
        return KnownProgram.optimal(
                        "LP: variable fixed by two rows",
                        ProgramSketch.minimise(10, 1)
                                .atMost(row(1, 0), 7)
                                .atLeast(row(1, 0), 7)
                                .equal(row(1, 1), 9)
                                .atLeast(row(0, 1), 0)
                                .program(),
                        72)
                .at(7, 2);
    }

    /** Every point of an edge is optimal; the multiplier is not in doubt. */
    private static KnownProgram faceOfOptima() {
        return KnownProgram.optimal(
                        "LP: a face of optima",
                        ProgramSketch.minimise(1, 1)
                                .atLeast(row(1, 1), 1)
                                .nonnegative()
                                .program(),
                        1)
                .withMultipliers(row(), row(1, 0, 0));
    }

    /** Four rows meet in the plane at (1, 1): the point is unique, the multipliers are not. */
    private static KnownProgram manyMultipliers() {
        return KnownProgram.optimal(
                        "LP: four rows through one vertex",
                        ProgramSketch.minimise(-1, -1)
                                .atMost(row(1, 0), 1)
                                .atMost(row(0, 1), 1)
                                .atMost(row(1, 1), 2)
                                .atMost(row(2, 1), 3)
                                .program(),
                        -2)
                .at(1, 1);
    }

    /** Rows without coefficients that hold: {@code 0 = 0}, {@code 0 <= 5} and, with no slack at all, {@code 0 <= 0}. */
    private static KnownProgram emptyRows() {
        return KnownProgram.optimal(
                        "LP: empty rows",
                        ProgramSketch.minimise(2, 3)
                                .equal(row(0, 0), 0)
                                .equal(row(1, 1), 4)
                                .atMost(row(0, 0), 5)
                                .nonnegative()
                                .atMost(row(0, 0), 0)
                                .program(),
                        8)
                .at(4, 0);
    }

    /** A variable that occurs nowhere may have any value, but must have one. */
    private static KnownProgram emptyColumn() {
        return KnownProgram.optimal(
                        "LP: empty column",
                        ProgramSketch.minimise(1, 0).atLeast(row(1, 0), 2).program(),
                        2)
                .withMultipliers(row(), row(1));
    }

    /** A variable that occurs in its bounds alone. */
    private static KnownProgram emptyColumnThatIsBounded() {
        return KnownProgram.optimal(
                        "LP: column with nothing but bounds",
                        ProgramSketch.minimise(1, -4)
                                .atLeast(row(1, 0), 2)
                                .atMost(row(0, 1), 3)
                                .atLeast(row(0, 1), -3)
                                .program(),
                        -10)
                .at(2, 3)
                .withMultipliers(row(), row(1, 4, 0));
    }

    /** Feasibility alone; any multipliers but zero would make the dual objective negative. */
    private static KnownProgram zeroObjective() {
        return KnownProgram.optimal(
                        "LP: zero objective",
                        ProgramSketch.minimise(0, 0)
                                .plus(2.5)
                                .equal(row(1, 1), 1)
                                .nonnegative()
                                .program(),
                        2.5)
                .withMultipliers(row(0), row(0, 0));
    }

    /** Feasibility alone, and the feasible set is one point. */
    private static KnownProgram zeroObjectiveWithoutInterior() {
        return KnownProgram.optimal(
                        "LP: zero objective, one feasible point",
                        ProgramSketch.minimise(0, 0)
                                .equal(row(1, 1), 0)
                                .nonnegative()
                                .program(),
                        0)
                .at(0, 0);
    }

    /** The same equality three times, once doubled and once negated; y is determined in its sum alone. */
    private static KnownProgram redundantEqualities() {
        return KnownProgram.optimal(
                        "LP: redundant equalities",
                        ProgramSketch.minimise(1, 3)
                                .equal(row(1, 1), 2)
                                .equal(row(2, 2), 4)
                                .equal(row(-1, -1), -2)
                                .nonnegative()
                                .program(),
                        2)
                .at(2, 0);
    }

    /** A third equality that is the sum of the first two. */
    private static KnownProgram dependentEqualities() {
        return KnownProgram.optimal(
                        "LP: dependent equalities",
                        ProgramSketch.minimise(1, 2, 4)
                                .equal(row(1, 1, 0), 3)
                                .equal(row(0, 1, 1), 2)
                                .equal(row(1, 2, 1), 5)
                                .nonnegative()
                                .program(),
                        5)
                .at(1, 2, 0);
    }

    /** Five consistent equalities on two variables. */
    private static KnownProgram moreEqualitiesThanVariables() {
        return KnownProgram.optimal(
                        "LP: more equalities than variables",
                        ProgramSketch.minimise(5, -1)
                                .equal(row(1, 0), 2)
                                .equal(row(0, 1), 3)
                                .equal(row(1, 1), 5)
                                .equal(row(1, -1), -1)
                                .equal(row(2, 3), 13)
                                .program(),
                        7)
                .at(2, 3);
    }

    private static KnownProgram oneVariable() {
        return KnownProgram.optimal(
                        "LP: one variable",
                        ProgramSketch.minimise(-2).atMost(row(4), 6).program(),
                        -3)
                .at(1.5)
                .withMultipliers(row(), row(0.5));
    }

    /** One variable, no constraint and no cost. */
    private static KnownProgram oneFreeVariable() {
        return KnownProgram.optimal(
                "LP: one free variable without cost",
                ProgramSketch.minimise(0).plus(-1).program(),
                -1);
    }

    /** No variables: the constant is the optimum. */
    private static KnownProgram noVariables() {
        return KnownProgram.optimal(
                "LP: no variables", ProgramSketch.minimise().plus(4).program(), 4);
    }

    /** As many equalities as variables: a linear system; y solves the transposed one. */
    private static KnownProgram onlyEqualities() {
        return KnownProgram.optimal(
                        "LP: only equalities",
                        ProgramSketch.minimise(1, 1)
                                .equal(row(2, 1), 5)
                                .equal(row(1, 3), 10)
                                .program(),
                        4)
                .at(1, 3)
                .withMultipliers(row(-0.4, -0.2), row());
    }

    /** Coefficients that are stored and zero, as a pattern shared by several programs has them. */
    private static KnownProgram explicitZeros() {
        ConicProgram mix = productMix().program();
        SparseMatrix.Builder g = new SparseMatrix.Builder(5, 2);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 2; j++) {
                g.add(i, j, mix.coneMatrix().get(i, j));
            }
        }
        SparseMatrix.Builder p =
                new SparseMatrix.Builder(2, 2).add(0, 0, 0.0).add(0, 1, 0.0).add(1, 1, 0.0);
        return KnownProgram.optimal(
                        "LP: stored zeros",
                        ConicProgram.continuous(
                                p.build(),
                                mix.linear(),
                                0.0,
                                mix.equalityMatrix(),
                                mix.equalityRhs(),
                                g.build(),
                                mix.coneRhs(),
                                mix.cones()),
                        -36)
                .at(2, 6)
                .withMultipliers(row(), row(0, 1.5, 1, 0, 0));
    }

    /**
     * Dantzig's transport problem (Linear Programming and Extensions, 1963, chapter 3.3, as in the GAMS model library):
     * 153.675.
     */
    private static KnownProgram dantzigTransport() {
        return KnownProgram.optimal(
                "LP: Dantzig's transport problem",
                ProgramSketch.minimise(0.225, 0.153, 0.162, 0.225, 0.162, 0.126)
                        .atMost(row(1, 1, 1, 0, 0, 0), 350)
                        .atMost(row(0, 0, 0, 1, 1, 1), 600)
                        .atLeast(row(1, 0, 0, 1, 0, 0), 325)
                        .atLeast(row(0, 1, 0, 0, 1, 0), 300)
                        .atLeast(row(0, 0, 1, 0, 0, 1), 275)
                        .nonnegative()
                        .program(),
                153.675);
    }
}
