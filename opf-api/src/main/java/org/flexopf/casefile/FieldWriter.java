package org.flexopf.casefile;

import org.flexopf.network.CostCurve;

/** Where the fields of an element go in a case file, in the order in which they are given. */
public interface FieldWriter {

    /** A whole number. */
    void integer(String field, int value);

    /** A finite number. @throws IllegalArgumentException if it is not finite, which JSON has no number for */
    void number(String field, double value);

    /**
     * A number that is left out where it has the value that holds then; only that one may be infinite.
     *
     * @throws IllegalArgumentException if it is to be written and not finite
     */
    void number(String field, double value, double whenLeftOut);

    /** A text that is left out where it has the value that holds then. */
    void text(String field, String value, String whenLeftOut);

    /**
     * One of the constants of a type by its name in files (lower camel case), unless it is the one that is left out.
     */
    <E extends Enum<E>> void choice(String field, E value, E whenLeftOut);

    /** True or false, left out where it is the value that holds then. */
    void flag(String field, boolean value, boolean whenLeftOut);

    /** A cost curve, left out where it is free. */
    void cost(String field, CostCurve value);
}
