package org.flexopf.solver.joptimizer;

import cern.colt.matrix.DoubleMatrix1D;
import com.joptimizer.optimizers.OptimizationRequest;
import com.joptimizer.optimizers.PrimalDualMethod;
import java.lang.reflect.Field;
import java.util.function.Predicate;
import org.flexopf.solver.adapter.SolveLimits;

/** JOptimizer's primal-dual method, watched: it can be stopped at every Newton step, and the last point is kept whatever happens. */
final class MonitoredPrimalDual extends PrimalDualMethod {

    private final SolveLimits limits;
    private final int maxSteps;
    private final Predicate<double[]> enough;
    private double[] point;
    private int steps;
    private boolean exhausted;

    /**
     * A run of the method.
     *
     * @param enough whether a point is good enough to stop at
     */
    MonitoredPrimalDual(OptimizationRequest request, SolveLimits limits, int maxSteps, Predicate<double[]> enough) {
        this.limits = limits;
        this.maxSteps = maxSteps;
        this.enough = enough;
        request.setMaxIteration(Integer.MAX_VALUE - 1);
        setOptimizationRequest(request);
        silence(PrimalDualMethod.class, this);
        setKKTSolver(new RegularisedKktSolver(limits));
    }

    /** The last point, or {@code null} before the first step. */
    double[] point() {
        return point;
    }

    /** The number of Newton steps. */
    int steps() {
        return steps;
    }

    /** Whether the limit on Newton steps ended the run. */
    boolean exhausted() {
        return exhausted;
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
        if (steps >= maxSteps) {
            exhausted = true;
            return true;
        }
        steps++;
        return enough.test(x);
    }

    /**
     * JOptimizer reports its ordinary course at the levels INFO, WARN and ERROR. Nothing but its private field decides where that goes,
     * so the field is replaced; the version of JOptimizer is pinned.
     */
    private static void silence(Class<?> owner, Object target) {
        try {
            Field log = owner.getDeclaredField("log");
            log.setAccessible(true);
            log.set(target, new Silence());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this is not JOptimizer 3.4.0: " + owner.getName() + " has no field 'log'", missing);
        }
    }
}
