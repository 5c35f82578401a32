package org.flexopf.report.result;

/**
 * A published condition for exactness.
 *
 * @param name what is asked for
 * @param source where it is proved
 * @param holds whether the network meets it
 * @param reason why, or why not
 */
public record ConditionResult(String name, String source, boolean holds, String reason) {

    /** In one sentence. */
    @Override
    public String toString() {
        return name + " (" + source + "): " + (holds ? "holds" : "does not hold") + ", " + reason;
    }
}
