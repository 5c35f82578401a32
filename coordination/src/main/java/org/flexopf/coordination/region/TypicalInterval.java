package org.flexopf.coordination.region;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An interval of a typical day. Prices in currency per MWh.
 *
 * @param hours how many hours of the year it stands for
 * @param load loads as a share of those of the feeder
 * @param output output by kind of unit, as a share of what it is at most
 * @param sellingPrice what energy is sold at
 * @param purchasePrice what energy is bought at
 * @param fuelPrice what fuel costs per MWh of output
 */
public record TypicalInterval(
        double hours,
        double load,
        Map<String, Double> output,
        double sellingPrice,
        double purchasePrice,
        double fuelPrice) {

    /** The map is copied. */
    public TypicalInterval {
        output = Collections.unmodifiableMap(new TreeMap<>(output));
    }
}
