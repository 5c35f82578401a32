package org.flexopf.coordination;

import java.util.Objects;

/**
 * Flexibility that an operator has under contract, and may sell on.
 *
 * @param id what it is called
 * @param owner the operator that holds it
 * @param area the name of the area in which it is
 * @param bus the number of its bus there
 * @param direction which way it moves the injection
 * @param quantity the most that is held, MW
 * @param contractPrice what it is sold at, currency per MWh
 */
public record HeldFlexibility(
        String id, String owner, String area, int bus, Direction direction, double quantity, double contractPrice) {

    /** All parts are required; what is wrong with the numbers, a {@link TsoDsoSystem} finds. */
    public HeldFlexibility {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(area, "area");
        Objects.requireNonNull(direction, "direction");
    }
}
