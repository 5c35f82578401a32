package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A device of a kind that the network does not know by itself.
 *
 * @param kind its kind
 * @param id its number
 * @param label how messages call it
 * @param inService whether it is in service; its powers and its cost are 0 if not
 * @param p what it supplies over all of its terminals, MW
 * @param q the same, Mvar
 * @param cost what it costs, currency per hour
 */
public record DeviceResult(ElementKind kind, int id, String label, boolean inService, double p, double q, double cost) {

    /** All parts are required. */
    public DeviceResult {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(label, "label");
    }
}
