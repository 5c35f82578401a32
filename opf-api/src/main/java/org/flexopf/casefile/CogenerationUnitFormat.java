package org.flexopf.casefile;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flexopf.model.ElementKind;
import org.flexopf.network.CogenerationUnit;
import org.flexopf.network.ConnectedElement;

/** How plants of combined heat and power stand in the horizon format. */
public final class CogenerationUnitFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public CogenerationUnitFormat() {}

    @Override
    public ElementKind kind() {
        return CogenerationUnit.KIND;
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
    public void write(List<? extends ConnectedElement> overTime, HorizonFieldWriter fields) {
        List<CogenerationUnit> plants =
                overTime.stream().map(CogenerationUnit.class::cast).toList();
        CogenerationUnit plant = plants.get(0);
        fields.text("name", plant.name(), "");
        fields.integer("bus", plant.bus());
        fields.objects("vertices", plant.vertices(), (vertex, json) -> {
            json.number("p_mw", vertex.power());
            json.number("heat_mw", vertex.heat());
            json.number("cost_per_h", vertex.cost());
        });
        plant.commitment()
                .ifPresent(commitment -> fields.object("commitment", json -> {
                    json.number("startup_cost", commitment.startCost(), 0.0);
                    json.flag("initial_on", commitment.initiallyOn(), false);
                }));
        fields.series("heat_demand_mw", plants, CogenerationUnit::heatDemand);
        fields.series("boiler_max_mw", plants, CogenerationUnit::boilerMax, 0.0);
        fields.series("boiler_cost_per_mwh", plants, CogenerationUnit::boilerCost, 0.0);
        fields.series("heat_dump_max_mw", plants, CogenerationUnit::dumpMax, 0.0);
        if (!plant.store().equals(CogenerationUnit.HeatStore.NONE)) {
            fields.object("heat_storage", json -> write(plant.store(), json));
        }
    }

    private static void write(CogenerationUnit.HeatStore store, FieldWriter fields) {
        fields.number("charge_max_mw", store.chargeMax());
        fields.number("discharge_max_mw", store.dischargeMax());
        fields.number("energy_max_mwh", store.energyMax());
        fields.number("energy_initial_mwh", store.initial(), 0.0);
        fields.number("energy_final_at_least_mwh", store.leastAtEnd(), 0.0);
        fields.number("loss_per_h", store.loss(), 0.0);
    }

    @Override
    public String toString() {
        return kind().id();
    }
}
