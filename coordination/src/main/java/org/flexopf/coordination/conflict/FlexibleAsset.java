package org.flexopf.coordination.conflict;

import java.util.List;
import java.util.Objects;

/**
 * Something that can draw less (up) or more (down) than it would, for whoever pays.
 *
 * @param id its name
 * @param area the number of its area
 * @param up how much less it can draw, MW, one figure per time unit, not negative
 * @param down how much more it can draw, MW, one figure per time unit, not negative
 * @param priceUp paid per MW up and time unit
 * @param priceDown paid per MW down and time unit
 * @param exclusive whether it goes one way only in a time unit
 */
public record FlexibleAsset(
        String id, int area, List<Double> up, List<Double> down, double priceUp, double priceDown, boolean exclusive) {

    /** The lists are copied. */
    public FlexibleAsset {
        Objects.requireNonNull(id, "id");
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    double price(boolean upwards) {
        return upwards ? priceUp : priceDown;
    }

    double capacity(boolean upwards, int unit) {
        return upwards ? up.get(unit) : down.get(unit);
    }

    /** How messages call it. */
    String label() {
        return "asset '" + id + "'";
    }
}
