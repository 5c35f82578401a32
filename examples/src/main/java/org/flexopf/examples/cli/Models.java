package org.flexopf.examples.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Formulations;

/** What {@code --model} chooses among: the installed formulations. */
final class Models {

    static final String DEFAULT = "socp";

    /** A sequence of programs, which is no formulation: {@code opf solve} runs it by its name. */
    static final String SENSITIVITIES = "lopf-sensitivity";

    /** The AC problem itself, which is not convex and no formulation: {@code opf solve} runs it by its name. */
    static final String AC = "ac";

    static final String SUSCEPTANCE = "susceptance";

    private Models() {}

    /** The installed formulation of a name. @throws BadInputException if there is none */
    static FormulationType named(String name) {
        return Formulations.installed().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "there is no model '" + name + "'; choose one of " + String.join(", ", new Candidates())));
    }

    /** The same where nothing else than a formulation will do. @throws BadInputException if there is none */
    static FormulationType formulation(String name) {
        if (name.equals(AC) || name.equals(SENSITIVITIES)) {
            throw new BadInputException("--model " + name + " is no formulation, and has no draws here; choose one of "
                    + String.join(", ", new FormulationCandidates()) + ", or ask it from Java by Question.of "
                    + "(docs/scenarios.md)");
        }
        return Formulations.installed().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("there is no model '" + name + "'; choose one of "
                        + String.join(", ", new FormulationCandidates())));
    }

    /**
     * The options of a formulation.
     *
     * @param susceptance what {@code --susceptance} says, or {@code null}
     * @throws BadInputException if the formulation has no such choice
     */
    static FormulationOptions options(FormulationType type, String susceptance) {
        if (susceptance == null) {
            return FormulationOptions.defaults();
        }
        if (!type.takes(SUSCEPTANCE)) {
            throw noSusceptance(type.name());
        }
        return FormulationOptions.defaults().with(SUSCEPTANCE, susceptance);
    }

    /** What to say where {@code --susceptance} is given for a model that has no such choice. */
    static BadInputException noSusceptance(String model) {
        return new BadInputException("--susceptance goes with --model "
                + Formulations.installed().stream()
                        .filter(other -> other.takes(SUSCEPTANCE))
                        .map(FormulationType::name)
                        .collect(Collectors.joining(" and "))
                + "; " + model + " uses impedances as they are");
    }

    /** The names that help lists. */
    static final class Candidates implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }

        private static List<String> names() {
            return Stream.concat(
                            Formulations.installed().stream().map(FormulationType::name), Stream.of(SENSITIVITIES, AC))
                    .toList();
        }
    }

    /** The same without what is no formulation. */
    static final class FormulationCandidates implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Formulations.installed().stream().map(FormulationType::name).iterator();
        }
    }
}
