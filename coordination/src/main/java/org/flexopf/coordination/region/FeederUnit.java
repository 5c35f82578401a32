package org.flexopf.coordination.region;

import java.util.Objects;

/**
 * A unit of a feeder.
 *
 * @param id what it is called
 * @param bus the number of its bus
 * @param kind its kind, by which it takes part
 * @param rating MVA
 */
public record FeederUnit(String id, int bus, String kind, double rating) {

    /** All parts are required. */
    public FeederUnit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
    }
}
