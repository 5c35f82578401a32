package org.flexopf.solver.branchandbound.internal;

import java.util.List;
import org.flexopf.solver.branchandbound.internal.cuts.Cut;
import org.flexopf.solver.branchandbound.internal.cuts.Separation;
import org.flexopf.solver.branchandbound.internal.simplex.Basis;
import org.flexopf.solver.branchandbound.internal.simplex.DualSimplex;

/**
 * Rounds of cutting planes at the root: the linear program is solved, planes cut its vertex off, those that hold
 * nothing are dropped; until its optimum hardly rises. All integer points of the box meet every plane that stays.
 */
final class CuttingPlanes {

    private static final int MOST_ROUNDS = 40;
    /** So many rounds in a row may bring less than this share of all that was gained. */
    private static final int PATIENCE = 4;

    private static final double LEAST_SHARE = 0.01;
    private static final double LEAST_GAIN = 1e-7;

    private final OuterApproximation approximation;
    private final int[] integers;
    private final Clock clock;

    CuttingPlanes(OuterApproximation approximation, int[] integers, Clock clock) {
        this.approximation = approximation;
        this.integers = integers;
        this.clock = clock;
    }

    /** Adds planes; returns where to solve the relaxation again from. */
    Basis strengthen(Relaxation root) {
        Box box = approximation.within(root.box()).orElse(null);
        Basis basis = root.basis();
        if (box == null) {
            return basis;
        }
        double first = Double.NaN;
        double before = Double.NaN;
        int idle = 0;
        for (int round = 0;
                round < MOST_ROUNDS && idle < PATIENCE && clock.reached().isEmpty();
                round++) {
            DualSimplex simplex = new DualSimplex(approximation.rows());
            DualSimplex.End end =
                    simplex.solve(box.lower(), box.upper(), basis, Double.POSITIVE_INFINITY, 0.0, clock::isUp);
            if (end != DualSimplex.End.OPTIMAL) {
                // Whoever solves it next finds out more.
                return basis;
            }
            double[] x = simplex.x();
            double value = approximation.rows().objective(x);
            if (round == 0) {
                first = value;
            } else {
                double gain = value - before;
                boolean little = gain < LEAST_SHARE * (value - first) || gain < LEAST_GAIN * Math.abs(value);
                idle = little ? idle + 1 : 0;
            }
            before = value;
            int ownColumns = approximation.program().variableCount();
            List<Cut> found =
                    new Separation(approximation.rows(), box.lower(), box.upper(), integers, ownColumns).at(x, simplex);
            basis = approximation.withoutIdleCuts(simplex.basis());
            if (found.isEmpty()) {
                return basis;
            }
            approximation.add(found);
        }
        return basis;
    }
}
