package org.flexopf.solver.branchandbound.internal;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.internal.simplex.Basis;

/** Nodes by any continuous solver. A session gives the bits of a fresh solve. */
final class ConicNodes implements NodeSolver {

    /** Nodes need not be solved more accurately than this share of the gap asked for. */
    private static final double SHARE_OF_GAP = 0.02;

    private static final double LOOSEST = 1e-6;
    private static final double[] NONE = {};

    private final NodeProgram nodeProgram;
    private final CheckedSolver solver;
    private final SolverOptions asked;
    private final SolverOptions options;
    private final Clock clock;

    ConicNodes(NodeProgram nodeProgram, CheckedSolver solver, SolverOptions asked, Clock clock) {
        this.nodeProgram = nodeProgram;
        this.solver = solver;
        this.asked = asked;
        this.clock = clock;
        double tolerance = Math.min(LOOSEST, SHARE_OF_GAP * asked.search().gap());
        this.options = asked.withTolerances(
                Math.max(asked.feasibilityTolerance(), tolerance), Math.max(asked.gapTolerance(), tolerance));
    }

    @Override
    public Relaxation solve(Box box, Basis from, double cutOff) {
        ConicProgram program = nodeProgram.of(box);
        CheckedAnswer answer = solver.solve(program, options.withTimeLimit(clock.remaining()));
        int iterations = answer.iterations();
        SolveStatus status = answer.status();
        double[] y = answer.y();
        double[] z = answer.z();
        if (status == SolveStatus.PRIMAL_INFEASIBLE && DualBound.provesEmpty(program, box, y, z)) {
            return Relaxation.empty(box, iterations);
        }
        Relaxation.Kind kind = status == SolveStatus.TIME_LIMIT || status == SolveStatus.INTERRUPTED
                ? Relaxation.Kind.STOPPED
                : Relaxation.Kind.SOLVED;
        double bound = DualBound.of(program, box, answer);
        if (DualBound.isBlunt(answer, bound, asked)) {
            CheckedAnswer finer = solver.solve(program, DualBound.finer(options).withTimeLimit(clock.remaining()));
            iterations += finer.iterations();
            bound = Math.max(bound, DualBound.of(program, box, finer));
        }
        boolean prices = answer.hasDuals();
        return new Relaxation(
                kind,
                box,
                bound,
                answer.x(),
                iterations,
                prices ? nodeProgram.prices(z, false) : NONE,
                prices ? nodeProgram.prices(z, true) : NONE,
                null);
    }
}
