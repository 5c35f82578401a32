package org.flexopf.network;

import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A load that runs once in one piece, such as a washing machine: from the period in which it starts on it consumes what
 * its profile says, one entry for each period. It has ended by the end of the horizon.
 *
 * @param id number of the load, positive and unique among its kind
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param profile what it consumes in the period of its start and in those after it, MW; at least one entry
 * @param mayStart whether it may start in the period
 * @param mustRun whether it runs exactly once; else it runs at most once
 * @param value what a run is worth, currency
 * @param inService whether it is switched in
 */
public record AtomicLoad(
        int id,
        String name,
        int bus,
        List<Double> profile,
        boolean mayStart,
        boolean mustRun,
        double value,
        boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("atomic", "atomic load");

    /** The profile is copied; what is wrong with the numbers, {@link #faults} finds. */
    public AtomicLoad {
        Objects.requireNonNull(name, "name");
        profile = List.copyOf(profile);
    }

    /** This load in a period in which it may start, or may not. */
    public AtomicLoad withMayStart(boolean may) {
        return new AtomicLoad(id, name, bus, profile, may, mustRun, value, inService);
    }

    @Override
    public AtomicLoad withInService(boolean service) {
        return new AtomicLoad(id, name, bus, profile, mayStart, mustRun, value, service);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public String label() {
        return KIND + " " + id + (name.isEmpty() ? "" : " '" + name + "'") + " at bus " + bus;
    }

    @Override
    public List<Fault> faults() {
        ElementFaults faults = new ElementFaults(this).finite("value of a run", value, "");
        if (profile.isEmpty()) {
            faults.add("a profile of no periods", "there is nothing to run", "give what it consumes, in MW");
        }
        for (int t = 0; t < profile.size(); t++) {
            faults.finite("period " + (t + 1) + " of the profile", profile.get(t), "MW");
        }
        return faults.all();
    }
}
