package org.flexopf.casefile;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.network.ShiftableLoad;

/** How shiftable loads stand in the horizon format. */
public final class ShiftableLoadFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public ShiftableLoadFormat() {}

    @Override
    public String kind() {
        return ShiftableLoad.KIND.id();
    }

    @Override
    public List<ShiftableLoad> read(int id, HorizonFields fields) {
        String name = fields.text("name", "");
        int bus = fields.integer("bus");
        double[] baseline = fields.series("baseline_mw");
        double[] up = fields.series("up_max_mw");
        double[] down = fields.series("down_max_mw");
        double[] cost = fields.series("cost_per_mwh", 0.0);
        int[] window = windows(fields);
        return IntStream.range(0, fields.periods())
                .mapToObj(t -> new ShiftableLoad(id, name, bus, baseline[t], up[t], down[t], cost[t], window[t], true))
                .toList();
    }

    /** The number of the window that each period is in. */
    private static int[] windows(HorizonFields fields) {
        int[] window = new int[fields.periods()];
        int number = 0;
        for (HorizonFields given : fields.objects("windows")) {
            number++;
            int first = given.integer("first");
            int last = given.integer("last");
            if (!(1 <= first && first <= last && last <= fields.periods())) {
                given.fault(
                        "a window from period " + first + " to " + last,
                        "there are periods 1 to " + fields.periods(),
                        "give the first and the last period that demand moves within");
                continue;
            }
            for (int t = first - 1; t < last; t++) {
                if (window[t] != ShiftableLoad.NO_WINDOW) {
                    given.fault(
                            "a window from period " + first + " to " + last,
                            "window " + window[t] + " has period " + (t + 1) + " too, and energy is kept in each alone",
                            "let one window end before the next one begins");
                    break;
                }
                window[t] = number;
            }
        }
        return window;
    }

    @Override
    public String toString() {
        return kind();
    }
}
