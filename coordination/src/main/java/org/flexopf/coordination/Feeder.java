package org.flexopf.coordination;

import java.util.Objects;

/**
 * A radial network behind one bus of the transmission network. Its root is the reference bus, whose voltage is given.
 *
 * @param area the feeder's own network, imbalances and resources
 * @param interfaceBus the number of the transmission bus that it is joined to
 * @param scheduledFlow what flows into it at the schedule by AC power flow, losses included, MW
 */
public record Feeder(Area area, int interfaceBus, double scheduledFlow) {

    /** The area is required; what is wrong with the numbers, a {@link TsoDsoSystem} finds. */
    public Feeder {
        Objects.requireNonNull(area, "area");
    }

    /** What it is called. */
    public String name() {
        return area.name();
    }

    /** This feeder with another area. */
    public Feeder withArea(Area other) {
        return new Feeder(other, interfaceBus, scheduledFlow);
    }

    /** What is lost at the schedule, MW. */
    public double scheduledLoss() {
        return scheduledFlow + area.scheduledInjection();
    }
}
