package org.flexopf.casefile;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.network.PaybackLoad;

/** How loads with payback stand in the horizon format. */
public final class PaybackLoadFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public PaybackLoadFormat() {}

    @Override
    public String kind() {
        return PaybackLoad.KIND.id();
    }

    @Override
    public List<PaybackLoad> read(int id, HorizonFields fields) {
        String name = fields.text("name", "");
        int bus = fields.integer("bus");
        double[] baseline = fields.series("baseline_mw");
        double[] down = fields.series("down_max_mw");
        double[] up = fields.series("up_max_mw");
        double ratio = fields.number("ratio", 1.0);
        int within = fields.integer("within_periods");
        double[] cost = fields.series("cost_per_mwh", 0.0);
        int last = fields.periods();
        if (last == 1) {
            fields.fault(
                    "payback in a horizon of one period",
                    "what is reduced in period 1 returns in later periods, and there are none",
                    "give more periods, or a curtailable load");
        } else if (last > 1 && down[last - 1] > 0.0 && fields.isList("down_max_mw")) {
            // One number that stands for all periods does not ask for anything in the last one.
            fields.fault(
                    "a reduction of " + down[last - 1] + " MW in period " + last,
                    "nothing is reduced in the last period, since it could not return within the horizon",
                    "give 0 there, or more periods");
        }
        return IntStream.range(0, fields.periods())
                .mapToObj(
                        t -> new PaybackLoad(id, name, bus, baseline[t], down[t], up[t], ratio, within, cost[t], true))
                .toList();
    }

    @Override
    public String toString() {
        return kind();
    }
}
