package org.flexopf.network;

import java.io.Serializable;

/**
 * Something in the input that no model can be built from.
 *
 * @param element what it is about, such as {@code branch 7 (3-4)}
 * @param value what was found
 * @param cause why that cannot be used
 * @param fix what to do about it
 */
public record Fault(String element, String value, String cause, String fix) implements Serializable {

    @Override
    public String toString() {
        return element + ": " + value + ": " + cause + "; " + fix;
    }
}
