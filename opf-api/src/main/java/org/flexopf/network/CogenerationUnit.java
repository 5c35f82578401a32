package org.flexopf.network;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.model.ElementKind;

/**
 * A plant that supplies a demand for heat: a unit of combined heat and power (CHP), a boiler, and a store of heat. The
 * unit's power, heat and fuel cost are a convex combination of vertices, while it is on; and
 *
 * <pre>
 *   heat + boiler + discharge - charge - dumped = demand,   e = (1 - loss)^h e_before + h (charge - discharge)
 * </pre>
 *
 * Heat is only thrown away where {@link #dumpMax} allows it, since that is a free sink and changes answers.
 *
 * @param id number of the plant, positive and unique among its kind
 * @param name a name for people, possibly empty
 * @param bus where its power goes
 * @param vertices where the unit may be while it is on: the corners of its region, at least one
 * @param commitment how it is switched on and off; empty if it is always on
 * @param heatDemand the demand for heat, MW
 * @param boilerMax largest heat of the boiler, MW; 0 if there is none
 * @param boilerCost what a MWh of the boiler's heat costs, currency per MWh
 * @param store the store of heat, {@link HeatStore#NONE} if there is none
 * @param dumpMax the most heat that may be thrown away, MW
 * @param inService whether it is switched in; where it is not, its demand for heat is not asked for either
 */
public record CogenerationUnit(
        int id,
        String name,
        int bus,
        List<Vertex> vertices,
        Optional<Commitment> commitment,
        double heatDemand,
        double boilerMax,
        double boilerCost,
        HeatStore store,
        double dumpMax,
        boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("chp", "CHP plant");

    /**
     * A corner of the region of power and heat.
     *
     * @param power MW
     * @param heat MW
     * @param cost of the fuel, currency per hour
     */
    public record Vertex(double power, double heat, double cost) {}

    /**
     * Switching on and off.
     *
     * @param startCost what a start costs, currency
     * @param initiallyOn whether it is on before the first period
     */
    public record Commitment(double startCost, boolean initiallyOn) {}

    /**
     * A store of heat.
     *
     * @param chargeMax largest charge, MW
     * @param dischargeMax largest discharge, MW
     * @param energyMax the most that it holds at the end of a period, MWh
     * @param initial what it holds before the first period, MWh
     * @param leastAtEnd the least that it holds after the last period, MWh
     * @param loss the share that is lost in an hour, from 0 to below 1
     */
    public record HeatStore(
            double chargeMax, double dischargeMax, double energyMax, double initial, double leastAtEnd, double loss) {

        /** No store. */
        public static final HeatStore NONE = new HeatStore(0.0, 0.0, 0.0, 0.0, 0.0, 0.0);

        /** What is left of a MWh after so many hours. */
        public double retention(double hours) {
            return Math.pow(1.0 - loss, hours);
        }
    }

    /** All parts are required; what is wrong with the numbers, {@link #faults} finds. */
    public CogenerationUnit {
        Objects.requireNonNull(name, "name");
        vertices = List.copyOf(vertices);
        Objects.requireNonNull(commitment, "commitment");
        Objects.requireNonNull(store, "store");
    }

    /** This plant with another demand for heat, MW. */
    public CogenerationUnit withHeatDemand(double mw) {
        return new CogenerationUnit(
                id, name, bus, vertices, commitment, mw, boilerMax, boilerCost, store, dumpMax, inService);
    }

    /** This plant where so much heat may be thrown away, MW. */
    public CogenerationUnit withDumpMax(double mw) {
        return new CogenerationUnit(
                id, name, bus, vertices, commitment, heatDemand, boilerMax, boilerCost, store, mw, inService);
    }

    @Override
    public CogenerationUnit withInService(boolean service) {
        return new CogenerationUnit(
                id, name, bus, vertices, commitment, heatDemand, boilerMax, boilerCost, store, dumpMax, service);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public String label() {
        return KIND + " " + id + (name.isEmpty() ? "" : " '" + name + "'") + " at bus " + bus;
    }

    @Override
    public List<Fault> faults() {
        ElementFaults faults = new ElementFaults(this);
        if (vertices.isEmpty()) {
            faults.add("no vertices", "the unit could be nowhere", "give at least one corner of its region");
        }
        for (int v = 0; v < vertices.size(); v++) {
            String vertex = " of vertex " + (v + 1);
            faults.finite("power" + vertex, vertices.get(v).power(), "MW")
                    .finite("heat" + vertex, vertices.get(v).heat(), "MW")
                    .finite("cost" + vertex, vertices.get(v).cost(), "per hour");
        }
        if (faults.all().isEmpty()) {
            requireConvex(faults);
        }
        commitment.ifPresent(unit -> faults.notNegative("cost of a start", unit.startCost(), ""));
        faults.finite("demand for heat", heatDemand, "MW")
                .notNegative("largest heat of the boiler", boilerMax, "MW")
                .finite("cost of the boiler's heat", boilerCost, "per MWh")
                .notNegative("largest heat thrown away", dumpMax, "MW")
                .notNegative("largest charge of the heat store", store.chargeMax(), "MW")
                .notNegative("largest discharge of the heat store", store.dischargeMax(), "MW")
                .notNegative("largest energy of the heat store", store.energyMax(), "MWh")
                .loss("loss of the heat store", store.loss());
        requireHeld(faults, "initial energy", store.initial());
        requireHeld(faults, "final energy", store.leastAtEnd());
        return faults.all();
    }

    private void requireHeld(ElementFaults faults, String what, double energy) {
        if (!(energy >= 0.0 && energy <= store.energyMax())) {
            faults.add(
                    what + " of the heat store " + energy + " MWh",
                    "it lies outside of 0 to " + store.energyMax() + " MWh",
                    "give an energy that the store can hold");
        }
    }

    /** Mixtures of other vertices undercut a vertex that is not convex, so that its cost would never be paid. */
    private void requireConvex(ElementFaults faults) {
        for (int v = 0; v < vertices.size(); v++) {
            Vertex vertex = vertices.get(v);
            double mixed = LowerHull.costWithout(vertices, v);
            if (mixed < vertex.cost() - 1e-9 * Math.max(1.0, Math.abs(vertex.cost()))) {
                faults.add(
                        "vertex " + (v + 1) + " of " + vertex.power() + " MW power and " + vertex.heat()
                                + " MW heat at a cost of " + vertex.cost() + " per hour",
                        "the costs are not convex: a mixture of other vertices is there at " + mixed + " per hour",
                        "lower its cost, or take the vertex out");
            }
        }
    }
}
