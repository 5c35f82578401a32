package org.flexopf.solver;

/**
 * What solves programs and lets its caller choose the solver, in the same words wherever it is done:
 * {@code Opf.of(formulation).withSolver(solver).withOptions(options).solve(problem)}. Implementations are immutable:
 * each {@code with} method returns a changed copy.
 *
 * @param <T> the type itself
 */
public interface SolverUser<T> {

    /** Which solver is asked, and with what options. */
    SolverChoice solverChoice();

    /** The same with another choice of solver and options. */
    T withSolver(SolverChoice choice);

    /** The same with a given solver; the options stay. */
    default T withSolver(ConvexSolver solver) {
        return withSolver(solverChoice().withSolver(solver));
    }

    /** The same with other solver options; the solver stays. */
    default T withOptions(SolverOptions options) {
        return withSolver(solverChoice().withOptions(options));
    }
}
