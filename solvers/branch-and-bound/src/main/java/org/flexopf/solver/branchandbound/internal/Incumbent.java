package org.flexopf.solver.branchandbound.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.FixedIntegers;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.internal.simplex.Basis;

/**
 * The best point so far. Each one comes from the continuous program with integers in place, solved to full accuracy: no
 * integer is nearly one.
 */
final class Incumbent {

    private static final double[] NO_MULTIPLIERS = {};

    private final ConicProgram program;
    private final int[] integers;
    private final SolverOptions options;
    private final Clock clock;
    private final CheckedSolver solver;
    private final Relaxations relaxations;
    /** What the continuous program at these integers was shown not to undercut; infinite if it has no point. */
    private final Map<String, Double> tried = new HashMap<>();
    /** Bounds that hold for all points. */
    private Box everywhere;

    private double[] x;
    private double objective = Double.POSITIVE_INFINITY;

    /**
     * @param program what points are points of
     * @param variables how many columns boxes have; those of the program come first
     */
    Incumbent(
            ConicProgram program,
            int variables,
            int[] integers,
            ConvexSolver continuous,
            SolverOptions options,
            Clock clock,
            Relaxations relaxations) {
        this.relaxations = relaxations;
        this.program = program;
        this.everywhere = Box.open(variables);
        this.integers = integers;
        this.options = options;
        this.clock = clock;
        this.solver = CheckedSolver.of(continuous).session();
    }

    boolean exists() {
        return x != null;
    }

    /** The best objective; infinite without a point. */
    double objective() {
        return objective;
    }

    double[] x() {
        return x.clone();
    }

    /** Notes bounds that hold for all points; what multipliers prove is the sharper for it. */
    void boundBy(Box box) {
        everywhere = box;
    }

    /**
     * Tries the integers next to a point, unless they were tried before.
     *
     * @param near the basis of a box around the point; null where there is none
     * @return what no point with these integers undercuts: infinite if they were proved to have none
     */
    double offer(double[] point, Basis near) {
        double[] values = new double[integers.length];
        for (int k = 0; k < values.length; k++) {
            // Minus zero is zero.
            values[k] = Math.rint(point[integers[k]]) + 0.0;
            if (!Double.isFinite(values[k])) {
                return Double.NEGATIVE_INFINITY;
            }
        }
        return tried.computeIfAbsent(Arrays.toString(values), key -> solve(point, values, near));
    }

    private double solve(double[] point, double[] values, Basis near) {
        if (relaxations.areLinear()) {
            // Most points are impossible or no better, and a few exchanges show it.
            Relaxation glance = relaxations
                    .solve(List.of(at(values)), new int[] {-1}, near, objective)
                    .get(0);
            if (glance.isEmpty() || glance.bound() >= objective) {
                return glance.bound();
            }
        }
        ConicProgram fixed = FixedIntegers.at(program, Arrays.copyOf(point, program.variableCount()));
        CheckedAnswer answer = solver.solve(fixed, options.withTimeLimit(clock.remaining()));
        clock.count(answer.iterations());
        if (answer.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return DualBound.provesEmpty(fixed, everywhere, answer.y(), answer.z())
                    ? Double.POSITIVE_INFINITY
                    : Double.NEGATIVE_INFINITY;
        }
        double[] candidate = answer.x();
        double bound = DualBound.of(fixed, everywhere, answer);
        if (DualBound.isBlunt(answer, bound, options)) {
            CheckedAnswer finer = solver.solve(fixed, DualBound.finer(options).withTimeLimit(clock.remaining()));
            clock.count(finer.iterations());
            bound = Math.max(bound, DualBound.of(fixed, everywhere, finer));
        }
        for (int k = 0; k < values.length; k++) {
            candidate[integers[k]] = values[k];
        }
        KktReport report = KktReport.of(program, candidate, NO_MULTIPLIERS, NO_MULTIPLIERS);
        if (report.within(options, false) && report.primalObjective() < objective) {
            x = candidate;
            objective = report.primalObjective();
        }
        return bound;
    }

    private Box at(double[] values) {
        Box box = everywhere.copy();
        for (int k = 0; k < values.length; k++) {
            box.lower()[integers[k]] = values[k];
            box.upper()[integers[k]] = values[k];
        }
        return box;
    }
}
