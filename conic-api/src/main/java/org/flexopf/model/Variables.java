package org.flexopf.model;

/** A family of variables, one per element that has one. */
public final class Variables {

    private final VariableFamily family;
    private final int[] columns;
    /** The values by column where they are decided, else null. */
    private final double[] decided;

    Variables(VariableFamily family, int[] columns) {
        this(family, columns, null);
    }

    Variables(VariableFamily family, int[] columns, double[] decided) {
        this.family = family;
        this.columns = columns;
        this.decided = decided;
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
        return at(columns[element]);
    }

    /** Gives an element its variable. */
    Variable add(int element, int column) {
        if (columns[element] >= 0) {
            throw new IllegalStateException(
                    family.kind() + " index " + element + " has a variable '" + family + "' already");
        }
        columns[element] = column;
        return at(column);
    }

    private Variable at(int column) {
        return decided == null ? new Variable(column) : Variable.decided(decided[column]);
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
        return new Variables(family, moved, decided);
    }

    @Override
    public String toString() {
        return family + " of " + size() + " elements";
    }
}
