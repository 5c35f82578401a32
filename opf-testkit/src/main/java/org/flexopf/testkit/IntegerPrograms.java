package org.flexopf.testkit;

import static org.flexopf.testkit.ProgramSketch.row;

import java.util.List;

/** Programs with integer variables; a solver that does not declare integers must refuse them. */
final class IntegerPrograms {

    private IntegerPrograms() {}

    static List<KnownProgram> all() {
        return List.of(knapsack(), roundingMisleads(), mixed(), integerInfeasible());
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
}
