package org.flexopf.solver.ortools;

import java.util.Optional;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * Linear programs by the native solvers of Google's OR-Tools: GLOP, and SCIP where there are integers. It is meant for
 * large programs with integers, and asked only by who names it.
 *
 * <p>What SCIP finds is good to its tolerances, and a binary of 1e-9 is worth something where it multiplies a big M. So
 * its integers are rounded and put into the rows, and GLOP solves the rest to full accuracy. SCIP's bound is lowered by
 * the tolerance of its linear programs; it stays a claim, for OR-Tools gives no proof of it.
 *
 * <p>The native library is loaded when the first program is solved. Where there is none for the platform, every answer
 * is a failure that says so. A sweep of the simplex method (as many pivots as the program has rows and columns) counts
 * as one iteration; an integer search counts as one, with its nodes told apart. A start is not used, and nobody is told
 * of the progress of a search.
 */
public final class OrToolsSolver extends LibrarySolver {

    /** The name to choose it by. */
    public static final String NAME = "ortools";

    /** SCIP takes 1e20 for infinite, and says that numbers above 1e15 are not safe. */
    private static final double LARGEST = 1e15;

    /** The solver; it has no state. */
    public OrToolsSolver() {
        super(NAME, new SolverCapabilities(false, false, true, true, true, Integer.MAX_VALUE));
    }

    @Override
    public boolean onRequestOnly() {
        return true;
    }

    @Override
    protected Attempt attempt(ConicProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        Optional<String> missing = NativeLibrary.whyMissing();
        if (missing.isPresent()) {
            return Attempt.unsolved(Claim.FAILED, null, 0, missing.get());
        }
        double largest = largest(program);
        if (largest > LARGEST) {
            return Attempt.unsolved(
                    Claim.FAILED, null, 0, "OR-Tools takes numbers up to " + LARGEST + ", and there is " + largest);
        }
        return program.hasIntegers()
                ? new IntegerRun(this, program, options, limits).run()
                : new SimplexRun(program, options, limits).run();
    }

    private static double largest(ConicProgram program) {
        double largest = Math.abs(program.constant());
        for (double[] part : new double[][] {
            program.linear(),
            program.equalityRhs(),
            program.coneRhs(),
            values(program.equalityMatrix()),
            values(program.coneMatrix())
        }) {
            for (double value : part) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }

    private static double[] values(SparseMatrix matrix) {
        double[] values = new double[matrix.entryCount()];
        matrix.copyValues(values);
        return values;
    }
}
