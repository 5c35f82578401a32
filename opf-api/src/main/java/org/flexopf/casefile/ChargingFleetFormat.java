package org.flexopf.casefile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.model.ElementKind;
import org.flexopf.network.ChargingFleet;
import org.flexopf.network.ConnectedElement;

/** How fleets that are given by their largest sums of energy stand in the horizon format. */
public final class ChargingFleetFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public ChargingFleetFormat() {}

    @Override
    public ElementKind kind() {
        return ChargingFleet.KIND;
    }

    @Override
    public List<ChargingFleet> read(int id, HorizonFields fields) {
        String name = fields.text("name", "");
        int bus = fields.integer("bus");
        int first = fields.integer("first");
        List<Double> most = Arrays.stream(fields.numbers("most_mwh")).boxed().toList();
        int last = first + most.size() - 1;
        if (!(1 <= first && last <= fields.periods())) {
            fields.fault(
                    "energies of " + most.size() + " periods from period " + first,
                    "there are periods 1 to " + fields.periods(),
                    "give the period of its arrival, and an energy for each period until it leaves");
        }
        return IntStream.rangeClosed(1, fields.periods())
                .mapToObj(t -> new ChargingFleet(id, name, bus, most, first <= t && t <= last, true))
                .toList();
    }

    @Override
    public void write(List<? extends ConnectedElement> overTime, HorizonFieldWriter fields) {
        List<ChargingFleet> fleets =
                overTime.stream().map(ChargingFleet.class::cast).toList();
        ChargingFleet fleet = fleets.get(0);
        fields.text("name", fleet.name(), "");
        fields.integer("bus", fleet.bus());
        fields.integer(
                "first",
                1
                        + IntStream.range(0, fleets.size())
                                .filter(t -> fleets.get(t).isConnected())
                                .findFirst()
                                .orElse(0));
        fields.numbers(
                "most_mwh",
                fleet.most().stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public String toString() {
        return kind().id();
    }
}
