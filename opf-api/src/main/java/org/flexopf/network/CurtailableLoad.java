package org.flexopf.network;

import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A load that gives up some of its demand at a price: it consumes {@code baseline - x}, {@code 0 <= x <= largest}.
 *
 * @param id number of the load, positive and unique among its kind
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param baseline what it consumes where nothing is curtailed, MW
 * @param largest the most that is curtailed, MW
 * @param cost what a MWh that is curtailed costs, currency per MWh
 * @param activations in how many periods of a horizon it is curtailed at most, which takes an integer for each period;
 *     {@link #ANY_NUMBER} for no limit
 * @param inService whether it is switched in
 */
public record CurtailableLoad(
        int id, String name, int bus, double baseline, double largest, double cost, int activations, boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("curtailable", "curtailable load");

    /** It is curtailed in as many periods as pays. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** The name is required; what is wrong with the numbers, {@link #faults} finds. */
    public CurtailableLoad {
        Objects.requireNonNull(name, "name");
    }

    /** A load in service that may be curtailed in every period. */
    public static CurtailableLoad of(int id, int bus, double baseline, double largest, double cost) {
        return new CurtailableLoad(id, "", bus, baseline, largest, cost, ANY_NUMBER, true);
    }

    /** This load curtailed in so many periods at most. */
    public CurtailableLoad withActivations(int most) {
        return new CurtailableLoad(id, name, bus, baseline, largest, cost, most, inService);
    }

    @Override
    public CurtailableLoad withInService(boolean service) {
        return new CurtailableLoad(id, name, bus, baseline, largest, cost, activations, service);
    }

    /** Whether it is curtailed in a limited number of periods. */
    public boolean hasActivationLimit() {
        return activations != ANY_NUMBER;
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
        ElementFaults faults = new ElementFaults(this)
                .finite("baseline", baseline, "MW")
                .notNegative("largest curtailment", largest, "MW")
                .finite("cost of curtailment", cost, "per MWh");
        return activations >= 0
                ? faults.all()
                : faults.add(activations + " activations at most", "it counts periods", "give zero or more")
                        .all();
    }
}
