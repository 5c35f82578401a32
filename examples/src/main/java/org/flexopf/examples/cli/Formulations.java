package org.flexopf.examples.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.flexopf.opf.OpfFormulation;
import org.flexopf.socp.BranchFlowSocp;

/** The formulations that {@code --model} chooses among. */
final class Formulations {

    static final String DEFAULT = "socp";

    private static final Map<String, Supplier<OpfFormulation>> BY_NAME = new TreeMap<>(Map.of(
            DEFAULT, BranchFlowSocp::new));

    private Formulations() {
    }

    static OpfFormulation named(String name) {
        Supplier<OpfFormulation> formulation = BY_NAME.get(name);
        if (formulation == null) {
            throw new BadInputException("there is no model '" + name + "'; choose one of " + String.join(", ", BY_NAME.keySet()));
        }
        return formulation.get();
    }
}
