package org.flexopf.network;

/**
 * Something legal but unusual, or how an input was interpreted.
 *
 * @param element what it is about
 * @param remark what is unusual, or what was understood
 */
public record Note(String element, String remark) {

    @Override
    public String toString() {
        return element + ": " + remark;
    }
}
