package org.flexopf.testkit;

import static org.flexopf.testkit.ProgramSketch.row;

import java.util.List;

/** Quadratic programs with known answers. */
final class QuadraticPrograms {

    private QuadraticPrograms() {}

    static List<KnownProgram> all() {
        return List.of(
                oneVariableNoConstraint(),
                noConstraints(),
                nocedalEquality(),
                nocedalInequality(),
                economicDispatch(),
                rankDeficient(),
                rankDeficientWithLinearPart(),
                zeroDiagonal(),
                inactiveBound(),
                projectionOnSimplex(),
                zeroMinimum());
    }

    /** 1/2 x^2 - 3x: -4.5 at 3. */
    static KnownProgram oneVariableNoConstraint() {
        return KnownProgram.optimal(
                        "QP: one variable, no constraints",
                        ProgramSketch.minimise(-3).plusHalfSquare(row(1)).program(),
                        -4.5)
                .at(3)
                .withMultipliers(row(), row());
    }

    /** x = -P^-1 q with an entry beside the diagonal. */
    private static KnownProgram noConstraints() {
        return KnownProgram.optimal(
                        "QP: no constraints",
                        ProgramSketch.minimise(-1, -2)
                                .plusHalfSquare(row(2, 1), row(1, 3))
                                .plus(10)
                                .program(),
                        9.3)
                .at(0.2, 0.6)
                .withMultipliers(row(), row());
    }

    /** Nocedal and Wright, Numerical Optimization, example 16.2: (2, -1, 1), their lambda (3, -2) is -y. */
    private static KnownProgram nocedalEquality() {
        return KnownProgram.optimal(
                        "QP: Nocedal and Wright 16.2",
                        ProgramSketch.minimise(-8, -3, -3)
                                .plusHalfSquare(row(6, 2, 1), row(2, 5, 2), row(1, 2, 4))
                                .equal(row(1, 0, 1), 3)
                                .equal(row(0, 1, 1), 0)
                                .program(),
                        -3.5)
                .at(2, -1, 1)
                .withMultipliers(row(-3, 2), row());
    }

    /** Nocedal and Wright, example 16.4: (1.4, 1.7), only the first row active, lambda 0.8. */
    private static KnownProgram nocedalInequality() {
        return KnownProgram.optimal(
                        "QP: Nocedal and Wright 16.4",
                        ProgramSketch.minimise(-2, -5)
                                .plusHalfSquare(row(2, 0), row(0, 2))
                                .plus(7.25)
                                .atLeast(row(1, -2), -2)
                                .atLeast(row(-1, -2), -6)
                                .atLeast(row(-1, 2), -2)
                                .nonnegative()
                                .program(),
                        0.8)
                .at(1.4, 1.7)
                .withMultipliers(row(), row(0.8, 0, 0, 0, 0));
    }

    /**
     * Two generators, cost 0.05 p^2 + 20 p and 0.1 p^2 + 15 p, share 100 MW: equal incremental cost 20 + 0.1 p1 = 15 +
     * 0.2 p2 gives 50 and 50 at 25 per MWh, which is -y.
     */
    private static KnownProgram economicDispatch() {
        return KnownProgram.optimal(
                        "QP: economic dispatch",
                        ProgramSketch.minimise(20, 15)
                                .plusHalfSquare(row(0.1, 0), row(0, 0.2))
                                .equal(row(1, 1), 100)
                                .nonnegative()
                                .program(),
                        2125)
                .at(50, 50)
                .withMultipliers(row(-25), row(0, 0));
    }

    /** 1/2 (x1 + x2)^2 - 2 (x1 + x2): only the sum is determined, and it is 2. */
    private static KnownProgram rankDeficient() {
        return KnownProgram.optimal(
                "QP: rank-deficient P",
                ProgramSketch.minimise(-2, -2)
                        .plusHalfSquare(row(1, 1), row(1, 1))
                        .program(),
                -2);
    }

    /**
     * 1/2 (x1 - x2)^2 + x1 + x2 on x1 >= 1, x2 >= 0: P alone is flat along (1, 1), the rows hold it; x1 = 1, x2 = 0.
     */
    private static KnownProgram rankDeficientWithLinearPart() {
        return KnownProgram.optimal(
                        "QP: rank-deficient P held by rows",
                        ProgramSketch.minimise(1, 1)
                                .plusHalfSquare(row(1, -1), row(-1, 1))
                                .atLeast(row(1, 0), 1)
                                .atLeast(row(0, 1), 0)
                                .program(),
                        1.5)
                .at(1, 0)
                .withMultipliers(row(), row(2, 0))
                .accurateTo(1e-6, 1e-3);
    }

    /**
     * One variable is quadratic, the other only linear: 1/2 x1^2 + x2 with x1 + x2 >= 3 and x2 >= -10; x1 = 1, x2 = 2.
     */
    private static KnownProgram zeroDiagonal() {
        return KnownProgram.optimal(
                        "QP: a variable without square",
                        ProgramSketch.minimise(0, 1)
                                .plusHalfSquare(row(1, 0), row(0, 0))
                                .atLeast(row(1, 1), 3)
                                .atLeast(row(0, 1), -10)
                                .program(),
                        2.5)
                .at(1, 2)
                .withMultipliers(row(), row(1, 0));
    }

    /** The bound x >= 1 does not bind: its multiplier must be zero, not merely small beside a large slack. */
    private static KnownProgram inactiveBound() {
        return KnownProgram.optimal(
                        "QP: inactive bound",
                        ProgramSketch.minimise(-2000)
                                .plusHalfSquare(row(2))
                                .atLeast(row(1), 1)
                                .program(),
                        -1e6)
                .at(1000)
                .withMultipliers(row(), row(0));
    }

    /** The point of the unit simplex nearest to (1, 0.5, -1) is (0.75, 0.25, 0). */
    private static KnownProgram projectionOnSimplex() {
        return KnownProgram.optimal(
                        "QP: projection on the simplex",
                        ProgramSketch.minimise(-1, -0.5, 1)
                                .plusHalfSquare(row(1, 0, 0), row(0, 1, 0), row(0, 0, 1))
                                .equal(row(1, 1, 1), 1)
                                .nonnegative()
                                .program(),
                        -0.5625)
                .at(0.75, 0.25, 0)
                .withMultipliers(row(0.25), row(0, 0, 1.25));
    }

    /** Constraint and square agree at zero: 1/2 x^2 on x >= 0, degenerate as slack and multiplier are both zero. */
    private static KnownProgram zeroMinimum() {
        return KnownProgram.optimal(
                        "QP: slack and multiplier both zero",
                        ProgramSketch.minimise(0)
                                .plusHalfSquare(row(1))
                                .atLeast(row(1), 0)
                                .program(),
                        0)
                .at(0)
                .withMultipliers(row(), row(0))
                .accurateTo(1e-6, 1e-3);
    }
}
