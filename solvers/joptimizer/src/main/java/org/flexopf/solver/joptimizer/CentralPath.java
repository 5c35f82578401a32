package org.flexopf.solver.joptimizer;

import cern.colt.matrix.DoubleMatrix1D;
import com.joptimizer.optimizers.NewtonLEConstrainedFSP;
import com.joptimizer.optimizers.OptimizationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Multipliers;
import org.flexopf.solver.adapter.SolveLimits;
import org.flexopf.solver.adapter.SolveStoppedException;

/**
 * The barrier method from a point strictly inside (Boyd and Vandenberghe, "Convex Optimization", section 11.3): one
 * centre after another by JOptimizer's Newton method, each for a t many times that of the last, with the multipliers
 * that a centre implies.
 */
final class CentralPath {

    private static final double GROWTH = 20.0;
    private static final int RETRIES = 2;
    private static final double LARGEST_T = 1e15;
    /** A centre is near enough once half the Newton decrement is below this. */
    private static final double CENTRED = 0.05;
    /** A centre that so many steps do not reach is not there. */
    private static final int STEPS_PER_CENTRE = 60;
    /** The share of the tolerances that is aimed at. */
    private static final double MARGIN = 0.3;

    private final ConicProgram program;
    private final Equalities equalities;
    private final List<ConeBlock> blocks;
    private final List<ConeBlock> guarded;
    private final SolverOptions options;
    private final SolveLimits limits;
    private final double scale;
    private double[] point;
    private Multipliers multipliers;
    private int centres;
    private String trouble;

    /**
     * A path of a program.
     *
     * @param blocks its cones, without the rows that an equality stands for; they may have moved right-hand sides
     * @param radius of a ball around the origin that gives every program a central path, also where optima go on
     *     without end; its pull is that of a multiplier below any tolerance, unless the path runs into it
     * @param options the tolerances at which the path ends, and the limit on centres
     */
    CentralPath(
            ConicProgram program,
            Equalities equalities,
            List<ConeBlock> blocks,
            double radius,
            SolverOptions options,
            SolveLimits limits) {
        this.program = program;
        this.equalities = equalities;
        this.blocks = blocks;
        this.guarded = new ArrayList<>(blocks);
        guarded.add(ConeBlock.ball(program.variableCount(), radius));
        this.options = options;
        this.limits = limits;
        double largest = 1.0;
        for (int j = 0; j < program.variableCount(); j++) {
            largest = Math.max(largest, Math.abs(program.linear(j)));
        }
        this.scale = largest;
    }

    /**
     * Follows the path until the pair is within the tolerances, the point is good enough for the caller, or it goes no
     * further.
     */
    void follow(double[] start, Predicate<double[]> enough) {
        SolverOptions aim =
                options.withTolerances(options.feasibilityTolerance() * MARGIN, options.gapTolerance() * MARGIN);
        point = start;
        double reached = 0.0;
        double growth = GROWTH;
        int retries = 0;
        double t = 1.0 / scale;
        while (t <= LARGEST_T / scale && !exhausted()) {
            double[] last = point;
            boolean centred = centre(t, enough);
            if (enough.test(point)) {
                return;
            }
            if (centred) {
                reached = t;
                KktReport report = KktReport.of(program, point, multipliers.y(), multipliers.z());
                if (report.within(aim, true)) {
                    return;
                }
            } else {
                // Back to the last centre, whose multipliers these are, and on from there by smaller strides.
                point = last;
                if (multipliers == null || retries++ == RETRIES) {
                    return;
                }
                growth = Math.sqrt(growth);
                trouble = null;
            }
            t = reached * growth;
        }
    }

    /** The last point. */
    double[] point() {
        return point;
    }

    /** The multipliers of all rows at the last centre, or {@code null} before the first. */
    Multipliers multipliers() {
        return multipliers;
    }

    /** The number of centres that were sought. */
    int centres() {
        return centres;
    }

    /** Whether the limit on centres is reached. */
    boolean exhausted() {
        return centres >= options.maxIterations();
    }

    /** The length of a vector. */
    static double norm(double[] vector) {
        double square = 0.0;
        for (double value : vector) {
            square += value * value;
        }
        return Math.sqrt(square);
    }

    /** What JOptimizer ended with, or {@code null} if all went well. */
    String trouble() {
        return trouble;
    }

    private boolean centre(double t, Predicate<double[]> enough) {
        centres++;
        OptimizationRequest request = new OptimizationRequest();
        request.setF0(new BarrierProblem(program.quadratic(), program.linear(), guarded, t, point));
        if (equalities.matrix().length > 0) {
            request.setA(equalities.matrix());
            request.setB(equalities.rhs());
        }
        request.setInitialPoint(point);
        request.setTolerance(CENTRED);
        request.setMaxIteration(Integer.MAX_VALUE);
        ScaledKktSolver kkt = new ScaledKktSolver(limits);
        Newton newton = new Newton(kkt, enough);
        newton.setOptimizationRequest(request);
        newton.setKKTSolver(kkt);
        try {
            newton.optimize();
        } catch (SolveStoppedException stopped) {
            throw stopped;
        } catch (Exception fault) {
            trouble = fault.getMessage();
            return false;
        }
        if (newton.stopped || kkt.step() == null) {
            trouble = newton.stopped ? "no centre was reached" : "no step was made";
            return false;
        }
        double[] z = new double[program.coneRowCount()];
        for (ConeBlock block : blocks) {
            block.multipliers(point, kkt.step(), t, z);
        }
        multipliers = equalities.multipliers(kkt.multipliers(), 1.0 / t, z);
        return true;
    }

    /** JOptimizer's Newton method, watched at every step. */
    private final class Newton extends NewtonLEConstrainedFSP {

        private final ScaledKktSolver kkt;
        private final Predicate<double[]> enough;
        private int steps;
        private boolean stopped;

        Newton(ScaledKktSolver kkt, Predicate<double[]> enough) {
            this.kkt = kkt;
            this.enough = enough;
        }

        @Override
        protected boolean checkCustomExitConditions(DoubleMatrix1D candidate) {
            limits.check();
            double[] x = candidate.toArray();
            for (double value : x) {
                if (!Double.isFinite(value)) {
                    throw new ArithmeticException("JOptimizer produced " + value);
                }
            }
            point = x;
            // JOptimizer takes its steps to stay on the equalities for ever; rounding adds up, so every step is made to
            // bring the point back.
            kkt.setHVector(rPri(candidate));
            stopped = steps > 0 && enough.test(x) || steps >= STEPS_PER_CENTRE;
            steps++;
            return stopped;
        }
    }
}
