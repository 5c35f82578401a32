package org.flexopf.casefile;

import java.util.List;
import java.util.Optional;
import org.flexopf.network.CostCurve;

/**
 * The fields of an element in a case file. A field that is missing or has another type becomes a fault with its place
 * in the file, and a stand-in is given, so that one pass finds all faults; the element is then not used. A field that
 * nobody asks for is a fault too.
 */
public interface FieldReader {

    /** A whole number that must be there. */
    int integer(String field);

    /** A finite number that must be there. */
    double number(String field);

    /** A finite number with a value that holds where it is left out. */
    double number(String field, double otherwise);

    /** A text with a value that holds where it is left out. */
    String text(String field, String otherwise);

    /**
     * One of the constants of a type by its name in files (lower case with hyphens), with one that holds where it is
     * left out; if that is null, it must be there.
     */
    <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise);

    /** True or false, with a value that holds where it is left out. */
    boolean flag(String field, boolean otherwise);

    /** A cost curve; free where it is left out. */
    CostCurve cost(String field);

    /** The numbers of a list that must be there, of any length. */
    double[] numbers(String field);

    /** The objects of a list, none where it is left out. */
    List<? extends FieldReader> objects(String field);

    /** An object, empty where it is left out. */
    Optional<? extends FieldReader> object(String field);
}
