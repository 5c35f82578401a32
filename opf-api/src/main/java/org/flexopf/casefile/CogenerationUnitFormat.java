package org.flexopf.casefile;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flexopf.network.CogenerationUnit;

/** How plants of combined heat and power stand in the horizon format. */
public final class CogenerationUnitFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public CogenerationUnitFormat() {}

    @Override
    public String kind() {
        return CogenerationUnit.KIND.id();
    }

    @Override
    public List<CogenerationUnit> read(int id, HorizonFields fields) {
        String name = fields.text("name", "");
        int bus = fields.integer("bus");
        List<CogenerationUnit.Vertex> vertices = fields.objects("vertices").stream()
                .map(vertex -> new CogenerationUnit.Vertex(
                        vertex.number("p_mw"), vertex.number("heat_mw"), vertex.number("cost_per_h")))
                .toList();
        Optional<CogenerationUnit.Commitment> commitment = fields.object("commitment")
                .map(unit -> new CogenerationUnit.Commitment(
                        unit.number("startup_cost", 0.0), unit.flag("initial_on", false)));
        double[] demand = fields.series("heat_demand_mw");
        double[] boilerMax = fields.series("boiler_max_mw", 0.0);
        double[] boilerCost = fields.series("boiler_cost_per_mwh", 0.0);
        double[] dumpMax = fields.series("heat_dump_max_mw", 0.0);
        CogenerationUnit.HeatStore store = fields.object("heat_storage")
                .map(CogenerationUnitFormat::store)
                .orElse(CogenerationUnit.HeatStore.NONE);
        return IntStream.range(0, fields.periods())
                .mapToObj(t -> new CogenerationUnit(
                        id,
                        name,
                        bus,
                        vertices,
                        commitment,
                        demand[t],
                        boilerMax[t],
                        boilerCost[t],
                        store,
                        dumpMax[t],
                        true))
                .toList();
    }

    private static CogenerationUnit.HeatStore store(HorizonFields fields) {
        return new CogenerationUnit.HeatStore(
                fields.number("charge_max_mw"),
                fields.number("discharge_max_mw"),
                fields.number("energy_max_mwh"),
                fields.number("energy_initial_mwh", 0.0),
                fields.number("energy_final_at_least_mwh", 0.0),
                fields.number("loss_per_h", 0.0));
    }

    @Override
    public String toString() {
        return kind();
    }
}
