package org.flexopf.solver.ortools;

import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import java.util.Locale;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LinearForm;
import org.flexopf.solver.adapter.SolveLimits;

/** One linear program by GLOP, Google's simplex method. */
final class SimplexRun {

    private static final String ENGINE = "GLOP";
    /** GLOP's tolerances, as a share of those asked for: what scaling and presolve lose is made up for. */
    private static final double SHARE = 0.1;

    private static final double FINEST = 1e-12;

    private final ConicProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;
    private final LinearForm form;

    SimplexRun(ConicProgram program, SolverOptions options, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.limits = limits;
        this.form = new LinearForm(program);
    }

    /**
     * With presolve, and if that answer does not stand, without; then "unbounded" is no longer called "infeasible" by
     * it.
     */
    Attempt run() {
        if (form.boundsCross()) {
            return Attempt.unsolved(Claim.INFEASIBLE, null, 0, "a lower bound exceeds an upper one");
        }
        return attempt(true).orElse(() -> attempt(false));
    }

    private Attempt attempt(boolean presolve) {
        MPSolverParameters parameters = new MPSolverParameters();
        try (NativeModel model = new NativeModel(ENGINE, program, form)) {
            parameters.setIntegerParam(
                    MPSolverParameters.IntegerParam.PRESOLVE,
                    (presolve
                                    ? MPSolverParameters.PresolveValues.PRESOLVE_ON
                                    : MPSolverParameters.PresolveValues.PRESOLVE_OFF)
                            .swigValue());
            double feasibility = Math.max(FINEST, SHARE * options.feasibilityTolerance());
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.PRIMAL_TOLERANCE, feasibility);
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.DUAL_TOLERANCE, feasibility);
            MPSolver.ResultStatus status = model.solve(parameters, settings(), limits.remaining());
            limits.check();
            return switch (status) {
                case OPTIMAL -> {
                    double[] x = model.point();
                    yield Attempt.solved(
                            x, form.multipliers(x, model.equalityMultipliers(), model.generalMultipliers()), 1);
                }
                case INFEASIBLE -> Attempt.unsolved(Claim.INFEASIBLE, null, 1, "GLOP calls it infeasible");
                case UNBOUNDED -> Attempt.unsolved(Claim.UNBOUNDED, null, 1, "GLOP calls it unbounded");
                case FEASIBLE, NOT_SOLVED ->
                    Attempt.unsolved(Claim.ITERATION_LIMIT, null, 1, "GLOP stopped at its limit of pivots");
                case ABNORMAL, MODEL_INVALID ->
                    Attempt.unsolved(Claim.FAILED, null, 1, "GLOP ended in the state " + status);
            };
        } finally {
            parameters.delete();
        }
    }

    private String settings() {
        long sweep = (long) program.variableCount() + program.equalityCount() + form.generalRowCount();
        return String.format(Locale.ROOT, "max_number_of_iterations: %d", options.maxIterations() * sweep);
    }
}
