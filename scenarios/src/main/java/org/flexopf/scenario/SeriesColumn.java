package org.flexopf.scenario;

import java.util.List;
import java.util.OptionalInt;
import org.flexopf.network.Network;

/**
 * What a column of a time series sets.
 *
 * @param quantity which number of an element
 * @param element its id; empty for all elements
 * @param factor whether the column multiplies the number, and does not replace it
 */
record SeriesColumn(Quantity quantity, OptionalInt element, boolean factor) {

    /** What columns are called, in words. */
    static final String NAMES = "call columns load.7 (MW; reactive demand keeps its ratio), reactive.7 (Mvar), "
            + "availability.2 (MW) or price.2 (currency/MWh) by the number of an element, load.7.factor, or "
            + "load.factor for all; a first column time is left alone";

    /** The places of its elements. @throws java.util.NoSuchElementException if there is none of its id */
    int[] places(Network base) {
        return quantity.places(base, element.isPresent() ? List.of(element.getAsInt()) : List.of());
    }

    /** The column of a name. @throws IllegalArgumentException if it says nothing, with the reason */
    static SeriesColumn named(String name) {
        String[] parts = name.split("\\.", -1);
        Quantity quantity = null;
        for (Quantity candidate : Quantity.values()) {
            quantity = candidate.label().equals(parts[0]) ? candidate : quantity;
        }
        if (quantity == null) {
            throw new IllegalArgumentException("there is no quantity '" + parts[0] + "'");
        }
        boolean factor = parts[parts.length - 1].equals("factor");
        int named = parts.length - (factor ? 2 : 1);
        if (named > 1 || (named == 0 && !factor)) {
            throw new IllegalArgumentException("it does not say of which element");
        }
        if (named == 0) {
            return new SeriesColumn(quantity, OptionalInt.empty(), true);
        }
        try {
            return new SeriesColumn(quantity, OptionalInt.of(Integer.parseInt(parts[1])), factor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + parts[1] + "' is no number of an element", e);
        }
    }

    String name() {
        return quantity.label() + (element.isPresent() ? "." + element.getAsInt() : "") + (factor ? ".factor" : "");
    }

    @Override
    public String toString() {
        return name();
    }
}
