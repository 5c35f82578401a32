package org.flexopf.model;

/** A family of variables, one per element that has one. */
public final class Variables {

    private final Quantity quantity;
    private final int[] columns;

    Variables(Quantity quantity, int[] columns) {
        this.quantity = quantity;
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
                    quantity.element() + " index " + element + " has no variable '" + quantity + "'");
        }
        return new Variable(columns[element]);
    }

    /** Gives an element its variable. */
    Variable add(int element, int column) {
        if (columns[element] >= 0) {
            throw new IllegalStateException(
                    quantity.element() + " index " + element + " has a variable '" + quantity + "' already");
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
        return new Variables(quantity, moved);
    }
}
