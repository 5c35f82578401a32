package org.flexopf.solver.joptimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.DualConditions;
import org.flexopf.solver.adapter.Multipliers;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * One program by the barrier method: independent equalities, a point strictly inside the cones, and then the central
 * path to the optimum. The point inside is sought with a further variable in the heads of the cones; the multipliers of
 * that search prove infeasibility where there is none.
 */
final class BarrierRun {

    /** How deep inside, in the unit of the rows, is deep enough to stop looking for a deeper point. */
    private static final double DEEP = 0.1;

    private static final double INSIDE = 1e-10;
    /** The radii of the balls that paths are kept in, one beyond most answers, one beyond all. */
    private static final double NEAR = 1e3;

    private static final double FAR = 1e7;
    /** How many times farther than its start a path may go at least. */
    private static final double ROOM = 30.0;

    private static final double NEARLY_OPTIMAL = 1e-4;
    /** The largest number of multipliers for which the dual conditions are asked. */
    private static final int MOST_CONDITIONS = 300;
    /**
     * How far inequalities without an inside are moved outwards, in the unit of the rows: within the tolerance, or if
     * that is not enough beyond it.
     */
    private static final double HAIR = 5e-9;

    private static final double BROAD_HAIR = 1e-6;

    private final ConicProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;
    private final Equalities equalities;
    /** The rows of G that need no barrier: those that an equality stands for, and empty ones. */
    private final boolean[] settled;
    /** The centres so far, and how many of them earlier attempts have reported. */
    private int centres;

    private int counted;

    BarrierRun(ConicProgram program, SolverOptions options, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.limits = limits;
        this.equalities = Equalities.of(program);
        this.settled = equalities.impliedRows().clone();
        settleEmptyCones();
    }

    /**
     * Rows and cones without variables hold, or somebody has said before that they do not; their multipliers are zero.
     */
    private void settleEmptyCones() {
        boolean[] empty = new boolean[settled.length];
        Arrays.fill(empty, true);
        SparseMatrix matrix = program.coneMatrix();
        for (int k = 0; k < matrix.entryCount(); k++) {
            empty[matrix.rowIndex(k)] &= matrix.value(k) == 0.0;
        }
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.SecondOrder) {
                boolean all = true;
                for (int i = row; i < end; i++) {
                    all &= empty[i];
                }
                Arrays.fill(empty, row, end, all);
            }
            for (int i = row; i < end; i++) {
                settled[i] |= empty[i];
            }
            row = end;
        }
    }

    Attempt run() {
        Attempt inside = inside();
        if (inside.claim() != Claim.SOLVED) {
            return inside;
        }
        double[] point = inside.x();
        List<ConeBlock> blocks = blocks(program);
        if (depth(blocks, point) > INSIDE) {
            return runFrom(point, blocks);
        }
        List<ConeBlock> moved = blocks(relaxed(HAIR));
        List<ConeBlock> movedFar = blocks(relaxed(BROAD_HAIR));
        return depth(moved, point) > INSIDE
                ? runWithin(NEAR, point, moved).orElse(() -> runFrom(point, movedFar))
                : runFrom(point, movedFar);
    }

    /** A point strictly inside, by a hair at least, or the proof that there is none. */
    private Attempt inside() {
        double[] point = equalities.shortestPoint(limits);
        if (!equalities.consistent(point)) {
            return Attempt.infeasible(
                    equalities.contradiction(program.coneRowCount(), limits),
                    0,
                    "the equalities contradict each other");
        }
        return depth(blocks(program), point) > INSIDE ? Attempt.solved(point, 0) : moveInside(point);
    }

    /**
     * In a ball beyond most answers first. JOptimizer does not notice that an objective has no lower bound, so where
     * that path ends without an optimum it is the next guess to check; last comes a ball beyond all answers.
     */
    private Attempt runFrom(double[] inside, List<ConeBlock> blocks) {
        Attempt near = runWithin(NEAR, inside, blocks);
        return isNearlyOptimal(near) ? near : near.orElse(() -> fall().orElse(() -> runWithin(FAR, inside, blocks)));
    }

    /** Whether a pair leaves no doubt that there is an optimum. */
    private boolean isNearlyOptimal(Attempt attempt) {
        return attempt.multipliers() != null
                && KktReport.of(
                                        program,
                                        attempt.x(),
                                        attempt.multipliers().y(),
                                        attempt.multipliers().z())
                                .worst()
                        < NEARLY_OPTIMAL;
    }

    private Attempt runWithin(double radius, double[] inside, List<ConeBlock> blocks) {
        CentralPath path = path(program, blocks, Math.max(radius, ROOM * CentralPath.norm(inside)));
        path.follow(inside, x -> false);
        return outcome(path);
    }

    /**
     * A direction in which the objective falls without end, if nothing satisfies the conditions of dual feasibility.
     */
    private Attempt fall() {
        ConicProgram conditions = DualConditions.of(program);
        if (conditions.variableCount() <= MOST_CONDITIONS) {
            BarrierRun run = new BarrierRun(conditions, options, limits);
            Attempt verdict = run.inside();
            if (verdict.claim() == Claim.INFEASIBLE && verdict.multipliers() != null) {
                return Attempt.unbounded(
                        DualConditions.direction(verdict.multipliers()),
                        verdict.iterations(),
                        "no multipliers satisfy the dual conditions");
            }
        }
        return Attempt.unsolved(Claim.UNBOUNDED, null, 0, "JOptimizer ended without an optimum");
    }

    private Attempt outcome(CentralPath path) {
        centres += path.centres();
        int fresh = centres - counted;
        counted = centres;
        if (path.exhausted()) {
            return new Attempt(
                    Claim.ITERATION_LIMIT,
                    path.point(),
                    path.multipliers(),
                    fresh,
                    "the limit of " + options.maxIterations() + " centres was reached",
                    null);
        }
        return path.trouble() == null
                ? Attempt.solved(path.point(), path.multipliers(), fresh)
                : new Attempt(
                        Claim.FAILED,
                        path.point(),
                        path.multipliers(),
                        fresh,
                        "JOptimizer gave up: " + path.trouble(),
                        null);
    }

    private CentralPath path(ConicProgram variant, List<ConeBlock> blocks, double radius) {
        Equalities own = variant == program ? equalities : equalities.widened();
        return new CentralPath(
                variant,
                own,
                blocks,
                radius,
                options.withMaxIterations(options.maxIterations() - Math.min(centres, options.maxIterations())),
                limits);
    }

    /** Minimises t with {@code s_0 + e t >= |s_1..|} until t is negative enough. */
    private Attempt moveInside(double[] point) {
        int n = program.variableCount();
        ConicProgram deeper = withDepth();
        List<ConeBlock> blocks = blocks(deeper);
        double[] start = Arrays.copyOf(point, n + 1);
        // The weights of t are at least 1e-6 of the rows, so this loop is short.
        for (start[n] = 1.0; depth(blocks, start) <= 0.5 && start[n] < 1e15; start[n] *= 2.0) {
            limits.check();
        }
        Attempt verdict = null;
        for (double radius : new double[] {NEAR, FAR}) {
            CentralPath path = path(deeper, blocks, Math.max(radius, ROOM * CentralPath.norm(start)));
            path.follow(start, x -> x[n] < -DEEP);
            centres += path.centres();
            verdict = verdict(path, point);
            if (verdict.claim() == Claim.SOLVED || verdict.claim() == Claim.INFEASIBLE) {
                return verdict;
            }
        }
        return verdict;
    }

    private Attempt verdict(CentralPath path, double[] point) {
        int n = program.variableCount();
        double[] inside = Arrays.copyOf(path.point(), n);
        if (depth(blocks(relaxed(BROAD_HAIR)), inside) > INSIDE) {
            return Attempt.solved(inside, centres);
        }
        if (path.exhausted()) {
            return Attempt.unsolved(
                    Claim.ITERATION_LIMIT,
                    point,
                    centres,
                    "the iteration limit was reached before a point inside was found");
        }
        if (path.multipliers() == null || path.point()[n] <= 0.0) {
            return Attempt.unsolved(
                    Claim.FAILED,
                    point,
                    centres,
                    "JOptimizer found no point inside the inequalities: " + path.trouble());
        }
        Multipliers proof = new Multipliers(
                path.multipliers().y(), Arrays.copyOf(path.multipliers().z(), program.coneRowCount()));
        return Attempt.infeasible(proof, centres, "no point lies strictly inside all inequalities");
    }

    /**
     * The program with a further variable t that is added to the slack of every inequality and of every cone's head;
     * {@code t >= -1}.
     */
    private ConicProgram withDepth() {
        int n = program.variableCount();
        int m = program.coneRowCount();
        SparseMatrix matrix = program.coneMatrix();
        SparseMatrix.Builder wider = new SparseMatrix.Builder(m + 1, n + 1);
        double[] weight = rowSizes(program);
        SparseMatrix own = program.equalityMatrix();
        SparseMatrix.Builder widerEqualities = new SparseMatrix.Builder(own.rows(), n + 1);
        for (int j = 0; j < n; j++) {
            for (int k = own.columnStart(j); k < own.columnStart(j + 1); k++) {
                widerEqualities.add(own.rowIndex(k), j, own.value(k));
            }
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                wider.add(matrix.rowIndex(k), j, matrix.value(k));
            }
        }
        int row = 0;
        for (Cone cone : program.cones()) {
            int heads = cone instanceof Cone.SecondOrder ? 1 : cone.dimension();
            for (int i = row; i < row + heads; i++) {
                if (!settled[i]) {
                    wider.add(i, n, -weight[i]);
                }
            }
            row += cone.dimension();
        }
        wider.add(m, n, -1.0);
        double[] rhs = Arrays.copyOf(program.coneRhs(), m + 1);
        rhs[m] = 1.0;
        List<Cone> cones = new ArrayList<>(program.cones());
        cones.add(new Cone.Nonnegative(1));
        double[] linear = new double[n + 1];
        linear[n] = 1.0;
        return new ConicProgram(
                SparseMatrix.zero(n + 1, n + 1),
                linear,
                0.0,
                widerEqualities.build(),
                program.equalityRhs(),
                wider.build(),
                rhs,
                cones,
                Arrays.copyOf(program.integers(), n + 1));
    }

    /**
     * The program with its inequalities moved outwards by a hair, which gives an inside to one that has none. Its
     * optimum is nearly that of the program, and the adapter's polish brings it back to the rows as they are.
     */
    private ConicProgram relaxed(double hair) {
        double[] rhs = program.coneRhs();
        double[] weight = rowSizes(program);
        int row = 0;
        for (Cone cone : program.cones()) {
            int heads = cone instanceof Cone.SecondOrder ? 1 : cone.dimension();
            for (int i = row; i < row + heads; i++) {
                rhs[i] += hair * weight[i];
            }
            row += cone.dimension();
        }
        return program.withRightHandSides(program.equalityRhs(), rhs);
    }

    /** The largest entry of every row, and not less than a millionth. */
    private static double[] rowSizes(ConicProgram program) {
        double[] sizes = new double[program.coneRowCount()];
        Arrays.fill(sizes, 1e-6);
        SparseMatrix matrix = program.coneMatrix();
        for (int k = 0; k < matrix.entryCount(); k++) {
            sizes[matrix.rowIndex(k)] = Math.max(sizes[matrix.rowIndex(k)], Math.abs(matrix.value(k)));
        }
        return sizes;
    }

    /** The cones that need a barrier. */
    private List<ConeBlock> blocks(ConicProgram variant) {
        SparseMatrix rows = variant.coneMatrix().transpose();
        double[] rhs = variant.coneRhs();
        List<ConeBlock> blocks = new ArrayList<>();
        int row = 0;
        for (Cone cone : variant.cones()) {
            if (cone instanceof Cone.SecondOrder && !isSettled(row)) {
                blocks.add(new ConeBlock(rows, rhs, row, cone.dimension()));
            } else if (cone instanceof Cone.Nonnegative) {
                for (int i = row; i < row + cone.dimension(); i++) {
                    if (!isSettled(i)) {
                        blocks.add(new ConeBlock(rows, rhs, i, 1));
                    }
                }
            }
            row += cone.dimension();
        }
        return blocks;
    }

    /** Whether a row needs no barrier; that of the depth, which comes after the program's own, does. */
    private boolean isSettled(int row) {
        return row < settled.length && settled[row];
    }

    private static double depth(List<ConeBlock> blocks, double[] x) {
        double depth = Double.POSITIVE_INFINITY;
        for (ConeBlock block : blocks) {
            depth = Math.min(depth, block.depth(x));
        }
        return depth;
    }
}
