package org.flexopf.examples.cli;

import java.util.Optional;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Option;

/** Which solver a command uses, where it has no more to say about it. */
final class SolverOption {

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Which installed solver to use; by default the first that suits.")
    private String name;

    /** What was given. */
    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The solver. @throws IllegalArgumentException if there is none of that name */
    SolverChoice choice() {
        return name == null ? SolverChoice.installed() : SolverChoice.of(Solvers.named(name));
    }
}
