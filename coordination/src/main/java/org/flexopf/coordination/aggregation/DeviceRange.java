package org.flexopf.coordination.aggregation;

import java.util.List;
import java.util.Objects;

/**
 * What a device can be called for in every period, whatever it is called for in the others.
 *
 * @param device its name
 * @param down by how much less than planned it can inject, MW, one for each period
 * @param up by how much more
 */
public record DeviceRange(String device, List<Double> down, List<Double> up) {

    /** The lists are copied. */
    public DeviceRange {
        Objects.requireNonNull(device, "device");
        down = List.copyOf(down);
        up = List.copyOf(up);
    }
}
