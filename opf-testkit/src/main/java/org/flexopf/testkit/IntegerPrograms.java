package org.flexopf.testkit;

import static org.flexopf.testkit.ProgramSketch.row;

import java.util.List;

/** Programs with integer variables; a solver that does not declare integers must refuse them. */
final class IntegerPrograms {

    private IntegerPrograms() {}

    static List<KnownProgram> all() {
        return List.of(
                knapsack(),
                roundingMisleads(),
                mixed(),
                integerInfeasible(),
                equalObjectives(),
                bigM(),
                openAbove(),
                negative(),
                quadratic(),
                conic(),
                conicInfeasible(),
                unbounded(),
                unboundedBesideIntegers(),
                unboundedWithoutIntegerPoint());
    }

    /** Values 16, 22, 12, 8 and weights 5, 7, 4, 3 in a knapsack of 14: items 2, 3 and 4, value 42. */
    private static KnownProgram knapsack() {
        return KnownProgram.optimal(
                        "MILP: knapsack",
                        ProgramSketch.minimise(-16, -22, -12, -8)
                                .atMost(row(5, 7, 4, 3), 14)
                                .nonnegative()
                                .atMost(row(1, 0, 0, 0), 1)
                                .atMost(row(0, 1, 0, 0), 1)
                                .atMost(row(0, 0, 1, 0), 1)
                                .atMost(row(0, 0, 0, 1), 1)
                                .integer(0, 1, 2, 3)
                                .program(),
                        -42)
                .at(0, 1, 1, 1);
    }

    /**
     * The relaxation has its optimum 2.8 at (1.8, 2.8); the integer optimum is 2, at (1, 2) or (2, 2) (Wikipedia,
     * Integer programming).
     */
    private static KnownProgram roundingMisleads() {
        return KnownProgram.optimal(
                "MILP: rounding misleads",
                ProgramSketch.minimise(0, -1)
                        .atMost(row(-1, 1), 1)
                        .atMost(row(3, 2), 12)
                        .atMost(row(2, 3), 12)
                        .nonnegative()
                        .integer(0, 1)
                        .program(),
                -2);
    }

    /**
     * One integer and one continuous variable: {@code 2 x + y} with {@code x + y >= 2.5, y <= 1}, x integer: x = 2, y =
     * 0.5.
     */
    private static KnownProgram mixed() {
        return KnownProgram.optimal(
                        "MILP: mixed",
                        ProgramSketch.minimise(2, 1)
                                .atLeast(row(1, 1), 2.5)
                                .atMost(row(0, 1), 1)
                                .nonnegative()
                                .integer(0)
                                .program(),
                        4.5)
                .at(2, 0.5);
    }

    /** No integer lies between 0.25 and 0.75, though the relaxation is feasible. */
    private static KnownProgram integerInfeasible() {
        return KnownProgram.primalInfeasible(
                "MILP: no integer between the bounds",
                ProgramSketch.minimise(1)
                        .atLeast(row(1), 0.25)
                        .atMost(row(1), 0.75)
                        .integer(0)
                        .program());
    }

    /** Any two of eight equal items: 28 optima, and every node has the same bound. */
    private static KnownProgram equalObjectives() {
        ProgramSketch sketch = ProgramSketch.minimise(1, 1, 1, 1, 1, 1, 1, 1)
                .atLeast(row(2, 2, 2, 2, 2, 2, 2, 2), 3)
                .nonnegative()
                .integer(0, 1, 2, 3, 4, 5, 6, 7);
        for (int j = 0; j < 8; j++) {
            double[] unit = new double[8];
            unit[j] = 1.0;
            sketch.atMost(unit, 1);
        }
        return KnownProgram.optimal("MILP: equal objectives", sketch.program(), 2);
    }

    /**
     * Power {@code p <= 1e7 u} of up to 1 sells at 1, and u costs 5e6, so that nothing runs; an u of 1e-7 that passes
     * for 0 would sell 1 and cost 0.5.
     */
    private static KnownProgram bigM() {
        return KnownProgram.optimal(
                        "MILP: nothing leaks through a big M",
                        ProgramSketch.minimise(-1, 5e6)
                                .atMost(row(1, -1e7), 0)
                                .atMost(row(1, 0), 1)
                                .nonnegative()
                                .atMost(row(0, 1), 1)
                                .integer(1)
                                .program(),
                        0)
                .at(0, 0);
    }

    /** Integers without upper bounds: {@code 3 x + 5 y >= 13} at costs of 2 and 3.1, x = 1 and y = 2. */
    private static KnownProgram openAbove() {
        return KnownProgram.optimal(
                        "MILP: no upper bounds",
                        ProgramSketch.minimise(2, 3.1)
                                .atLeast(row(3, 5), 13)
                                .nonnegative()
                                .integer(0, 1)
                                .program(),
                        8.2)
                .at(1, 2);
    }

    /**
     * Negative integers, and none of them bounded by a row of its own: {@code -4.5 <= x + y}, {@code |x - y| <= 2.5}.
     */
    private static KnownProgram negative() {
        return KnownProgram.optimal(
                        "MILP: negative, bounded together",
                        ProgramSketch.minimise(1.5, 1)
                                .atLeast(row(1, 1), -4.5)
                                .atMost(row(1, -1), 2.5)
                                .atMost(row(-1, 1), 2.5)
                                .integer(0, 1)
                                .program(),
                        -5.5)
                .at(-3, -1);
    }

    /**
     * Next to (1.4, 2.6) in the metric of P = [2 1; 1 2] is (1, 3) at -12.2; (2, 2) is at -12, (1, 2) and (2, 3) at
     * -11.6.
     */
    private static KnownProgram quadratic() {
        return KnownProgram.optimal(
                        "MIQP: nearest integer point",
                        ProgramSketch.minimise(-5.4, -6.6)
                                .plusHalfSquare(row(2, 1), row(1, 2))
                                .atMost(row(1, 0), 5)
                                .atMost(row(0, 1), 5)
                                .nonnegative()
                                .integer(0, 1)
                                .program(),
                        -12.2)
                .at(1, 3);
    }

    /** The largest x + y in a disc of radius 2.5 around zero: (2, 1) and (1, 2), where the relaxation has 3.54. */
    private static KnownProgram conic() {
        return KnownProgram.optimal(
                "MISOCP: integer points in a disc",
                ProgramSketch.minimise(-1, -1)
                        .secondOrder(
                                ProgramSketch.affine(2.5, 0, 0),
                                ProgramSketch.affine(0, 1, 0),
                                ProgramSketch.affine(0, 0, 1))
                        .integer(0, 1)
                        .program(),
                -3);
    }

    /** No integer point within 0.6 of (0.5, 0.5). */
    private static KnownProgram conicInfeasible() {
        return KnownProgram.primalInfeasible(
                "MISOCP: a disc between integer points",
                ProgramSketch.minimise(-1, -1)
                        .secondOrder(
                                ProgramSketch.affine(0.6, 0, 0),
                                ProgramSketch.affine(-0.5, 1, 0),
                                ProgramSketch.affine(-0.5, 0, 1))
                        .integer(0, 1)
                        .program());
    }

    private static KnownProgram unbounded() {
        return KnownProgram.dualInfeasible(
                "MILP: an integer without end",
                ProgramSketch.minimise(-1, 1)
                        .atMost(row(1, -2), 0.5)
                        .nonnegative()
                        .integer(0)
                        .program());
    }

    private static KnownProgram unboundedBesideIntegers() {
        return KnownProgram.dualInfeasible(
                "MILP: without end beside an integer",
                ProgramSketch.minimise(-1, 1)
                        .nonnegative()
                        .atMost(row(0, 1), 3.5)
                        .atLeast(row(0, 1), 0.5)
                        .integer(1)
                        .program());
    }

    /** The relaxation falls without end, and there is no integer point at all. */
    private static KnownProgram unboundedWithoutIntegerPoint() {
        return KnownProgram.primalInfeasible(
                "MILP: without end but for integers",
                ProgramSketch.minimise(-1, 1)
                        .nonnegative()
                        .atMost(row(0, 1), 0.75)
                        .atLeast(row(0, 1), 0.25)
                        .integer(1)
                        .program());
    }
}
