package org.flexopf.casefile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.model.ElementKind;
import org.flexopf.network.AtomicLoad;
import org.flexopf.network.ConnectedElement;

/** How atomic loads stand in the horizon format. */
public final class AtomicLoadFormat implements HorizonFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public AtomicLoadFormat() {}

    @Override
    public ElementKind kind() {
        return AtomicLoad.KIND;
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
    public void write(List<? extends ConnectedElement> overTime, HorizonFieldWriter fields) {
        List<AtomicLoad> loads = overTime.stream().map(AtomicLoad.class::cast).toList();
        AtomicLoad load = loads.get(0);
        fields.text("name", load.name(), "");
        fields.integer("bus", load.bus());
        fields.numbers(
                "profile_mw",
                load.profile().stream().mapToDouble(Double::doubleValue).toArray());
        fields.periods(
                "start_periods",
                IntStream.range(0, loads.size())
                        .filter(t -> loads.get(t).mayStart())
                        .boxed()
                        .toList());
        fields.flag("must_run", load.mustRun(), false);
        fields.number("value", load.value(), 0.0);
    }

    @Override
    public String toString() {
        return kind().id();
    }
}
