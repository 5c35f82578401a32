package org.flexopf.coordination;

import java.util.Objects;

/**
 * A market party that buys flexibility for its own balance.
 *
 * @param id what it is called
 * @param area the name of the area in which it is
 * @param bus the number of its bus there
 * @param direction up: it takes what others inject more, as a withdrawal; down: it gives an injection that others take
 * @param value what a MWh is worth to it, currency per MWh
 * @param quantity the most that it buys, MW
 */
public record CommercialBuyer(String id, String area, int bus, Direction direction, double value, double quantity) {

    /** All parts are required; what is wrong with the numbers, a {@link TsoDsoSystem} finds. */
    public CommercialBuyer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(area, "area");
        Objects.requireNonNull(direction, "direction");
    }
}
