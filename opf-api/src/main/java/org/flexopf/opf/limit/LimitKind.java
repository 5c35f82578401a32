package org.flexopf.opf.limit;

import org.flexopf.model.ElementKind;
import org.flexopf.model.Unit;

/** What a limit is about: one that every network states, or one that a formulation or a further device brings along. */
public sealed interface LimitKind permits NetworkLimit, RowLimit {

    /** What the limit is, in words for people, such as {@code lower voltage limit}. */
    String label();

    /** What it limits, such as {@code voltage}; empty where nothing but the limit has a name. */
    String quantity();

    /** The kind of element that has it. */
    ElementKind element();

    /** The unit of its bound and of what it limits. */
    Unit unit();
}
