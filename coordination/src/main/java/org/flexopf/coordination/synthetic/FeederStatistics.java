package org.flexopf.coordination.synthetic;

/**
 * What is known of the feeders of a region.
 *
 * @param detailed how many are written with their lines
 * @param single how many are written as a single bus of the transmission network
 * @param buses buses of each, its root among them
 * @param customersPerBus customers at a bus, on average
 * @param branching the share of buses at which a line does not go on but a lateral begins elsewhere, 0 to 1
 * @param kv nominal voltage, kV
 * @param baseMva base of the per-unit figures that are written, MVA
 * @param voltage at the root, p.u.
 * @param vMin lowest voltage, p.u.
 * @param vMax highest voltage, p.u.
 * @param loading lines are planned for so much of their rating at the schedule, 0 to 1
 */
public record FeederStatistics(
        int detailed,
        int single,
        int buses,
        double customersPerBus,
        double branching,
        double kv,
        double baseMva,
        double voltage,
        double vMin,
        double vMax,
        double loading) {

    /** The same with other numbers of feeders. */
    public FeederStatistics withCounts(int newDetailed, int newSingle) {
        return new FeederStatistics(
                newDetailed, newSingle, buses, customersPerBus, branching, kv, baseMva, voltage, vMin, vMax, loading);
    }

    /** The same with other numbers of buses in each. */
    public FeederStatistics withBuses(int count) {
        return new FeederStatistics(
                detailed, single, count, customersPerBus, branching, kv, baseMva, voltage, vMin, vMax, loading);
    }
}
