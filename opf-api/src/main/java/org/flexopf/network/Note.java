package org.flexopf.network;

/**
 * Something legal but unusual, or how an input was interpreted.
 *
 * @param element what it is about
 * @param remark what is unusual, or what was understood
 * @param changesAnswer whether another reading of the input, or taking in what was left out of it, would give another
 *     answer
 */
public record Note(String element, String remark, boolean changesAnswer) {

    /** A note on what leaves the answer as it is. */
    public Note(String element, String remark) {
        this(element, remark, false);
    }

    /** A note on a reading of the input, or on what was left out of it, that the answer depends on. */
    public static Note changing(String element, String remark) {
        return new Note(element, remark, true);
    }

    @Override
    public String toString() {
        return element + ": " + remark;
    }
}
