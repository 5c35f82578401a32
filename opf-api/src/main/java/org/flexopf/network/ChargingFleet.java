package org.flexopf.network;

import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * Vehicles that charge over one window of time, with one efficiency and each with an energy of its own, as exactly one
 * consumer: over the window it consumes a given energy, and in any k periods of it no more than a given energy. In
 * periods of one length these are exactly the sums of what the vehicles can consume.
 *
 * @param id number of the fleet, positive and unique among its kind
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param most the most energy that it consumes in any one period of the window, in any two, and so on, MWh; the last
 *     entry, for all periods, is what it consumes
 * @param isConnected whether the period is one of its window: as many neighbouring periods as there are entries
 * @param inService whether it is switched in
 */
public record ChargingFleet(int id, String name, int bus, List<Double> most, boolean isConnected, boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("charging-fleet", "charging fleet");

    /** The list is copied; what is wrong with the numbers, {@link #faults} finds. */
    public ChargingFleet {
        Objects.requireNonNull(name, "name");
        most = List.copyOf(most);
    }

    /** What it consumes over its window, MWh. */
    public double total() {
        return most.get(most.size() - 1);
    }

    /** This fleet in a period of its window, or in another one. */
    public ChargingFleet withConnected(boolean connected) {
        return new ChargingFleet(id, name, bus, most, connected, inService);
    }

    @Override
    public ChargingFleet withInService(boolean service) {
        return new ChargingFleet(id, name, bus, most, isConnected, service);
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
        ElementFaults faults = new ElementFaults(this);
        if (most.isEmpty()) {
            faults.add("a window of no periods", "there is nothing to charge in", "give an energy for each period");
        }
        for (int k = 0; k < most.size(); k++) {
            String what = "energy of any " + (k + 1) + " periods";
            faults.notNegative(what, most.get(k), "MWh");
            if (k > 0 && most.get(k) < most.get(k - 1)) {
                faults.add(what + " " + most.get(k) + " MWh", "fewer periods have more", "give sums that do not fall");
            }
        }
        return faults.all();
    }
}
