package org.flexopf.coordination.aggregation;

import java.util.Objects;
import org.flexopf.network.ConnectedElement;

/**
 * A device of a pool.
 *
 * @param name what it is called; no two devices of a pool have the same name
 * @param model how it is flexible
 * @param element the device in the pool's network
 */
public record PooledDevice(String name, FlexibilityModel model, ConnectedElement element) {

    /** All parts are required. */
    public PooledDevice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(element, "element");
    }
}
