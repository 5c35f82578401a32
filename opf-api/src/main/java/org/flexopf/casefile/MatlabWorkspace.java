package org.flexopf.casefile;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of a case file while it is carried out, and the fields of the one that is the case. */
final class MatlabWorkspace {

    /** A value with the line at which the file gave it. */
    record Given(MatlabValue value, int line) {}

    private final Map<String, Given> fields = new LinkedHashMap<>();
    private final Map<String, MatlabValue> variables = new HashMap<>();
    private final Map<String, String> returned = new HashMap<>();
    private final MatlabWork work;
    private String caseVariable = "mpc";

    MatlabWorkspace(MatlabWork work) {
        this.work = work;
    }

    /**
     * The fields of the case in the order in which the file first gave them; nested ones are called
     * {@code outer.inner}.
     */
    Map<String, Given> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** Gives a field of the case a value. @throws IllegalArgumentException if more is kept than any case holds */
    void setField(String field, Given given) {
        Given old = fields.put(field, given);
        work.kept(given.value().size() - (old == null ? 0.0 : old.value().size()));
    }

    /** All other variables. */
    Map<String, MatlabValue> variables() {
        return Collections.unmodifiableMap(variables);
    }

    /** Gives a variable a value. @throws IllegalArgumentException if more is kept than any case holds */
    void set(String variable, MatlabValue value) {
        MatlabValue old = variables.put(variable, value);
        work.kept(value.size() - (old == null ? 0.0 : old.size()));
    }

    /** Takes a variable away, with its fields. */
    void clear(String variable) {
        variables.entrySet().removeIf(known -> {
            boolean gone = (known.getKey() + ".").startsWith(variable + ".");
            work.kept(gone ? -known.getValue().size() : 0.0);
            return gone;
        });
    }

    /** Whether a variable that is not the case has fields, as after {@code c.PMIN = 10}. */
    boolean hasFields(String variable) {
        work.steps(variables.size());
        return variables.keySet().stream().anyMatch(known -> known.startsWith(variable + "."));
    }

    /** The variable that holds the case, mostly {@code mpc}; empty where the file returns its tables one by one. */
    String caseVariable() {
        return caseVariable;
    }

    void nameCaseVariable(String name) {
        caseVariable = name;
    }

    boolean isCase(String name) {
        return name.equals(caseVariable);
    }

    /** Makes variables of the function the fields of the case, by the names of the variables. */
    void returnFields(Map<String, String> fieldOfVariable) {
        caseVariable = "";
        returned.putAll(fieldOfVariable);
    }

    /** The field that a variable is returned as, if the file returns its tables one by one. */
    Optional<String> fieldReturnedAs(String variable) {
        return Optional.ofNullable(returned.get(variable));
    }

    /** What the file calls a field. */
    String label(String field) {
        return caseVariable.isEmpty() ? field : caseVariable + "." + field;
    }

    boolean isEmpty() {
        return fields.isEmpty() && variables.isEmpty();
    }
}
