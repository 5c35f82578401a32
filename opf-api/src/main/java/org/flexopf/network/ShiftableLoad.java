package org.flexopf.network;

import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A load that moves its demand within windows of time: it consumes {@code baseline + up - down}, and over each window
 * the energy that is moved up is the energy that is moved down. Outside of windows nothing moves.
 *
 * <p>Where moving costs nothing, up and down may cancel, so that only what is up less what is down means something.
 *
 * @param id number of the load, positive and unique among its kind
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param baseline what it consumes where nothing moves, MW
 * @param upMax the most that it consumes more, MW
 * @param downMax the most that it consumes less, MW
 * @param cost what a MWh that is moved down costs, currency per MWh
 * @param window the number of the window that the period is in, 0 for none: neighbouring periods of one number are one
 *     window
 * @param inService whether it is switched in
 */
public record ShiftableLoad(
        int id,
        String name,
        int bus,
        double baseline,
        double upMax,
        double downMax,
        double cost,
        int window,
        boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("shiftable", "shiftable load");

    /** The number of no window. */
    public static final int NO_WINDOW = 0;

    /** The name is required; what is wrong with the numbers, {@link #faults} finds. */
    public ShiftableLoad {
        Objects.requireNonNull(name, "name");
    }

    /** A load in service whose window is the whole horizon. */
    public static ShiftableLoad of(int id, int bus, double baseline, double upMax, double downMax, double cost) {
        return new ShiftableLoad(id, "", bus, baseline, upMax, downMax, cost, 1, true);
    }

    /** This load in a window. */
    public ShiftableLoad withWindow(int number) {
        return new ShiftableLoad(id, name, bus, baseline, upMax, downMax, cost, number, inService);
    }

    @Override
    public ShiftableLoad withInService(boolean service) {
        return new ShiftableLoad(id, name, bus, baseline, upMax, downMax, cost, window, service);
    }

    /** Whether it is in a window. */
    public boolean moves() {
        return window != NO_WINDOW;
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
        return new ElementFaults(this)
                .finite("baseline", baseline, "MW")
                .notNegative("largest increase", upMax, "MW")
                .notNegative("largest decrease", downMax, "MW")
                .finite("cost of moving", cost, "per MWh")
                .all();
    }
}
