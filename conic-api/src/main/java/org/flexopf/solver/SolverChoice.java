package org.flexopf.solver;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.program.ConicProgram;

/**
 * Which solver is asked, and with what options: what everything that solves programs is told. Immutable; each
 * {@code with} method returns a changed copy.
 *
 * @param solver the solver; empty for the first installed one that takes a program, as {@link Solvers#suitableFor}
 *     chooses it
 * @param options what it is given
 */
public record SolverChoice(Optional<ConvexSolver> solver, SolverOptions options) {

    /** Both parts are required. */
    public SolverChoice {
        Objects.requireNonNull(solver, "solver");
        Objects.requireNonNull(options, "options");
    }

    /** The installed solver that suits a program, with default options. */
    public static SolverChoice installed() {
        return new SolverChoice(Optional.empty(), SolverOptions.defaults());
    }

    /** A given solver with default options. */
    public static SolverChoice of(ConvexSolver solver) {
        return installed().withSolver(solver);
    }

    /** The installed solver that suits a program, with given options. */
    public static SolverChoice of(SolverOptions options) {
        return installed().withOptions(options);
    }

    /** The same with a given solver. */
    public SolverChoice withSolver(ConvexSolver newSolver) {
        return new SolverChoice(Optional.of(Objects.requireNonNull(newSolver, "solver")), options);
    }

    /** The same with other options. */
    public SolverChoice withOptions(SolverOptions newOptions) {
        return new SolverChoice(solver, newOptions);
    }

    /**
     * Why the given solver cannot take a program, in one sentence that names it; empty if it can, or if none is given.
     * A solver without integers takes them where an installed search goes {@linkplain ConvexSolver#over over} it.
     */
    public Optional<String> whyNot(ConicProgram program) {
        return solver.flatMap(given -> searching(given, program)
                .capabilities()
                .whyNot(program)
                .map(reason -> "the solver '" + given.name() + "' cannot take this program: " + reason));
    }

    /** The given solver, or an installed search over it where integers are all that it lacks. */
    private static ConvexSolver searching(ConvexSolver given, ConicProgram program) {
        return given.capabilities().whyNot(program).isEmpty() || !program.hasIntegers()
                ? given
                : Solvers.installed().stream()
                        .flatMap(search -> search.over(given).stream())
                        .findFirst()
                        .orElse(given);
    }

    /**
     * The solver for a program that the caller has not set up himself, but that follows from what he asked: the given
     * one where it {@linkplain #whyNot takes} the program, else the first installed one that does. Answers say who gave
     * them.
     *
     * @throws NoSuitableSolverException if no solver can take the program
     */
    public CheckedSolver ableSolverFor(ConicProgram program) {
        return whyNot(program).isEmpty() ? solverFor(program) : CheckedSolver.suitableFor(program);
    }

    /**
     * The solver that takes a program, its answers checked.
     *
     * @throws NoSuitableSolverException if no solver was given and no installed one can take the program
     */
    public CheckedSolver solverFor(ConicProgram program) {
        return CheckedSolver.of(
                solver.map(given -> searching(given, program)).orElseGet(() -> Solvers.suitableFor(program)));
    }
}
