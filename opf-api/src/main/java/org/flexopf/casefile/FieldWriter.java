package org.flexopf.casefile;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
     * One of the constants of a type by its name in files (lower case with hyphens), unless it is the one that is left
     * out; if that is null, it is always written.
     */
    <E extends Enum<E>> void choice(String field, E value, E whenLeftOut);

    /** True or false, left out where it is the value that holds then. */
    void flag(String field, boolean value, boolean whenLeftOut);

    /** A cost curve, left out where it is free. */
    void cost(String field, CostCurve value);

    /** A list of numbers. @throws IllegalArgumentException if one is not finite */
    void numbers(String field, double[] values);

    /** A list of objects that is left out where there are none, with the fields that are written of each. */
    <T> void objects(String field, List<? extends T> objects, BiConsumer<? super T, FieldWriter> content);

    /** An object with the fields that are written of it. */
    void object(String field, Consumer<FieldWriter> content);
}
