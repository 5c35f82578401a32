package org.flexopf.casefile;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.network.Range;
import org.flexopf.network.ThermostaticLoad;

/** How thermostatic loads stand in the horizon format. */
public final class ThermostaticLoadFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public ThermostaticLoadFormat() {}

    @Override
    public String kind() {
        return ThermostaticLoad.KIND.id();
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
    public String toString() {
        return kind();
    }
}
