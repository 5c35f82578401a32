package org.flexopf.network;

import java.util.Objects;

/**
 * Something legal but unusual, or how an input was interpreted.
 *
 * <p>Whoever makes a note decides whether the answer depends on it: what changes the answer is part of every result and
 * of every verdict ({@link Network#reservation}), what does not is told on request.
 *
 * @param element what it is about
 * @param remark what is unusual, or what was understood
 * @param changesAnswer whether another reading of the input, or taking in what was left out of it, would give another
 *     answer
 */
public record Note(String element, String remark, boolean changesAnswer) {

    /** Element and remark are required. */
    public Note {
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(remark, "remark");
    }

    /** A note on a reading of the input, or on what was left out of it, that the answer depends on. */
    public static Note changing(String element, String remark) {
        return new Note(element, remark, true);
    }

    /** A note on what leaves the answer as it is. */
    public static Note harmless(String element, String remark) {
        return new Note(element, remark, false);
    }

    @Override
    public String toString() {
        return element + ": " + remark;
    }
}
