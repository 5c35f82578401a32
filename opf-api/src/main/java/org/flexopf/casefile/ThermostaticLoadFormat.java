package org.flexopf.casefile;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.model.ElementKind;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Range;
import org.flexopf.network.ThermostaticLoad;

/** How thermostatic loads stand in the horizon format. */
public final class ThermostaticLoadFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public ThermostaticLoadFormat() {}

    @Override
    public ElementKind kind() {
        return ThermostaticLoad.KIND;
    }

    @Override
    public List<ThermostaticLoad> read(int id, HorizonFields fields) {
        String name = fields.text("name", "");
        int bus = fields.integer("bus");
        ThermostaticLoad.Body body = new ThermostaticLoad.Body(
                fields.choice("mode", ThermostaticLoad.Mode.class, ThermostaticLoad.Mode.HEATING),
                fields.number("r_k_per_mw"),
                fields.number("c_mwh_per_k"),
                fields.number("cop", 1.0),
                fields.number("initial_c"));
        double[] largest = fields.series("p_max_mw");
        double[] ambient = fields.series("ambient_c");
        double[] min = fields.series("min_c", Double.NEGATIVE_INFINITY);
        double[] max = fields.series("max_c", Double.POSITIVE_INFINITY);
        return IntStream.range(0, fields.periods())
                .mapToObj(t -> new ThermostaticLoad(
                        id, name, bus, body, largest[t], ambient[t], new Range(min[t], max[t]), true))
                .toList();
    }

    @Override
    public void write(List<? extends ConnectedElement> overTime, HorizonFieldWriter fields) {
        List<ThermostaticLoad> loads =
                overTime.stream().map(ThermostaticLoad.class::cast).toList();
        ThermostaticLoad load = loads.get(0);
        ThermostaticLoad.Body body = load.body();
        fields.text("name", load.name(), "");
        fields.integer("bus", load.bus());
        fields.choice("mode", body.mode(), ThermostaticLoad.Mode.HEATING);
        fields.number("r_k_per_mw", body.resistance());
        fields.number("c_mwh_per_k", body.capacity());
        fields.number("cop", body.performance(), 1.0);
        fields.number("initial_c", body.initial());
        fields.series("p_max_mw", loads, ThermostaticLoad::largest);
        fields.series("ambient_c", loads, ThermostaticLoad::ambient);
        fields.series("min_c", loads, one -> one.band().min(), Double.NEGATIVE_INFINITY);
        fields.series("max_c", loads, one -> one.band().max(), Double.POSITIVE_INFINITY);
    }

    @Override
    public String toString() {
        return kind().id();
    }
}
