package org.flexopf.model;

/** A family of variables, one per element that has one. */
public final class Variables {

    private final VariableFamily family;
    private final int[] columns;

    Variables(VariableFamily family, int[] columns) {
        this.family = family;
        this.columns = columns;
    }

    /**
     * The variable of an element's index.
     *
     * @throws IllegalArgumentException if that element has none
     */
    public Variable of(int element) {
        if (columns[element] < 0) {
            throw new IllegalArgumentException(
                    family.kind() + " index " + element + " has no variable '" + family + "'");
        }
        return new Variable(columns[element]);
    }

    /** Gives an element its variable. */
    Variable add(int element, int column) {
        if (columns[element] >= 0) {
            throw new IllegalStateException(
                    family.kind() + " index " + element + " has a variable '" + family + "' already");
        }
        columns[element] = column;
        return new Variable(column);
    }

    /** Whether an element has a variable. */
    public boolean has(int element) {
        return columns[element] >= 0;
    }

    /** The column of an element, or -1. */
    int column(int element) {
        return columns[element];
    }

    /** The number of elements, with or without a variable. */
    public int size() {
        return columns.length;
    }

    /** The same variables with columns counted from elsewhere. */
    Variables shifted(int by) {
        int[] moved = columns.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = columns[i] < 0 ? columns[i] : columns[i] + by;
        }
        return new Variables(family, moved);
    }

    @Override
    public String toString() {
        return family + " of " + size() + " elements";
    }
}
