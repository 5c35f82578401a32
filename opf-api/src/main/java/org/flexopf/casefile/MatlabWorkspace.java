package org.flexopf.casefile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of a case file while it is carried out, and the fields of the one that is the case. */
final class MatlabWorkspace {

    /** A value with the line at which the file gave it. */
    record Given(MatlabValue value, int line) {}

    private final Map<String, Given> fields = new LinkedHashMap<>();
    private final Map<String, MatlabValue> variables = new HashMap<>();
    private String caseVariable = "mpc";

    /**
     * The fields of the case in the order in which the file first gave them; nested ones are called
     * {@code outer.inner}.
     */
    Map<String, Given> fields() {
        return fields;
    }

    /** All other variables. */
    Map<String, MatlabValue> variables() {
        return variables;
    }

    /** The variable that holds the case, mostly {@code mpc}. */
    String caseVariable() {
        return caseVariable;
    }

    void nameCaseVariable(String name) {
        caseVariable = name;
    }

    boolean isEmpty() {
        return fields.isEmpty() && variables.isEmpty();
    }
}
