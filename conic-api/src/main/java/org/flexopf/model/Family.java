package org.flexopf.model;

/**
 * The name that variables or rows of one sort share, one per element of a kind. Together with an element's index it
 * names every number of a solution. A family is known by its id, not by the words for people.
 */
public sealed interface Family permits VariableFamily, ConstraintFamily {

    /** What the family is known by, such as {@code generator-p}; the same in every program. */
    String id();

    /** What it is, in words for people. */
    String label();

    /** The kind of element that it has one of. */
    ElementKind kind();

    /** The physical unit of its values; duals are in currency per hour and per this unit. */
    Unit unit();
}
