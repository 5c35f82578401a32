package org.flexopf.report.result;

import java.util.Objects;

/**
 * One line of a summary for people.
 *
 * @param label what it is about, in a word or two
 * @param text what there is to say
 */
public record Finding(String label, String text) {

    /** The label of a condition for exactness, whose reasons are long. */
    static final String CONDITION = "condition";

    /** Both are required. */
    public Finding {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(text, "text");
    }
}
