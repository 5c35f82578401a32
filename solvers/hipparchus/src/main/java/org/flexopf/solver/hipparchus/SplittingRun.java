package org.flexopf.solver.hipparchus;

import java.util.Arrays;
import java.util.List;
import org.flexopf.program.ConvexProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.Multipliers;
import org.flexopf.solver.adapter.SolveLimits;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.OptimizationData;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.vector.constrained.ADMMQPOption;
import org.hipparchus.optim.nonlinear.vector.constrained.ADMMQPOptimizer;
import org.hipparchus.optim.nonlinear.vector.constrained.LagrangeSolution;
import org.hipparchus.optim.nonlinear.vector.constrained.LinearBoundedConstraint;
import org.hipparchus.optim.nonlinear.vector.constrained.QuadraticFunction;
import org.hipparchus.util.Incrementor;

/** One quadratic program by Hipparchus' operator splitting, all constraints as {@code l <= Cx <= u}, to its default accuracy of 1e-5. */
final class SplittingRun {

    /** Operator splitting takes many cheap steps; twenty of them count as one iteration. */
    static final int STEPS_PER_ITERATION = 20;

    private final ConvexProgram program;
    private final SolverOptions options;
    private final WarmStart start;
    private final SolveLimits limits;

    SplittingRun(ConvexProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.start = start;
        this.limits = limits;
    }

    /** The simplex method first tells whether there is a feasible point, which operator splitting does not. */
    Attempt run() {
        Attempt feasible = new SimplexRun(program.withLinear(new double[program.variableCount()], 0.0), options, limits).run();
        if (feasible.claim() == Claim.INFEASIBLE) {
            return feasible;
        }
        double[] guess = guess(feasible.x());
        int steps = 0;
        for (ADMMQPOption settings : settings()) {
            LimitedSplitting splitting = new LimitedSplitting(limits, (long) STEPS_PER_ITERATION * options.maxIterations());
            try {
                return solved(optimise(splitting, settings, guess), iterations(steps + splitting.getIterations()));
            } catch (MathIllegalStateException noConvergence) {
                steps += splitting.getIterations();
            }
        }
        Claim claim = new SimplexRun(program, options, limits).run().claim() == Claim.UNBOUNDED ? Claim.UNBOUNDED : Claim.ITERATION_LIMIT;
        return Attempt.unsolved(claim, feasible.x(), iterations(steps), "operator splitting did not converge in " + steps + " steps");
    }

    private static int iterations(int steps) {
        return (steps + STEPS_PER_ITERATION - 1) / STEPS_PER_ITERATION;
    }

    /** On programs that cycle under the default settings, others often converge. */
    private static List<ADMMQPOption> settings() {
        ADMMQPOption unscaled = new ADMMQPOption();
        unscaled.setScaling(false);
        ADMMQPOption fixedStep = new ADMMQPOption();
        fixedStep.setUpdateRho(false);
        return List.of(new ADMMQPOption(), unscaled, fixedStep);
    }

    private LagrangeSolution optimise(ADMMQPOptimizer splitting, ADMMQPOption settings, double[] guess) {
        OptimizationData objective = new ObjectiveFunction(new QuadraticFunction(fullQuadratic(), program.linear(), 0.0));
        return splitting.optimize(objective, settings, new InitialGuess(guess), constraints());
    }

    private Attempt solved(LagrangeSolution solution, int iterations) {
        int p = program.equalityCount();
        int m = program.coneRowCount();
        double[] lambda = solution.getLambda().toArray();
        double[] z = Arrays.copyOfRange(lambda, p, p + m);
        for (int i = 0; i < m; i++) {
            z[i] = Math.max(z[i], 0.0);
        }
        return Attempt.solved(solution.getX().toArray(), new Multipliers(Arrays.copyOf(lambda, p), z), iterations);
    }

    private double[] guess(double[] feasible) {
        if (start != null && Arrays.stream(start.x()).allMatch(Double::isFinite)) {
            return start.x();
        }
        return feasible == null ? new double[program.variableCount()] : feasible;
    }

    private double[][] fullQuadratic() {
        SparseMatrix quadratic = program.quadratic();
        double[][] full = new double[program.variableCount()][program.variableCount()];
        for (int j = 0; j < full.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                full[quadratic.rowIndex(k)][j] = quadratic.value(k);
                full[j][quadratic.rowIndex(k)] = quadratic.value(k);
            }
        }
        return full;
    }

    private LinearBoundedConstraint constraints() {
        int p = program.equalityCount();
        int m = program.coneRowCount();
        double[][] matrix = new double[p + m][program.variableCount()];
        fill(matrix, program.equalityMatrix(), 0);
        fill(matrix, program.coneMatrix(), p);
        double[] lower = new double[p + m];
        double[] upper = new double[p + m];
        for (int i = 0; i < p; i++) {
            lower[i] = program.equalityRhs(i);
            upper[i] = program.equalityRhs(i);
        }
        for (int i = 0; i < m; i++) {
            lower[p + i] = Double.NEGATIVE_INFINITY;
            upper[p + i] = program.coneRhs(i);
        }
        return new LinearBoundedConstraint(matrix, lower, upper);
    }

    private static void fill(double[][] target, SparseMatrix source, int firstRow) {
        for (int j = 0; j < source.columns(); j++) {
            for (int k = source.columnStart(j); k < source.columnStart(j + 1); k++) {
                target[firstRow + source.rowIndex(k)][j] = source.value(k);
            }
        }
    }

    /** The operator splitting that can be stopped between two iterations: they are all counted by this counter. */
    private static final class LimitedSplitting extends ADMMQPOptimizer {

        LimitedSplitting(SolveLimits limits, long maxSteps) {
            iterations = new LimitedCounter((int) Math.min(maxSteps, Integer.MAX_VALUE), limits);
        }
    }

    private static final class LimitedCounter extends Incrementor {

        private final SolveLimits limits;

        LimitedCounter(int maximum, SolveLimits limits) {
            super(maximum);
            this.limits = limits;
        }

        @Override
        public void increment() {
            limits.check();
            super.increment();
        }
    }
}
