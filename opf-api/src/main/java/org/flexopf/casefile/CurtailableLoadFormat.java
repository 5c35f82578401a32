package org.flexopf.casefile;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.network.CurtailableLoad;

/** How curtailable loads stand in the horizon format. */
public final class CurtailableLoadFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public CurtailableLoadFormat() {}

    @Override
    public String kind() {
        return CurtailableLoad.KIND.id();
    }

    @Override
    public List<CurtailableLoad> read(int id, HorizonFields fields) {
        String name = fields.text("name", "");
        int bus = fields.integer("bus");
        double[] baseline = fields.series("baseline_mw");
        double[] largest = fields.series("max_curtail_mw");
        double[] cost = fields.series("cost_per_mwh", 0.0);
        double most = fields.number("max_activated_periods", CurtailableLoad.ANY_NUMBER);
        if (most != Math.rint(most)) {
            fields.fault(
                    most + " activated periods at most", "it counts periods", "give a whole number of zero or more");
        }
        // As many activations as there are periods are no limit, and take no integers.
        int activations = most >= fields.periods() ? CurtailableLoad.ANY_NUMBER : (int) most;
        return IntStream.range(0, fields.periods())
                .mapToObj(t -> new CurtailableLoad(id, name, bus, baseline[t], largest[t], cost[t], activations, true))
                .toList();
    }

    @Override
    public String toString() {
        return kind();
    }
}
