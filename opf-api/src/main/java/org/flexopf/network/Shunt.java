package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A constant admittance to ground.
 *
 * @param id number of the shunt, positive and unique
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param g active power drawn at 1 p.u. voltage, MW
 * @param b reactive power supplied at 1 p.u. voltage, Mvar; positive for a capacitor
 * @param inService whether it is switched in
 */
public record Shunt(int id, String name, int bus, double g, double b, boolean inService) implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("shunt", "shunt");

    /** A name is required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public Shunt {
        Objects.requireNonNull(name, "name");
    }

    /** A shunt in service. */
    public static Shunt of(int id, int bus, double g, double b) {
        return new Shunt(id, "", bus, g, b, true);
    }

    /** This shunt supplying another reactive power at 1 p.u., Mvar. */
    public Shunt withSusceptance(double mvar) {
        return new Shunt(id, name, bus, g, mvar, inService);
    }

    @Override
    public Shunt withInService(boolean service) {
        return new Shunt(id, name, bus, g, b, service);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "shunt " + id + " at bus " + bus;
    }
}
