package org.flexopf.testkit;

import static org.flexopf.testkit.ProgramSketch.affine;
import static org.flexopf.testkit.ProgramSketch.row;

import java.util.List;

/** Programs without an optimum: no feasible point, no lower bound, or neither. */
final class InfeasiblePrograms {

    private InfeasiblePrograms() {}

    static List<KnownProgram> all() {
        return List.of(
                KnownProgram.primalInfeasible(
                        "infeasible: two rows exclude each other",
                        ProgramSketch.minimise(1)
                                .atMost(row(1), 1)
                                .atLeast(row(1), 2)
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: equality out of the bounds' reach",
                        ProgramSketch.minimise(1, 1)
                                .equal(row(1, 1), -1)
                                .nonnegative()
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: equalities contradict each other",
                        ProgramSketch.minimise(0, 0)
                                .equal(row(1, 1), 1)
                                .equal(row(2, 2), 3)
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: empty equality 0 = 1",
                        ProgramSketch.minimise(1)
                                .equal(row(0), 1)
                                .atLeast(row(1), 0)
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: empty inequality 0 <= -1",
                        ProgramSketch.minimise(1)
                                .atMost(row(0), -1)
                                .atLeast(row(1), 0)
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: no variables, 0 = 2",
                        ProgramSketch.minimise().equal(row(), 2).program()),
                KnownProgram.primalInfeasible(
                        "infeasible: with a square in the objective",
                        ProgramSketch.minimise(1, 0)
                                .plusHalfSquare(row(2, 1), row(1, 2))
                                .equal(row(1, 1), 4)
                                .atMost(row(1, 0), 1)
                                .atMost(row(0, 1), 1)
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: a half plane beside the disc",
                        ProgramSketch.minimise(1, 1)
                                .atLeast(row(1, 0), 2)
                                .secondOrder(affine(1, 0, 0), affine(0, 1, 0), affine(0, 0, 1))
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: two discs apart",
                        ProgramSketch.minimise(0, 1)
                                .secondOrder(affine(1, 0, 0), affine(0, 1, 0), affine(0, 0, 1))
                                .secondOrder(affine(1, 0, 0), affine(-3, 1, 0), affine(0, 0, 1))
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: a constant cone that is not one",
                        ProgramSketch.minimise(0)
                                .secondOrder(affine(1, 0), affine(2, 0))
                                .program()),
                KnownProgram.primalInfeasible(
                        "infeasible: rows in units of 1e6 and 1e-6",
                        ProgramSketch.minimise(1)
                                .atMost(row(1e6), 1e6)
                                .atLeast(row(1e-6), 2e-6)
                                .program()),
                KnownProgram.dualInfeasible(
                        "unbounded: one variable, no constraints",
                        ProgramSketch.minimise(1).program()),
                KnownProgram.dualInfeasible(
                        "unbounded: half line",
                        ProgramSketch.minimise(-1).atLeast(row(1), 0).program()),
                KnownProgram.dualInfeasible(
                        "unbounded: ray of a polyhedron",
                        ProgramSketch.minimise(-1, -1)
                                .atMost(row(1, -1), 1)
                                .atMost(row(-1, 1), 1)
                                .nonnegative()
                                .program()),
                KnownProgram.dualInfeasible(
                        "unbounded: a free variable with a cost in no row",
                        ProgramSketch.minimise(1, -2).equal(row(1, 0), 1).program()),
                KnownProgram.dualInfeasible(
                        "unbounded: along the null space of P",
                        ProgramSketch.minimise(1, 1)
                                .plusHalfSquare(row(1, -1), row(-1, 1))
                                .program()),
                KnownProgram.dualInfeasible(
                        "unbounded: null space of P within the rows",
                        ProgramSketch.minimise(0, -1)
                                .plusHalfSquare(row(1, 0), row(0, 0))
                                .equal(row(1, 0), 2)
                                .atLeast(row(0, 1), 0)
                                .program()),
                KnownProgram.dualInfeasible(
                        "unbounded: along a cone",
                        ProgramSketch.minimise(1, 0, -1)
                                .secondOrder(affine(0, 0, 0, 1), affine(0, 1, 0, 0), affine(0, 0, 1, 0))
                                .program()),
                KnownProgram.dualInfeasible(
                        "unbounded: in units of 1e6",
                        ProgramSketch.minimise(-1e6).atLeast(row(1e6), 1).program()),
                KnownProgram.infeasibleBothWays(
                        "neither: an impossible row and a free fall",
                        ProgramSketch.minimise(-1, 0)
                                .atMost(row(0, 1), -1)
                                .nonnegative()
                                .program()),
                KnownProgram.infeasibleBothWays(
                        "neither: contradicting equalities and a free fall",
                        ProgramSketch.minimise(0, 0, 1)
                                .equal(row(1, 1, 0), 1)
                                .equal(row(1, 1, 0), 2)
                                .program()),
                KnownProgram.infeasibleBothWays(
                        "neither: with a cone",
                        ProgramSketch.minimise(0, -1, 0)
                                .equal(row(0, 0, 1), -1)
                                .secondOrder(affine(0, 0, 0, 1), affine(0, 1, 0, 0))
                                .program()));
    }
}
