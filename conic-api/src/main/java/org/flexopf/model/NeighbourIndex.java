package org.flexopf.model;

/** Where a neighbouring model has the elements of a model: a list with an element more or less counts otherwise. */
@FunctionalInterface
public interface NeighbourIndex {

    /** The same elements at the same places. */
    NeighbourIndex SAME = (kind, element) -> element;

    /** The neighbour's index of an element; -1 if it has no such element. */
    int of(ElementKind kind, int element);
}
