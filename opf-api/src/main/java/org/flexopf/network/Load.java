package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A constant-power demand.
 *
 * @param id number of the load, positive and unique
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param p active demand, MW, positive when consuming
 * @param q reactive demand, Mvar, positive when inductive
 * @param inService whether it is switched in
 */
public record Load(int id, String name, int bus, double p, double q, boolean inService) implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("load", "load");

    /** A name is required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public Load {
        Objects.requireNonNull(name, "name");
    }

    /** A load in service. */
    public static Load of(int id, int bus, double p, double q) {
        return new Load(id, "", bus, p, q, true);
    }

    /** This load with another demand (MW, Mvar). */
    public Load withDemand(double mw, double mvar) {
        return new Load(id, name, bus, mw, mvar, inService);
    }

    @Override
    public Load withInService(boolean service) {
        return new Load(id, name, bus, p, q, service);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "load " + id + " at bus " + bus;
    }
}
