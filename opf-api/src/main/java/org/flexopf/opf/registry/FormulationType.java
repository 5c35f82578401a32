package org.flexopf.opf.registry;

import java.util.List;
import java.util.Set;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;

/**
 * A kind of formulation that can be found by name: the service that modules with formulations provide. It is registered
 * for {@link java.util.ServiceLoader}, in {@code META-INF/services} and, on the module path, by {@code provides}.
 * Stateless, with a public constructor without parameters.
 */
public interface FormulationType {

    /** The name that it is found by, such as {@code socp}: that of the formulations it creates. */
    String name();

    /** What it is, in a few words on one line. */
    String description();

    /** What can be said of it without solving anything. */
    Set<Trait> traits();

    /** The options that it takes, in the order in which they are told; none by default. */
    default List<FormulationOption> options() {
        return List.of();
    }

    /**
     * A formulation.
     *
     * @param options their values; what is not given is at its default
     * @throws IllegalArgumentException if an option is given that it does not take, or a value that the option does not
     *     have; the message lists what there is
     */
    OpfFormulation create(FormulationOptions options);

    /**
     * Solves a problem by such a formulation: in one program, unless there is a faster way to the same answer.
     *
     * @param options of the formulation
     * @param settings with the solver and its options; its formulation does not matter
     */
    default OpfResult solve(FormulationOptions options, Opf settings, OpfProblem problem) {
        return settings.withFormulation(create(options)).solve(problem);
    }

    /** Whether it has a trait. */
    default boolean has(Trait trait) {
        return traits().contains(trait);
    }

    /** Whether it takes an option. */
    default boolean takes(String option) {
        return options().stream().anyMatch(taken -> taken.name().equals(option));
    }
}
