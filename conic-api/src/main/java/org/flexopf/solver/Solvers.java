package org.flexopf.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.flexopf.program.ConicProgram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The installed solvers, and the deterministic choice among them. */
public final class Solvers {

    /** The solver that is preferred wherever it can take a program. */
    public static final String DEFAULT = "interior-point";

    private static final PlugIns<ConvexSolver> PLUG_INS =
            PlugIns.of(ConvexSolver.class, loader -> ServiceLoader.load(ConvexSolver.class, loader));

    private static final Logger LOG = LoggerFactory.getLogger(Solvers.class);

    private Solvers() {}

    /**
     * All installed solvers, those that the context class loader sees included: the default one first, the others by
     * name.
     */
    public static List<ConvexSolver> installed() {
        List<ConvexSolver> solvers = new ArrayList<>(PLUG_INS.installed());
        solvers.sort(
                Comparator.comparing((ConvexSolver solver) -> !solver.name().equals(DEFAULT))
                        .thenComparing(ConvexSolver::name));
        return List.copyOf(solvers);
    }

    /**
     * The installed solver of a name.
     *
     * @throws NoSuitableSolverException if there is none; the message lists the names there are
     */
    public static ConvexSolver named(String name) {
        List<ConvexSolver> solvers = installed();
        return solvers.stream()
                .filter(solver -> solver.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuitableSolverException(
                        "no solver named '" + name + "' is installed; installed: " + names(solvers)));
    }

    /**
     * The first installed solver that can take a program, in the order of {@link #installed()}; those that are asked on
     * request only are left out.
     *
     * @throws NoSuitableSolverException if none can; the message says of each why not
     */
    public static ConvexSolver suitableFor(ConicProgram program) {
        List<ConvexSolver> solvers = installed();
        List<String> reasons = new ArrayList<>();
        for (ConvexSolver solver : solvers) {
            Optional<String> reason = solver.onRequestOnly()
                    ? Optional.of("it is asked by name only")
                    : solver.capabilities().whyNot(program);
            if (reason.isEmpty()) {
                LOG.debug(
                        "solver {} chosen for {}{}",
                        solver.name(),
                        program,
                        reasons.isEmpty() ? "" : " because " + String.join("; ", reasons));
                return solver;
            }
            reasons.add(solver.name() + ": " + reason.get());
        }
        throw new NoSuitableSolverException(
                solvers.isEmpty()
                        ? "no solver is installed; add a solver module, such as "
                                + "org.flexopf:flexopf-interior-point, to the class path"
                        : "no installed solver can take this program: " + String.join("; ", reasons));
    }

    private static String names(List<ConvexSolver> solvers) {
        return solvers.isEmpty()
                ? "none"
                : solvers.stream().map(ConvexSolver::name).collect(Collectors.joining(", "));
    }
}
