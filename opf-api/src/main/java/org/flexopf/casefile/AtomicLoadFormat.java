package org.flexopf.casefile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.network.AtomicLoad;

/** How atomic loads stand in the horizon format. */
public final class AtomicLoadFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public AtomicLoadFormat() {}

    @Override
    public String kind() {
        return AtomicLoad.KIND.id();
    }

    @Override
    public List<AtomicLoad> read(int id, HorizonFields fields) {
        String name = fields.text("name", "");
        int bus = fields.integer("bus");
        List<Double> profile =
                Arrays.stream(fields.numbers("profile_mw")).boxed().toList();
        List<Integer> starts = fields.periods("start_periods");
        boolean mustRun = fields.flag("must_run", false);
        double value = fields.number("value", 0.0);
        for (int start : starts) {
            if (start + profile.size() > fields.periods()) {
                fields.fault(
                        "a start in period " + (start + 1),
                        "the profile of " + profile.size() + " periods does not fit in before the end of period "
                                + fields.periods(),
                        "take the start out, or give more periods");
            }
        }
        if (mustRun && starts.isEmpty()) {
            fields.fault("no period to start in", "it must run", "give periods in start_periods");
        }
        return IntStream.range(0, fields.periods())
                .mapToObj(t -> new AtomicLoad(id, name, bus, profile, starts.contains(t), mustRun, value, true))
                .toList();
    }

    @Override
    public String toString() {
        return kind();
    }
}
