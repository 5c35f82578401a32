package org.flexopf.coordination.synthetic;

import java.util.Objects;

/**
 * What is known of the transmission network of a region.
 *
 * @param buses how many
 * @param linesPerBus lines per bus, at least enough for a tree
 * @param kv nominal voltage, kV
 * @param ohmPerKm reactance of a line
 * @param sideKm the region is a square of that side
 * @param leastRating of a line, MW
 * @param margin lines are rated for so many times what they carry at most at the schedule
 * @param units its power stations
 */
public record TransmissionStatistics(
        int buses,
        double linesPerBus,
        double kv,
        double ohmPerKm,
        double sideKm,
        double leastRating,
        double margin,
        Units units) {

    /**
     * Power stations.
     *
     * @param perBus how many per bus
     * @param margin their power in all, in multiples of the largest demand of the day
     * @param least the least that one injects, as a share of its power
     * @param deviation of their power, as a share of its mean
     * @param cost what energy costs them, currency per MWh
     * @param premium they are paid so much more for upward energy, and pay so much less for downward
     */
    public record Units(double perBus, double margin, double least, double deviation, Spread cost, double premium) {

        /** The cost is required. */
        public Units {
            Objects.requireNonNull(cost, "cost");
        }
    }

    /** The units are required. */
    public TransmissionStatistics {
        Objects.requireNonNull(units, "units");
    }

    /** The same with another number of buses. */
    public TransmissionStatistics withBuses(int count) {
        return new TransmissionStatistics(count, linesPerBus, kv, ohmPerKm, sideKm, leastRating, margin, units);
    }
}
