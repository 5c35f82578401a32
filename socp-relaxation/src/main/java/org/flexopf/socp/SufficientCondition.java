package org.flexopf.socp;

/**
 * A published condition under which the relaxation is exact, checked on a network before anything is solved.
 *
 * @param name what is asked for
 * @param source where it is proved
 * @param holds whether the network meets it
 * @param reason why, or why not, with the element that decides
 */
public record SufficientCondition(String name, String source, boolean holds, String reason) {

    @Override
    public String toString() {
        return name + " (" + source + "): " + (holds ? "holds" : "does not hold") + ", " + reason;
    }
}
